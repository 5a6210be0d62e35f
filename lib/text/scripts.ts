// Alphabets inside a word, and characters that show nothing: what the eye cannot tell apart.

import { ASCII, anyOf, INVISIBLE } from './characters.ts';
import { plain } from './normalise.ts';
import { skeleton } from './skeleton.ts';

/** Alphabets with letters that pass for Latin ones. */
const FOREIGN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Deseret}\p{Script=Gothic}]/u;
const LATIN = /\p{Script=Latin}/u;
const WORD = /[\p{L}\p{M}]+/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The first word that mixes Latin with an alphabet of look-alikes. Japanese mixes scripts in every sentence, so words
 * with CJK letters are cut there first, and signs of measure (µ, Ω) are no disguise.
 */
export function mixedWord(name: string): { word: string; foreign: string[] } | null {
  if (ASCII.test(name)) return null;
  const text = plain(name.replace(/µ/g, 'u'));
  if (!FOREIGN.test(text)) return null;
  for (const [run] of text.matchAll(WORD)) {
    for (const word of run.split(CJK)) {
      const letters = [...word.replace(/^[μΩΔ]/u, '')];
      const foreign = letters.filter((letter) => FOREIGN.test(letter));
      if (foreign.length > 0 && letters.some((letter) => LATIN.test(letter)))
        return { word, foreign };
    }
  }
  return null;
}

const HIDDEN = anyOf(INVISIBLE);
/** Direction marks have a rule of their own. */
const DIRECTION = /\p{Bidi_Control}/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\u20e3/u;
const JOINING =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}\p{Script=Syriac}]/u;

/** A joiner or variation selector in its proper place: beside a pictogram, or in a script that needs it. */
function isProper(points: string[], i: number): boolean {
  const point = points[i]!;
  const near = [points[i - 1], points[i + 1], points[i - 2]].join('');
  if (/[\u200c\u200d]/.test(point)) return PICTURE.test(near) || JOINING.test(near);
  if (/[\ufe00-\ufe0f]/.test(point)) return true;
  if (/[\u{e0100}-\u{e01ef}]/u.test(point)) return CJK.test(near);
  if (/[\u{e0020}-\u{e007f}]/u.test(point)) return points.includes('🏴');
  return JOINING.test(near) && /[\u180b-\u180f\u17b4\u17b5]/.test(point);
}

/** Hidden characters between the first and the last visible letter, and around them. */
export function hiddenCharacters(name: string): { inside: string[]; outside: string[] } {
  const found = { inside: [] as string[], outside: [] as string[] };
  if (ASCII.test(name) || !HIDDEN.test(name)) return found;
  const points = [...name];
  const visible = points.map((point) => !HIDDEN.test(point) && !/[\s\p{Cc}]/u.test(point));
  const first = visible.indexOf(true);
  const last = visible.lastIndexOf(true);
  for (const [i, point] of points.entries()) {
    if (!HIDDEN.test(point) || DIRECTION.test(point) || isProper(points, i)) continue;
    (i > first && i < last ? found.inside : found.outside).push(point);
  }
  return found;
}

/**
 * A domain that only poses as Latin: Latin mixed with another alphabet in one label, or a label of another alphabet
 * whose every letter passes for a Latin one, below a suffix in Latin letters.
 */
export function isScriptDisguise(domain: string): boolean {
  const labels = domain.split('.');
  const suffixIsAscii = ASCII.test(labels.at(-1)!);
  return labels.slice(0, -1).some((label) => {
    if (ASCII.test(label)) return false;
    if (mixedWord(label) !== null) return true;
    const letters = [...label].filter((letter) => /\p{L}/u.test(letter));
    if (!suffixIsAscii || !letters.every((letter) => FOREIGN.test(letter))) return false;
    return /^[a-z0-9-]+$/.test(skeleton(label));
  });
}
