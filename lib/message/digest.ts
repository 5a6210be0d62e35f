// The door: raw octets of a message → Digest. Header block and hashes of the body; the body itself goes no further.
import type { BodyFacts, Digest, Refusal } from '../model.ts';
import { latin1 } from '../text/octets.ts';
import { type Pause, pauseEverySlice } from '../text/pause.ts';
import { digestBody } from './digest-body.ts';
import { readCalendar } from './digest-calendar.ts';
import {
  keyOf,
  type RawField,
  shapeOf,
  splitRawFields,
  tame,
  wantedHashes,
} from './digest-fields.ts';
import { digestEndings } from './digest-list.ts';
import { endOfHeader, own, readPreamble, repairLineEnds } from './digest-octets.ts';

const MIB = 1 << 20;
/** Gmail takes 25 MB of attachments, which base64 makes 35 MiB at most. */
export const LARGEST_MESSAGE = 35 * MIB;
const LARGEST_HEADER = MIB;
/** Distinct body hashes made; real mail asks for two at most. */
const MOST_HASHES = 8;

const FACTS: BodyFacts = {
  size: 0,
  bareLf: false,
  bareCr: false,
  nul: false,
  byteOrderMark: false,
  leadingBlankLines: 0,
  unsignedTails: [],
  calendar: null,
};

function refuse(size: number, refused: Refusal, facts: BodyFacts = FACTS): Digest {
  return {
    version: 1,
    size,
    header: '',
    refused,
    canonical: {},
    hashes: {},
    over: [],
    overCount: 0,
    facts: { ...facts },
  };
}

/** One of these stands in every message; a web page or an error text has none at the start of a line. */
const MESSAGE_FIELD =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type|dkim-signature|authentication-results|arc-seal|list-id|x-[a-z0-9-]+)$/;

function isMessage(header: string, rows: RawField[]): boolean {
  return !/^[<{[]/.test(header) && rows.some((row) => MESSAGE_FIELD.test(row.name));
}

/**
 * Digests one message. Never throws for bad input: what is no message or too large comes back `refused`, with an empty
 * header.
 *
 * Bare LF becomes CRLF; a byte order mark, blank lines and an mbox line before the first field are left out (and
 * recorded, since they are not what was signed); white space and folds beyond all bounds are shortened; NUL and 8-bit
 * octets pass unchanged.
 *
 * @param pause gives way to the page between blocks of work; the default does so every few milliseconds
 */
export async function digest(raw: Uint8Array, pause: Pause = pauseEverySlice()): Promise<Digest> {
  const size = raw.length;
  if (size > LARGEST_MESSAGE) return refuse(size, 'tooLarge');
  const input = own(raw);
  const { start, ...preamble } = readPreamble(input);
  const repaired = await repairLineEnds(input.subarray(start), pause);
  const bodyStart = endOfHeader(repaired.octets);
  const body = repaired.octets.subarray(bodyStart);
  const facts: BodyFacts = {
    ...preamble,
    size: body.length,
    bareLf: repaired.bareLf,
    bareCr: repaired.bareCr,
    nul: repaired.nul,
    unsignedTails: [],
    calendar: null,
  };

  const header = tame(latin1(repaired.octets.subarray(0, Math.min(bodyStart, LARGEST_HEADER))));
  const rows = splitRawFields(header);
  if (!isMessage(header, rows)) return refuse(size, 'shape', facts);
  if (bodyStart > LARGEST_HEADER) return refuse(size, 'headerTooLarge', facts);
  await pause();

  const wanted = wantedHashes(rows);
  const over = wanted.slice(MOST_HASHES);
  const mayHoldBlanks = (from: number, to: number) =>
    repaired.mayHoldBlanks(bodyStart + from, bodyStart + to);
  const few = wanted.slice(0, MOST_HASHES);
  const hashed = await digestBody(body, few, shapeOf(rows), mayHoldBlanks, pause);
  const endings = await digestEndings(body, rows, few, mayHoldBlanks, pause);
  return {
    version: 1,
    size,
    header,
    refused: null,
    canonical: hashed.canonical,
    hashes: hashed.hashes,
    over: over.slice(0, MOST_HASHES).map(keyOf),
    overCount: over.length,
    ...(endings === null ? {} : { endings }),
    facts: { ...facts, unsignedTails: hashed.unsignedTails, calendar: readCalendar(rows, body) },
  };
}
