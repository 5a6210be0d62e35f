// Lists of names that can be walked letter by letter: sorted by skeleton, so that every prefix is a range of the list.
// Nothing is built: a name's spelling is worked out when a walk first comes by it.

import { modernKanji } from '../text/kanji.ts';
import { ofObject, once } from '../text/once.ts';
import { FLAG } from './format.ts';
import type { ExtraOrganisation, Organisation } from './model.ts';
import {
  addedOrganisation,
  isFlagged,
  listedNames,
  organisationAt,
  ownerOfName,
  reasonOf,
} from './organisations.ts';
import { isCjk, type Spelling, skeletonOf, spell } from './spelling.ts';

/** A listed name as it is compared. */
export interface Key {
  name: string;
  skeleton: string;
  /** folded letters without separators */
  letters: string;
  /** the same with kanji in the form of today's Japan */
  modern: string;
  /** how many */
  length: number;
  /** has letters of Japanese, Chinese or Korean */
  cjk: boolean;
  /** written in capitals only, as UPS */
  acronym: boolean;
  /** separators inside */
  gaps: number;
  /** `&`, `+` and `!` in it: `M&S` is not `Ms` */
  signs: string;
}

export const signsOf = (text: string): string => text.normalize('NFKC').replace(/[^&+!]/g, '');

function keyOf(name: string): Key {
  const { skeleton, letters, apart }: Spelling = spell(name, false);
  return {
    name,
    skeleton,
    letters: letters.join(''),
    modern: letters.map(modernKanji).join(''),
    length: letters.length,
    cjk: letters.some(isCjk),
    acronym: /^[A-Z]{2,6}$/.test(name),
    gaps: apart.slice(1, -1).filter(Boolean).length,
    signs: signsOf(name),
  };
}

export interface NameList {
  all: Range;
  /** what the list is sorted by; cheaper than the whole key */
  skeleton(i: number): string;
  key(i: number): Key;
  /** '' for a strict name */
  reason(i: number): string;
  organisation(i: number): Organisation;
  /** of an organisation with high stakes and a confirmed domain, or added by hand */
  isImitated(i: number): boolean;
}

export const registryNames = once((): NameList => {
  const names = listedNames();
  const keys: Key[] = new Array(names.length);
  const skeletons: string[] = new Array(names.length);
  return {
    all: { low: 0, high: names.length },
    skeleton: (i) => {
      skeletons[i] ??= skeletonOf(names[i]!);
      return skeletons[i];
    },
    key: (i) => {
      keys[i] ??= keyOf(names[i]!);
      return keys[i];
    },
    reason: reasonOf,
    organisation: (i) => organisationAt(ownerOfName(i)),
    isImitated: (i) =>
      isFlagged(ownerOfName(i), FLAG.high) && isFlagged(ownerOfName(i), FLAG.confirmed),
  };
});

/** The names that reader and policy added; remembered by the list itself. */
export const addedNames = ofObject((extra: readonly ExtraOrganisation[]): NameList => {
  const entries = extra
    .flatMap((one) => one.names.map((name) => ({ key: keyOf(name), one })))
    .filter(({ key }) => key.length > 1)
    .sort((a, b) => (a.key.skeleton < b.key.skeleton ? -1 : 1));
  return {
    all: { low: 0, high: entries.length },
    skeleton: (i) => entries[i]!.key.skeleton,
    key: (i) => entries[i]!.key,
    reason: () => '',
    organisation: (i) => addedOrganisation(entries[i]!.one),
    isImitated: () => true,
  };
});

/** First index in [low, high) whose skeleton at `depth` is at least `code`; ends of skeletons come first. */
function lowerBound(list: NameList, low: number, high: number, depth: number, code: number) {
  while (low < high) {
    const middle = (low + high) >> 1;
    const skeleton = list.skeleton(middle);
    if (depth < skeleton.length && skeleton.charCodeAt(depth) >= code) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A range of a list whose names have begun alike. */
export interface Range {
  low: number;
  high: number;
  /** how it goes on, as far as anybody asked; only of wide ranges, which are few and which every text comes by */
  next?: Map<number, Range | null>;
}

const WIDE = 16;

/** The names of a range whose skeleton goes on with this character; null without any. */
export function advance(list: NameList, range: Range, depth: number, code: number): Range | null {
  const known = range.next?.get(code);
  if (known !== undefined) return known;
  const low = lowerBound(list, range.low, range.high, depth, code);
  const high = low < range.high ? lowerBound(list, low, range.high, depth, code + 1) : low;
  const next = low < high ? { low, high } : null;
  // What any text may ask for in vain is kept of ASCII alone.
  if (range.high - range.low > WIDE && (next !== null || code < 128)) {
    range.next ??= new Map();
    range.next.set(code, next);
  }
  return next;
}

/** The names of a range that end here: as many of its first. */
export function ending(list: NameList, { low, high }: Range, depth: number): Range | null {
  let end = low;
  while (end < high && list.skeleton(end).length === depth) end++;
  return end > low ? { low, high: end } : null;
}

/**
 * Calls `found` for every range of names whose whole skeleton stands in `text` at `at`, the shortest first. Each step
 * narrows a range of a sorted list, so the cost grows with the text and hardly with the list.
 */
export function walk(
  list: NameList,
  text: string,
  at: number,
  found: (range: Range, end: number) => void,
): void {
  let range: Range | null = list.all;
  for (let depth = 0; range; depth++) {
    const whole = ending(list, range, depth);
    if (whole) found(whole, at + depth);
    if (at + depth >= text.length) return;
    range = advance(list, range, depth, text.charCodeAt(at + depth));
  }
}
