// One key for the ways to write a person: marks, titles, order, old kanji and romanisations are none of it.
import { ASCII, BRACKETED } from '../../text/characters.ts';
import { modernKanji } from '../../text/kanji.ts';
import { spelledOut } from '../../text/letters.ts';
import { fold } from '../../text/normalise.ts';
import { ofLate } from '../../text/once.ts';

/** What is written without blanks between given and family name. */
export const CJK = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
export const IN_BRACKETS = new RegExp(BRACKETED, 'gu');
/** A stroke that stands for 一 at the end of a name. */
const STROKE = /(?<=\p{Script=Han})[-‐‑‒–—―−─━ー](?![\p{L}\p{N}])/gu;
const HONORIFIC = /(?:様|サマ|サン|先生|氏|殿|님|씨)$/u;
const TITLES = new Set(
  'mr mrs ms miss mx dr prof professor sir jr sr phd herr frau sig sra mme'.split(' '),
);

export function canonical(name: string): string {
  const text = fold(name);
  return ASCII.test(text) ? text : modernKanji(text).replace(STROKE, '一');
}

/** Letters that no mark was taken from, as passports write them. */
const STROKED: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
const bare = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/[ßøæœłđı]/g, (letter) => STROKED[letter]!);
/** `Müller` as `mueller`. */
export const spelt = (text: string): string =>
  spelledOut(text)[1].replaceAll('ø', 'oe').replaceAll('a\u030a', 'aa');
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
export const pair = (one: string, other: string): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;
export const inOrder = (words: readonly string[]): string =>
  words.length === 2 ? pair(words[0]!, words[1]!) : [...words].sort().join(' ');

/** `r o b e r t` as one word: three or more letters that stand alone. */
function joinLetters(words: string[]): string[] {
  if (words.filter(({ length }) => length === 1).length < 3) return words;
  const joined: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length >= 3) joined.push(run.join(''));
    else joined.push(...run);
    run = [];
  };
  for (const word of words) {
    if (word.length === 1) run.push(word);
    else {
      close();
      joined.push(word);
    }
  }
  close();
  return joined;
}

export function latinWords(text: string): string[] {
  const words = joinLetters(wordsOf(bare(text)));
  const names = words.filter((word) => !TITLES.has(word));
  return names.length > 0 ? names : words;
}

function keyOf(text: string, words?: readonly string[]): string {
  if (CJK.test(text)) return wordsOf(text).join('').replace(HONORIFIC, '');
  return inOrder(words ?? latinWords(text));
}

/** `personKey` of a canonical text, whose words may be known. */
export function keyOfPerson(text: string, words?: readonly string[]): string {
  const outside = text.replace(IN_BRACKETS, ' ');
  const key = keyOf(outside, outside === text ? words : undefined);
  return CJK.test(key) && !isFullName(key) ? keyOf(text) : key;
}

/**
 * One key for the ways to write a person: folded, old kanji as new ones, without quotes, titles, accents and order
 * (`Yamada, Taro` and `Dr. Taro Yamada`, `齋藤 学` and `斎藤学様`).
 */
export const personKey = (name: string): string => keyOfPerson(canonical(name));

/** Two words or three CJK characters: less names too many people. */
export function isFullName(key: string): boolean {
  return CJK.test(key) ? [...key].length >= 3 : key.includes(' ');
}

/** `Kim Min Jun` is Kim Minjun. */
export const threes = ([one, other, third, more]: readonly string[]): string[] =>
  third === undefined || more !== undefined
    ? []
    : [pair(one!, other! + third), pair(one! + other!, third)];

/** Letters of Japanese syllables in Latin writing, with an end as theirs. */
const LIKE_ROMAJI = /^(?:[abd-km-pr-uwyz]|c(?=h))*[aiueohn]$/;

/** Satoh and Sato, Kohno and Kono, Shoji and Syozi; null for what no Japanese syllables spell. */
const romaji = ofLate(2000, (word): string | null => {
  if (!LIKE_ROMAJI.test(word)) return null;
  const plain = word
    .replace(/(?<=[aiueo])h(?![aiueoy]|n(?![aiueo]))/g, '')
    .replace(/ou|oo/g, 'o')
    .replace(/uu/g, 'u')
    .replace(/sh(?=i)/g, 's')
    .replace(/ch(?=i)/g, 't')
    .replace(/ts(?=u)/g, 't')
    .replace(/j(?=i)/g, 'z')
    .replace(/f(?=u)/g, 'h')
    .replace(/sh/g, 'sy')
    .replace(/ch/g, 'ty')
    .replace(/j/g, 'zy')
    .replace(/m(?=[bmp])/g, 'n');
  return /^(?:[kgsztdnhbpmrwy]?y?[aiueo]|n(?![aiueoy])|[kstp](?=[kstp]))+$/.test(plain)
    ? plain
    : null;
});

/** Two words in any order by their syllables; null where a word is none of Japanese syllables. */
export function romajiPair(one: string, other: string): string | null {
  const first = romaji(one);
  const second = first === null ? null : romaji(other);
  return second === null ? null : `~${pair(first!, second)}`;
}

export function romajiKey(key: string): string | null {
  const [one, other, more] = key.split(' ');
  // Japanese names are of two words.
  return other === undefined || more !== undefined ? null : romajiPair(one!, other);
}
