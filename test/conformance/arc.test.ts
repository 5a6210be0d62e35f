// The ARC validation suite through measure(): lenient, with the syntax of seals checked strictly.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { lookupsOver, measureRaw, txtZone } from './measure.ts';
import { suite } from './suites.ts';

interface Scenario {
  tests: Record<string, { message: string; cv: string | null }>;
  'txt-records': Record<string, string>;
}

const path = suite('arc/validation.yml', 175);

/** Refusing an h= without names is right: the signature then covers nothing, From included. */
const KNOWN = ['ams_fields_h_empty: fail, not pass'];

describe.runIf(path)('ARC validation suite', () => {
  test('174 of 175', async () => {
    // ids occur twice, and both are run
    const pairs: { id: string; message: string; cv: string; zone: Record<string, string> }[] = [];
    for (const document of parseAllDocuments(readFileSync(path!, 'utf8'), {
      uniqueKeys: false,
      version: '1.1',
    })) {
      const scenario = document.toJS() as Scenario;
      const zone = Object.fromEntries(
        Object.entries(scenario['txt-records'] ?? {}).map(([name, text]) => [
          name.toLowerCase(),
          text,
        ]),
      );
      const tests = document.get('tests') as unknown as {
        items: { key: { value: string }; value: { toJSON(): Scenario['tests'][string] } }[];
      };
      for (const { key, value } of tests.items) {
        const { message, cv } = value.toJSON();
        pairs.push({ id: key.value, message, cv: String(cv ?? '').toLowerCase(), zone });
      }
    }
    const wrong: string[] = [];
    let count = 0;
    for (const { id, message, cv, zone } of pairs) {
      count++;
      const raw = Buffer.from(message, 'utf8');
      const found = await measureRaw({ raw, lookups: lookupsOver(txtZone(zone)) }).then(
        (evaluated) => evaluated.arc.result,
        // without a single field there is no message, and no chain
        () => 'none',
      );
      // the suite gives no word for a chain whose newest seal itself says cv=fail
      const expected = cv === '' ? 'fail' : cv;
      if (found !== expected) wrong.push(`${id}: ${found}, not ${expected}`);
    }
    expect(wrong).toEqual(KNOWN);
    expect(count).toBe(175);
  });
});
