// Octets in a charset that mail names, or that nobody names, as text (RFC 2978; the Encoding standard knows few of them).

import { decodeUtf8, toBytes } from '../text/octets.ts';

/** Names that mail programs use and the Encoding standard does not know. */
const ALIASES = new Map(
  Object.entries({
    cp932: 'shift_jis',
    'cp-932': 'shift_jis',
    'iso-2022-jp-1': 'iso-2022-jp',
    'iso-2022-jp-2': 'iso-2022-jp',
    'iso-2022-jp-3': 'iso-2022-jp',
    'iso-2022-jp-ms': 'iso-2022-jp',
    cp50220: 'iso-2022-jp',
    cp50221: 'iso-2022-jp',
    cp50222: 'iso-2022-jp',
    eucjp: 'euc-jp',
    'euc-jp-ms': 'euc-jp',
    cp51932: 'euc-jp',
    cp1252: 'windows-1252',
    cp936: 'gbk',
    cp949: 'euc-kr',
    cp950: 'big5',
    utf8: 'utf-8',
  }),
);

/** Charsets that shift into two octets a character: the mark in front, the mark behind, and the charset shifted into. */
const SHIFTED = new Map<string, [from: RegExp, charset: string]>(
  Object.entries({
    'hz-gb-2312': [/~\{((?:[\x21-\x7d][\x21-\x7e])*)~\}/g, 'gbk'],
    'iso-2022-kr': [/\x0e([\x21-\x7e]*)\x0f?/g, 'euc-kr'],
    'iso-2022-cn': [/\x0e([\x21-\x7e]*)\x0f?/g, 'gbk'],
  }),
);

/**
 * Octets (one a character) in the charset that an encoded word or Content-Type names.
 * @returns null where nobody can say what the octets above 127 mean
 */
export function decodeCharset(octets: string, charset: string): string | null {
  const label = ALIASES.get(charset) ?? charset;
  if (label === 'utf-7') return decodeUtf7(octets);
  if (label === 'utf-16') return decodeUtf16(octets);
  const shifted = SHIFTED.get(label === 'hz' ? 'hz-gb-2312' : label);
  if (shifted !== undefined) return decodeShifted(octets, ...shifted);
  // Joined words switch to ASCII and at once back; the standard's decoder takes two escapes in a row for an error.
  const joined =
    label === 'iso-2022-jp' ? octets.replace(/\x1b[($][@BIJ](?=\x1b[($][@BIJ])/g, '') : octets;
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(toBytes(joined));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Whatever it is called, ASCII is ASCII in it, and UTF-8 shows itself.
    return decodeUtf8(octets);
  }
}

function decodeShifted(octets: string, run: RegExp, charset: string): string {
  const plain = octets.replace(/\x1b\$\)[A-Z]/g, '');
  const lifted = plain.replace(run, (_, inner: string) =>
    [...inner].map((octet) => String.fromCharCode(octet.charCodeAt(0) | 0x80)).join(''),
  );
  return new TextDecoder(charset).decode(toBytes(lifted));
}

/** RFC 2152: `+…-` holds UTF-16 in base64 without padding, `+-` is a plus. */
function decodeUtf7(octets: string): string {
  return octets.replace(/\+([A-Za-z0-9+/]*)-?/g, (written, inner: string) => {
    if (inner === '') return written === '+-' ? '+' : written;
    if (inner.length % 4 === 1) return written;
    const raw = atob(inner);
    return new TextDecoder('utf-16be').decode(toBytes(raw.slice(0, raw.length & ~1)));
  });
}

/** Without a byte order mark big-endian (RFC 2781 section 4.3), unless ASCII in the other order shows itself. */
function decodeUtf16(octets: string): string {
  const little = octets.startsWith('\xff\xfe') || /^(?:[\x20-\x7e]\0){2}/.test(octets);
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(toBytes(octets));
}

const EAST_ASIAN = ['shift_jis', 'euc-jp', 'euc-kr', 'big5', 'gbk'];

function fits(octets: string, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(toBytes(octets));
    return true;
  } catch {
    return false;
  }
}

/** Octets above 127 that stand alone among letters of ASCII, as in a Latin name. */
function isLatin(octets: string): boolean {
  const high = octets.match(/[\x80-\xff]/g)?.length ?? 0;
  const alone = octets.match(/(?<![\x80-\xff])[\xa0-\xff](?=[A-Za-z ]|$)/g)?.length ?? 0;
  return !/[\x81\x8d\x8f\x90\x9d]/.test(octets) && alone * 2 >= high && /[A-Za-z]/.test(octets);
}

/** What octets that are no UTF-8 look like, without anybody's word. */
function guess(octets: string): string[] {
  const found: string[] = [];
  const run = octets.match(/[\x80-\xff][\x40-\xff]*/g)?.join('') ?? '';
  if (isLatin(octets)) found.push('windows-1252');
  // Kana of EUC-JP, a row of its own; first octets that only Shift_JIS has.
  if (/[\xa4\xa5][\xa1-\xf6]/.test(run)) found.push('euc-jp');
  if (/[\x81-\x9f]/.test(run)) found.push('shift_jis');
  if (/^[\xa3\xb3\xc0-\xff]{4,}$/.test(run.replace(/[\x40-\x7f]/g, '')) && !/[\x40-\x7f]/.test(run))
    found.push(/[\xc0-\xdf]{2}/.test(run) ? 'koi8-r' : 'windows-1251', 'koi8-r', 'windows-1251');
  if (/[\xa1-\xf9][\x40-\x7e]/.test(run)) found.push('big5', 'gbk');
  return [...found, 'euc-jp', 'euc-kr', 'gbk', 'big5', 'shift_jis', 'windows-1252'];
}

/**
 * Charsets in which raw octets of a header make sense, the most plausible first: what Content-Type declares, then what
 * their form tells. RFC 6532 allows UTF-8 alone; old programs and attackers write others, and each reader's program
 * guesses by itself. Empty where the octets are ASCII or UTF-8.
 */
export function plausibleCharsets(octets: string, declared: string | null): string[] {
  if (decodeUtf8(octets) !== null) return [];
  const named = declared === null ? null : (ALIASES.get(declared) ?? declared);
  const fitting = [...(named === null ? [] : [named]), ...guess(octets)].filter((label) =>
    fits(octets, label),
  );
  return [...new Set(fitting)].filter(
    (label) => !/^utf-?(?:8|16)|^iso-2022|^us-ascii$/.test(label),
  );
}

/** Marks an octet as half a character: nothing that parts fields sees it, and decoding takes its lowest eight bits. */
const half = (octet: string) => String.fromCharCode(octet.charCodeAt(0) | 0x100);
const halves = (octets: string) => octets.replace(/[\0-\xff]/g, half);

/** Runs of ISO-2022 (RFC 1468, 1554): two octets a character, any of which may look like `<` or `"`. */
const RUN = /\x1b\$(?:[@AB]|\([@A-D])[\x21-\x7e]*|\x1b\([A-Z]/g;

/**
 * The same octets with those marked that belong to a character of two: runs of ISO-2022, and the second octets of
 * Shift_JIS, Big5 and GBK, which may look like `@` or `\`.
 */
export function markHalves(octets: string, charset: string | undefined): string {
  const marked = octets.includes('\x1b') ? octets.replace(RUN, halves) : octets;
  if (charset === undefined || !EAST_ASIAN.includes(charset) || charset.startsWith('euc'))
    return marked;
  const pair =
    charset === 'shift_jis' ? /[\x81-\x9f\xe0-\xfc][\x40-\xfc]/g : /[\x81-\xfe][\x40-\xfe]/g;
  return marked.replace(pair, (two) => two[0] + half(two[1]!));
}

/** What was marked as it stood. */
export function unmark(text: string): string {
  return text.replace(/[\u0100-\u01ff]/g, (octet) =>
    String.fromCharCode(octet.charCodeAt(0) & 0xff),
  );
}

/** A letter for each mark: what a program may read that knows nothing of characters of two octets. */
export function replaceMarks(text: string): string {
  return text.replace(/[\u0100-\u01ff]/g, 'x');
}
