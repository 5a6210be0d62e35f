// Nothing is exported that no other file asks for: what a file keeps to itself may change without a look around.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS = ['lib', 'components', 'entrypoints', 'scripts', 'test'];

/** What is shipped; scripts and tests are asked for from the command line, templates and browsers, too. */
const SHIPPED = /^(?:lib|components|entrypoints)\/.*(?<!\.d\.ts)$/;

type Sources = ReadonlyMap<string, string>;

function readSources(): Sources {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|m?js|mts)$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  const settings = readdirSync(ROOT).filter((name) => /\.ts$/.test(name));
  return new Map(
    [...paths, ...settings].map((path) => [path, readFileSync(new URL(path, ROOT), 'utf8')]),
  );
}

const names = (list: string) =>
  list
    .replace(/\/\/.*$/gm, '')
    .split(',')
    .map((one) => one.trim().replace(/^type\s+/, ''))
    .map((one) => one.split(/\s+as\s+|\s*:\s*/)[0]!)
    .filter(Boolean);

/** `file#name` of everything a file asks another for; `file#*` where it takes the whole module. */
function asked(sources: Sources): Set<string> {
  const found = new Set<string>();
  for (const [path, text] of sources) {
    const add = (from: string, list: readonly string[]) => {
      const file = posix.normalize(`${dirname(path)}/${from}`);
      for (const name of list) found.add(`${file}#${name}`);
    };
    for (const [, what = '', from = ''] of text.matchAll(
      /^(?:import|export)\s+(?:type\s+)?([^;'"]*?)\s+from\s+'(\.[^']+)'/gm,
    )) {
      const list = /\{([\s\S]*)\}/.exec(what);
      add(from, list ? names(list[1]!) : ['*']);
    }
    // `const { one } = await import('…')` takes one, everything else that names a module takes it whole.
    const read = new Set<number>();
    for (const { 1: list = '', 2: from = '', index, 0: whole } of text.matchAll(
      /\{([^{}]*)\} = await import\('(\.[^']+)'\)/g,
    )) {
      add(from, names(list));
      read.add(index + whole.lastIndexOf('import('));
    }
    for (const { 1: from = '', index } of text.matchAll(/import\(\s*'(\.[^']+)'/g))
      if (!read.has(index)) add(from, ['*']);
  }
  return found;
}

const EXPORTED =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gm;

/** Exports that no other file asks for. */
function unusedExports(sources: Sources): string[] {
  const wanted = asked(sources);
  return [...sources].flatMap(([path, text]) =>
    !SHIPPED.test(path) || wanted.has(`${path}#*`)
      ? []
      : [...text.matchAll(EXPORTED)]
          .map(([, name]) => `${path}#${name}`)
          .filter((one) => !wanted.has(one)),
  );
}

describe('exports', () => {
  test('every export is asked for by another file', () => {
    expect(unusedExports(readSources())).toEqual([]);
  });

  test('one that nobody asks for is found, however others are asked for', () => {
    const sources = new Map([
      ['lib/a.ts', 'export const one = 1;\nexport type Two = 2;\nexport function three() {}\n'],
      ['lib/b/c.ts', "import { one as uno, type Two } from '../a.ts';\n"],
    ]);
    expect(unusedExports(sources)).toEqual(['lib/a.ts#three']);
    sources.set('test/d.ts', "const { three } = await import('../lib/a.ts');\n");
    expect(unusedExports(sources)).toEqual([]);
  });
});
