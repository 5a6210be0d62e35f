// Every case of test/fixtures/cases, from its octets to its verdict, with its own zone in memory.
import { describe, expect, test } from 'vitest';
import { openLookups } from '../lib/dns/gate.ts';
import { evaluate } from '../lib/evaluate.ts';
import { digest } from '../lib/message/digest.ts';
import { judgeUnreadable } from '../lib/verdict/judge.ts';
import { buildCase, TEST_NOW } from './helpers/cases/build.ts';
import { type Case, loadCases } from './helpers/cases/case.ts';
import { memoryResolver } from './helpers/dns/memory.ts';

async function judgeCase(input: Case) {
  const { raw, zone, context } = buildCase(input, TEST_NOW);
  if (input.source) return judgeUnreadable(null, context, null);
  const { lookups: mode, folder } = context;
  return evaluate(await digest(raw), openLookups(memoryResolver(zone), { mode, folder }), context);
}

describe('every case is judged as it says', () => {
  for (const input of loadCases()) {
    test(`${input.name}: ${input.shows}`, async () => {
      const { report, origin } = await judgeCase(input);
      const { expect: expected } = input;
      const loud = report.findings.filter((f) => f.severity !== 'info').map((f) => f.rule);
      const all = report.findings.map((f) => f.rule);
      expect({
        origin: report.origin,
        tone: report.tone,
        ...(expected.row === undefined ? {} : { row: origin.row }),
        ...(expected.reason === undefined ? {} : { reason: report.reason }),
        ...(expected.proof === undefined ? {} : { proof: report.stated?.proof }),
        ...(expected.situation === undefined ? {} : { situation: origin.situation }),
      }).toEqual({
        origin: expected.origin,
        tone: expected.tone,
        ...(expected.row === undefined ? {} : { row: expected.row }),
        ...(expected.reason === undefined ? {} : { reason: expected.reason }),
        ...(expected.proof === undefined ? {} : { proof: expected.proof }),
        ...(expected.situation === undefined ? {} : { situation: expected.situation }),
      });
      for (const rule of expected.findings ?? []) expect(all).toContain(rule);
      for (const rule of loud) expect(expected.findings ?? []).toContain(rule);
    });
  }
});
