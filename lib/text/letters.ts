// One letter as names are compared: case, kana and the accents of European languages set aside.

import { ofLate } from './once.ts';

const HIRAGANA = /^[\u3041-\u3096\u309d\u309e]/;

function compute(letter: string): string {
  const lower = letter.toLowerCase();
  if (HIRAGANA.test(lower)) return String.fromCharCode(lower.charCodeAt(0) + 0x60) + lower.slice(1);
  const whole = lower.normalize('NFC');
  // Precomposed letters of Latin-1 and Latin Extended-A are ordinary spelling; stacked marks are not.
  if (whole.length === 1 && whole.charCodeAt(0) >= 0xc0 && whole.charCodeAt(0) < 0x180)
    return whole.normalize('NFD').replace(/\p{M}/gu, '');
  return whole;
}

/** Lower case, katakana for hiragana, `é` as `e`. Takes one letter with its marks, NFKC-normalised. */
export const foldLetter = ofLate(5000, compute);

/** What addresses, domains and passports make of a word, in NFD: `ß` as `ss`; and the same with an e for the dots of `ü`. */
export function spelledOut(text: string): [plain: string, dotted: string] {
  const plain = text.normalize('NFD').replaceAll('ß', 'ss');
  return [plain, plain.replace(/([aou])\u0308/gi, '$1e')];
}

/** A word as it is compared: every letter folded. */
export function foldWord(word: string): string {
  let out = '';
  for (const letter of word.normalize('NFKC').match(/\P{M}\p{M}*/gu) ?? [])
    out += foldLetter(letter);
  return out;
}
