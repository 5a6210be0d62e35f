// The generated word tables say, key for key, what the locale files say.
import { expect, test } from 'vitest';
import { pageWords, words } from '#words';
import { tables } from '../scripts/words.ts';

test('both languages hold the same keys, and every text stands under its own', () => {
  const { en, ja } = tables();
  expect(Object.keys(en!).sort()).toEqual(Object.keys(ja!).sort());
  expect({ ...words.en, ...pageWords.en }).toEqual(en);
  expect({ ...words.ja, ...pageWords.ja }).toEqual(ja);
});

test('what only pages show is apart from what Gmail shows', () => {
  const shown = Object.keys(words.en);
  expect(shown.filter((key) => key in pageWords.en)).toEqual([]);
  expect(shown.some((key) => key.startsWith('seal.'))).toBe(true);
  expect(shown.some((key) => key.startsWith('options.'))).toBe(false);
});
