// locales/*.yml → .generated/words.ts (languages and keys), .generated/words/*.json and _locales. A language is one
// file, named after its BCP 47 tag; nothing else lists languages.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..');
/** The language that every other one falls back to, key by key. */
export const FALLBACK = 'en';

/** One text, or one for each plural category of the language (CLDR): `other` is never missing. */
export type Text = string | { [category: string]: string };
type Tree = { [key: string]: string | Tree };
export type Table = Record<string, Text>;

/** The tags of all languages, English first, the rest by name. */
export function languages(root = ROOT): string[] {
  const files = readdirSync(join(root, 'locales')).filter((name) => name.endsWith('.yml'));
  const tags = files.map((name) => name.slice(0, -'.yml'.length)).sort();
  return [FALLBACK, ...tags.filter((tag) => tag !== FALLBACK)];
}

const PLURAL = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

const isPlural = (tree: Tree): tree is Record<string, string> =>
  'other' in tree &&
  Object.entries(tree).every(([key, text]) => PLURAL.has(key) && typeof text === 'string');

/** `{ a: { b: 'text' } }` → `[['a.b', 'text']]`; plural forms stay together. */
export function flatten(tree: Tree, prefix = ''): [string, Text][] {
  return Object.entries(tree).flatMap(([key, value]): [string, Text][] =>
    typeof value === 'string' || isPlural(value)
      ? [[prefix + key, value]]
      : flatten(value, `${prefix}${key}.`),
  );
}

/** What one language file says, flat. */
export function readTable(language: string, root = ROOT): Table {
  const text = readFileSync(join(root, 'locales', `${language}.yml`), 'utf8');
  return Object.fromEntries(flatten(parse(text)));
}

/** What one language says, in the order of the English file, with English where it says nothing. */
export function fullTable(language: string, root = ROOT): Table {
  return { ...readTable(FALLBACK, root), ...readTable(language, root) };
}

/** Sections that pages and the command line show, and Gmail never: a tab of Gmail does not get them. */
const OF_PAGES = new Set([
  'manifest',
  'explain',
  'why',
  'page',
  'options',
  'popup',
  'welcome',
  'firstRun',
  'memory',
  'analyser',
  'domain',
  'details',
  'senders',
  'diagnostics',
  'policy',
]);

/** What a tab has to say before an answer of the background, or without one: the browser carries it. */
const ALONE = [
  'ui.checking',
  'ui.stop',
  'source.label.gone',
  'source.gone',
  'source.label.unanswered',
  'source.unanswered',
];

/** The words of one language, as the package carries them: what tabs of Gmail get, and what only pages need. */
export interface WordFile {
  tab: Table;
  pages: Table;
}

export function wordFile(language: string): WordFile {
  const split = Object.entries(fullTable(language));
  const isOfPages = ([key]: [string, Text]) => OF_PAGES.has(key.split('.')[0] ?? '');
  return {
    tab: Object.fromEntries(split.filter((entry) => !isOfPages(entry))),
    pages: Object.fromEntries(split.filter(isOfPages)),
  };
}

export function writeWords(): void {
  const folder = join(ROOT, '.generated/words');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tags = languages();
  for (const tag of tags)
    writeFileSync(join(folder, `${tag}.json`), `${JSON.stringify(wordFile(tag), null, 1)}\n`);
  const keys = Object.keys(readTable(FALLBACK));
  const list = (texts: string[]) => texts.map((text) => JSON.stringify(text)).join(', ');
  writeFileSync(
    join(ROOT, '.generated/words.ts'),
    `// Generated from locales/*.yml by scripts/words.ts.
export const LANGUAGES = [${list(tags)}] as const;
export type Language = (typeof LANGUAGES)[number];
/** What a tab has to say before an answer of the background, or without one. */
export const ALONE = [${list(ALONE)}] as const;
export type WordKey =
${keys.map((key) => `  | ${JSON.stringify(key)}`).join('\n')};
`,
  );
}

/** How _locales spells a key: its names know no dots. */
const messageName = (key: string) => key.replaceAll('.', '_');

/** WXT public assets: the word files, and `_locales/<language>/messages.json` for the browser itself. */
export function wordAssets(): (
  | { contents: string; relativeDest: string }
  | { absoluteSrc: string; relativeDest: string }
)[] {
  return languages().flatMap((language) => {
    const table = fullTable(language);
    const own: [string, Text][] = [
      ['language', language],
      ...Object.entries(table)
        .filter(([key]) => key.startsWith('manifest.'))
        .map(([key, text]): [string, Text] => [key.slice('manifest.'.length), text]),
      ...ALONE.map((key): [string, Text] => [messageName(key), table[key] ?? '']),
    ];
    const messages = Object.fromEntries(own.map(([name, message]) => [name, { message }]));
    return [
      {
        contents: JSON.stringify(messages),
        // Browsers spell a tag with "_" here, and choose the nearest one by themselves.
        relativeDest: `_locales/${language.replaceAll('-', '_')}/messages.json`,
      },
      { contents: JSON.stringify(wordFile(language)), relativeDest: `words/${language}.json` },
    ];
  });
}
