// Prose for a sentence: the word table of one language, filled in.
import { type Language, type WordKey, words } from '#words';
import type { Sentence } from './model.ts';

export type { Language, WordKey };

/** The language to speak for a BCP 47 tag; English where there is no better one. */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

const tables: Record<Language, Partial<Record<string, string>>>[] = [words];

/** Adds the words of pages and of the command line, which the content script does not carry. */
export function addWords(table: Record<Language, Partial<Record<string, string>>>): void {
  if (!tables.includes(table)) tables.push(table);
}

function find(language: Language, key: string): string | undefined {
  return tables.find((table) => Object.hasOwn(table[language], key))?.[language][key];
}

/** True when a table has this key. */
export function hasWord(key: string): key is WordKey {
  return find('en', key) !== undefined || find('ja', key) !== undefined;
}

/** Texts of one language on their way to a tab, which carries only what it says by itself. */
export interface Wording {
  language: Language;
  texts: Record<string, string>;
}

/** The texts of every sentence in `value`, at whatever depth of plain JSON. */
export function wordingOf(language: Language, value: unknown): Wording {
  const texts: Record<string, string> = {};
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { key, params } = part as Partial<Sentence>;
    if (typeof key === 'string' && typeof params === 'object') texts[key] = wordOf(language, key);
    else for (const inner of Object.values(part)) walk(inner);
  };
  walk(value);
  return { language, texts };
}

const learned: Record<Language, Record<string, string>> = { en: {}, ja: {} };

/** In the tab: from now on these texts are known too. */
export function learnWords({ language, texts }: Wording): void {
  Object.assign(learned[language], texts);
  addWords(learned);
}

/** The text of a key with its placeholders. An unknown key is a mistake of ours and throws. */
export function wordOf(language: Language, key: string): string {
  const text = find(language, key);
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text;
}

/** A piece of a sentence: our own text, or a value that fills a placeholder. */
export interface Piece {
  text: string;
  isValue: boolean;
}

const JAPANESE = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/**
 * A sentence in pieces. Placeholders `{name}` without a value stay visible, so that a test can find them. Japanese
 * texts have a space between a value and their own words, which only a value in Latin letters keeps.
 */
export function piecesOf(language: Language, { key, params }: Sentence): Piece[] {
  const parts = wordOf(language, key).split(/\{(\w+)\}/);
  const value = (index: number) => params[parts[index] ?? ''];
  return parts.map((part, index) => {
    if (index % 2 === 1) return { text: value(index) ?? `{${part}}`, isValue: true };
    let text = part;
    if (language === 'ja' && JAPANESE.test(value(index - 1)?.at(-1) ?? ''))
      text = text.replace(/^ /, '');
    if (language === 'ja' && JAPANESE.test(value(index + 1)?.[0] ?? ''))
      text = text.replace(/ $/, '');
    return { text, isValue: false };
  });
}

/** Text of a sentence. An unknown key is a mistake of ours and throws. */
export function say(language: Language, sentence: Sentence): string {
  return piecesOf(language, sentence)
    .map(({ text }) => text)
    .join('');
}
