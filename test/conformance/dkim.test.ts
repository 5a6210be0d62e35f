// The Mail::DKIM corpus through measure(): lenient reading, with the checks of i=, q= and t=s that RFC 6376 asks for.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lookupsOver, measureRaw, txtZone } from './measure.ts';
import { readJson, suite } from './suites.ts';

const path = suite('dkim/mail-dkim.json', 57);

/** The tag g= of key records is obsolete (RFC 6376 appendix C). */
const KNOWN = ['badkey_12.txt', 'badkey_13.txt', 'badkey_8.txt', 'badkey_9.txt'];

/** Long after the last x= of the corpus. */
const AT = Date.UTC(2026, 0, 1);

describe.runIf(path)('Mail::DKIM corpus', () => {
  test('53 of 57', async () => {
    const { txt, cases } = readJson<{
      txt: Record<string, string | null>;
      cases: { file: string; expect: 'pass' | 'not pass' }[];
    }>(path!);
    const wrong: string[] = [];
    for (const { file, expect: expected } of cases) {
      const raw = readFileSync(path!.replace('.json', `/${file}`));
      const { dkim } = await measureRaw({ raw, lookups: lookupsOver(txtZone(txt)), at: AT });
      // weak is not broken: what is refused as weak had verified
      const verified = dkim.some(({ result, reason }) => result === 'pass' || reason === 'keyWeak');
      if (verified !== (expected === 'pass')) wrong.push(file);
    }
    expect(wrong.sort()).toEqual(KNOWN);
    expect(cases.length).toBe(57);
  });
});
