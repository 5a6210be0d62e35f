// No word beside a strict name and an office turns the warning off: whatever stands before, behind or between.
import { describe, expect, test } from 'vitest';
import { BAR, readLetters } from '../../lib/registry/format.ts';
import { isVocabulary } from '../../lib/registry/index.ts';
import { LETTERS, WORDS } from '../../lib/registry/table.ts';
import { isJoining } from '../../lib/verdict/claims/vocabulary.ts';
import { runNameRules } from '../../lib/verdict/rules/run.ts';
import { strictNames } from '../registry/strict-names.ts';
import { CONTEXT, worst } from '../verdict/rules/evidence.ts';

/** Every name with every word takes an hour; a sample by seed takes seconds. */
const ALL = process.env.INKAN_ALL_NAMES === '1';
const SEED = Number(process.env.INKAN_SEED ?? 20261127);
const SAMPLED = 4000;
const MADE_UP = 2000;

/** mulberry32: the same numbers everywhere. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const words = new Map<string, string[]>(
  readLetters(LETTERS, WORDS)
    .split(BAR)
    .map((line) => {
      const [kind, list] = line.split(': ');
      return [kind!, list!.split(' ').filter((word) => /^\p{L}{2,}$/u.test(word))];
    }),
);
const of = (...kinds: string[]) => kinds.flatMap((kind) => words.get(kind) ?? []);
/** What offices write: a preposition alone (`Teatro de la Halle`) is none of it. */
const ofOffices = () => of('role', 'desk', 'pressure').filter((word) => !isJoining(word));
const ofDesks = () => of('desk', 'pressure').filter((word) => !isJoining(word));

/** What societies and campaigners call themselves, and who brings a parcel: beside a relation they say nothing of a company. */
const OF_FRIENDS = new Set([
  'action',
  '事務局',
  '運営事務局',
  '編集部',
  '運営',
  'オ届ケ',
  '配達',
  'delivery',
]);

function madeUp(): string[] {
  const next = random(7);
  const letters = 'bdfgjklmnprstvwz';
  const vowels = 'aeiou';
  const found = new Set<string>();
  while (found.size < MADE_UP) {
    let word = '';
    for (let i = 0; i < 2 + next(3); i++) word += letters[next(letters.length)]! + vowels[next(5)]!;
    if (!isVocabulary(word)) found.add(word + letters[next(letters.length)]!);
  }
  return [...found];
}

/** Before, behind and between. */
const PLACES: readonly ((name: string, office: string, word: string) => string)[] = [
  (name, office, word) => `${word} ${name} ${office}`,
  (name, office, word) => `${name} ${office} ${word}`,
  (name, office, word) => `${name} ${word} ${office}`,
  (name, office, word) => `${office} ${word} ${name}`,
];

/** `borne`: the domain bears the other word. */
function silent(offices: readonly string[], others: readonly string[], borne = false): string[] {
  const names = strictNames();
  const missed: string[] = [];
  const next = random(SEED);
  const tryOne = (name: string, office: string, word: string, place: number) => {
    const written = PLACES[place]!(name, office, word);
    const address = `info@${borne ? word : 'qzkvw'}.example`;
    const grade = worst(runNameRules({ name: written, address }, CONTEXT));
    if (grade !== 'danger' && grade !== 'caution') missed.push(written);
  };
  if (!ALL) {
    for (let i = 0; i < SAMPLED; i++)
      tryOne(
        names[next(names.length)]!.name,
        offices[next(offices.length)]!,
        others[next(others.length)]!,
        next(PLACES.length),
      );
    return missed;
  }
  for (const { name } of names)
    for (const word of others)
      for (const place of PLACES.keys()) tryOne(name, offices[next(offices.length)]!, word, place);
  return missed;
}

describe('beside a strict name and an office', () => {
  test.each([
    ['a made-up word', () => silent(ofOffices(), madeUp())],
    ['a made-up word that the domain bears', () => silent(ofDesks(), madeUp(), true)],
    [
      'a word of an office or a legal form',
      () => silent(ofOffices(), of('role', 'desk', 'pressure', 'legal')),
    ],
    [
      'a word of a relation',
      () =>
        silent(
          ofDesks().filter((word) => !OF_FRIENDS.has(word)),
          of('relation'),
        ),
    ],
  ] as const)('%s turns nothing off', (_, run) => expect(run()).toEqual([]));
});
