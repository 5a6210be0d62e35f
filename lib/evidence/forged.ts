// Finds result fields that claim to be Google's where Google does not write them.

import { parseAuthenticationResults } from '../message/authentication-results.ts';
import { decodeOctets } from '../message/encoded-words.ts';
import type {
  ArcEvaluation,
  AuthenticationResults,
  HeaderField,
  Message,
  MethodResult,
  Stated,
} from '../model.ts';
import { behindAt } from '../text/addresses.ts';
import { isUnder, toAsciiDomain } from '../text/domains.ts';
import { writtenIdentity } from '../text/identity.ts';
import { withoutComments } from '../text/lexical.ts';
import { type Anchor, GMAIL } from './anchor.ts';
import { type ArcSet, readArcSets } from './arc-sets.ts';

type Forged = Stated['forged'][number];

const LONGEST_CLAIM = 200;
/** Two are ambiguous already; thousands would each be compared with thousands of results. */
const MOST_AUTHORS = 50;
/** Since then Google has sealed whatever it received; before, forwarded mail may hold its bare Received-SPF. */
const EVERYTHING_SEALED = Date.UTC(2019, 0, 1);
/** In 2011 and 2012 Google's relay noted results of its own on what users of Gmail sent. */
const RELAY = 'mr.google.com';
/** An authserv-id of Google, or one that begins like it (`mx.google.com.example`). */
const GOOGLE =
  /^[ \t]*(?:i[ \t]*=[ \t]*\d{1,4}[ \t]*;[ \t]*)?"?(?:[a-z0-9-]{1,63}\.){0,4}google\.com(?![a-z0-9-])/i;

/** A result that passes, in a value that is no RFC 8601. */
const PASS = /=[ \t]*"?pass(?![a-z0-9-])/i;

/** True for a value whose authserv-id is Google's or is made to look so. */
export function claimsGoogle(value: string): boolean {
  return GOOGLE.test(withoutComments(value.slice(0, 2000)));
}

/**
 * Lists what claims a pass in Google's name that neither the record nor a set of Google's says.
 *
 * Google removes Authentication-Results of its own name from what it receives, so below the boundary another one is
 * somebody else's, unless a complete ARC set of Google says the same: then Google received the message before (automatic
 * forwarding, Groups). Where Google was not the last to receive, a field right below a Google hop may be honest history.
 * Results without any pass claim nothing: Microsoft writes the recipient's domain where an authserv-id belongs.
 *
 * ARC sets and Received-SPF fields below the boundary are honest in all mail that Google handled before. They are listed
 * only when no seal can stand behind them (incomplete, or checked and broken) and they say more for the author than the
 * record does: seals also break by accident, and a broken one alone accuses nobody. Right below a hop of Google's a
 * Received-SPF is what that hop wrote, as Groups does.
 *
 * @param arc what the engine found, null before it ran
 */
export function listForged(message: Message, anchor: Anchor, arc: ArcEvaluation | null): Forged[] {
  const domains = message.from.flatMap((field) => field.mailboxes.map(({ domain }) => domain));
  const authors = [...new Set(domains)].slice(0, MOST_AUTHORS);
  const own = new Set([...anchor.above, anchor.field, anchor.receivedSpf]);
  const others = message.fields.filter((field) => !own.has(field));
  const sets = readArcSets(others);
  const sealed = readArcSets(message.fields).filter((set) => mayBeSealed(set, arc));
  const below = sets.some((set) => mayBeSealed(set, arc));
  const said = [anchor.results, ...sealed.map((set) => set.results)].filter((one) => one !== null);
  const recordPasses = said.some((one) => passesFor(one, authors));
  const forged: Forged[] = [];

  for (const [position, field] of others.entries()) {
    if (field.name === 'authentication-results' && claimsGoogle(field.value)) {
      const results = parseAuthenticationResults(field.value);
      if (results === null ? !PASS.test(withoutComments(field.value)) : isSaid(results, said))
        continue;
      if (anchor.boundary === null && followsHopBy(results, others, position, message)) continue;
      if (results?.authservId === RELAY && !isRecent(anchor)) continue;
      forged.push(describe('Authentication-Results', field, results, authors));
    } else if (field.name === 'received-spf' && isRecent(anchor) && !below) {
      if (recordPasses || !isPassForAuthor(field.value, authors)) continue;
      if (followsGoogle(others, position, message)) continue;
      forged.push({ field: 'Received-SPF', claims: shorten(field.value), passForAuthor: true });
    }
  }
  for (const part of anchor.tail.split(';')) {
    const folded = parseAuthenticationResults(`${GMAIL}; ${part}`);
    if (anchor.field !== null && folded !== null && !isSaid(folded, said))
      forged.push(describe('Authentication-Results', anchor.field, folded, authors));
  }
  for (const set of sets) {
    if (set.field === null || !claimsGoogle(set.field.value)) continue;
    if (recordPasses || mayBeSealed(set, arc)) continue;
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

/** Every pass of these results, the same signer or sender, stands in one of the others. */
function isSaid(results: AuthenticationResults, others: AuthenticationResults[]): boolean {
  return results.methods
    .filter(({ result }) => result === 'pass')
    .every((pass) =>
      others.some(({ methods }) =>
        methods.some(
          (one) =>
            one.method === pass.method && one.result === 'pass' && subject(one) === subject(pass),
        ),
      ),
    );
}

const SUBJECT = ['header.from', 'header.i', 'header.d', 'header.s', 'smtp.mailfrom', 'smtp.helo'];

/** Whom a result speaks of, as written. */
const subject = ({ properties }: MethodResult) =>
  SUBJECT.map((name) => properties[name]?.toLowerCase() ?? '').join(' ');

/** The hop above a field, with nothing but `between` and fields that no program reads between them. */
function hopAbove(fields: HeaderField[], position: number, message: Message, between: string) {
  let i = position - 1;
  while (fields[i]?.name === between || fields[i]?.name.startsWith('x-')) i--;
  return message.received.find(({ index }) => index === fields[i]?.index);
}

/** Received-SPF right below `Received: from … by` a host of Google's: Groups keeps that of its own entrance. */
function followsGoogle(fields: HeaderField[], position: number, message: Message): boolean {
  const hop = hopAbove(fields, position, message, '');
  return hop?.by?.toLowerCase().endsWith('.google.com') ?? false;
}

/** Right below `Received: … by HOST`, with nothing but Received-SPF between, HOST being the authserv-id. */
function followsHopBy(
  results: AuthenticationResults | null,
  fields: HeaderField[],
  position: number,
  message: Message,
): boolean {
  const hop = hopAbove(fields, position, message, 'received-spf');
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

/** True when results say that one of these domains passed, by whichever method. */
function passesFor(results: AuthenticationResults, authors: string[]): boolean {
  return results.methods.some((one) => {
    if (one.result !== 'pass') return false;
    return isRelated(writtenIdentity(one), authors);
  });
}

/** Received-SPF: `pass (google.com: domain of A designates …)`. */
function isPassForAuthor(value: string, authors: string[]): boolean {
  const claim = /^pass[ \t]*\(google\.com:[^)]*?domain of ([^ \t)]+) designates/i.exec(value);
  return claim !== null && isRelated(claim[1], authors);
}

function isRelated(address: string | undefined, authors: string[]): boolean {
  const domain = toAsciiDomain(decodeOctets(behindAt(address ?? '')));
  if (!domain.includes('.')) return false;
  return authors.some((author) => isUnder(author, domain) || isUnder(domain, author));
}

function isRecent(anchor: Anchor): boolean {
  return (anchor.boundary?.at ?? 0) >= EVERYTHING_SEALED;
}

function shorten(text: string): string {
  return text.length <= LONGEST_CLAIM ? text : `${text.slice(0, LONGEST_CLAIM)}…`;
}
