// Whom does a text name? Names are found at word edges, longest and leftmost, never inside an address or domain.

import { formOf, hasEdges, READINGS, type Reading } from './forms.ts';
import { findMentionSpans, type Span } from './mentions.ts';
import type { ExtraOrganisation, NameHit } from './model.ts';
import { addedNames, type Key, type NameList, type Range, registryNames, walk } from './names.ts';
import { findSlips } from './slips.ts';
import { HAS_LEET, type Spelling, spell } from './spelling.ts';

/** Names are looked for in so much of a text. */
const LONGEST_TEXT = 1000;

interface Place {
  list: NameList;
  range: Range;
  from: number;
  to: number;
  reading: Reading;
  key: Key;
}

/** The best reading of one range of names that share a skeleton. */
function readRange(
  text: string,
  row: Spelling,
  list: NameList,
  range: Range,
  from: number,
  to: number,
): Place | null {
  let best: Place | null = null;
  for (let i = range.low; i < range.high; i++) {
    const key = list.key(i);
    if (!hasEdges(row, from, to, key)) continue;
    const reading = formOf(text, row, from, to, key);
    if (reading === null || (best && orderOf(best) <= READINGS.indexOf(reading))) continue;
    best = { list, range, from, to, reading, key };
  }
  return best;
}

const orderOf = (place: Place): number => READINGS.indexOf(place.reading);

/** Between two lists, case and accents decide nothing. */
const fitOf = (place: Place): number => Math.max(orderOf(place), 1);

/** The longest name that begins at letter `from`, by the skeleton. */
function longestAt(text: string, row: Spelling, from: number, list: NameList): Place | null {
  let best: Place | null = null;
  walk(list, row.skeleton, row.firstOf[from]!, (range, end) => {
    const to = row.letterOf[end] ?? row.letters.length;
    if (row.letterOf[end - 1] === to) return;
    best = readRange(text, row, list, range, from, to) ?? best;
  });
  return best;
}

/** No part of an address; a domain only as a whole. */
function isOutside(row: Spelling, { from, to }: Place, spans: readonly Span[]): boolean {
  const start = row.starts[from]!;
  const end = row.ends[to - 1]!;
  return spans.every(
    (span) => end <= span.start || start >= span.end || (start <= span.start && end >= span.end),
  );
}

/** The longest names that begin at letter `from`; where two lists have one, both count. */
function placesAt(
  text: string,
  row: Spelling,
  from: number,
  lists: readonly NameList[],
  spans: readonly Span[],
): Place[] {
  let best: Place[] = [];
  if (!row.edge[from]) return best;
  for (const list of lists) {
    const place = longestAt(text, row, from, list);
    if (!place || !isOutside(row, place, spans)) continue;
    const order = best[0] ? place.to - best[0].to || fitOf(best[0]) - fitOf(place) : 1;
    if (order > 0) best = [place];
    else if (order === 0) best.push(place);
  }
  return best;
}

/** The names a text holds, from the left; a weak one takes no word from a strict one behind it. */
function hitsIn(text: string, row: Spelling, lists: readonly NameList[], spans: readonly Span[]) {
  const hits: NameHit[] = [];
  for (let i = 0; i < row.letters.length; ) {
    let best = placesAt(text, row, i, lists, spans);
    if (!best[0]) {
      i++;
      continue;
    }
    let hit = mergedHit(row, best);
    const { to } = best[0];
    for (let next = i + 1; next < to && hit.strength === 'weak'; next++) {
      const others = placesAt(text, row, next, lists, spans);
      if (!others[0] || others[0].to <= to) continue;
      const other = mergedHit(row, others);
      // `Union Bank of Hawaii`: a word in front of a bank makes no other of it.
      if (other.strength === 'strict') [hit, best] = [other, others];
    }
    hits.push(hit);
    i = best[0]!.to;
  }
  return hits;
}

function mergedHit(row: Spelling, found: readonly Place[]): NameHit {
  const hits = found.map((place) => hitOf(row, place));
  const first = hits.find((hit) => hit.strength === 'strict') ?? hits[0]!;
  return { ...first, organisations: hits.flatMap((hit) => hit.organisations) };
}

/** All organisations that bear the name as it is written; a disguise may mean any of one skeleton. */
function hitOf(row: Spelling, place: Place): NameHit {
  const { list, range, key, reading } = place;
  const isSame = (other: Key) =>
    reading === 'disguised' ||
    (reading === 'variant' ? other.modern === key.modern : other.letters === key.letters);
  const same: number[] = [];
  for (let i = range.low; i < range.high; i++) if (isSame(list.key(i))) same.push(i);
  const strict = same.find((i) => list.reason(i) === '');
  const chosen = strict ?? same.find((i) => list.key(i).name === key.name) ?? same[0]!;
  return {
    organisations: [...new Set(same.map((i) => list.organisation(i)))],
    name: key.name,
    strength: strict === undefined ? 'weak' : 'strict',
    why: list.reason(chosen) || null,
    start: row.starts[place.from]!,
    end: row.ends[place.to - 1]!,
    form: reading === 'variant' ? 'folded' : reading,
  };
}

/**
 * Adds a misspelt name where no other name stands but one that ends within its word, the Caixa of CaixaBannk, or a weak
 * one that is part of it: the Octopus of `Octopus Energgy`.
 */
function addSlip(text: string, hits: NameHit[], hit: NameHit): void {
  const others = hits.filter((one) => one.start < hit.end && one.end > hit.start);
  const isCut = ({ start, end }: NameHit) =>
    start >= hit.start && end < hit.end && /^[\p{L}\p{N}]/u.test(text.slice(end));
  const isPart = ({ start, end, strength }: NameHit) =>
    strength === 'weak' &&
    hit.strength === 'strict' &&
    start >= hit.start &&
    end <= hit.end &&
    end - start < hit.end - hit.start;
  if (!others.every((other) => isCut(other) || isPart(other))) return;
  for (const other of others) hits.splice(hits.indexOf(other), 1);
  hits.push(hit);
}

/**
 * Whom does this text name? All organisations of the registry are asked, and those that reader or policy added.
 * Linear in the text.
 *
 * @param text as the reader sees it; the first 1,000 characters count
 */
export function findNames(text: string, extra: readonly ExtraOrganisation[] = []): NameHit[] {
  const part = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const lists = extra.length > 0 ? [registryNames(), addedNames(extra)] : [registryNames()];
  const spans = findMentionSpans(part);
  const row = spell(part, false);
  const hits = hitsIn(part, row, lists, spans);
  for (const list of lists) {
    for (const { range, from, to, key } of findSlips(row, list)) {
      const place: Place = { list, range, from, to, reading: 'misspelt', key };
      if (isOutside(row, place, spans)) addSlip(part, hits, hitOf(row, place));
    }
  }
  if (!HAS_LEET.test(part)) return hits;
  // A sign may stand for a letter (`P@yPal`) or between two words (`PayPal|Support`): the longer reading counts.
  const withSigns = spell(part, true);
  for (const hit of hitsIn(part, withSigns, lists, spans)) {
    const others = hits.filter((one) => one.start < hit.end && one.end > hit.start);
    if (others.some((one) => one.end - one.start >= hit.end - hit.start)) continue;
    for (const other of others) hits.splice(hits.indexOf(other), 1);
    hits.push(hit);
  }
  return hits.sort((a, b) => a.start - b.start);
}
