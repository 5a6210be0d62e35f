// The verdict table, row by row: what decides, and which of two neighbours does where both could.
import { describe, expect, test } from 'vitest';
import { decideOrigin } from '../../../lib/verdict/origin/decide.ts';
import { context, evidence } from '../evidence.ts';
import { CASES } from './table-cases.ts';

describe('the first row that fits decides', () => {
  test.each(CASES)('row $row: $shows', (one) => {
    const verdict = decideOrigin(evidence(one.evidence), context(one.context));
    expect(verdict).toMatchObject({
      row: one.row,
      origin: one.origin,
      tone: one.tone,
      reason: one.reason ?? null,
      ...(one.situation === undefined ? {} : { situation: one.situation }),
    });
    if (one.findings) expect(verdict.findings.map(({ rule }) => rule)).toEqual(one.findings);
    if (one.alsoFits) {
      const why = verdict.why.find(({ row }) => row === one.alsoFits);
      expect(why?.sentence).toEqual({ key: 'why.earlier', params: { row: String(one.row) } });
    }
    expect(verdict.why.map(({ row }) => row)).toHaveLength(19);
  });

  test('every row has at least two cases', () => {
    // judge.test.ts: a source that could not be read; origin.test.ts: what makes a sender ambiguous
    for (let row = 3; row <= 20; row++) {
      expect(CASES.filter((one) => one.row === row).length, `row ${row}`).toBeGreaterThan(1);
    }
  });
});
