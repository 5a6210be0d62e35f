// The header fields as the engine splits them, what keeps headers from hanging it, and the tags of signatures.
// RFC 6376 sections 3.2 and 3.5, RFC 8617 section 4.1.2.

import type { Digest } from '../model.ts';
import { trimBlanks } from '../text/lexical.ts';
import { splitTags } from '../text/tags.ts';

/** A field as it stands: the line that starts it and every line below it that does not. */
export interface RawField {
  /** lower case */
  name: string;
  /** everything behind the colon, folding kept */
  value: string;
  lines: number;
}

const FIELD_START = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;
/** A name whose colon stands on the next line. */
const FOLDED_NAME = /^[\x21-\x39\x3b-\x7e]+[ \t]*$/;
const FOLDED_COLON = /^[ \t]*:/;

/** Splits a header block (latin1, CRLF) exactly as mailauth does, in linear time. */
export function splitRawFields(header: string): RawField[] {
  const lines = header.replace(/\r\n(?:\r\n)?$/, '').split('\r\n');
  const rows: string[][] = [];
  lines.forEach((line, index) => {
    const starts =
      FIELD_START.test(line) ||
      (FOLDED_NAME.test(line) && FOLDED_COLON.test(lines[index + 1] ?? ''));
    const current = rows.at(-1);
    if (starts || current === undefined) rows.push([line]);
    else current.push(line);
  });
  return rows.map((row) => {
    const text = row.join('\r\n');
    const colon = text.indexOf(':');
    const name = colon === -1 ? text : text.slice(0, colon);
    return {
      name: trimBlanks(name.replace(/\r\n/g, '')).toLowerCase(),
      value: colon === -1 ? '' : text.slice(colon + 1),
      lines: row.length,
    };
  });
}

/** Longest run of white space, and most lines of one field, that a parser gets to see. */
const LONGEST_BLANK = 2_000;
const MOST_LINES = 4_000;

/**
 * The header (latin1, CRLF) with what would keep a parser busy for minutes written shorter: mailauth's own splitting is
 * quadratic in the lines of one field and in the length of a run of white space. Real mail stays far below (1,761 lines
 * in 14,000 headers, a list of addressees) and comes back as it stands. Nobody hides behind such a header: what Gmail
 * wrote above it still counts, and a signature with relaxed fields reads both forms alike (RFC 6376 section 3.4.2).
 */
export function tame(header: string): string {
  const rows = splitRawFields(header);
  const folded = rows.some(({ lines }) => lines > MOST_LINES) ? unfoldRest(header, rows) : header;
  return folded.replace(/[\t-\r ]+/g, (run, at: number) =>
    run.length <= LONGEST_BLANK || at + run.length === folded.length ? run : shorter(run),
  );
}

/** A run of white space that means the same: a fold, the end of a line, or a blank. */
function shorter(run: string): string {
  if (run.endsWith('\n')) return '\r\n';
  return run.includes('\n') ? '\r\n ' : ' ';
}

/** The lines of a field beyond the bound behind each other (RFC 5322 section 2.2.3): the first ones stay as they are. */
function unfoldRest(header: string, rows: RawField[]): string {
  const lines = header.split('\r\n');
  let at = 0;
  const kept = rows.flatMap((row) => {
    const own = lines.slice(at, at + row.lines);
    at += row.lines;
    return own.length <= MOST_LINES
      ? own
      : [...own.slice(0, MOST_LINES - 1), own.slice(MOST_LINES - 1).join('')];
  });
  return [...kept, ...lines.slice(at)].join('\r\n');
}

/** One hash of the body that a signature asks for. */
export interface Wanted {
  canonicalization: 'simple' | 'relaxed';
  algorithm: 'sha1' | 'sha256';
  /** l= as a number (RFC 6376 section 3.5), null without one */
  limit: number | null;
}

/** The key of a hash in the Digest; mailauth builds the same one. */
export const keyOf = ({ canonicalization, algorithm, limit }: Wanted) =>
  `${canonicalization}:${algorithm}:${limit ?? ''}`;

/** White space as mailauth takes it in names and values of tags: every kind of JavaScript's, form feed and U+00A0 too. */
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Tags as mailauth reads them when lenient: names case-folded, the last of two wins, a name alone clears. */
function readTags(value: string): Map<string, string> {
  const tags = new Map<string, string>();
  const alone: string[] = [];
  for (const tag of splitTags(value)) {
    const name = squeeze(tag.name).toLowerCase();
    if (tag.value === null) alone.push(name);
    else if (name !== '') tags.set(name, squeeze(tag.value));
  }
  for (const name of alone.slice(1)) tags.set(name, '');
  return tags;
}

function readLimit(value: string | undefined): number | null {
  if (value === undefined) return null;
  const limit = Number(value);
  return Number.isNaN(limit) ? null : limit;
}

/**
 * The body hashes that the signatures of a message ask for, each with the one it states (bh=). A message signature of
 * ARC without c= is tried both ways, as mailauth does.
 */
function* askedHashes(rows: RawField[]): Generator<{ wanted: Wanted; stated: string }> {
  for (const row of rows) {
    const isArc = row.name === 'arc-message-signature';
    if (!isArc && row.name !== 'dkim-signature') continue;
    const tags = readTags(row.value);
    const algorithm = (tags.get('a') ?? '').toLowerCase().split('-').at(-1);
    if (algorithm !== 'sha256' && (algorithm !== 'sha1' || isArc)) continue;
    const written = (tags.get('c') ?? '').toLowerCase();
    const body = trimBlanks(written.split('/')[1] ?? '') || 'simple';
    const limit = readLimit(tags.get('l'));
    const stated = (tags.get('bh') ?? '').replaceAll(' ', '');
    for (const canonicalization of ['simple', 'relaxed'] as const)
      if (canonicalization === body || (isArc && written === ''))
        yield { wanted: { canonicalization, algorithm, limit }, stated };
  }
}

/**
 * Every distinct body hash that the signatures of a message ask for, those without l= first (there can be four of them
 * at most), so that no number of junk signatures crowds them out.
 */
export function wantedHashes(rows: RawField[]): Wanted[] {
  const asked = [...askedHashes(rows)].map(({ wanted }) => [keyOf(wanted), wanted] as const);
  const all = [...new Map(asked).values()];
  return [...all.filter((one) => one.limit === null), ...all.filter((one) => one.limit !== null)];
}

/** True when a signature states the hash of the body that was digested. */
export const isBodySigned = (rows: RawField[], hashes: Digest['hashes']): boolean =>
  [...askedHashes(rows)].some(({ wanted, stated }) => hashes[keyOf(wanted)]?.hash === stated);

/** The boundary of a multipart message, from its last Content-Type field, as mailauth takes it; null without one. */
function boundaryOf(rows: RawField[]): string | null {
  const type = rows.findLast((row) => row.name === 'content-type');
  return type ? boundaryIn(type.value) : null;
}

/** RFC 2046 section 5.1.1. What is longer is no boundary: cut, it would be another one. */
const LONGEST_BOUNDARY = 70;

/** The boundary parameter of a multipart Content-Type value, null where it is longer than 70. RFC 2046 section 5.1.1. */
export function boundaryIn(contentType: string): string | null {
  if (!/^[ \t\r\n]*multipart\//i.test(contentType)) return null;
  const match = /;[ \t\r\n]*boundary[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^; \t\r\n]+))/i.exec(
    contentType,
  );
  const boundary = match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
  const read = trimBlanks((boundary ?? '').replace(/\r\n/g, ''));
  return boundary && read.length <= LONGEST_BOUNDARY ? read : null;
}

/** How a body is to be read. */
export interface BodyShape {
  boundary: string | null;
  /** Content-Transfer-Encoding, lower case (RFC 2045 section 6.1); '' without one */
  encoding: string;
}

export const PLAIN_BODY: BodyShape = { boundary: null, encoding: '' };

/** What the last Content-Type and Content-Transfer-Encoding of a message say. */
export function shapeOf(rows: RawField[]): BodyShape {
  const written = rows.findLast((row) => row.name === 'content-transfer-encoding')?.value ?? '';
  const encoding = /^[\w-]*/.exec(trimBlanks(written))?.[0] ?? '';
  return { boundary: boundaryOf(rows), encoding: encoding.toLowerCase() };
}
