// A signature that anybody can write beside a genuine one makes nothing count as covered, whatever its h= says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCase, TEST_NOW } from '../../helpers/cases/build.ts';
import { loadCase, type Step } from '../../helpers/cases/case.ts';
import { judgeCase } from '../../helpers/cases/judge.ts';

const ATTACK = loadCase('signature-forged-beside-a-replayed-one');
const [genuine, added, , arrival] = ATTACK.path as [Step, Step, Step, Step];

const names = fc.subarray(['to', 'cc', 'subject', 'date', 'reply-to', 'content-type', 'x-any']);
const forged = fc.record({
  h: names.map((some) => ['from', ...some]),
  word: fc.constantFrom('fail', 'neutral', 'permerror'),
  tags: fc.constantFrom<string[]>([], ['l=0'], ['x=1']),
});
/** As it stands, silent, and exchanged for another's. */
const key = fc.constantFrom('yes' as const, 'no' as const, 'other' as const, 'revoked' as const);

test('forged signatures beside a genuine one raise nothing to covered', async () => {
  const some = fc.array(forged, { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(some, key, fc.boolean(), async (forgeries, publish, onTop) => {
      const first = { sign: { ...(genuine as { sign: object }).sign, publish } } as Step;
      const steps = forgeries.map(
        ({ h, tags }): Step => ({
          sign: { d: 'vpass.ne.jp', s: 'k1', owner: 'evil', publish: 'no', h, tags },
        }),
      );
      const { gmail } = arrival as Extract<Step, { gmail: object }>;
      const words = forgeries.map(({ word }) => `${word} vpass.ne.jp k1`);
      const dkim = onTop ? [...words, 'pass vpass.ne.jp k1'] : ['pass vpass.ne.jp k1', ...words];
      const path = [first, added, ...steps, { gmail: { ...gmail, dkim } }];
      const { report } = await judgeCase(buildCase({ ...ATTACK, path }, TEST_NOW));
      const severity = report.findings.find(({ rule }) => rule === 'replyTo')?.severity;
      expect({ severity, owner: report.owner }).toEqual({ severity: 'caution', owner: null });
    }),
    { numRuns: 60 },
  );
});
