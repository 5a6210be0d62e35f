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
  'policy',
]);

/** Sections that only a judgement speaks in: their sentences come to the tab with it, in the one language it needs. */
const OF_STORIES = new Set(['rule', 'origin', 'story', 'advice', 'route', 'guideline']);

/** One flat table a language, in the order of the English file. */
export function tables(): Record<string, Record<string, string>> {
  return Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(flatten(read(l)))]));
}

type Table = Record<(typeof LANGUAGES)[number], Record<string, string>>;

/** A nested tree again: `[['a.b', 'text']]` → `{ a: { b: 'text' } }` */
function nest(table: Record<string, string>): Tree {
  const root: Tree = {};
  for (const [key, text] of Object.entries(table)) {
    const path = key.split('.');
    let at = root;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Tree;
    }
    at[path.at(-1) ?? ''] = text;
  }
  return root;
}

/**
 * Keys stand once and share their beginnings, and the other language is a list in the same order: every tab of Gmail
 * carries the words of both languages, and this way they weigh a seventh less.
 */
function print(name: string, type: string, table: Table): string {
  const keys = Object.keys(table.en);
  const others = keys.map((key) => table.ja[key] ?? '');
  return `export const ${name}: Words<${type}> = /* @__PURE__ */ unpack(
${JSON.stringify(nest(table.en), null, 1)},
${JSON.stringify(others, null, 1)},
);
type ${type} =
${keys.map((key) => `  | ${JSON.stringify(key)}`).join('\n')};
`;
}

export function writeWords(): void {
  mkdirSync(file('.generated/'), { recursive: true });
  const all = tables();
  const part = (isPart: (section: string) => boolean): Table => {
    const only = (language: string) =>
      Object.fromEntries(
        Object.entries(all[language] ?? {}).filter(([key]) => isPart(key.split('.')[0] ?? '')),
      );
    return { en: only('en'), ja: only('ja') };
  };
  const isShown = (section: string) => !OF_PAGES.has(section);
  const start = `// Generated from locales/*.yml by scripts/words.ts.
export type Language = 'en' | 'ja';
type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;
export type WordKey = ShownKey | PageKey;
interface Tree {
  [key: string]: string | Tree;
}

/** The English tree and the Japanese texts in its order, as one flat table a language. */
function unpack<Key extends string>(english: Tree, japanese: string[]): Words<Key> {
  const en: Record<string, string> = {};
  const ja: Record<string, string> = {};
  let at = 0;
  const walk = (tree: Tree, prefix: string): void => {
    for (const [name, value] of Object.entries(tree)) {
      if (typeof value !== 'string') {
        walk(value, \`\${prefix}\${name}.\`);
        continue;
      }
      en[prefix + name] = value;
      ja[prefix + name] = japanese[at] ?? '';
      at += 1;
    }
  };
  walk(english, '');
  return { en, ja } as Words<Key>;
}

`;
  const pages = `
/** What pages and the command line show, and Gmail never. */
${print(
  'pageWords',
  'PageKey',
  part((section) => !isShown(section)),
)}`;
  const words = print('words', 'ShownKey', part(isShown));
  writeFileSync(file('.generated/words.ts'), start + words + pages);
  // In place of the same module in the content script: what a tab has to say by itself.
  const own = part((section) => isShown(section) && !OF_STORIES.has(section));
  const ofTab = `${start}type PageKey = never;\n${print('words', 'ShownKey', own)}`;
  writeFileSync(file('.generated/words-of-tab.ts'), ofTab);
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
