// A language is one file: added to a copy of the tree, all of the tree has it.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { Copy } from './copy.ts';

const FILE = 'locales/pt-PT.yml';
const copy = new Copy();
afterAll(copy.remove);

type Tree = { [key: string]: string | Tree };

/** The English tree, every text marked, with the plural forms that Portuguese of Portugal has. */
function translate(tree: Tree): Tree {
  const isPlural = typeof tree.one === 'string' && typeof tree.other === 'string';
  const all = isPlural ? { one: tree.one, many: tree.other, other: tree.other } : tree;
  return Object.fromEntries(
    Object.entries(all as Tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? `~${value}` : translate(value),
    ]),
  );
}

beforeAll(() => {
  copy.write(FILE, stringify(translate(parse(copy.read('locales/en.yml')))));
  copy.node('scripts/prepare.ts');
});

test('lint, types and the tests of all languages hold for it too', () => {
  copy.lint();
  copy.types();
  expect(copy.changed()).toEqual([FILE]);
  expect(copy.test('test/words.test.ts')).toContain(FILE);
});

test('what is built has its words, for the browser and for everything else', () => {
  const assets = JSON.parse(
    copy.evaluate(
      "import { wordAssets } from './scripts/words.ts'; console.log(JSON.stringify(wordAssets()))",
    ),
  ) as { relativeDest: string; contents: string }[];
  const read = (path: string) =>
    JSON.parse(assets.find(({ relativeDest }) => relativeDest === path)?.contents ?? 'null');
  expect(read('_locales/pt_PT/messages.json').language.message).toBe('pt-PT');
  expect(read('words/pt-PT.json').tab['ui.checking']).toBe('~Checking…');
  expect(copy.read('.generated/words.ts')).toContain(', "pt-PT"');
});

test('a key it leaves out is said in English, and fails a test by name', () => {
  const tree = parse(copy.read(FILE));
  delete tree.ui.close;
  copy.write(FILE, stringify(tree));
  const said = copy.evaluate(
    "import { wordFile } from './scripts/words.ts'; console.log(wordFile('pt-PT').tab['ui.close'])",
  );
  expect(said.trim()).toBe('Close');
  expect(() => copy.test('test/words.test.ts', '-t', 'pt-PT')).toThrow(/ui\.close/);
});

test('taken out, the tree is as before', () => {
  rmSync(copy.at(FILE));
  copy.node('scripts/prepare.ts');
  expect(copy.changed()).toEqual([]);
  expect(copy.read('.generated/words.ts')).not.toContain('pt-PT');
});
