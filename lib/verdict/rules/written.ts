// How From fields stand in the message, for showing.

import type { Message } from '../../model.ts';
import { visible } from '../../text/normalise.ts';

const LONGEST = 200;

/** Text of a field for a sentence: controls as their Unicode pictures (U+2400 …), shortened. */
export function showOctets(text: string): string {
  const shown = text.replace(/[\x00-\x1f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST)}…`;
}

/** All From fields of a message in one line; `–` without any. */
export function writtenFrom(message: Message): string {
  const written = message.from
    .map((field) => visible(showOctets(fromUtf8(field.written) ?? field.written)))
    .join(' | ');
  return written === '' ? '–' : written;
}

/** Octets (one a character) as the UTF-8 text they are; null when they are none. */
export function fromUtf8(octets: string): string | null {
  const bytes = Uint8Array.from({ length: octets.length }, (_, i) => octets.charCodeAt(i));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
