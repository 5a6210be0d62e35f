// locales/*.yml → .generated/words.ts (typed table) and _locales (names in the manifest).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const LANGUAGES = ['en', 'ja'] as const;
type Tree = { [key: string]: string | Tree };

const file = (path: string) => new URL(`../${path}`, import.meta.url);

function read(language: string): Tree {
  return parse(readFileSync(file(`locales/${language}.yml`), 'utf8'));
}

/** `{ a: { b: 'text' } }` → `[['a.b', 'text']]` */
export function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Sections that pages and the command line show, and Gmail never: the content script does not carry them. */
const OF_PAGES = new Set([
  'manifest',
  'explain',
  'why',
  'page',
  'options',
  'popup',
  'welcome',
  'memory',
  'analyser',
  'senders',
  'diagnostics',
]);

/** One flat table a language, in the order of the English file. */
export function tables(): Record<string, Record<string, string>> {
  return Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(flatten(read(l)))]));
}

export function writeWords(): void {
  mkdirSync(file('.generated/'), { recursive: true });
  const print = (ofPages: boolean) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(tables()).map(([language, table]) => [
          language,
          Object.fromEntries(
            Object.entries(table).filter(
              ([key]) => OF_PAGES.has(key.split('.')[0] ?? '') === ofPages,
            ),
          ),
        ]),
      ),
      null,
      1,
    );
  const text = `// Generated from locales/*.yml by scripts/words.ts.
export const words = ${print(false)} as const;
/** What pages and the command line show, and Gmail never. */
export const pageWords = ${print(true)} as const;
export type Language = keyof typeof words;
export type WordKey = keyof (typeof words)['en'] | keyof (typeof pageWords)['en'];
`;
  writeFileSync(file('.generated/words.ts'), text);
}

/** WXT public assets: `_locales/<language>/messages.json` with the manifest's own words only. */
export function writeManifestMessages(): { contents: string; relativeDest: string }[] {
  return LANGUAGES.map((language) => {
    const own = flatten((read(language).manifest ?? {}) as Tree);
    const messages = Object.fromEntries(own.map(([key, message]) => [key, { message }]));
    return {
      contents: JSON.stringify(messages),
      relativeDest: `_locales/${language}/messages.json`,
    };
  });
}
