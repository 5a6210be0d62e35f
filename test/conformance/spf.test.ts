// The OpenSPF suites for RFC 7208 and RFC 4408 through measure(): strict SPF for the recorded client address.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { RecordType } from '../../lib/model.ts';
import { type Answers, failed, lookupsOver, measureRaw, ok } from './measure.ts';
import { suite } from './suites.ts';

type Entry = 'TIMEOUT' | Record<string, string | string[] | [number, string]>;
interface Scenario {
  description: string;
  tests: Record<
    string,
    { helo: string; host: string; mailfrom: string; result: string | string[] }
  >;
  zonedata: Record<string, Entry[]>;
}

const MESSAGE = Buffer.from('From: Ann <ann@example.com>\r\nSubject: a\r\n\r\nbody\r\n');
const SUITES = [
  { name: 'rfc7208', cases: 203 },
  { name: 'rfc4408', cases: 191 },
] as const;

/** The records of one type; a record of type SPF stands for TXT where a name has no TXT of its own. */
function recordsOf(entries: Entry[], type: RecordType): unknown[] {
  const of = (kind: string) =>
    entries.flatMap((entry) =>
      entry === 'TIMEOUT' || entry[kind] === undefined ? [] : [entry[kind]],
    );
  if (type === 'MX')
    return of('MX').map((mx) => ({
      priority: Number((mx as unknown[])[0]),
      exchange: String((mx as unknown[])[1]),
    }));
  if (type !== 'TXT') return of(type);
  const written = of('TXT');
  const texts = written.length > 0 ? written.filter((text) => text !== 'NONE') : of('SPF');
  return texts.map((text) => [text].flat());
}

function answersOf(zone: Scenario['zonedata']): Answers {
  const names = new Map(
    Object.entries(zone).map(([name, entries]) => [name.toLowerCase(), entries]),
  );
  return function answer(name, type) {
    if (name.split('.').some((label) => label.length > 63 || label === ''))
      return failed('badname');
    const entries = names.get(name.toLowerCase());
    if (!entries) return failed('nxdomain');
    const records = recordsOf(entries, type);
    if (records.length > 0) return ok<'TXT'>(records as string[][]);
    const [alias] = recordsOf(entries, 'CNAME');
    if (alias !== undefined) return answer(String(alias), type);
    return failed(entries.includes('TIMEOUT') ? 'timeout' : 'nodata');
  };
}

for (const { name, cases } of SUITES) {
  const path = suite(`spf/${name}.yml`, cases);
  describe.runIf(path)(`SPF ${name}`, () => {
    test(`${cases} of ${cases}`, async () => {
      const scenarios = parseAllDocuments(readFileSync(path!, 'utf8'), { version: '1.1' }).map(
        (document) => document.toJS() as Scenario,
      );
      const wrong: string[] = [];
      let count = 0;
      for (const scenario of scenarios) {
        for (const [id, one] of Object.entries(scenario.tests)) {
          count++;
          const { spf } = await measureRaw({
            raw: MESSAGE,
            lookups: lookupsOver(answersOf(scenario.zonedata)),
            stated: { clientAddress: one.host, helo: one.helo, mailFrom: one.mailfrom },
          });
          const expected = [one.result].flat();
          if (!spf || !expected.includes(spf.result))
            wrong.push(`${id}: ${spf?.result} not ${expected}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(count).toBe(cases);
    });
  });
}
