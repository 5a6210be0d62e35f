// The walls of the house: what is known in one place, and who may know whom.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULE_IDS } from '../../lib/model.ts';

const ROOT = new URL('../../', import.meta.url);
const SOURCE = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      // Comments may speak of anything.
      const text = readFileSync(new URL(path, ROOT), 'utf8').replace(
        /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm,
        '',
      );
      return { path, text };
    }),
);

/** Files outside `home` in which something stands. */
const strangers = (what: RegExp, home: RegExp) =>
  SOURCE.filter(({ path, text }) => !home.test(path) && what.test(text)).map(({ path }) => path);

describe('known in one place', () => {
  test.each<[string, RegExp, RegExp]>([
    ['the domain behind an @', /lastIndexOf\('@'\)/, /^lib\/text\/addresses\.ts$/],
    ['a day in milliseconds', /24 \* 60 \* 60 \* 1000|86_?400_?000/, /^lib\/text\/days\.ts$/],
    ['the text of a day', /toISOString\(\)\.slice\(0, 10\)/, /^lib\/text\/days\.ts$/],
    ['how many days make somebody known', /KNOWN_DAYS =/, /^lib\/text\/days\.ts$/],
    ['what a bracket is', /（）|「」/, /^lib\/text\/characters\.ts$/],
    ['what shows nothing', /Default_Ignorable_Code_Point/, /^lib\/text\/characters\.ts$/],
    [
      'which origins prove the domain',
      /\['signed', 'recorded', 'listed'\]/,
      /^lib\/model\/verdict\.ts$/,
    ],
    [
      'the identity of a result',
      /\['header\.i'\]|function identityOf/,
      /^lib\/text\/identity\.ts$/,
    ],
    ['a tag of a list', /function (?:readTag|splitTags)\b/, /^lib\/text\/tags\.ts$/],
    [
      'which list is known',
      /function (?:findKnownList|knownList)\b/,
      /^lib\/verdict\/reading\/travel\.ts$/,
    ],
    ['who is under whom', /function (?:isUnder|isSameOrUnder)\b/, /^lib\/text\/domains\.ts$/],
  ])('%s', (_, what, home) => {
    expect(SOURCE.some(({ path, text }) => home.test(path) && what.test(text))).toBe(true);
    expect(strangers(what, home)).toEqual([]);
  });

  test('no number of a row decides anything outside the table', () => {
    const compared = /\.row (?:[=!]==|[<>]=?) |\brow (?:[=!]==) \d/;
    expect(strangers(compared, /^lib\/verdict\/origin\//)).toEqual([]);
  });

  test('no regular expression asks how a rule is called', () => {
    const found = SOURCE.flatMap(({ path, text }) =>
      [...text.matchAll(/\/(\^[^/\n]{3,})\/[a-z]*/g)].flatMap(([literal, body = '']) => {
        let pattern: RegExp;
        try {
          pattern = new RegExp(body, 'u');
        } catch {
          return [];
        }
        // A pattern of words in general takes any word; one of rules takes theirs alone.
        const named = RULE_IDS.filter((id) => pattern.test(id)).length;
        return named > 1 && !pattern.test('whatElse') ? [`${path}: ${literal}`] : [];
      }),
    );
    expect(found).toEqual([]);
  });

  test('no regular expression names rules', () => {
    const named = (literal: string) =>
      RULE_IDS.filter((id) => new RegExp(`\\b${id}\\b`).test(literal)).length;
    const found = SOURCE.filter(({ path }) => !/^lib\/registry\/table\./.test(path)).flatMap(
      ({ path, text }) =>
        [...text.matchAll(/\/(?![*/\s])(?:[^/\n\\]|\\.)+\/[a-z]*/g)]
          .filter(([literal]) => literal.includes('|') && named(literal) > 1)
          .map(([literal]) => `${path}: ${literal}`),
    );
    expect(found).toEqual([]);
  });

  test('no list of rules outside the rules', () => {
    const ids = RULE_IDS.map((id) => `'${id}'`);
    const lists = SOURCE.filter(
      ({ path }) => !/^lib\/(?:verdict\/rules|model)\//.test(path),
    ).flatMap(({ path, text }) =>
      [...text.matchAll(/\[([^[\]]*)\]/g)]
        .filter(([, body = '']) => ids.filter((id) => body.includes(id)).length > 1)
        .map(() => path),
    );
    expect(lists).toEqual([]);
  });
});

/** What each room may import, besides itself. */
const KNOWS: Record<string, readonly string[]> = {
  model: [],
  text: ['model'],
  message: ['model', 'text'],
  evidence: ['model', 'text', 'message'],
  registry: ['model', 'text'],
  verdict: ['model', 'text', 'registry'],
};

describe('who knows whom', () => {
  test.each(Object.entries(KNOWS))('%s', (room, known) => {
    const wrong = SOURCE.filter(({ path }) => path.startsWith(`lib/${room}/`)).flatMap(
      ({ path, text }) =>
        [...text.matchAll(/from '(\.[^']+)'/g)].flatMap(([, target = '']) => {
          const other = new URL(target, new URL(path, ROOT)).href.slice(ROOT.href.length);
          const [, first = ''] = /^lib\/([\w-]+)/.exec(other) ?? [];
          return first === room || known.includes(first) ? [] : [`${path} → ${other}`];
        }),
    );
    expect(wrong).toEqual([]);
  });

  test('every file of lib has a room, but for the doors', () => {
    const doors = readdirSync(new URL('lib/', ROOT)).filter((name) => name.endsWith('.ts'));
    expect(doors.sort()).toEqual(['evaluate.ts', 'model.ts', 'words.ts']);
  });

  test('no two files need each other', () => {
    const graph = new Map(SOURCE.map(({ path, text }) => [path, importsOf(path, text)]));
    /** Files that are reached from a file, itself only in a circle. */
    const reach = (start: string): Set<string> => {
      const reached = new Set<string>();
      const open = [...(graph.get(start) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (reached.has(next)) continue;
        reached.add(next);
        open.push(...(graph.get(next) ?? []));
      }
      return reached;
    };
    expect([...graph.keys()].filter((path) => reach(path).has(path))).toEqual([]);
  });
});

/** The files a file imports, by their paths from the root. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) =>
    new URL(target, new URL(path, ROOT)).href.slice(ROOT.href.length),
  );
}
