// Splits a header block into its fields (RFC 5322 section 2.2) without tidying what attackers rely on being tidied.

import type { HeaderField } from '../model.ts';
import { trimBlanks, unfold } from '../text/lexical.ts';

/** Fields that receivers write. A sender's first line, when it starts with a blank, folds into the last of them. */
const TRACE =
  /^(?:received|received-spf|authentication-results|return-path|x-received|arc-[a-z-]+)$/;

/** Fields made of tags (RFC 8617 section 4.1), whose lists of field names may be folded before any name. */
const TAG_LIST = /^arc-(?:seal|message-signature)$/;

/** A continuation line that would be a From field if its first blank were not there. */
const FOLDED_FROM = /\n[ \t]+(from[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*)/gi;

/**
 * Splits the header block of a Digest.
 *
 * Nothing is repaired silently: a name with blanks, controls or other octets around it is read without them and the
 * field is marked `spaced`, as is a From line that folded into a receiver's own field above it (Composition Kills
 * section 5: a sender's ` From:` as first line becomes part of the Authentication-Results put on top of it). The latter
 * appears as a field of its own behind its host and with its host's index.
 * A line without a colon becomes a field without a name. Linear in the length of the block.
 *
 * @param header latin1, CRLF (bare LF is read too), with or without the closing empty line
 */
export function splitFields(header: string): HeaderField[] {
  const fields: HeaderField[] = [];
  // A UTF-8 byte order mark is no part of the first name.
  let start = header.startsWith('\xef\xbb\xbf') ? 3 : 0;
  let index = 0;
  while (start < header.length) {
    const end = endOfField(header, start);
    const raw = withoutLineEnd(header.slice(start, end));
    start = end;
    if (raw === '') break;
    const field = readField(raw, index);
    fields.push(field);
    for (const folded of TRACE.test(field.name) ? foldedFroms(field) : []) fields.push(folded);
    index++;
  }
  return fields;
}

/** Position behind the line end of the field that starts at `start`, its continuation lines included. */
function endOfField(header: string, start: number): number {
  let from = start;
  for (;;) {
    const newline = header.indexOf('\n', from);
    if (newline === -1) return header.length;
    const next = header[newline + 1];
    if (next !== ' ' && next !== '\t') return newline + 1;
    from = newline + 1;
  }
}

function withoutLineEnd(line: string): string {
  if (line.endsWith('\r\n')) return line.slice(0, -2);
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}

function readField(line: string, index: number): HeaderField {
  const colon = line.indexOf(':');
  if (colon === -1)
    return { name: '', raw: line, value: trimBlanks(unfold(line)), index, spaced: false };
  const written = line.slice(0, colon);
  const name = nameOf(written);
  const raw = line.slice(colon + 1);
  return {
    name: name.toLowerCase(),
    raw,
    value: trimBlanks(unfold(raw)),
    index,
    spaced: name.length !== written.length,
  };
}

/** The visible ASCII inside a written field name: programs drop different things around it. */
function nameOf(written: string): string {
  let start = 0;
  let end = written.length;
  while (start < end && !isVisible(written.charCodeAt(start))) start++;
  while (end > start && !isVisible(written.charCodeAt(end - 1))) end--;
  return written.slice(start, end);
}

function isVisible(octet: number): boolean {
  return octet > 0x20 && octet < 0x7f;
}

function foldedFroms(host: HeaderField): HeaderField[] {
  if (!host.raw.includes('\n')) return [];
  const lists = TAG_LIST.test(host.name) ? listsOfNames(host.raw) : [];
  return [...host.raw.matchAll(FOLDED_FROM)]
    .filter(({ index }) => !lists.some(([start, end]) => index >= start && index < end))
    .map((match) => ({
      ...readField((match[1] ?? '').replace(/\r$/, ''), host.index),
      spaced: true,
    }));
}

/**
 * Where a tag list names or quotes other fields: h= holds names parted by colons, z= whole fields parted by bars, and
 * white space may fold both (RFC 6376 section 3.5). Anything else behind `h=` is no list: no address, no two words.
 */
function listsOfNames(raw: string): [start: number, end: number][] {
  const lists: [number, number][] = [];
  let start = 0;
  for (const part of raw.split(';')) {
    const [, tag = '', value = ''] = /^[ \t\r\n]*([a-z]+)[ \t\r\n]*=([\s\S]*)$/.exec(part) ?? [];
    const isList =
      (tag === 'h' && value.split(':').every((name) => /^[\w.-]*$/.test(trimBlanks(name)))) ||
      (tag === 'z' && value.split('|').every((field) => /^[\w.-]+:/.test(trimBlanks(field))));
    if (isList) lists.push([start, start + part.length]);
    start += part.length + 1;
  }
  return lists;
}
