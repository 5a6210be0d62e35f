// How From fields stand in the message, for showing.

import type { Message } from '../../model.ts';
import { visible } from '../names/normalise.ts';

const LONGEST = 200;

/** Text of a field for a sentence: controls as their Unicode pictures (U+2400 …), shortened. */
export function showOctets(text: string): string {
  const shown = text.replace(/[\x00-\x1f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST)}…`;
}

/** All From fields of a message in one line; `–` without any. */
export function writtenFrom(message: Message): string {
  const written = message.from.map((field) => visible(showOctets(field.written))).join(' | ');
  return written === '' ? '–' : written;
}
