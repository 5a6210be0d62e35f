// How letters write a name: as it is, folded, in other kanji, in disguise; and where it begins and ends.

import { anyOf, INVISIBLE } from '../text/characters.ts';
import { modernKanji } from '../text/kanji.ts';
import { type Key, signsOf } from './names.ts';
import { isKatakana, type Spelling } from './spelling.ts';
import { isNearWord, isOrdinaryWord, isPersonWord, isVocabulary } from './words.ts';

/** A name of fewer letters has to stand there as it is, as a word of its own. */
const SHORT = 5;
/** A look-alike kanji disguises an organisation of so many letters. */
const SHORT_CJK = 4;

/** How a name is read; `variant`: other kanji for the same word, told as folded. The first fits best. */
export type Reading = 'exact' | 'folded' | 'variant' | 'disguised' | 'misspelt';
export const READINGS: readonly Reading[] = ['exact', 'folded', 'variant', 'disguised', 'misspelt'];

/** The text between letters `from` and `to`, as given. */
const slice = (text: string, row: Spelling, from: number, to: number): string =>
  text.slice(row.starts[from]!, row.ends[to - 1]!);

/** No letter or digit of the same script stands directly before or behind. */
function isWholeWord(row: Spelling, from: number, to: number): boolean {
  const joined = (one: number, other: number) =>
    !row.apart[other] && row.kinds[one] !== 'cjk' && row.kinds[other] !== 'cjk';
  if (from > 0 && joined(from - 1, from)) return false;
  return !(to < row.letters.length && joined(to - 1, to));
}

/** Letters of one word written apart: `J C B`, `P.a.y.P.a.l`. */
function isSpacedOut(row: Spelling, from: number, to: number): boolean {
  let gaps = 0;
  for (let i = from + 1; i < to; i++) if (row.apart[i]) gaps++;
  return to - from > 1 && gaps >= to - from - 1;
}

/** A run of letters of one script around a place holds nothing else but known words. */
function isAmongKnownWords(row: Spelling, from: number, to: number): boolean {
  let start = from;
  while (start > 0 && !row.apart[start] && sameRun(row, start - 1, start)) start--;
  let end = to;
  while (end < row.letters.length && !row.apart[end] && sameRun(row, end - 1, end)) end++;
  return isMadeOfWords(row, start, from) && isMadeOfWords(row, to, end);
}

/** So many letters are the longest word that stands stuck to a name. */
const LONGEST_WORD = 16;

/**
 * The letters are nothing, or known words one behind the other: カスタマー, サポート, センター. `amazonsupport` has one,
 * Amazonas none: two letters are the end of a word, and one is a word in hiragana alone.
 */
function isMadeOfWords(row: Spelling, from: number, to: number): boolean {
  const isWord = (start: number, end: number) => {
    const isCjk = row.kinds[start] === 'cjk';
    const shortest = row.hiragana[start] ? 1 : isCjk ? 2 : 3;
    return end - start >= shortest && isVocabulary(row.letters.slice(start, end).join(''));
  };
  const reached = new Set([from]);
  for (let start = from; start < to; start++) {
    if (!reached.has(start)) continue;
    for (let end = start + 1; end <= Math.min(to, start + LONGEST_WORD); end++)
      if (isWord(start, end)) reached.add(end);
  }
  return reached.has(to);
}

/** One script, as written: a particle in hiragana behind katakana is another word. */
function sameRun(row: Spelling, one: number, other: number): boolean {
  if (row.kinds[one] !== row.kinds[other]) return false;
  if (row.kinds[one] !== 'cjk') return true;
  if (row.letters[one] === '一' || row.letters[other] === '一') return true;
  return (
    isKatakana(row.letters[one]) === isKatakana(row.letters[other]) &&
    row.hiragana[one] === row.hiragana[other]
  );
}

/** The next word on either side is nothing, CJK or a known word: not `J C B Smith`. */
function standsAmongKnownWords(row: Spelling, from: number, to: number): boolean {
  const isKnown = (start: number, end: number) =>
    row.kinds[start] === 'cjk' || isVocabulary(row.letters.slice(start, end).join(''));
  let end = to;
  while (end < row.letters.length && (end === to || !row.apart[end])) end++;
  if (to < row.letters.length && !isKnown(to, end)) return false;
  let start = from;
  while (start > 0 && (start === from || !row.apart[start])) start--;
  return from === 0 || isKnown(start, from);
}

const HIDDEN = anyOf(INVISIBLE);

/** How the letters from `from` to `to` write a name of equal skeleton; null where they do not. */
export function formOf(
  text: string,
  row: Spelling,
  from: number,
  to: number,
  key: Key,
): Reading | null {
  const raw = slice(text, row, from, to);
  let gaps = 0;
  for (let i = from + 1; i < to; i++) if (row.apart[i]) gaps++;
  const spaced = gaps > key.gaps && isSpacedOut(row, from, to);
  const short = key.length < SHORT && !key.cjk;
  if (key.length < 6 || key.signs !== '') {
    // Where letters stand apart, so do signs: one of whatever parts them for each.
    const room = key.signs.length * (spaced ? 2 : 1);
    const behind = text
      .slice(row.ends[to - 1]!)
      .trimStart()
      .slice(0, room);
    if (key.length < 6 && signsOf(raw + behind) !== key.signs) return null;
  }
  const hidden = HIDDEN.test(raw) && HIDDEN.test(raw.replace(/[\ufe00-\ufe0f]/g, ''));
  const letters = row.letters.slice(from, to);
  const same = letters.join('') === key.letters;
  if (!same && letters.map(modernKanji).join('') !== key.modern) {
    if (!looksLike(raw, row, from, to, key, gaps)) return null;
    return unvoiced(letters.join('')) === unvoiced(key.letters) ? 'misspelt' : 'disguised';
  }
  if (short || (key.cjk && key.length < 3)) {
    const capitals = raw.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    // `Au Bon Levain`: two letters are a name only as it is written.
    const isWritten = capitals === key.name.replace(/[^\p{L}\p{N}]/gu, '');
    if ((key.acronym || (short && key.length < 3)) && !isWritten) return null;
    if (spaced) {
      if (key.length < (key.cjk ? 2 : 3) || !standsAmongKnownWords(row, from, to)) return null;
      return 'disguised';
    }
    if (gaps !== key.gaps || (short && !isWholeWord(row, from, to))) return null;
  }
  // `우리 은행나무` is no 우리은행: the last piece goes on.
  if (key.cjk && !spaced && gaps > key.gaps && !isAmongKnownWords(row, from, to)) return null;
  if (!key.cjk && !spaced && gaps > key.gaps) {
    if (isPersonTorn(row, from, to, key) || isHyphenTorn(text, row, to)) return null;
  }
  if (hidden || (spaced && key.length > 2)) return 'disguised';
  if (!same) return 'variant';
  return raw === key.name ? 'exact' : 'folded';
}

const HAN = /\p{Script=Han}/u;
/** Kana without their marks: with another one it is another word (トア and ドア), or a slip. */
const unvoiced = (letters: string): string =>
  letters.normalize('NFD').replace(/[\u3099\u309a]/g, '');

/** Other letters of one skeleton: is that a disguise of this name? */
function looksLike(
  raw: string,
  row: Spelling,
  from: number,
  to: number,
  key: Key,
  gaps: number,
): boolean {
  const letters = row.letters.slice(from, to);
  if (key.cjk) {
    // 내이버 is no word; 三木 and 二木 are two families.
    if (key.length >= SHORT_CJK || (key.length === 3 && /^[가-힣]+$/.test(key.letters)))
      return true;
    const own = new Set(key.letters);
    // Three letters: only one of another script stands out.
    return (
      key.length === 3 && letters.some((c) => !own.has(c) && HAN.test(c) !== HAN.test(key.letters))
    );
  }
  if (key.length < SHORT) {
    // So short a name only in letters of another alphabet beside its own; of four letters also with digits: `V1SA`.
    const isForeign = (letter: string) =>
      letter.charCodeAt(0) > 0x17f || (key.length === 4 && /[0-9]/.test(letter));
    if (key.length < 3 || gaps !== key.gaps || !isWholeWord(row, from, to)) return false;
    return (
      // `lNG`: a small l among capitals is the I of the name.
      raw.replaceAll('l', 'I') === key.name ||
      (letters.some((letter) => isForeign(letter) && !key.letters.includes(letter)) &&
        letters.every((letter) => isForeign(letter) || key.letters.includes(letter)))
    );
  }
  // `WeIIs`: a capital inside small letters stands for the l. And no word of a dictionary is written as two.
  if (/\p{Ll}I+\p{Ll}/u.test(raw)) return true;
  if (key.gaps > 0 && gaps === key.gaps) return true;
  // `Clara` and `Ciara` look alike and are both names.
  const written = letters.join('');
  return !(/^[a-z]+$/.test(written) && (isNearWord(written) || isOrdinaryWord(written)));
}

/** Where the edges of a name have to lie. */
export function hasEdges(row: Spelling, from: number, to: number, key: Key): boolean {
  if (isKatakana(row.letters[from]) || isKatakana(row.letters[to - 1]))
    return isAmongKnownWords(row, from, to);
  return row.edge[to]! || (key.length >= SHORT && isStuckToKnownWord(row, from, to));
}

/** `paypalsupport`: what follows in the same run is a long known word. `Krogerus` and `International` are words. */
function isStuckToKnownWord(row: Spelling, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (row.apart[i]) return false;
  let end = to;
  while (end < row.letters.length && !row.apart[end] && sameRun(row, to - 1, end)) end++;
  const word = row.letters.slice(from, end).join('');
  return end - to >= 5 && isVocabulary(word.slice(to - from)) && !isOrdinaryWord(word);
}

/** So long a name stands there whatever its pieces are: `Intesa San Paolo`. */
const LONG = 12;

/**
 * More gaps than the name has, and the pieces are what people are called: `Michael S.` is not Michaels. `Ali-pay` and
 * `Ba ncomer` are nobody: a word of an office is no family name, and what is no word at all neither.
 */
function isPersonTorn(row: Spelling, from: number, to: number, key: Key): boolean {
  if (key.length >= LONG) return false;
  let hasPerson = false;
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && !row.apart[end]) end++;
    const piece = row.letters.slice(start, end).join('');
    if (isPersonWord(piece)) hasPerson = true;
    else if (piece.length > 2 && (isVocabulary(piece) || !isOrdinaryWord(piece))) return false;
    start = end;
  }
  return hasPerson;
}

/** `Fed Ex-hibition`: the last piece of a torn name begins another word. */
function isHyphenTorn(text: string, row: Spelling, to: number): boolean {
  if (to >= row.letters.length || !/^[-‐‑]$/.test(text.slice(row.ends[to - 1]!, row.starts[to]!)))
    return false;
  let end = to + 1;
  while (end < row.letters.length && !row.apart[end]) end++;
  return !isVocabulary(row.letters.slice(to, end).join(''));
}
