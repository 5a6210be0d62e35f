// Every case of test/fixtures/cases, from its octets to its verdict and its story, with its own zone in memory.
import { describe, expect, test } from 'vitest';
import { pageWords } from '#words';
import type { Judgement } from '../lib/model.ts';
import { tell } from '../lib/verdict/story.ts';
import { addWords, type Language, say } from '../lib/words.ts';
import { buildCase, TEST_NOW } from './helpers/cases/build.ts';
import { type Case, loadCases } from './helpers/cases/case.ts';
import { judgeCase } from './helpers/cases/judge.ts';

addWords(pageWords);

const CASES = loadCases();

/** What was concluded, as far as the case says what it expects. */
function concluded(judgement: Judgement, expected: Case['expect']) {
  const { report, origin } = judgement;
  const { details } = tell(judgement);
  const whys = new Map(origin.why.map(({ row, sentence }) => [row, sentence.key.split('.')[1]]));
  const all = {
    origin: report.origin,
    tone: report.tone,
    row: origin.row,
    reason: report.reason,
    proof: report.stated?.proof,
    situation: origin.situation,
    bimi: details?.bimi?.key.split('.').at(-1),
    notes: (origin.notes ?? []).map(({ key }) => key.replace(/^story\.(?:note|claim)\./, '')),
    why: Object.fromEntries(Object.keys(expected.why ?? {}).map((row) => [row, whys.get(+row)])),
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in expected));
}

/** Every sentence of the story and of --why. */
function spoken(judgement: Judgement, language: Language): { card: string[]; all: string[] } {
  const { seal, questions, advice, findings, details } = tell(judgement);
  const text = (sentence: Parameters<typeof say>[1]) => say(language, sentence);
  const card = [...questions.who, ...questions.changed, ...questions.name].map(text);
  const rest = [
    seal.label,
    seal.sentence,
    ...advice,
    ...findings.map(({ sentence }) => sentence),
    ...judgement.origin.why.map(({ sentence }) => sentence),
    ...(details ? [details.record, ...details.policy, ...details.forwarding] : []),
  ];
  return { card, all: [...card, ...rest.map(text)] };
}

describe.each(CASES.map((input) => [input.name, input] as const))('%s', (_, input) => {
  test(input.shows, async () => {
    const judgement = await judgeCase(buildCase(input, TEST_NOW));
    const { notes, findings = [], without = [], ...expected } = input.expect;
    const result = concluded(judgement, input.expect);
    expect(result).toMatchObject(expected);
    if (notes) expect(result.notes).toEqual(expect.arrayContaining(notes));
    const found = judgement.report.findings.map(({ rule }) => rule);
    const loud = judgement.report.findings.filter(({ severity }) => severity !== 'info');
    expect(found).toEqual(expect.arrayContaining(findings));
    expect(findings).toEqual(expect.arrayContaining(loud.map(({ rule }) => rule)));
    expect(found.filter((rule) => without.includes(rule))).toEqual([]);

    for (const language of ['en', 'ja'] as const) {
      const { card, all } = spoken(judgement, language);
      expect(all.filter((text) => /\{\w+\}/.test(text) || text === '')).toEqual([]);
      expect(card).toHaveLength(new Set(card).size);
    }
  });
});

describe('the cases together', () => {
  const rows = Array.from({ length: 20 }, (_, index) => index + 1);

  test.each(rows)('row %i has at least two', (row) => {
    expect(CASES.filter(({ expect: { row: decided } }) => decided === row).length).toBeGreaterThan(
      1,
    );
  });

  test.each(rows.slice(1))(
    'the row before %i and it: one case says why the other was not chosen',
    (row) => {
      const pairs = CASES.filter(
        ({ expect: { row: decided, why = {} } }) =>
          (decided === row && row - 1 in why) || (decided === row - 1 && row in why),
      );
      expect(pairs.map(({ name }) => name)).not.toEqual([]);
    },
  );
});
