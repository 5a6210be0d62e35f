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

/** One flat table a language, in the order of the English file. */
export function tables(): Record<string, Record<string, string>> {
  return Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(flatten(read(l)))]));
}

export function writeWords(): void {
  mkdirSync(file('.generated/'), { recursive: true });
  const text = `// Generated from locales/*.yml by scripts/words.ts.
export const words = ${JSON.stringify(tables(), null, 1)} as const;
export type Language = keyof typeof words;
export type WordKey = keyof (typeof words)['en'];
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
