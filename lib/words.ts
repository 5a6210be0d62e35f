// Prose for a sentence: the word table of one language, filled in.
import { type Language, type WordKey, words } from '#words';
import type { Sentence } from './model.ts';

export type { Language, WordKey };

/** The language to speak for a BCP 47 tag; English where there is no better one. */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** True when the table has this key. */
export function hasWord(key: string): key is WordKey {
  return key in words.en;
}

/**
 * Text of a sentence. Placeholders `{name}` without a value stay visible, so that a test can find them;
 * an unknown key is a mistake of ours and throws.
 */
export function say(language: Language, sentence: Sentence): string {
  if (!hasWord(sentence.key)) throw new Error(`no words for ${sentence.key}`);
  return words[language][sentence.key].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => sentence.params[name] ?? whole,
  );
}
