// Are these octets a message, and the one on screen? Only as much of RFC 5322 as that question needs.

import { isSpecial, type Token, tokenize } from '../text/address-tokens.ts';
import { splitAddress } from '../text/addresses.ts';
import { bareDomain } from '../text/domains.ts';
import { latin1 } from '../text/octets.ts';

type Shape =
  | {
      kind: 'message';
      /** values of From */
      from: string[];
      /** the topmost Delivered-To, lower case: the mailbox Gmail put it into; '' without one */
      deliveredTo: string;
      /** the header ends with the octets: a message need not have a body (RFC 5322 section 3.5), or it got lost */
      isHeaderOnly: boolean;
    }
  | { kind: 'html' }
  /** a field without its line end: more of the header was to come */
  | { kind: 'truncated' }
  | { kind: 'other' };

/** How far the header is searched; a longer one is somebody else's question. */
const LONGEST_HEADER = 4 * 1024 * 1024;
/** Fields that real messages have. Two different ones make a message. */
const COMMON = new Set([
  'arc-seal',
  'authentication-results',
  'content-type',
  'date',
  'delivered-to',
  'dkim-signature',
  'from',
  'message-id',
  'mime-version',
  'received',
  'return-path',
  'subject',
  'to',
  'x-received',
]);

const LF = 10;
const CR = 13;

/** Skips what may stand before the first field: byte order mark, blank lines, one mbox line. */
function firstField(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR) at += 1;
  const start = String.fromCharCode(...bytes.subarray(at, at + 6));
  if (!/^>?From /.test(start)) return at;
  const end = bytes.indexOf(LF, at);
  return end < 0 ? at : end + 1;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from || (to === from + 1 && bytes[from] === CR);
}

/** Reads the header block: field names for the decision, the values of From for the comparison. Never throws. */
export function readShape(bytes: Uint8Array): Shape {
  const start = firstField(bytes);
  const head = new TextDecoder().decode(bytes.subarray(start, start + 64)).trimStart();
  if (head.startsWith('<')) return { kind: 'html' };
  const names = new Set<string>();
  const from: string[] = [];
  let deliveredTo: string | null = null;
  let current: string[] | null = null;
  let ended = false;
  const stop = Math.min(bytes.length, start + LONGEST_HEADER);
  for (let at = start; at < stop; ) {
    const newline = bytes.indexOf(LF, at);
    const end = newline < 0 || newline > stop ? stop : newline;
    if (isBlank(bytes, at, end)) {
      ended = true;
      break;
    }
    const continues = bytes[at] === 0x20 || bytes[at] === 0x09;
    if (!continues) {
      const name = /^([!-9;-~]+)[ \t]*:/.exec(
        latin1(bytes.subarray(at, Math.min(end, at + 80))),
      )?.[1];
      const known = name?.toLowerCase() ?? '';
      if (COMMON.has(known)) names.add(known);
      current = known === 'from' ? [] : null;
      if (current) from.push('');
      if (known === 'delivered-to') deliveredTo ??= utf8(bytes, at, end);
    }
    if (current) from[from.length - 1] += utf8(bytes, at, end);
    at = end + 1;
  }
  if (names.size < 2) return { kind: 'other' };
  const isHeaderOnly = !ended && stop === bytes.length;
  if (isHeaderOnly && bytes.at(-1) !== LF) return { kind: 'truncated' };
  const readValue = (field: string) => field.slice(field.indexOf(':') + 1);
  return {
    kind: 'message',
    from: from.map(readValue),
    deliveredTo: readValue(deliveredTo ?? '')
      .replace(/[ \t]/g, '')
      .toLowerCase(),
    isHeaderOnly,
  };
}

function utf8(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to)).replace(/\r$/, '');
}

/** More of a field than this is unusual. */
const LONGEST_FROM = 4000;

/**
 * The one address of a From field that leaves no room for doubt; null for anything unusual (several fields or
 * mailboxes, groups, routes, encoded words around an address, words behind it, octets in it that are no UTF-8, which Gmail
 * shows in a character set of its choice): those the rules judge, not this check.
 */
export function plainAuthor(from: readonly string[]): string | null {
  const [value, second] = from;
  if (value === undefined || second !== undefined || value.length > LONGEST_FROM) return null;
  const { list, malformed } = tokenize(value);
  const tokens = list.filter(({ kind }) => kind !== 'comment');
  const open = tokens.findIndex((token) => isSpecial(token, '<'));
  if (malformed || tokens.slice(0, Math.max(open, 0)).some(isSeparator)) return null;
  const bracketed = open === -1 ? tokens : tokens.slice(open + 1, -1);
  if (open !== -1 && !(tokens.length > open + 1 && isSpecial(tokens.at(-1)!, '>'))) return null;
  const [local, at, host, more] = bracketed;
  if (local?.kind !== 'word' || !at || !isSpecial(at, '@') || more) return null;
  if ((host?.kind !== 'word' && host?.kind !== 'literal') || at.spaced || host.spaced) return null;
  const address = `${local.text}@${host.text}`;
  return /=\?|\ufffd/.test(address) ? null : address;
}

/** What parts mailboxes, ends a group, or closes what was not opened. */
const isSeparator = (token: Token): boolean => [',', ';', '>'].some((one) => isSpecial(token, one));

/** Lower case, the domain as A-labels without a final dot: the form in which two spellings of one address are equal. */
export function comparable(address: string): string {
  const { localPart, domain: written } = splitAddress(address);
  const domain = bareDomain(written);
  const isHost = !/[/?#:@\\\s]/.test(domain) && URL.canParse(`http://${domain}`);
  const host = isHost ? new URL(`http://${domain}`).hostname : domain;
  return `${localPart}@${host}`.toLowerCase();
}

/**
 * False only when the message plainly names another author than the one on screen: then it is another message.
 * An unusual From, or no address on screen, is no reason to reject the octets.
 */
export function isSameAuthor(from: readonly string[], shown: string): boolean {
  const author = plainAuthor(from);
  return author === null || shown === '' || comparable(author) === comparable(shown);
}
