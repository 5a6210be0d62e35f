// Every case of test/fixtures/cases, from its octets to its verdict and its story, with its own zone in memory.
import { describe, expect, test } from 'vitest';
import type { Judgement, Recollection } from '../lib/model.ts';
import { lessonOf, withMemory } from '../lib/verdict/lesson.ts';
import { tell } from '../lib/verdict/story/tell.ts';
import { LANGUAGES, type Language, say } from '../lib/words.ts';
import { buildCase, TEST_NOW } from './helpers/cases/build.ts';
import { type Case, loadCases } from './helpers/cases/case.ts';
import { judgeCase } from './helpers/cases/judge.ts';
import { contradictions } from './helpers/contradictions.ts';

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
    claims: report.claims.map(({ row }) => row),
    owner: report.owner?.organisation ?? null,
    remedies: report.remedies.map(({ id }) => id),
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
    const { notes, withoutNotes = [], findings = [], without = [], ...expected } = input.expect;
    const result = concluded(judgement, input.expect);
    expect(result).toMatchObject(expected);
    if (notes) expect(result.notes).toEqual(expect.arrayContaining(notes));
    const noted = (judgement.origin.notes ?? []).map(({ key }) => key.split('.').at(-1));
    expect(noted.filter((key) => withoutNotes.includes(key ?? ''))).toEqual([]);
    const found = judgement.report.findings.map(({ rule }) => rule);
    const loud = judgement.report.findings.filter(({ severity }) => severity !== 'info');
    expect(found).toEqual(expect.arrayContaining(findings));
    expect(findings).toEqual(expect.arrayContaining(loud.map(({ rule }) => rule)));
    expect(found.filter((rule) => without.includes(rule))).toEqual([]);

    expect(contradictions(judgement, tell(judgement))).toEqual([]);
    for (const language of LANGUAGES) {
      const { card, all } = spoken(judgement, language);
      expect(all.filter((text) => /\{\w+\}/.test(text) || text === '')).toEqual([]);
      expect(card).toHaveLength(new Set(card).size);
    }
  });
});

const NOTHING_KNOWN: Recollection = {
  correspondents: [],
  trustedForwarders: [],
  knownLists: [],
  learnedForwarders: [],
  taught: [],
  addressHistory: null,
  seenBefore: null,
  ownAddresses: [],
  ownName: '',
  learnedLists: [],
};

describe('what a message teaches', () => {
  test.each(CASES.map((input) => [input.name, input] as const))('%s', async (_, input) => {
    const built = buildCase(input, TEST_NOW);
    const { context } = built;
    const judgement = await judgeCase(built);
    const { report, evidence } = judgement;
    const lesson = lessonOf({ judgement, story: tell(judgement) }, context, '18c0ffee');
    expect(lesson.verdict).toMatchObject({ tone: report.tone, origin: report.origin });
    const isQuiet = report.tone === 'calm' || report.tone === 'neutral';
    const isHere =
      context.source === 'gmail' && context.fidelity === 'exact' && context.folder !== 'spam';
    if (!isHere) {
      expect(lesson).toMatchObject({ correspondent: null, sender: null, wroteTo: [] });
      expect(lesson).toMatchObject({ forwarder: null, list: null });
    }
    if (!isQuiet)
      expect(lesson).toMatchObject({ correspondent: null, forwarder: null, list: null });
    if (!['signed', 'recorded', 'listed'].includes(report.origin))
      expect(lesson).toMatchObject({ correspondent: null, forwarder: null });
    if (report.origin !== 'own') expect(lesson.wroteTo).toEqual([]);

    // A list that was merely learned excuses nobody whose name or domain is known.
    const list = evidence?.message.listId ?? null;
    const learned = {
      ...NOTHING_KNOWN,
      ownName: 'Alice',
      learnedLists: list === null ? [] : [list],
    };
    const informed = withMemory(context, learned);
    expect(informed.me.name).toBe(context.me.name || 'Alice');
    const claims = evidence?.message.author?.domain === 'paypal.com';
    if (claims) expect(informed.knownLists).toEqual(context.knownLists);
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
