// Ordinary words, given and family names of ten languages as an xor filter (Graf and Lemire 2020): three cells of eight
// bits combine to a fingerprint of six and a class of two. A word of the lists is always known; one that is not passes
// for one of them in 1 of 64 cases. Written by scripts/generate/words.ts.

import { once } from '../text/once.ts';
import { FILTER } from './filter-table.ts';

export type WordClass = 'ordinary' | 'given' | 'family';
export const CLASSES: readonly WordClass[] = ['ordinary', 'given', 'family'];

/** 32 bits of a word. */
export function hash(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++)
    h = Math.imul(h ^ text.charCodeAt(i), 0x5bd1e995) ^ (h >>> 15);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The three cells of a word, one in each third of the filter, and its fingerprint of six bits. */
export function cellsOf(
  text: string,
  third: number,
  seed: number,
): [number, number, number, number] {
  const a = hash(text, seed);
  const b = hash(text, seed ^ 0x9e3779b9);
  const scale = (h: number) => Math.floor((h / 2 ** 32) * third);
  return [
    scale(a),
    third + scale(b),
    2 * third + scale(Math.imul(a ^ (b << 7), 0x27d4eb2f) >>> 0),
    (a ^ (b >>> 9)) & 63,
  ];
}

/** A fifth of the cells are zero: they are left out, and a bit for each says which. */
export function packCells(cells: Uint8Array): { used: Uint8Array; values: Uint8Array } {
  const used = new Uint8Array(Math.ceil(cells.length / 8));
  for (const [i, value] of cells.entries()) if (value !== 0) used[i >> 3]! |= 1 << (i & 7);
  return { used, values: cells.filter((value) => value !== 0) };
}

const cells = once(() => {
  const used = atob(FILTER.used);
  const values = atob(FILTER.cells);
  const octets = new Uint8Array(FILTER.count);
  let next = 0;
  for (let i = 0; i < octets.length; i++)
    if ((used.charCodeAt(i >> 3) >> (i & 7)) & 1) octets[i] = values.charCodeAt(next++);
  return octets;
});

/** What kind of word this is; null for one that is not listed. Takes folded letters. */
export function classOf(folded: string): WordClass | null {
  const octets = cells();
  const [a, b, c, print] = cellsOf(folded, octets.length / 3, FILTER.seed);
  const value = octets[a]! ^ octets[b]! ^ octets[c]!;
  return value >> 2 === print ? (CLASSES[value & 3] ?? null) : null;
}
