// libmime's charset module over the platform's own decoder, instead of two tables of legacy charsets.
import { Buffer } from 'node:buffer';

export const encode = (text: string) => Buffer.from(text, 'utf-8');

/** Decodes octets; an unknown charset reads as latin1, as libmime does when all else fails. */
export function decode(octets: Uint8Array | string, charset = 'utf-8'): string {
  const bytes = typeof octets === 'string' ? Buffer.from(octets, 'binary') : octets;
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

export const convert = (octets: Uint8Array | string, charset?: string) =>
  Buffer.from(decode(octets, charset), 'utf-8');

export const normalizeCharset = (charset: string) => charset.toLowerCase().trim();
