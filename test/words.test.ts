// Languages: each file says everything, in every form that its numbers need; the nearest one is chosen.
import { describe, expect, test } from 'vitest';
import { hasWord, LANGUAGES, languageFor, learnWords, partsOf, say } from '../lib/words.ts';
import {
  fullTable,
  languages,
  readTable,
  type Text,
  wordAssets,
  wordFile,
} from '../scripts/words.ts';
import { faultsOf } from './helpers/prose.ts';

const english = readTable('en');
const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (text: Text) =>
  [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

test('the languages are those of the folder, English first', () => {
  expect([...LANGUAGES]).toEqual(languages());
  expect(LANGUAGES[0]).toBe('en');
});

describe.each(languages())('locales/%s.yml', (language) => {
  const own = readTable(language);

  test('has every key of the English file and no other', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
  });

  test('has the same placeholders under each key', () => {
    for (const [key, text] of Object.entries(own))
      expect(placeholders(text), key).toEqual(placeholders(english[key] ?? ''));
  });

  test('has no empty text', () => {
    for (const [key, text] of Object.entries(own))
      for (const form of forms(text)) expect(form.trim(), key).not.toBe('');
  });

  test('has a form for each plural category where one text has forms', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, text] of Object.entries(own)) {
      if (typeof text === 'string') {
        // A text for all numbers is enough only where the language has one form.
        if (typeof english[key] !== 'string') expect(pluralCategories, key).toEqual(['other']);
      } else expect(Object.keys(text).sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  test('promises nothing, and is set as the language sets its text', () => {
    for (const [key, text] of Object.entries(own))
      for (const form of forms(text)) expect(faultsOf(language, form), key).toEqual([]);
  });

  test('names the extension in the manifest, within what stores show', () => {
    const { 'manifest.extName': name, 'manifest.extDescription': about } = own;
    expect(String(name).length).toBeLessThanOrEqual(75);
    expect(String(about).length).toBeLessThanOrEqual(132);
  });
});

describe('the package', () => {
  const asset = (path: string) => {
    const found = wordAssets().find(({ relativeDest }) => relativeDest === path);
    return JSON.parse(found && 'contents' in found ? found.contents : 'null');
  };

  test('has one word file and one table of the browser for each language', () => {
    const made = wordAssets().map(({ relativeDest }) => relativeDest);
    const expected = languages().flatMap((language) => [
      `_locales/${language.replaceAll('-', '_')}/messages.json`,
      `words/${language}.json`,
    ]);
    expect(made.sort()).toEqual(expected.sort());
  });

  test('has English where a language says nothing', () => {
    const missing = fullTable('en');
    for (const language of languages()) {
      const { tab, pages } = asset(`words/${language}.json`);
      expect(Object.keys({ ...tab, ...pages }).sort()).toEqual(Object.keys(missing).sort());
    }
  });

  test('gives a tab nothing that only pages show', () => {
    const { tab, pages } = wordFile('en');
    for (const key of ['ui.checking', 'source.gone', 'origin.signed', 'rule.nameBrand.sentence'])
      expect(Object.keys(tab)).toContain(key);
    for (const key of ['options.title', 'page.skip', 'why.earlier'])
      expect(Object.keys(pages)).toContain(key);
    expect(Object.keys(tab).filter((key) => key in pages)).toEqual([]);
  });

  test('lets the browser say what a tab says without the background', () => {
    for (const language of languages()) {
      const messages = asset(`_locales/${language.replaceAll('-', '_')}/messages.json`);
      expect(messages.language.message).toBe(language);
      expect(messages.source_gone.message).toBe(fullTable(language)['source.gone']);
      // Names of messages know letters, digits and "_" only.
      for (const name of Object.keys(messages)) expect(name).toMatch(/^\w+$/);
    }
  });
});

describe('the nearest language', () => {
  test.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['ja_JP.UTF-8', 'ja'],
    ['en-GB', 'en'],
    ['pt-PT', 'pt-BR'],
    ['zh-HK', 'zh-TW'],
    ['zh-Hans-SG', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['sr-Latn', 'sr'],
    ['tlh', 'en'],
    ['jav', 'en'],
    ['', 'en'],
    ['C', 'en'],
    ['not a tag', 'en'],
  ])('of %s is %s', (tag, expected) => {
    const available = ['en', 'ja', 'pt-BR', 'zh-CN', 'zh-TW', 'sr'];
    expect(languageFor(tag, available)).toBe(expected);
  });
});

describe('saying', () => {
  test('what was learned is said', () => {
    expect(hasWord('test.learned')).toBe(false);
    learnWords({ language: 'ja', texts: { 'test.learned': '{name} です' } });
    expect(hasWord('test.learned')).toBe(true);
    expect(say('ja', { key: 'test.learned', params: { name: '葵' } })).toBe('葵です');
    expect(say('ja', { key: 'test.learned', params: { name: 'Aoi' } })).toBe('Aoi です');
  });

  test.each([
    ['en', 'shop.de', 'from shop.de.'],
    ['en', 'shop.de, shop.com, shop.fr', 'from shop.de and others.'],
    ['ja', 'shop.jp, shop.com', '送信元は shop.jp などです。'],
  ])('of several domains one is named: %s %s', (language, expected, said) => {
    const text = { en: 'from {expected}.', ja: '送信元は {expected} です。' }[language] ?? '';
    learnWords({ language: language as 'en', texts: { 'test.expected': text } });
    const sentence = { key: 'test.expected', params: { expected } };
    expect(say(language as 'en', sentence)).toBe(said);
    const values = partsOf(language as 'en', sentence).filter(({ isValue }) => isValue);
    expect(values.map((one) => one.text)).toEqual([expected.split(',')[0]]);
  });

  test.each([
    ['en', 'on November 2, 2026'],
    ['ja', '受信日は2026年11月2日です'],
    ['de', 'am 2. November 2026'],
    ['pt-BR', 'em 2 de novembro de 2026'],
    ['ko', '2026년 11월 2일에'],
  ])('a day is written as the language writes it: %s', (language, said) => {
    const [before = '', after = ''] = said.split(/(?:2|November|2026).*(?:2026|2일|2日)/);
    learnWords({ language: language as 'en', texts: { 'test.day': `${before}{date}${after}` } });
    expect(say(language as 'en', { key: 'test.day', params: { date: '2026-11-02' } })).toBe(said);
  });

  test('English is said where the language has no text, and a key of nobody throws', () => {
    learnWords({ language: 'en', texts: { 'test.english': 'Only in English' } });
    expect(say('ja', { key: 'test.english', params: {} })).toBe('Only in English');
    expect(() => say('ja', { key: 'test.nobody', params: {} })).toThrow('test.nobody');
  });

  test.each([
    ['en', '1', '1 mail'],
    ['en', '0', '0 mails'],
    ['en', '1,001', '1,001 mails'],
    ['en', '21', '21 mails'],
    ['pl', '1', '1 one'],
    ['pl', '3', '3 few'],
    ['pl', '1\u00a0002', '1\u00a0002 few'],
    ['pl', '5', '5 many'],
    ['ar', '٢', '٢ two'],
    ['ar', '11', '11 many'],
  ])('the form of the number: %s, %s', (language, count, expected) => {
    const [one, other] =
      language === 'en' ? ['{count} mail', '{count} mails'] : ['{count} one', '{count} other'];
    const rest = { two: '{count} two', few: '{count} few', many: '{count} many' };
    const texts = { 'test.count': { one, other, ...(language === 'en' ? {} : rest) } };
    learnWords({ language: language as 'en', texts });
    expect(say(language as 'en', { key: 'test.count', params: { count } })).toBe(expected);
  });
});
