// Canonical bodies (RFC 6376 section 3.4) and the hashes that signatures ask of them.
import type { BodyFacts, BodyHash, Digest } from '../model.ts';
import { latin1 } from '../text/octets.ts';
import type { Pause } from '../text/pause.ts';
import { type BodyShape, keyOf, type Wanted } from './digest-fields.ts';
import { BLOCK, type Octets, own } from './digest-octets.ts';
import { describeTail } from './digest-tail.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;

/** RFC 6376 section 3.4.3: trailing empty lines become one line end; an empty body is one line end. */
async function simple(body: Octets, pause: Pause): Promise<Octets> {
  let end = body.length;
  while (end >= 2 && body[end - 2] === CR && body[end - 1] === LF) end -= 2;
  if (end < body.length) return body.subarray(0, end + 2);
  const canonical = new Uint8Array(end + 2);
  for (let block = 0; block < end; block += BLOCK) {
    canonical.set(body.subarray(block, Math.min(block + BLOCK, end)), block);
    await pause();
  }
  canonical.set([CR, LF], end);
  return canonical;
}

/** Octets that are copied whole where no white space is among them: a few lines of text must not slow down all behind. */
const STEP = 1 << 13;

/** Where the relaxed canonicaliser stands between two blocks. */
interface RelaxedState {
  to: number;
  /** white space that a further octet on the line would turn into one space */
  blank: boolean;
  /** line ends that a further octet would make part of the body */
  lineEnds: number;
}

/** Line ends and white space held back, now that content follows. */
function flush(out: Octets, state: RelaxedState): void {
  for (; state.lineEnds > 0; state.lineEnds--) {
    out[state.to++] = CR;
    out[state.to++] = LF;
  }
  if (state.blank) out[state.to++] = SPACE;
  state.blank = false;
}

/** A block without white space, as in base64, stays as it is but for the line ends at its edges. */
function copyBlock(
  body: Octets,
  from: number,
  until: number,
  out: Octets,
  state: RelaxedState,
): void {
  let start = from;
  let end = until;
  // the CR of a line end split between two blocks stands for both octets
  if (body[start] === LF) start++;
  const split = end > start && body[end - 1] === CR && body[end] === LF;
  if (split) end--;
  for (; start + 1 < end && body[start] === CR && body[start + 1] === LF; start += 2) {
    state.blank = false;
    state.lineEnds++;
  }
  let lineEnds = split ? 1 : 0;
  for (; end - 2 >= start && body[end - 2] === CR && body[end - 1] === LF; end -= 2) lineEnds++;
  if (start < end) {
    flush(out, state);
    out.set(body.subarray(start, end), state.to);
    state.to += end - start;
  }
  if (lineEnds > 0) state.blank = false;
  state.lineEnds += lineEnds;
}

function relaxBlock(
  body: Octets,
  start: number,
  end: number,
  out: Octets,
  state: RelaxedState,
): void {
  // variables of its own: through the object the loop takes twice as long
  let { to, blank, lineEnds } = state;
  for (let i = start; i < end; i++) {
    const octet = body[i] as number;
    if (octet === SPACE || octet === TAB) {
      blank = true;
    } else if (octet === CR && body[i + 1] === LF) {
      blank = false;
      lineEnds++;
    } else if (octet !== LF) {
      // every LF closes a CRLF, because line ends were repaired before; a lone CR is content
      for (; lineEnds > 0; lineEnds--) {
        out[to++] = CR;
        out[to++] = LF;
      }
      if (blank) out[to++] = SPACE;
      blank = false;
      out[to++] = octet;
    }
  }
  state.to = to;
  state.blank = blank;
  state.lineEnds = lineEnds;
}

/** False only where no white space is among the octets of the body from `start` to `end`. */
export type BlankTest = (start: number, end: number) => boolean;

/** True where every white space is one space between two visible octets: relaxing changes nothing here. */
function isRelaxed(body: Octets, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const octet = body[i] as number;
    if (octet === TAB) return false;
    if (octet === SPACE && !((body[i + 1] as number) > SPACE)) return false;
  }
  return true;
}

/** RFC 6376 section 3.4.4: runs of white space become one space, none at line ends, no empty lines at the end. */
async function relaxed(body: Octets, mayHoldBlanks: BlankTest, pause: Pause): Promise<Octets> {
  // What base64 carries is relaxed as it stands: the first octet that is not makes the copy.
  let canonical: Octets | null = null;
  const state: RelaxedState = { to: 0, blank: false, lineEnds: 0 };
  for (let block = 0; block < body.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, body.length);
    for (let step = block; step < end; step += STEP) {
      const stepEnd = Math.min(step + STEP, end);
      const hasBlanks = mayHoldBlanks(step, stepEnd);
      if (!canonical) {
        if (!hasBlanks || isRelaxed(body, step, stepEnd)) continue;
        canonical = new Uint8Array(body.length + 2);
        for (let at = 0; at < step; at += BLOCK) {
          copyBlock(body, at, Math.min(at + BLOCK, step), canonical, state);
          await pause();
        }
      }
      const read = hasBlanks ? relaxBlock : copyBlock;
      read(body, step, stepEnd, canonical, state);
    }
    await pause();
  }
  if (!canonical) {
    const asItStands = await simple(body, pause);
    // nothing but line ends is an empty body here, and one line end there
    return asItStands.length > 2 ? asItStands : asItStands.subarray(0, 0);
  }
  if (state.to === 0) return canonical.subarray(0, 0);
  canonical.set([CR, LF], state.to);
  return canonical.subarray(0, state.to + 2);
}

const isLineEnd = (octet: number | undefined) =>
  octet === undefined || octet === CR || octet === LF;

function findLine(body: Octets, start: number, end: number, line: string): number {
  const block = body.subarray(start, end);
  for (let at = block.indexOf(DASH); at !== -1; at = block.indexOf(DASH, at + 1)) {
    const i = start + at;
    if (body[i + 1] !== DASH || !isLineEnd(body[i - 1])) continue;
    const behind = i + line.length;
    if (isLineEnd(body[behind]) && latin1(body.subarray(i, behind)) === line) return i;
  }
  return -1;
}

/** Offset of the first line that is exactly the boundary delimiter; 0 when not multipart, -1 when there is none. */
async function mimeStart(body: Octets, boundary: string | null, pause: Pause): Promise<number> {
  if (boundary === null) return 0;
  for (let block = 0; block < body.length; block += BLOCK) {
    const found = findLine(body, block, Math.min(block + BLOCK, body.length), `--${boundary}`);
    if (found !== -1) return found;
    await pause();
  }
  return -1;
}

/** What WebCrypto returns in a Firefox content script belongs to the page's compartment, as what `fetch` returns does. */
export const encodeBase64 = (octets: ArrayBuffer) => btoa(latin1(own(new Uint8Array(octets))));

/** Octets of the canonical body that a signature covers. A negative l= is no limit. */
function covered(length: number, limit: number | null): number {
  return limit === null || limit < 0 ? length : Math.min(Math.floor(limit), length);
}

interface BodyDigest extends Pick<Digest, 'canonical' | 'hashes'> {
  unsignedTails: BodyFacts['unsignedTails'];
}

/** Canonicalises once per canonicalisation, hashes once per distinct combination. */
export async function digestBody(
  body: Octets,
  wanted: Wanted[],
  shape: BodyShape,
  mayHoldBlanks: BlankTest,
  pause: Pause,
): Promise<BodyDigest> {
  const result: BodyDigest = { canonical: {}, hashes: {}, unsignedTails: [] };
  for (const canonicalization of ['simple', 'relaxed'] as const) {
    const asked = wanted.filter((one) => one.canonicalization === canonicalization);
    if (asked.length === 0) continue;
    const canonical =
      canonicalization === 'simple'
        ? await simple(body, pause)
        : await relaxed(body, mayHoldBlanks, pause);
    result.canonical[canonicalization] = {
      length: canonical.length,
      mimeStart: await mimeStart(canonical, shape.boundary, pause),
    };
    await pause();
    const made = new Map<string, BodyHash>();
    for (const one of asked) {
      const length = covered(canonical.length, one.limit);
      const same = `${one.algorithm}:${length}`;
      const name = one.algorithm === 'sha1' ? 'SHA-1' : 'SHA-256';
      const hash = made.get(same) ?? {
        hash: encodeBase64(await crypto.subtle.digest(name, canonical.subarray(0, length))),
        length,
      };
      made.set(same, hash);
      result.hashes[keyOf(one)] = { ...hash };
      if (length < canonical.length && !result.unsignedTails.some((tail) => tail.limit === length))
        result.unsignedTails.push(describeTail(canonical, length, shape));
      await pause();
    }
  }
  return result;
}
