// Decodes encoded words (RFC 2047, language suffix of RFC 2231 section 5) and raw octets into the text a reader sees.

import { decodeUtf8 } from '../text/octets.ts';
import { decodeCharset, unmark } from './charsets.ts';

/** `=?charset*language?B or Q?text?=`. Text may hold blanks: mail programs write them although section 2 forbids it. */
const ENCODED_WORD = /=\?([^?\x00-\x20()<>@,;:"/[\]]{1,64})\?([bq])\?([^?]*)\?=/gi;

/** True where the text still holds an encoded word. */
export function hasEncodedWord(text: string): boolean {
  // Not `test`: it would leave its position in the shared pattern, where `matchAll` starts from it.
  return text.search(ENCODED_WORD) !== -1;
}

interface Run {
  charset: string;
  octets: string;
  /** what stood there, for octets that nobody can read */
  written: string;
}

/**
 * Decodes every encoded word of a latin1 string once, and the raw octets between them as UTF-8 where they are that.
 *
 * Neighbours of the same charset are joined before decoding, because Japanese programs cut multibyte characters in two.
 * Words are read as leniently as mail programs read them. Nothing invisible is removed: rules look for it.
 *
 * @param charset what raw octets are taken for that are no UTF-8
 */
export function decodeText(text: string, charset?: string): string {
  if (!text.includes('=?')) return decodeOctets(text, charset);
  let decoded = '';
  let pending: Run | null = null;
  let position = 0;
  for (const match of text.matchAll(ENCODED_WORD)) {
    const between = text.slice(position, match.index);
    position = match.index + match[0].length;
    const word = decodeWord(match);
    const adjacent = /^[ \t\r\n]*$/.test(between);
    if (pending !== null && adjacent) {
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
      decoded += (pending === null ? '' : finish(pending)) + decodeOctets(between, charset);
    }
    pending = word;
  }
  if (pending !== null) decoded += finish(pending);
  return decoded + decodeOctets(text.slice(position), charset);
}

function decodeWord(match: RegExpExecArray): Run {
  const [written, charset = '', encoding = '', body = ''] = match;
  const octets = encoding.toLowerCase() === 'b' ? decodeBase64(body) : decodeQ(body);
  return { charset: charset.split('*')[0]!.toLowerCase(), octets, written };
}

function finish(run: Run): string {
  return decodeCharset(run.octets, run.charset) ?? run.written;
}

function decodeQ(body: string): string {
  return body
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Foreign octets are skipped, the alphabet for URLs (RFC 4648 section 5) is taken too, padding may be missing. */
function decodeBase64(body: string): string {
  const letters = body
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters);
}

/**
 * Raw octets of a header: ISO-2022-JP by its escapes, else UTF-8, else in the charset they are taken for, else one
 * character per octet as it stands. Octets may be marked as halves.
 */
export function decodeOctets(octets: string, charset?: string): string {
  const plain = unmark(octets);
  if (plain.includes('\x1b$')) return decodeCharset(plain, 'iso-2022-jp') ?? plain;
  return (
    decodeUtf8(plain) ?? (charset === undefined ? plain : (decodeCharset(plain, charset) ?? plain))
  );
}
