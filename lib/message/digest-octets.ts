// Octets of a message: its start found, its line ends repaired, its header block told from its body.
import { latin1 } from '../text/octets.ts';
import type { Pause } from '../text/pause.ts';
import { isMboxLine, LONGEST_SEPARATOR } from './mbox.ts';

export type Octets = Uint8Array<ArrayBuffer>;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** Octets between two looks at the clock: about a millisecond of work. */
export const BLOCK = 1 << 18;

/**
 * The same octets in an array of our own, copied only where needed. In a Firefox content script an array over the
 * buffer of `fetch` belongs to the page's compartment and throws on subarray().
 */
export function own(raw: Uint8Array): Octets {
  try {
    if (raw.buffer instanceof ArrayBuffer) return raw.subarray(0) as Octets;
  } catch {
    // another compartment's array
  }
  const copy = new Uint8Array(raw.length);
  copy.set(raw);
  return copy;
}

/** What stood before the first field and is no part of the message. */
interface Preamble {
  byteOrderMark: boolean;
  leadingBlankLines: number;
  /** where the first field starts */
  start: number;
}

/** Finds where the message proper starts: behind a byte order mark, blank lines and an mbox line, also one quoted by a `>`. */
export function readPreamble(octets: Octets): Preamble {
  const byteOrderMark = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  let at = byteOrderMark ? 3 : 0;
  let leadingBlankLines = 0;
  const skipBlankLines = () => {
    for (;;) {
      const lineFeed = octets[at] === CR ? at + 1 : at;
      if (octets[lineFeed] !== LF) return;
      at = lineFeed + 1;
      leadingBlankLines++;
    }
  };
  skipBlankLines();
  const lineEnd = octets.indexOf(LF, at);
  const line = latin1(octets.subarray(at, Math.min(Math.max(lineEnd, at), at + LONGEST_SEPARATOR)));
  if (isMboxLine(line.replace(/^>/, ''))) {
    at = lineEnd + 1;
    skipBlankLines();
  }
  return { byteOrderMark, leadingBlankLines, start: at };
}

/** A message with CRLF line ends only; a CR without LF stays what it is. */
interface Repaired {
  octets: Octets;
  bareLf: boolean;
  bareCr: boolean;
  nul: boolean;
  /** false only where no space or tab is among the octets from `start` to `end` */
  mayHoldBlanks(start: number, end: number): boolean;
}

/** What is looked for in all octets of a message. */
interface Scan {
  bareLf: number;
  bareCr: boolean;
  nul: boolean;
  /** one for each cell of octets: 1 where a space or tab is in it */
  blanks: Uint8Array;
}

/** 2 to this power octets make a cell. */
const CELL = 13;

function scanOctets(octets: Octets, start: number, end: number, found: Scan): void {
  for (let i = start; i < end; i++) {
    const octet = octets[i] as number;
    if (octet === LF && octets[i - 1] !== CR) found.bareLf++;
    else if (octet === CR && octets[i + 1] !== LF) found.bareCr = true;
    else if (octet === SPACE || octet === TAB) found.blanks[i >> CELL] = 1;
    else if (octet === 0) found.nul = true;
  }
}

/** Four times the first octet above SPACE: everything that is looked for is below it. */
const ABOVE = 0x21212121;
const HIGHEST_BITS = 0x80808080;

/** Something in the highest bits only where one of a word's four octets is a space, a tab or a control. */
const low = (word: number | undefined) => ((word as number) - ABOVE) & ~(word as number);

/**
 * Scans one block, sixteen octets at a time: most lines of an attachment hold neither white space nor controls, and one
 * subtraction a word tells. Searching for every line end instead takes several times as long.
 */
function scanBlock(octets: Octets, start: number, end: number, found: Scan): void {
  const first = start + (-(octets.byteOffset + start) & 3);
  scanOctets(octets, start, Math.min(first, end), found);
  if (first >= end) return;
  const words = new Int32Array(octets.buffer, octets.byteOffset + first, (end - first) >> 2);
  const whole = words.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const any = low(words[i]) | low(words[i + 1]) | low(words[i + 2]) | low(words[i + 3]);
    if ((any & HIGHEST_BITS) === 0) continue;
    for (let one = i; one < i + 4; one++)
      if ((low(words[one]) & HIGHEST_BITS) !== 0)
        scanOctets(octets, first + 4 * one, first + 4 * one + 4, found);
  }
  scanOctets(octets, first + 4 * whole, end, found);
}

/** A plain loop in a plain function: inside an async one it runs slowly. */
function repairBlock(from: Octets, start: number, end: number, output: Octets, at: number): number {
  let previous = from[start - 1];
  let to = at;
  for (let i = start; i < end; i++) {
    const octet = from[i] as number;
    if (octet === LF && previous !== CR) output[to++] = CR;
    output[to++] = octet;
    previous = octet;
  }
  return to;
}

/** Turns bare LF into CRLF. The octets themselves come back where there is nothing to repair. */
export async function repairLineEnds(input: Octets, pause: Pause): Promise<Repaired> {
  const blanks = new Uint8Array((input.length >> CELL) + 1);
  const found: Scan = { bareLf: 0, bareCr: false, nul: false, blanks };
  for (let block = 0; block < input.length; block += BLOCK) {
    scanBlock(input, block, Math.min(block + BLOCK, input.length), found);
    await pause();
  }
  const { bareLf, bareCr, nul } = found;
  if (bareLf === 0) {
    const mayHoldBlanks = (start: number, end: number) =>
      blanks.subarray(start >> CELL, ((end - 1) >> CELL) + 1).includes(1);
    return { octets: input, bareLf: false, bareCr, nul, mayHoldBlanks };
  }
  const output = new Uint8Array(input.length + bareLf);
  let to = 0;
  for (let block = 0; block < input.length; block += BLOCK) {
    to = repairBlock(input, block, Math.min(block + BLOCK, input.length), output, to);
    await pause();
  }
  const mayHoldBlanks = (start: number, end: number) => {
    const some = output.subarray(start, end);
    return some.includes(SPACE) || some.includes(TAB);
  };
  return { octets: output, bareLf: true, bareCr, nul, mayHoldBlanks };
}

/** Where the body starts: behind the first empty line, or at the end without one. */
export function endOfHeader(octets: Octets): number {
  for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, at + 1))
    if (octets[at + 1] === CR && octets[at + 2] === LF) return at + 3;
  return octets.length;
}
