// Comparison forms of a name: what stays when width, case, kana and hidden characters are set aside.
import { anyOf, INVISIBLE } from './characters.ts';
import { ofLate } from './once.ts';

/** Characters that show nothing: ignorable ones, direction controls, controls, fillers, the blank Braille cell. */
const HIDDEN = anyOf(INVISIBLE, 'g');
const CONTROL = /\p{Cc}/gu;
const ASCII = /^[\x20-\x7e]*$/;
const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/g;
/** Signs behind a name that NFKC would make letters of it. */
const MARKS = /[™®©℠]/g;
/** Strokes that people and attackers write for the kana long mark U+30FC, when they follow kana. */
const LONG_MARK = /(?<=[\u30a1-\u30fc])[-‐‑‒–—―−─━﹣]/gu;

/** The name without characters that show nothing; controls become spaces. */
export function visible(text: string): string {
  return ASCII.test(text) ? text : text.replace(HIDDEN, '').replace(CONTROL, ' ');
}

/**
 * Unicode NFKC (so full-width, half-width and styled letters become plain ones), without hidden
 * characters, hiragana as katakana, one long mark. Case is kept.
 */
export const plain = (text: string): string => (ASCII.test(text) ? text : plainOther(text));

/** Kept: half a dozen questions about one name begin with it. */
const plainOther = ofLate(500, (text) =>
  visible(visible(text).replace(MARKS, ' ').normalize('NFKC'))
    .replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(LONG_MARK, 'ー'),
);

/** `plain` in lower case, runs of white space as one space: two names that fold alike read alike. */
export function fold(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/\s{2,}|[^\S ]/gu, ' ')
    .trim();
}

/** `U+0420 U+0430`: the code points of some characters, each once, at most six. */
export function codePoints(characters: Iterable<string>): string {
  const list = [...new Set(characters)].slice(0, 6);
  return list
    .map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
