// What stands around a name: words of ten languages, each with its kind. CJK runs are cut at known words.

import { once } from '../text/once.ts';
import { classOf } from './filter.ts';
import { NEAR } from './filter-table.ts';
import { BAR, decodeSorted, readLetters } from './format.ts';
import type { Word, WordKind } from './model.ts';
import { isKatakana, type Spelling, spell } from './spelling.ts';
import { LETTERS, WORDS } from './table.ts';

let longest = 0;

/** Role, desk, pressure, legal and relation words by their folded letters. */
const kinds = once(() => {
  const vocabulary = new Map<string, WordKind>();
  for (const line of readLetters(LETTERS, WORDS).split(BAR)) {
    const [kind, list] = line.split(': ');
    for (const word of list!.split(' ')) {
      vocabulary.set(word, kind as WordKind);
      if (word.charCodeAt(0) > 0x2e7f) longest = Math.max(longest, word.length);
    }
  }
  return vocabulary;
});

/** A word that an office writes: of what it is, whom to ask, or what makes a reader hurry. */
export const isOfficeWord = ({ kind }: Pick<Word, 'kind'>): boolean =>
  kind === 'role' || kind === 'desk' || kind === 'pressure';

const OF_OFFICES = new Set<WordKind>(['role', 'desk', 'pressure', 'legal']);

/** `mia`, `post`, `su`: pronouns and words that people are called by, too. */
const isName = (word: string, kind: WordKind): boolean =>
  /^[a-z]/.test(word) &&
  ((word.length < 4 && kind !== 'legal') || (isPersonWord(word) && kind !== 'desk'));

/** Role, desk, pressure and legal words that are nobody's name, as folded letters. */
export const officeWords = (): string[] =>
  [...kinds()]
    .filter(([word, kind]) => OF_OFFICES.has(kind) && !isName(word, kind))
    .map(([word]) => word);

/** サポ一ト: between katakana the number one is a long mark. */
const withMarks = (letters: string): string =>
  letters.includes('一') ? letters.replace(/(?<=[ァ-ヴ])一(?=[ァ-ヴ])/g, 'ー') : letters;

/** Role, desk, pressure, legal or relation word; takes folded letters. */
export const isVocabulary = (letters: string): boolean => kinds().has(withMarks(letters));

/** An ordinary word, a given or a family name of our languages; wrong for one made-up word in 64. Takes folded letters. */
export const isOrdinaryWord = (folded: string): boolean => classOf(folded) !== null;

/** A given or family name of our languages. Takes folded letters. */
export function isPersonWord(folded: string): boolean {
  const kind = classOf(folded);
  return kind === 'given' || kind === 'family';
}

const near = once(() => new Set(decodeSorted(NEAR.shared, NEAR.rests)));

/** A word of a dictionary that lies one letter or one look beside a listed name. Takes folded letters. */
export const isNearWord = (folded: string): boolean => near().has(folded);

/** What is listed is what it is listed as, `service24` too, and a person's name no compound. */
function kindOf(letters: string): WordKind {
  const listed = kinds().get(letters) ?? kinds().get(letters.replace(/(?<=[a-z]{4})\d{1,4}$/, ''));
  if (listed !== undefined) return listed;
  const known = classOf(letters) ?? 'other';
  return known === 'given' || known === 'family' ? known : (compoundKind(letters) ?? known);
}

/** What a compound may be made of; what a company says of itself is said in one word as in two. */
const COMPOUNDED = new Set<WordKind | undefined>(['role', 'desk', 'pressure']);
const SHORTEST_PART = 4;
const LONGEST_COMPOUND = 40;
/** German and Dutch join with these. */
const JOINTS = ['', 's', 'n', 'en', 'es'];

/** `Paketbenachrichtigung`, `Zollgebühren`: two known words written as one; the graver kind counts. */
function compoundKind(letters: string): WordKind | null {
  if (letters.length > LONGEST_COMPOUND || !/^[a-z]+$/.test(letters)) return null;
  for (let cut = SHORTEST_PART; cut <= letters.length - SHORTEST_PART; cut++) {
    const ahead = kinds().get(letters.slice(0, cut));
    if (!COMPOUNDED.has(ahead)) continue;
    for (const joint of JOINTS) {
      if (!letters.startsWith(joint, cut)) continue;
      const behind = kinds().get(letters.slice(cut + joint.length));
      if (letters.length - cut - joint.length < SHORTEST_PART || !COMPOUNDED.has(behind)) continue;
      return ahead === 'pressure' || behind === 'pressure' ? 'pressure' : behind!;
    }
  }
  return null;
}

/** The end of the run of letters that begins at letter i: one script, no separator, not into what is outside. */
function endOfRun(row: Spelling, i: number, limit: (letter: number) => boolean): number {
  const cjk = row.kinds[i] === 'cjk';
  let end = i + 1;
  while (
    end < row.letters.length &&
    !row.apart[end] &&
    (row.kinds[end] === 'cjk') === cjk &&
    !limit(end)
  )
    end++;
  return end;
}

/** Where a CJK run is cut: at the longest known word from each letter on; unknown letters stay together. */
function* cutRun(row: Spelling, from: number, to: number): Generator<[number, number, WordKind]> {
  let unknown = from;
  for (let i = from; i < to; ) {
    let found: WordKind | undefined;
    let end = Math.min(to, i + longest);
    for (; end > i; end--) {
      found = kinds().get(withMarks(row.letters.slice(i, end).join('')));
      if (found && !splitsKatakana(row, i, end, to)) break;
      found = undefined;
    }
    if (!found) {
      i++;
      continue;
    }
    if (unknown < i) yield* readUnknown(row, unknown, i);
    yield [i, end, found];
    i = unknown = end;
  }
  if (unknown < to) yield* readUnknown(row, unknown, to);
}

/** Letters that are no known word: a family name and a given name, or neither. */
function* readUnknown(
  row: Spelling,
  from: number,
  to: number,
): Generator<[number, number, WordKind]> {
  const kind = kindOf(row.letters.slice(from, to).join(''));
  if (kind === 'other' && to - from > 1 && to - from < 6) {
    for (const cut of [from + 2, from + 1, from + 3]) {
      if (cut >= to || classOf(row.letters.slice(from, cut).join('')) !== 'family') continue;
      if (to - cut > 3) continue;
      yield [from, cut, 'family'];
      yield [cut, to, classOf(row.letters.slice(cut, to).join('')) ?? 'other'];
      return;
    }
  }
  yield [from, to, kind];
}

/** One letter of katakana is no word of its own inside a longer run. */
function splitsKatakana(row: Spelling, from: number, to: number, end: number): boolean {
  return (
    to - from === 1 && isKatakana(row.letters[from]) && to < end && isKatakana(row.letters[to])
  );
}

/** `no-reply`, `sign-in`: two runs and a hyphen that are one known word. */
function hyphenated(text: string, row: Spelling, end: number, next: number): boolean {
  return /^[-‐‑]$/.test(text.slice(row.ends[end - 1]!, row.starts[end]!)) && next > end;
}

/** Behind the last letter of `S.p.A.`, single letters with points between; 0 where none begins. */
function endOfAbbreviation(
  text: string,
  row: Spelling,
  from: number,
  limit: (letter: number) => boolean,
): number {
  let end = from;
  for (let i = from; i < row.letters.length && row.kinds[i] === 'letter' && !limit(i); i++) {
    const isSingle = i + 1 >= row.letters.length || row.apart[i + 1];
    if (!isSingle) break;
    end = i + 1;
    if (i + 1 >= row.letters.length || text.slice(row.ends[i]!, row.starts[i + 1]!) !== '.') break;
  }
  return end - from > 1 ? end : 0;
}

/** The letters of `AB-1029` and `No.839201`. */
function isNumbered(text: string, row: Spelling, from: number, end: number): boolean {
  if (end - from > 3 || row.kinds[end] !== 'digit') return false;
  return /^[-–.#:]$/.test(text.slice(row.ends[end - 1]!, row.starts[end]!));
}

/**
 * The words of a text outside the given places, in order, each with its kind.
 *
 * @param outside places to leave out, as UTF-16 offsets
 */
export function readWords(
  text: string,
  outside: readonly { start: number; end: number }[] = [],
): Word[] {
  const row = spell(text, false);
  const count = row.letters.length;
  const isOutside = (i: number) =>
    outside.some(({ start, end }) => row.starts[i]! < end && row.ends[i]! > start);
  const words: Word[] = [];
  const add = (from: number, to: number, kind: WordKind, joined?: string) =>
    words.push({
      text: joined ?? row.letters.slice(from, to).join(''),
      kind,
      start: row.starts[from]!,
      end: row.ends[to - 1]!,
    });
  kinds();
  let at = 0;
  for (let i = 0; i < count; ) {
    addSigns(text, at, row.starts[i]!, outside, words);
    if (isOutside(i)) {
      at = row.ends[i++]!;
      continue;
    }
    const end = endOfRun(row, i, isOutside);
    if (row.kinds[i] === 'cjk') {
      for (const [from, to, kind] of cutRun(row, i, end)) add(from, to, kind);
    } else {
      const abbreviated = endOfAbbreviation(text, row, i, isOutside);
      if (abbreviated > 0) {
        const joined = row.letters.slice(i, abbreviated).join('');
        add(i, abbreviated, kindOf(joined), joined);
        at = row.ends[abbreviated - 1]!;
        i = abbreviated;
        continue;
      }
      const letters = row.letters.slice(i, end).join('');
      if (end < count && row.kinds[end] === 'letter' && !isOutside(end)) {
        const next = endOfRun(row, end, isOutside);
        const joined = `${letters}-${row.letters.slice(end, next).join('')}`;
        if (hyphenated(text, row, end, next) && kinds().has(joined)) {
          add(i, next, kinds().get(joined)!, joined);
          at = row.ends[next - 1]!;
          i = next;
          continue;
        }
      }
      const isNumber = /^\p{L}{0,3}\p{N}+$/u.test(letters) || isNumbered(text, row, i, end);
      add(i, end, isNumber ? 'digits' : kindOf(letters));
    }
    at = row.ends[end - 1]!;
    i = end;
  }
  addSigns(text, at, text.length, outside, words);
  return words;
}

const SIGNS = /[^\s\p{L}\p{N}\p{M}\p{C}]+/gu;

function addSigns(
  text: string,
  from: number,
  to: number,
  outside: readonly { start: number; end: number }[],
  words: Word[],
): void {
  for (const match of text.slice(from, to).matchAll(SIGNS)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (!outside.some((one) => start < one.end && end > one.start))
      words.push({ text: match[0], kind: 'sign', start, end });
  }
}
