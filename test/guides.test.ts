// Documents in many languages: each has its guide and its store text, which quote what stands on the screen.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fullTable, languages, readTable, type Text } from '../scripts/words.ts';
import { faultsOf, NEVER } from './helpers/prose.ts';

const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

test('every language knows the words that promise too much', () => {
  expect(Object.keys(NEVER).sort()).toEqual(languages().sort());
});

test('the walks of a newcomer quote what stands on the screen', () => {
  const inOrder = ['en', 'ja', 'de', 'es', 'fr', 'it', 'ko', 'pt-BR', 'zh-CN', 'zh-TW'];
  expect([...inOrder].sort()).toEqual(languages().sort());
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

    test('promises nothing, and is set as the language sets its text', () => {
      expect(faultsOf(language, guide)).toEqual([]);
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
    expect(faultsOf(language, text)).toEqual([]);
    const [, name = '', summary = ''] = text.split(/^## .*$/m);
    const { 'manifest.extName': extName, 'manifest.extDescription': about } = readTable(language);
    expect([name.trim(), summary.trim()]).toEqual([extName, about]);
  },
);
