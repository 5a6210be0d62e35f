// Finds the record: the one place in a header block where only Gmail writes (RFC 8601 section 5).

import { parseAuthenticationResults, sameResults } from '../message/authentication-results.ts';
import { readAddress } from '../message/received.ts';
import type { AuthenticationResults, HeaderField, Message, Received } from '../model.ts';
import { readComment, trimBlanks, unfold } from '../text/lexical.ts';
import { readOwnWords } from './folded-tail.ts';

/** Why the walk from the top ended. */
type Stop =
  | 'boundary'
  | 'collected'
  | 'submitted'
  | 'foreign'
  | 'text'
  /** Google's own hops only */
  | 'end';

export interface Anchor {
  stop: Stop;
  /** fields above the boundary */
  above: HeaderField[];
  /** `Received: from … by mx.google.com`, or by the host of Groups */
  boundary: Received | null;
  /** Received-SPF between boundary and record */
  receivedSpf: HeaderField | null;
  /** the first Authentication-Results right below, whatever it says */
  field: HeaderField | null;
  /** it, when it is Google's and only Google can have written it */
  results: AuthenticationResults | null;
  /** Google's sealed copy above the boundary says something else than the field below it */
  differs: boolean;
  /** lines of the sender's that folded into `field`, '' without any */
  tail: string;
  /** MAIL FROM from Return-Path above the boundary, without angle brackets; null when it is not there */
  mailFrom: string | null;
}

export const GMAIL = 'mx.google.com';
/** Receives for Google Groups. What it states came in; what it signs went out. */
export const GROUPS = 'gmr-mx.google.com';

const SUBMISSION = new Set(['gmailapi.google.com', 'smtp.gmail.com', 'smtp.googlemail.com']);
/**
 * What Google writes above the boundary, in all orders seen on real mail, and what its export and mail programs add on
 * top of a saved copy (nobody but the owner of the mailbox can).
 */
const ABOVE = new RegExp(
  `^(?:${[
    'delivered-to|return-path|x-received|x-google-[a-z0-9-]+',
    'arc-seal|arc-message-signature|arc-authentication-results',
    'x-forwarded-(?:encrypted|to|for)|x-gm-[a-z-]+|x-gmail-labels',
    'x-mozilla-[a-z0-9-]+|x-account-key|x-uidl',
  ].join('|')})$`,
);
/** What Google wrote above mail that it collected by POP: checks of the wrong hop, an identifier where there was none. */
const ABOVE_COLLECTED = /^(?:received-spf|authentication-results|domainkey-status|message-id)$/;
const SMTP = /^(?:UTF8)?E?SMTPS?$/;

/**
 * Walks from the top: Google's fields, the first hop from outside (the boundary), Received-SPF, the record. Below the
 * record, everything may be the sender's. Nothing here believes in a field for what it says: only for where it stands.
 */
export function findAnchor(message: Message): Anchor {
  const anchor: Anchor = {
    stop: 'end',
    above: [],
    boundary: null,
    receivedSpf: null,
    field: null,
    results: null,
    differs: false,
    tail: '',
    mailFrom: null,
  };
  const hops = new Map(message.received.map((hop) => [hop.index, hop]));
  let storedByGoogle = false;
  for (const [position, field] of message.fields.entries()) {
    if (field.spaced) return { ...anchor, stop: 'text' };
    if (field.name === 'received') {
      const hop = hops.get(field.index);
      const stop = hop === undefined ? 'foreign' : readHop(hop, field);
      if (stop === 'boundary' && storedByGoogle) {
        return readBelow({ ...anchor, stop, boundary: hop ?? null }, message.fields, position + 1);
      }
      if (stop !== null) return { ...anchor, stop: stop === 'boundary' ? 'foreign' : stop };
      storedByGoogle = true;
    } else if (field.name === 'x-gmail-fetch-info') {
      return { ...anchor, stop: 'collected' };
    } else if (!ABOVE.test(field.name) && field.name !== 'received-spf') {
      const above = fieldsAboveCollection(message.fields, position, hops);
      return above === null ? { ...anchor, stop: 'text' } : { ...anchor, stop: 'collected', above };
    }
    anchor.above.push(field);
  }
  return anchor;
}

/**
 * The same for mail whose record a seal proves wherever it stands: the topmost hop from outside, if Gmail received it
 * and only Google's own hops lie above it. Null where another server handled the message since.
 */
export function anchorSealed(message: Message, results: AuthenticationResults): Anchor | null {
  for (const [position, field] of message.fields.entries()) {
    if (field.name !== 'received') continue;
    const hop = message.received.find(({ index }) => index === field.index);
    const stop = hop === undefined ? 'foreign' : readHop(hop, field);
    if (stop === null) continue;
    if (stop !== 'boundary' || hop?.by?.toLowerCase() !== results.authservId) return null;
    const above = message.fields.slice(0, position);
    const below = message.fields.slice(position + 1);
    const next = below[0];
    return {
      stop,
      above,
      boundary: hop,
      receivedSpf: next?.name === 'received-spf' ? next : null,
      results,
      differs: false,
      mailFrom: readReturnPath(above),
      ...readSealedField(below, above, results),
    };
  }
  return null;
}

/** The field that a seal proves, where it stands below the hop: what folded into it is the sender's here, too. */
function readSealedField(
  below: HeaderField[],
  above: HeaderField[],
  results: AuthenticationResults,
): Pick<Anchor, 'field' | 'tail'> {
  const field = below.find(({ name }) => name === 'authentication-results');
  if (field !== undefined) {
    const own = readOwnWords(field, onlyCopy(above));
    if (own.results !== null && sameResults(own.results, results)) return { field, tail: own.tail };
  }
  return { field: null, tail: '' };
}

/** Everything above Google's POP hop, where nothing but ABOVE_COLLECTED lies between; null where it does not follow. */
function fieldsAboveCollection(
  fields: HeaderField[],
  from: number,
  hops: Map<number, Received>,
): HeaderField[] | null {
  const end = fields.findIndex(({ name }, i) => i >= from && !ABOVE_COLLECTED.test(name));
  const field = fields[end];
  const hop = field?.name === 'received' ? hops.get(field.index) : undefined;
  const isCollected = hop && field && readHop(hop, field) === 'collected';
  return isCollected ? fields.slice(0, end) : null;
}

/** @returns null for a hop inside Google, which has no from clause and a bare address or a Google host */
function readHop(hop: Received, field: HeaderField): Stop | null {
  const by = hop.by?.toLowerCase() ?? '';
  if (!/^from\b/i.test(field.value)) {
    if (readAddress(by) === null && !by.endsWith('.google.com')) return 'foreign';
    return /^POP3/i.test(hop.with ?? '') ? 'collected' : null;
  }
  if ((by === GMAIL || by === GROUPS) && SMTP.test(hop.with ?? '')) return 'boundary';
  return SUBMISSION.has(by) ? 'submitted' : 'foreign';
}

/** True when every hop is Google's own: the message was handed in to Google and never left it. */
export function isInsideGoogle(message: Message): boolean {
  const hops = new Map(message.received.map((hop) => [hop.index, hop]));
  return message.fields
    .filter((field) => field.name === 'received')
    .every((field) => {
      const stop = readHop(hops.get(field.index)!, field);
      return stop === null || stop === 'submitted';
    });
}

function readBelow(start: Anchor, fields: HeaderField[], from: number): Anchor {
  const anchor: Anchor = { ...start, mailFrom: readReturnPath(start.above) };
  let i = from;
  if (fields[i]?.name === 'received-spf') anchor.receivedSpf = fields[i++] ?? null;
  const field = fields[i];
  if (field?.name !== 'authentication-results') return anchor;
  anchor.field = field;
  const copies = sealedCopies(start.above);
  const { results, tail } = readOwnWords(field, onlyCopy(start.above));
  anchor.tail = tail;
  if (results === null || results.instance !== null) return anchor;
  if (results.authservId !== anchor.boundary?.by?.toLowerCase()) return anchor;
  if (!isSingleMinded(results) || !quotesSender(results, anchor.mailFrom)) return anchor;
  if (copies.length > 1 || copies.some((copy) => !sameAs(copy, results))) {
    return { ...anchor, differs: true };
  }
  // POP-collected mail of some years carries a record of Google's that names no client at all.
  const nobody = results.methods.some(
    (one) => one.method === 'spf' && one.comments.some((comment) => comment.includes('<unknown>')),
  );
  return nobody ? { ...anchor, stop: 'collected' } : { ...anchor, results };
}

const sealedCopies = (above: HeaderField[]) =>
  above.filter(({ name }) => name === 'arc-authentication-results');

/** Of two copies nobody knows which is Google's. */
function onlyCopy(above: HeaderField[]): HeaderField | null {
  const copies = sealedCopies(above);
  return copies.length === 1 ? copies[0]! : null;
}

function sameAs(copy: HeaderField, results: AuthenticationResults): boolean {
  const sealed = parseAuthenticationResults(copy.value);
  return sealed !== null && sealed.instance !== null && sameResults(sealed, results);
}

/** Google states each of these once; a second one came in through a text that it copied. */
function isSingleMinded(results: AuthenticationResults): boolean {
  return ['spf', 'dmarc', 'arc'].every(
    (method) => results.methods.filter((one) => one.method === method).length < 2,
  );
}

/**
 * The envelope sender is the one text of a stranger inside the record. Where it holds characters that part results,
 * the whole of it must have come out as the value of smtp.mailfrom, or some of it was read as a result.
 */
function quotesSender(results: AuthenticationResults, mailFrom: string | null): boolean {
  if (mailFrom === null || !/[;()"\\ \t]/.test(mailFrom)) return true;
  const stated = results.methods.find((one) => one.method === 'spf')?.properties['smtp.mailfrom'];
  return stated !== undefined && bare(stated) === bare(mailFrom);
}

function bare(address: string): string {
  return address.replace(/["\\ \t]/g, '').toLowerCase();
}

/** @returns '' for the null sender, null without a readable Return-Path */
function readReturnPath(above: HeaderField[]): string | null {
  const fields = above.filter((field) => field.name === 'return-path');
  const value = fields.length === 1 ? fields[0]!.value : '';
  return value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : null;
}

/** client-ip= of a Received-SPF value (RFC 7208 section 9.1), outside its comments; null when it is no address. */
export function readClientAddress(value: string): string | null {
  const text = trimBlanks(unfold(value));
  let plain = '';
  // Where a comment is no comment with strings in it, none behind it is read so: each would be tried to the end.
  let quotes = true;
  for (let i = 0; i < text.length; ) {
    if (text[i] === '(') {
      let comment = readComment(text, i, quotes);
      if (comment === null && quotes) {
        quotes = false;
        comment = readComment(text, i);
      }
      if (comment === null) return null;
      plain += ' ';
      i = comment.end;
    } else plain += text[i++];
  }
  const found = /(?:^|[ \t;])client-ip=("?)([0-9a-f.:]+)\1(?=[ \t;]|$)/i.exec(plain)?.[2];
  return found === undefined ? null : readAddress(found);
}
