// A language is one file: added to a copy of the tree, all of the tree has it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = [
  '.generated',
  '.wxt',
  'lib',
  'locales',
  'scripts',
  'test/words.test.ts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const copy = mkdtempSync(join(tmpdir(), 'inkan-house-'));
const run = (...command: string[]): string =>
  execFileSync(process.execPath, command, { cwd: copy, encoding: 'utf8', stdio: 'pipe' });

type Tree = { [key: string]: string | Tree };

/** The English tree, every text marked, with the plural forms that Portuguese of Brazil has. */
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
  for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const english = parse(readFileSync(join(ROOT, 'locales/en.yml'), 'utf8'));
  writeFileSync(join(copy, 'locales/pt-BR.yml'), stringify(translate(english)));
  run(
    '--input-type=module',
    '-e',
    "import { writeWords } from './scripts/words.ts'; writeWords();",
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the tests of all languages hold for it too', { timeout: 300_000 }, () => {
  const told = run(
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--project', 'fast', 'test/words.test.ts', '--reporter', 'verbose', '--no-color'],
  );
  expect(told).toContain('locales/pt-BR.yml');
});

test('what is built has its words, for the browser and for everything else', () => {
  const assets = JSON.parse(
    run(
      '--input-type=module',
      '-e',
      "import { wordAssets } from './scripts/words.ts'; console.log(JSON.stringify(wordAssets()))",
    ),
  ) as { relativeDest: string; contents: string }[];
  const read = (path: string) =>
    JSON.parse(assets.find(({ relativeDest }) => relativeDest === path)?.contents ?? 'null');
  expect(read('_locales/pt_BR/messages.json').language.message).toBe('pt-BR');
  expect(read('words/pt-BR.json').tab['ui.checking']).toBe('~Checking…');
  const generated = readFileSync(join(copy, '.generated/words.ts'), 'utf8');
  expect(generated).toContain('["en", "ja", "pt-BR"]');
});

test('a key it leaves out is said in English, and fails a test by name', {
  timeout: 300_000,
}, () => {
  const path = join(copy, 'locales/pt-BR.yml');
  const tree = parse(readFileSync(path, 'utf8'));
  delete tree.ui.close;
  writeFileSync(path, stringify(tree));
  const words = run(
    '--input-type=module',
    '-e',
    "import { wordFile } from './scripts/words.ts'; console.log(wordFile('pt-BR').tab['ui.close'])",
  );
  expect(words.trim()).toBe('Close');
  const broken = () =>
    run(
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--project', 'fast', 'test/words.test.ts', '--no-color', '-t', 'pt-BR'],
    );
  expect(broken).toThrow(/ui\.close/);
});
