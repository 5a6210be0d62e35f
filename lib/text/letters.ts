// One letter as names are compared: case, kana and the accents of European languages set aside.

const HIRAGANA = /^[\u3041-\u3096\u309d\u309e]/;

const seen = new Map<string, string>();

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
export function foldLetter(letter: string): string {
  let known = seen.get(letter);
  if (known === undefined) {
    known = compute(letter);
    if (seen.size < 5000) seen.set(letter, known);
  }
  return known;
}

/** A word as it is compared: every letter folded. */
export function foldWord(word: string): string {
  let out = '';
  for (const letter of word.normalize('NFKC').match(/\P{M}\p{M}*/gu) ?? [])
    out += foldLetter(letter);
  return out;
}
