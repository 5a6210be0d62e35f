// Languages: each file says everything, in every form that its numbers need; the nearest one is chosen.
import { readdirSync, readFileSync } from 'node:fs';
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

const english = readTable('en');
const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const placeholders = (text: Text) =>
  [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

/** What is never said of a mail, anywhere: that it is safe. (In Portuguese, to check is *verificar*.) */
const NEVER: Record<string, RegExp> = {
  en: /\b(safe|safely|secure|trusted|trustworthy|verified|guaranteed|genuinely)\b/i,
  ja: /安全|安心|信頼済み|認証成功|保証され/,
  de: /\b(sicher(e[mnrs]?)?|vertrauenswürdig\w*|verifiziert\w*|garantiert\w*)(?!\p{L})/iu,
  es: /\b(segur[oa]s?|de confianza|confiables?|verificad[oa]s?|garantizad[oa]s?)\b/i,
  fr: /(?<!\p{L})(sûre?s?|sécurisée?s?|fiables?|de confiance|vérifiée?s?|garantie?s?)(?!\p{L})/iu,
  it: /\b(sicur[oaie]|affidabil[ei]|attendibil[ei]|verificat[oaie]|garantit[oaie])\b/i,
  ko: /안전|안심|신뢰할 수 있|검증된|검증됨|인증 성공/,
  'pt-BR': /\b(segur[oa]s?|confiáve(l|is)|de confiança|garantid[oa]s?|legítim[oa]s?)(?!\p{L})/iu,
  'zh-CN': /安全|放心|可信|受信任|已验证|验证成功/,
  'zh-TW': /安全|安心|信任|可信|已驗證|保證/,
};

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

  test('promises nothing', () => {
    for (const [key, text] of Object.entries(own))
      for (const form of forms(text)) expect(form, key).not.toMatch(NEVER[language] ?? / /);
  });

  test('names the extension in the manifest, within what stores show', () => {
    const { 'manifest.extName': name, 'manifest.extDescription': about } = own;
    expect(String(name).length).toBeLessThanOrEqual(75);
    expect(String(about).length).toBeLessThanOrEqual(132);
  });
});

test('every language knows the words that promise too much', () => {
  expect(Object.keys(NEVER).sort()).toEqual(languages().sort());
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

test('the walks of a newcomer quote what stands on the screen', () => {
  const inOrder = ['en', 'ja', 'de', 'es', 'fr', 'it', 'ko', 'pt-BR', 'zh-CN', 'zh-TW'];
  expect([...inOrder].sort()).toEqual([...LANGUAGES].sort());
  const [, ...walks] = readFileSync('docs/walks.md', 'utf8').split(/^## .*$/m);
  for (const [index, language] of inOrder.entries()) {
    const text = walks[index] ?? '';
    const said = new Set(Object.values(fullTable(language)));
    const quoted = [...text.matchAll(/\*\*([^*]+?)\*\*/g)]
      .map(([, words = '']) => words)
      // The titles of the steps.
      .filter((words) => !/[.。]$/.test(words));
    expect(quoted.length, language).toBeGreaterThan(10);
    expect(
      quoted.filter((words) => !said.has(words)),
      language,
    ).toEqual([]);
  }
});

const documentsIn = (folder: string, name: RegExp): [string, string][] =>
  readdirSync(folder)
    .map((file): [string, string] => [name.exec(file)?.[1] ?? '', `${folder}/${file}`])
    .filter(([language]) => language !== '');

const QUOTED = /(?<=[“„«「『])[^“”„“«»「」『』]+(?=[”“»」』])/gu;
/** Without the dots of a button that asks first, and without what ties a part to its value. */
const trim = (words: string) => words.replace(/^(?:○○の|[\s…:：（])+|[\s…（）。]+$/gu, '');

test('every language has a guide for readers and a store text', () => {
  const tags = (folder: string, name: RegExp) => documentsIn(folder, name).map(([tag]) => tag);
  expect(tags('docs', /^reader\.(.+)\.md$/).sort()).toEqual(languages().sort());
  expect(tags('docs/store', /^listing\.(.+)\.md$/).sort()).toEqual(languages().sort());
});

describe.each(documentsIn('docs', /^reader\.(.+)\.md$/))(
  'the guide for readers in %s',
  (language, path) => {
    const guide = readFileSync(path, 'utf8');
    const texts = Object.values(fullTable(language)).flatMap(forms);
    /** whole texts, parts of them beside a value or a comma, and what they quote themselves */
    const said = new Set(
      texts.flatMap((text) =>
        [text, ...text.split(/\{\w+\}|[、，,]\s?/u), ...(text.match(QUOTED) ?? [])].map(trim),
      ),
    );
    const filled = texts.map(
      (text) => new RegExp(`^${literal(text).replaceAll(/\\\{\w+\\\}/g, '.+')}$`, 'u'),
    );
    const isSaid = (words: string) =>
      said.has(trim(words)) || filled.some((pattern) => pattern.test(words));

    test('names the buttons as they stand on the screen', () => {
      const [, , buttons = ''] = guide.split(/^## .*$/m);
      const named = [...buttons.matchAll(/^- \*\*(.+?)\s?[:：]\*\*/gmu)].map(
        ([, name = '']) => name,
      );
      expect(named).toHaveLength(8);
      expect(named.filter((name) => !isSaid(name))).toEqual([]);
    });

    test('promises nothing', () => {
      expect(guide).not.toMatch(NEVER[language] ?? / /);
    });

    test('quotes what stands on the screen', () => {
      const quoted = [...guide.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)|「([^」]+)」|“([^“”„]+)”/gu)]
        .map((found) => found.slice(1).find(Boolean) ?? '')
        .filter((words) => /\p{L}/u.test(words));
      expect(quoted.length).toBeGreaterThan(8);
      expect(quoted.filter((words) => !isSaid(words))).toEqual([]);
    });
  },
);

test.each(documentsIn('docs/store', /^listing\.(.+)\.md$/))(
  'the store text in %s has name and summary of the manifest, and promises nothing',
  (language, path) => {
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(NEVER[language] ?? / /);
    const [, name = '', summary = ''] = text.split(/^## .*$/m);
    const { 'manifest.extName': extName, 'manifest.extDescription': about } = readTable(language);
    expect([name.trim(), summary.trim()]).toEqual([extName, about]);
  },
);

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
