// Who invites: the METHOD and ORGANIZER of a text/calendar part (RFC 5545), read from a bounded piece of the body.
import type { CalendarFact } from '../model.ts';
import { latin1 } from '../text/octets.ts';
import { fromQuotedPrintable } from '../text/quoted-printable.ts';
import { boundaryIn, type RawField, splitRawFields } from './digest-fields.ts';
import type { Octets } from './digest-octets.ts';

/** An invitation stands near the start of a message; attachments behind it are not searched. */
const BODY_READ = 1 << 20;
const MOST_PARTS = 40;
const DEEPEST = 4;
const LONGEST_CALENDAR = 1 << 17;

interface Part {
  rows: RawField[];
  body: string;
}

const fieldOf = (rows: RawField[], name: string) =>
  rows.find((row) => row.name === name)?.value ?? '';

function readPart(text: string): Part {
  if (text.startsWith('\r\n')) return { rows: [], body: text.slice(2) };
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return { rows: splitRawFields(text), body: '' };
  return { rows: splitRawFields(text.slice(0, end)), body: text.slice(end + 4) };
}

/** The parts between the delimiter lines of a multipart body. RFC 2046 section 5.1.1. */
function partsOf(body: string, boundary: string): Part[] {
  return `\r\n${body}`
    .split(`\r\n--${boundary}`)
    .slice(1, MOST_PARTS + 1)
    .filter((part) => !part.startsWith('--'))
    .map((part) => readPart(part.slice(part.indexOf('\r\n') + 2)));
}

function findCalendar(part: Part, depth: number): Part | null {
  const type = fieldOf(part.rows, 'content-type');
  if (/^[ \t\r\n]*text\/calendar\b/i.test(type)) return part;
  const boundary = boundaryIn(type);
  if (boundary === null || depth >= DEEPEST) return null;
  for (const inner of partsOf(part.body, boundary)) {
    const found = findCalendar(inner, depth + 1);
    if (found) return found;
  }
  return null;
}

/** Content-Transfer-Encoding undone (RFC 2045 section 6), octets read as UTF-8. */
function decode({ rows, body }: Part): string {
  const encoding = fieldOf(rows, 'content-transfer-encoding').toLowerCase();
  let octets = body.slice(0, LONGEST_CALENDAR);
  if (encoding.includes('base64')) {
    const base64 = octets.replace(/[^A-Za-z0-9+/]/g, '');
    octets = atob(base64.slice(0, base64.length - (base64.length % 4 === 1 ? 1 : 0)));
  } else if (encoding.includes('quoted-printable')) {
    octets = fromQuotedPrintable(octets);
  }
  return new TextDecoder().decode(Uint8Array.from(octets, (c) => c.charCodeAt(0)));
}

/** A content line: `ORGANIZER;CN="Name":mailto:address`. A parameter value may be quoted. RFC 5545 section 3.1. */
const CONTENT_LINE =
  /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/i;
/** One parameter of such a line with its first value. */
const PARAMETER = /;([A-Z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*/gi;

/** The name that the parameters give; null without one. */
function commonName(parameters: string): string | null {
  for (const [, name = '', value = ''] of parameters.matchAll(PARAMETER))
    if (/^cn$/i.test(name)) return value.replace(/^"|"$/g, '');
  return null;
}

/**
 * The first calendar part of a message; null without one, or where it names neither method nor organizer.
 * @param rows of the message's own header
 */
export function readCalendar(rows: RawField[], body: Octets): CalendarFact | null {
  const type = fieldOf(rows, 'content-type');
  if (!/^[ \t\r\n]*(?:multipart\/|text\/calendar\b)/i.test(type)) return null;
  const part = findCalendar({ rows, body: latin1(body.subarray(0, BODY_READ)) }, 0);
  if (!part) return null;
  const fact: CalendarFact = { method: null, organizer: null, organizerName: null };
  for (const line of decode(part)
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)) {
    const [, name = '', parameters = '', value = ''] = CONTENT_LINE.exec(line) ?? [];
    if (/^method$/i.test(name)) fact.method ??= value.trim().toUpperCase();
    if (/^organizer$/i.test(name)) {
      fact.organizer ??= value.trim().replace(/^mailto:/i, '');
      fact.organizerName ??= commonName(parameters);
    }
  }
  return fact.method === null && fact.organizer === null ? null : fact;
}
