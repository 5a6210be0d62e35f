// Lists of names that can be walked letter by letter: sorted by skeleton, so that every prefix is a range of the list.
// Nothing is built: a name's spelling is worked out when a walk first comes by it.

import type { ExtraOrganisation, Organisation } from './model.ts';
import {
  addedOrganisation,
  listedNames,
  organisationAt,
  ownerOfName,
  reasonOf,
} from './organisations.ts';
import { isCjk, type Spelling, spell } from './spelling.ts';

/** A listed name as it is compared. */
export interface Key {
  name: string;
  skeleton: string;
  /** folded letters without separators */
  letters: string;
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

export function keyOf(name: string): Key {
  const { skeleton, letters, apart }: Spelling = spell(name, false);
  return {
    name,
    skeleton,
    letters: letters.join(''),
    length: letters.length,
    cjk: letters.some(isCjk),
    acronym: /^[A-Z]{2,6}$/.test(name),
    gaps: apart.slice(1, -1).filter(Boolean).length,
    signs: signsOf(name),
  };
}

export interface NameList {
  size: number;
  key(i: number): Key;
  /** '' for a strict name */
  reason(i: number): string;
  organisation(i: number): Organisation;
}

let registry: NameList | null = null;

export function registryNames(): NameList {
  if (registry) return registry;
  const names = listedNames();
  const keys: Key[] = new Array(names.length);
  registry = {
    size: names.length,
    key: (i) => {
      keys[i] ??= keyOf(names[i]!);
      return keys[i];
    },
    reason: reasonOf,
    organisation: (i) => organisationAt(ownerOfName(i)),
  };
  return registry;
}

const lists = new WeakMap<readonly ExtraOrganisation[], NameList>();

/** The names that reader and policy added; remembered by the list itself. */
export function addedNames(extra: readonly ExtraOrganisation[]): NameList {
  let list = lists.get(extra);
  if (!list) {
    const entries = extra
      .flatMap((one) => one.names.map((name) => ({ key: keyOf(name), one })))
      .filter(({ key }) => key.length > 1)
      .sort((a, b) => (a.key.skeleton < b.key.skeleton ? -1 : 1));
    list = {
      size: entries.length,
      key: (i) => entries[i]!.key,
      reason: () => '',
      organisation: (i) => addedOrganisation(entries[i]!.one),
    };
    lists.set(extra, list);
  }
  return list;
}

/** First index in [low, high) whose skeleton at `depth` is at least `code`; ends of skeletons come first. */
function lowerBound(list: NameList, low: number, high: number, depth: number, code: number) {
  while (low < high) {
    const middle = (low + high) >> 1;
    const { skeleton } = list.key(middle);
    if (depth < skeleton.length && skeleton.charCodeAt(depth) >= code) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Calls `found` for every range of names whose whole skeleton stands in `text` at `at`, the shortest first. Each step
 * narrows a range of a sorted list, so the cost grows with the text and hardly with the list.
 */
export function walk(
  list: NameList,
  text: string,
  at: number,
  found: (low: number, high: number, end: number) => void,
): void {
  let low = 0;
  let high = list.size;
  for (let depth = 0; low < high; depth++) {
    let whole = low;
    while (whole < high && list.key(whole).skeleton.length === depth) whole++;
    if (whole > low) found(low, whole, at + depth);
    if (at + depth >= text.length) return;
    const code = text.charCodeAt(at + depth);
    low = lowerBound(list, whole, high, depth, code);
    high = lowerBound(list, low, high, depth, code + 1);
  }
}
