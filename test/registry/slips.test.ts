// One slip is a slip. A slip and a look-alike together make another word, but of a name that many imitate.
import { describe, expect, test } from 'vitest';
import { findNames } from '../../lib/registry/index.ts';
import { isNearWord, isOrdinaryWord, isVocabulary } from '../../lib/registry/words.ts';
import { editBetween } from '../../lib/text/edits.ts';
import { strictNames } from './strict-names.ts';

/** Latin letters that look like others. */
const LOOKS: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['rn', 'm'],
  ['w', 'vv'],
  ['i', 'l'],
  ['l', 'i'],
];

interface Written {
  name: string;
  imitated: boolean;
  /** one letter less, inside, and nothing else */
  slip: string;
  /** and one pair of letters by its look-alike behind it */
  both: string | null;
}

const names: Written[] = strictNames().flatMap(({ name, organisation }) => {
  const word = name.toLowerCase();
  if (!/^[a-z]{8,}$/.test(word)) return [];
  const slip = word.slice(0, 3) + word.slice(4);
  const known = (text: string) => isVocabulary(text) || isNearWord(text) || isOrdinaryWord(text);
  if (word[3] === word[2] || word[3] === word[4] || known(slip)) return [];
  const behind = slip.slice(4);
  const look = LOOKS.find(([letters]) => behind.includes(letters));
  const both = look ? slip.slice(0, 4) + behind.replace(look[0], look[1]) : null;
  return [
    {
      name,
      imitated: organisation.stakes === 'high' && organisation.confirmed,
      slip,
      both: both === null || known(both) || editBetween(word, both) !== null ? null : both,
    },
  ];
});

const claims = (text: string, name: string): boolean =>
  findNames(text).some((hit) => hit.name.toLowerCase() === name.toLowerCase());

describe('a letter dropped', () => {
  test('is found', () => {
    expect(names.length).toBeGreaterThan(500);
    const lost = names.filter(({ slip, name }) => !claims(slip, name)).map(({ slip }) => slip);
    // Another listed name may lie as close.
    expect(lost.length, lost.join(' ')).toBeLessThan(names.length / 50);
  });

  test('and another look beside it names only what is imitated', () => {
    const both = names.filter((one) => one.both !== null);
    expect(both.length).toBeGreaterThan(300);
    for (const { both: text, name, imitated } of both)
      if (!imitated) expect(claims(text!, name), `${text} for ${name}`).toBe(false);
    const imitated = both.filter((one) => one.imitated);
    const lost = imitated.filter(({ both: text, name }) => !claims(text!, name));
    expect(lost.length, lost.map(({ both: text }) => text).join(' ')).toBeLessThan(
      imitated.length / 10,
    );
  });
});
