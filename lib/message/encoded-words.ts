// Decodes encoded words (RFC 2047, language suffix of RFC 2231 section 5) and raw octets into the text a reader sees.

import { decodeUtf8, toBytes } from '../text/octets.ts';

/** `=?charset*language?B or Q?text?=`. Text may hold blanks: mail programs write them although section 2 forbids it. */
const ENCODED_WORD = /=\?([^?\x00-\x20()<>@,;:"/[\]]{1,64})\?([bq])\?([^?]*)\?=/gi;

/** Names that mail programs use and the Encoding standard does not know. */
const CHARSET_ALIASES: Record<string, string> = {
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
};

/** True where the text still holds an encoded word. */
export function hasEncodedWord(text: string): boolean {
  // Not `test`: it would leave its position in the shared pattern, where `matchAll` starts from it.
  return text.search(ENCODED_WORD) !== -1;
}

interface Run {
  charset: string;
  octets: string;
  /** what stood there, for a charset that nobody knows */
  written: string;
}

/**
 * Decodes every encoded word of a latin1 string once, and the raw octets between them as UTF-8 where they are that.
 *
 * Neighbours of the same charset are joined before decoding, because Japanese programs cut multibyte characters in two.
 * A word with an unknown charset or broken base64 stays as written. Nothing invisible is removed: rules look for it.
 */
export function decodeText(text: string): string {
  if (!text.includes('=?')) return decodeOctets(text);
  let decoded = '';
  let pending: Run | null = null;
  let position = 0;
  for (const match of text.matchAll(ENCODED_WORD)) {
    const between = text.slice(position, match.index);
    position = match.index + match[0].length;
    const word = decodeWord(match);
    const adjacent = /^[ \t\r\n]*$/.test(between);
    if (pending !== null && adjacent && word !== null) {
      if (word.charset === pending.charset) {
        pending = {
          charset: word.charset,
          octets: pending.octets + word.octets,
          written: pending.written + between + word.written,
        };
        continue;
      }
      decoded += finish(pending);
    } else {
      decoded += (pending === null ? '' : finish(pending)) + decodeOctets(between);
    }
    pending = word;
    if (word === null) decoded += match[0];
  }
  if (pending !== null) decoded += finish(pending);
  return decoded + decodeOctets(text.slice(position));
}

function decodeWord(match: RegExpExecArray): Run | null {
  const [written, charset = '', encoding = '', body = ''] = match;
  const octets = encoding.toLowerCase() === 'b' ? decodeBase64(body) : decodeQ(body);
  return octets === null
    ? null
    : { charset: charset.split('*')[0]!.toLowerCase(), octets, written };
}

function finish(run: Run): string {
  return decodeCharset(run.octets, run.charset) ?? run.written;
}

function decodeQ(body: string): string {
  return body
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decodeBase64(body: string): string | null {
  let letters = body.replace(/[ \t\r\n]/g, '');
  // Padding by hand: `=+$` would be quadratic over a long run of `=` that does not end the text.
  let end = letters.length;
  while (end > 0 && letters[end - 1] === '=') end--;
  letters = letters.slice(0, end);
  if (!/^[A-Za-z0-9+/]*$/.test(letters) || letters.length % 4 === 1) return null;
  return atob(letters);
}

/** @returns null for a charset that the Encoding standard does not know */
function decodeCharset(octets: string, charset: string): string | null {
  const label = CHARSET_ALIASES[charset] ?? charset;
  // Joined words switch to ASCII and at once back; the standard's decoder takes two escapes in a row for an error.
  const joined =
    label === 'iso-2022-jp' ? octets.replace(/\x1b[($][@BIJ](?=\x1b[($][@BIJ])/g, '') : octets;
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(toBytes(joined));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Raw octets of a header: ISO-2022-JP by its escapes, else UTF-8, else one character per octet as it stands. */
export function decodeOctets(octets: string): string {
  if (octets.includes('\x1b$')) return decodeCharset(octets, 'iso-2022-jp') ?? octets;
  return decodeUtf8(octets) ?? octets;
}
