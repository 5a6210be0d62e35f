// Finds result fields that claim to be Google's where Google does not write them.

import { parseAuthenticationResults, sameResults } from '../message/authentication-results.ts';
import { decodeOctets } from '../message/encoded-words.ts';
import { withoutComments } from '../message/text.ts';
import type {
  ArcEvaluation,
  AuthenticationResults,
  HeaderField,
  Message,
  Stated,
} from '../model.ts';
import { isSameOrUnder, toAsciiDomain } from '../text/domains.ts';
import { type Anchor, GMAIL } from './anchor.ts';
import { type ArcSet, readArcSets } from './arc-sets.ts';

type Forged = Stated['forged'][number];

const LONGEST_CLAIM = 200;
/** Since then Google has sealed whatever it received; before, forwarded mail may hold its bare Received-SPF. */
const EVERYTHING_SEALED = Date.UTC(2019, 0, 1);
/** In 2011 and 2012 Google's relay noted results of its own on what users of Gmail sent. */
const RELAY = 'mr.google.com';
/** An authserv-id of Google, or one that begins like it (`mx.google.com.example`). */
const GOOGLE =
  /^[ \t]*(?:i[ \t]*=[ \t]*\d{1,4}[ \t]*;[ \t]*)?"?(?:[a-z0-9-]{1,63}\.){0,4}google\.com(?![a-z0-9-])/i;

/** True for a value whose authserv-id is Google's or is made to look so. */
export function claimsGoogle(value: string): boolean {
  return GOOGLE.test(withoutComments(value.slice(0, 2000)));
}

/**
 * Lists what claims Google's word and is not the record.
 *
 * Google removes Authentication-Results of its own name from what it receives, so below the boundary another one is
 * somebody else's, unless a complete ARC set of Google says the same: then Google received the message before (automatic
 * forwarding, Groups). Where Google was not the last to receive, a field right below a Google hop may be honest history.
 *
 * ARC sets and Received-SPF fields below the boundary are honest in all mail that Google handled before. They are listed
 * only when no seal can stand behind them (incomplete, or checked and broken) and they say more for the author than the
 * record does: seals also break by accident, and a broken one alone accuses nobody.
 *
 * @param arc what the engine found, null before it ran
 */
export function listForged(message: Message, anchor: Anchor, arc: ArcEvaluation | null): Forged[] {
  const authors = message.from.flatMap((field) => field.mailboxes.map((mailbox) => mailbox.domain));
  const own = new Set([...anchor.above, anchor.field, anchor.receivedSpf]);
  const others = message.fields.filter((field) => !own.has(field));
  const sets = readArcSets(others);
  const sealed = sets.filter((set) => mayBeSealed(set, arc));
  const recordPasses = anchor.results !== null && passesFor(anchor.results, authors);
  const forged: Forged[] = [];

  for (const [position, field] of others.entries()) {
    if (field.name === 'authentication-results' && claimsGoogle(field.value)) {
      const results = parseAuthenticationResults(field.value);
      if (results !== null && sealed.some((set) => isBacked(set, results))) continue;
      if (anchor.boundary === null && followsHopBy(results, others, position, message)) continue;
      if (results?.authservId === RELAY && !isRecent(anchor)) continue;
      if (anchor.stop === 'collected' && results !== null && claimsNothing(results)) continue;
      forged.push(describe('Authentication-Results', field, results, authors));
    } else if (field.name === 'received-spf' && isRecent(anchor) && sealed.length === 0) {
      if (!recordPasses && isPassForAuthor(field.value, authors)) {
        forged.push({ field: 'Received-SPF', claims: shorten(field.value), passForAuthor: true });
      }
    }
  }
  for (const part of anchor.tail.split(';')) {
    const folded = parseAuthenticationResults(`${GMAIL}; ${part}`);
    if (anchor.field !== null && folded !== null && !claimsNothing(folded))
      forged.push(describe('Authentication-Results', anchor.field, folded, authors));
  }
  for (const set of sets) {
    if (set.field === null || !claimsGoogle(set.field.value)) continue;
    if (recordPasses || sealed.includes(set)) continue;
    const claim = describe('ARC-Authentication-Results', set.field, set.results, authors);
    if (claim.passForAuthor) forged.push(claim);
  }
  return forged;
}

/** A complete set under Google's name whose seal was not found broken. */
function mayBeSealed(set: ArcSet, arc: ArcEvaluation | null): boolean {
  if (!set.complete || set.sealer !== 'google.com') return false;
  return arc?.instances.find((one) => one.instance === set.instance)?.seal !== 'fail';
}

function isBacked(set: ArcSet, results: AuthenticationResults): boolean {
  return set.results !== null && sameResults(set.results, results);
}

/** Right below `Received: … by HOST`, with nothing but Received-SPF between, HOST being the authserv-id. */
function followsHopBy(
  results: AuthenticationResults | null,
  fields: HeaderField[],
  position: number,
  message: Message,
): boolean {
  let i = position - 1;
  while (fields[i]?.name === 'received-spf') i--;
  const hop = message.received.find((one) => one.index === fields[i]?.index);
  return results !== null && hop?.by?.toLowerCase() === results.authservId;
}

function describe(
  name: string,
  field: HeaderField,
  results: AuthenticationResults | null,
  authors: string[],
): Forged {
  const words = results?.methods.map((one) => `${one.method}=${one.result}`).join('; ');
  return {
    field: name,
    claims: shorten(results === null ? field.value : `${results.authservId}; ${words}`),
    passForAuthor: results !== null && passesFor(results, authors),
  };
}

/** What Google noted on mail that it collected by POP, from one mailbox after another: `<unknown>` does not pass. */
function claimsNothing({ methods }: AuthenticationResults): boolean {
  return methods.every(({ result }) => result !== 'pass');
}

/** True when results say that one of these domains passed, by whichever method. */
function passesFor(results: AuthenticationResults, authors: string[]): boolean {
  return results.methods.some((one) => {
    if (one.result !== 'pass') return false;
    const { properties } = one;
    if (one.method === 'dmarc') return isRelated(properties['header.from'], authors);
    if (one.method === 'dkim') {
      return isRelated(properties['header.i'] ?? properties['header.d'], authors);
    }
    return one.method === 'spf' && isRelated(properties['smtp.mailfrom'], authors);
  });
}

/** Received-SPF: `pass (google.com: domain of A designates …)`. */
function isPassForAuthor(value: string, authors: string[]): boolean {
  const claim = /^pass[ \t]*\(google\.com:[^)]*?domain of ([^ \t)]+) designates/i.exec(value);
  return claim !== null && isRelated(claim[1], authors);
}

function isRelated(address: string | undefined, authors: string[]): boolean {
  const domain = toAsciiDomain(decodeOctets(address?.split('@').at(-1) ?? ''));
  if (!domain.includes('.')) return false;
  return authors.some((author) => isSameOrUnder(author, domain) || isSameOrUnder(domain, author));
}

function isRecent(anchor: Anchor): boolean {
  return (anchor.boundary?.at ?? 0) >= EVERYTHING_SEALED;
}

function shorten(text: string): string {
  return text.length <= LONGEST_CLAIM ? text : `${text.slice(0, LONGEST_CLAIM)}…`;
}
