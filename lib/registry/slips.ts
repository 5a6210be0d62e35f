// Names with one letter doubled, dropped or swapped: `Amazoon`, `Netfix`, `Micorsoft`. Only in Latin letters, only where
// the word that holds the slip is no word and no name of our languages, and only by a walk of the sorted list: a slip
// leaves what stands before it as it is.

import { editBetween } from '../text/edits.ts';
import { advance, ending, type Key, type NameList, type Range } from './names.ts';
import type { Spelling } from './spelling.ts';
import { isNearWord, isOrdinaryWord, isVocabulary } from './words.ts';

/** A strict name of so many letters can be misspelt. */
const LONG = 7;
/** A name that is imitated often enough: high stakes, a confirmed domain. */
const IMITATED = 5;
/** A name may have so many words before the one with the slip. */
const WORDS_BEFORE = 3;

interface Slip {
  range: Range;
  from: number;
  to: number;
  key: Key;
}

interface Token {
  from: number;
  to: number;
}

/** Words of Latin letters, whole; `isStrange`: of our languages none knows it. */
function latinTokens(row: Spelling): (Token & { isStrange: boolean })[] {
  const tokens: (Token & { isStrange: boolean })[] = [];
  for (let from = 0; from < row.letters.length; ) {
    let to = from + 1;
    while (to < row.letters.length && !row.apart[to] && row.kinds[to] !== 'cjk') to++;
    if (row.kinds[from] !== 'cjk') {
      const word = row.letters.slice(from, to).join('');
      const isStrange =
        word.length > 3 &&
        /^[a-z]+$/.test(word) &&
        !isVocabulary(word) &&
        !isNearWord(word) &&
        !isOrdinaryWord(word);
      tokens.push({ from, to, isStrange });
    }
    from = to;
  }
  return tokens;
}

/** What a slip can be: where the text goes on behind it, and how the name did. */
type Kind = 'doubled' | 'dropped' | 'swapped';

/** One letter more, one less, or two neighbours exchanged; all others are the same. */
function isOneSlip(name: string, written: string): boolean {
  const edit = editBetween(name, written);
  return edit !== null && edit !== 'replaced';
}

/** An m has two pieces in a skeleton. */
const M = 'rn';
/** Skeleton pieces by which a dropped letter is tried; the common ones of names. */
const TRIED = [...'abcdefghjklnopqrstuvwxyz', M];

class Search {
  found: Slip | null = null;
  private list: NameList;
  private row: Spelling;
  private token: Token;

  constructor(list: NameList, row: Spelling, token: Token) {
    this.list = list;
    this.row = row;
    this.token = token;
  }

  private piece(letter: number): string {
    return this.row.skeleton.slice(this.row.firstOf[letter]!, this.row.firstOf[letter + 1]!);
  }

  private step(range: Range | null, depth: number, piece: string): Range | null {
    for (let i = 0; i < piece.length && range; i++)
      range = advance(this.list, range, depth + i, piece.charCodeAt(i));
    return range;
  }

  /** Tries every slip inside the token, for names that begin at letter `from`. */
  from(from: number): void {
    let range: Range | null = this.list.all;
    let depth = 0;
    for (let i = from; i < this.token.to && range; i++) {
      if (i > from && i >= this.token.from) this.slipsAt(from, i, range, depth);
      const piece = this.piece(i);
      range = this.step(range, depth, piece);
      depth += piece.length;
    }
  }

  private slipsAt(from: number, i: number, range: Range, depth: number): void {
    const { letters } = this.row;
    if (letters[i] === letters[i - 1]) this.rest(from, i + 1, range, depth, 'doubled', i);
    if (i + 1 < this.token.to && letters[i] !== letters[i + 1]) {
      const swapped = this.piece(i + 1) + this.piece(i);
      const next = this.step(range, depth, swapped);
      if (next) this.rest(from, i + 2, next, depth + swapped.length, 'swapped', i);
    }
    for (const letter of this.following(range, depth)) {
      const next = this.step(range, depth, letter);
      if (next) this.rest(from, i, next, depth + letter.length, 'dropped', i);
    }
  }

  /** Letters with which the names of a range go on. */
  private following(range: Range, depth: number): Iterable<string> {
    if (range.high - range.low > 40) return TRIED;
    const seen = new Set<string>([M]);
    for (let i = range.low; i < range.high; i++) {
      const letter = this.list.skeleton(i)[depth];
      if (letter !== undefined) seen.add(letter);
    }
    return seen;
  }

  /** The rest of a name behind the slip, letter by letter, up to the ends of words. */
  private rest(from: number, at: number, start: Range, deep: number, kind: Kind, slip: number) {
    let range: Range | null = start;
    let depth = deep;
    for (let to = at; range; to++) {
      if (to >= this.token.to && this.isEnd(to)) {
        const whole = ending(this.list, range, depth);
        if (whole) this.take(whole, from, to, kind, slip);
      }
      if (to >= this.row.letters.length) return;
      const piece = this.piece(to);
      range = this.step(range, depth, piece);
      depth += piece.length;
    }
  }

  private isEnd(to: number): boolean {
    return this.row.apart[to]! || this.row.kinds[to] === 'cjk';
  }

  private take(range: Range, from: number, to: number, kind: Kind, slip: number): void {
    const written = this.row.letters.slice(from, to).join('');
    for (let i = range.low; i < range.high; i++) {
      const key = this.list.key(i);
      const isInside = kind === 'doubled' || slip + (kind === 'swapped' ? 2 : 1) < to;
      if (key.cjk || !this.isEligible(i, key, isInside)) continue;
      // `western` is no west elm: a slip and a look-alike together are a pretence only of what is imitated.
      if (!this.list.isImitated(i) && !isOneSlip(key.letters, written)) continue;
      if (!this.found || to > this.found.to) this.found = { range, from, to, key };
      return;
    }
  }

  /** Long strict names, not at their end (`Netflixs` is grammar, `Netflixx` is none); imitated ones from five letters. */
  private isEligible(i: number, key: Key, isInside: boolean): boolean {
    const reason = this.list.reason(i);
    if (key.length < IMITATED || !/^[\x20-\x7e]+$/.test(key.name)) return false;
    const isImitated = this.list.isImitated(i);
    if (!isInside && !(isImitated && reason === '')) return false;
    if (reason === '' && key.length >= LONG) return true;
    return isImitated && (reason === '' || reason === 'chosen' || reason === 'dict:en');
  }
}

/**
 * The misspelt names of a text, the longest for each word with a slip.
 *
 * @param list names in order of their skeletons
 */
export function findSlips(row: Spelling, list: NameList): Slip[] {
  const tokens = latinTokens(row);
  return tokens.flatMap((token, i) => {
    if (!token.isStrange) return [];
    const search = new Search(list, row, token);
    for (let k = i; k >= 0 && k >= i - WORDS_BEFORE; k--) search.from(tokens[k]!.from);
    return search.found ? [search.found] : [];
  });
}
