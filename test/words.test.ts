// The generated word tables say, key for key, what the locale files say.
import { describe, expect, test } from 'vitest';
import { pageWords, words } from '#words';
import { words as ofTab } from '../.generated/words-of-tab.ts';
import { hasWord, learnWords, say, wordingOf } from '../lib/words.ts';
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

describe('words on their way to a tab', () => {
  test('a tab has the words it says by itself, and those of no judgement', () => {
    const shown = Object.keys(ofTab.en);
    for (const key of ['ui.checking', 'source.gone', 'source.label.gone'])
      expect(shown).toContain(key);
    expect(shown.filter((key) => /^(rule|origin|story|advice|page)\./.test(key))).toEqual([]);
    expect(Object.entries(ofTab.ja)).toEqual(
      Object.entries(words.ja).filter(([key]) => key in ofTab.en),
    );
  });

  test('the texts of every sentence in a story, and no others', () => {
    const sentence = { key: 'origin.signed', params: { domain: 'key' } };
    const story = {
      seal: [sentence],
      more: { deep: { key: 'advice.usual', params: {} } },
      key: null,
    };
    expect(wordingOf('ja', story)).toEqual({
      language: 'ja',
      texts: {
        'origin.signed': words.ja['origin.signed'],
        'advice.usual': words.ja['advice.usual'],
      },
    });
    expect(() => wordingOf('en', { key: 'no.such', params: {} })).toThrow('no.such');
  });

  test('what was learned is said', () => {
    expect(hasWord('test.learned')).toBe(false);
    learnWords({ language: 'ja', texts: { 'test.learned': '{name} です' } });
    expect(hasWord('test.learned')).toBe(true);
    expect(say('ja', { key: 'test.learned', params: { name: '葵' } })).toBe('葵です');
  });
});
