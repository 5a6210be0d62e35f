// The record: what Gmail stated on arrival, read from the anchored fields only.

import { getDomain } from 'tldts';
import { parseIp } from '#mailauth';
import { explainEnvelope } from '../message/envelope.ts';
import type {
  Absence,
  AuthenticationResults,
  Context,
  Message,
  ResultWord,
  Stated,
} from '../model.ts';
import { type Anchor, findAnchor, GROUPS, isInsideGoogle, readClientAddress } from './anchor.ts';
import { claimsGoogle, listForged } from './forged.ts';

const WORDS = new Set<string>([
  'none',
  'pass',
  'fail',
  'softfail',
  'policy',
  'neutral',
  'temperror',
  'permerror',
]);

/**
 * Reads the record of one message. Never throws; without a record `absence` says why.
 *
 * For a loose file nothing is believed (`proof` 'absent', `absence` 'file'), but the fields that stand where Gmail's
 * would are filled in, for `seal` to prove. The same holds for Google Groups' own record (`sealDoubt` 'groups').
 *
 * @param me the reader's addresses, lower case; without them a message without any hop counts as sent by the reader
 * @param folder where Gmail keeps the message
 */
export function state(
  message: Message,
  source: Context['source'],
  me?: string[],
  folder: Context['folder'] = 'inbox',
): Stated {
  const anchor = findAnchor(message);
  const { boundary, results } = anchor;
  const stated: Stated = {
    proof: 'absent',
    absence: null,
    sealDoubt: null,
    authservId: results?.authservId ?? null,
    results,
    ...summarise(results),
    boundary,
    ...readClient(anchor, message),
    helo: boundary?.helo ?? null,
    mailFrom: anchor.mailFrom,
    envelope: explainEnvelope(anchor.mailFrom ?? ''),
    receivedAt: boundary?.at ?? null,
    forged: listForged(message, anchor, null),
    foldedTail: anchor.tail,
  };
  if (source === 'file') return { ...stated, absence: 'file' };
  if (results !== null && results.authservId !== GROUPS) return { ...stated, proof: 'anchored' };
  if (results !== null) return { ...stated, absence: 'unanchored', sealDoubt: 'groups' };
  return {
    ...stated,
    absence: absenceOf(anchor, message, me, folder),
    sealDoubt: anchor.differs ? 'differs' : null,
  };
}

/** The result words of a record, and what Google wrote into the comment of dmarc=. */
export function summarise(
  results: AuthenticationResults | null,
): Pick<Stated, 'spf' | 'dkim' | 'dmarc' | 'arc' | 'dmarcComment'> {
  const all = (method: string) => results?.methods.filter((one) => one.method === method) ?? [];
  const word = (method: string) => toWord(all(method)[0]?.result);
  const policy = all('dmarc')[0]?.comments.join(' ') ?? '';
  const tag = (name: string) =>
    new RegExp(`(?:^|[ \\t])${name}=([A-Za-z]+)`).exec(policy)?.[1]?.toLowerCase() ?? null;
  return {
    spf: word('spf'),
    dkim: all('dkim').some((one) => one.result === 'pass') ? 'pass' : word('dkim'),
    dmarc: word('dmarc'),
    arc: word('arc'),
    dmarcComment: { p: tag('p'), sp: tag('sp'), dis: tag('dis') },
  };
}

function toWord(result: string | undefined): ResultWord | null {
  if (result === undefined) return null;
  // Gmail wrote `hardfail` until 2012.
  if (result === 'hardfail') return 'fail';
  return WORDS.has(result) ? (result as ResultWord) : null;
}

/**
 * The address SPF was asked about. Behind an inbound gateway Google asks about the host before the gateway. That host
 * must then occur in a hop that the gateway recorded; else nothing says whose address it is, and SPF cannot be repeated.
 */
export function readClient(
  anchor: Anchor,
  message: Message,
): Pick<Stated, 'clientAddress' | 'gateway'> {
  const { boundary, receivedSpf } = anchor;
  const nearest = boundary?.address ?? null;
  const asked = receivedSpf === null ? null : readClientAddress(receivedSpf.value);
  if (asked === null || nearest === null || sameAddress(asked, nearest)) {
    return { clientAddress: asked ?? nearest, gateway: false };
  }
  const gateway = getDomain(boundary?.reverseName ?? boundary?.helo ?? '');
  const recorded = message.received.some(
    (hop) =>
      hop.index > (boundary?.index ?? 0) &&
      hop.address !== null &&
      sameAddress(hop.address, asked) &&
      gateway !== null &&
      getDomain(hop.by ?? '') === gateway,
  );
  return { clientAddress: recorded ? asked : null, gateway: true };
}

/** Equal addresses, however an IPv6 address is shortened, or an IPv4 address written as one. */
const sameAddress = (a: string, b: string): boolean =>
  a === b || plainAddress(a) === plainAddress(b);

function plainAddress(text: string): string {
  const address = parseIp(text);
  if (!address) return text;
  const mapped = address.kind() === 'ipv6' && address.isIPv4MappedAddress?.();
  return ((mapped && address.toIPv4Address?.()) || address).toNormalizedString();
}

function absenceOf(
  anchor: Anchor,
  message: Message,
  me: string[] | undefined,
  folder: Context['folder'],
): Absence {
  const author = message.author?.address.toLowerCase() ?? '';
  const mine = me?.includes(author) ?? false;
  if (anchor.stop === 'collected') return 'collected';
  if (anchor.boundary !== null) return 'unanchored';
  if (message.received.length === 0) {
    if (mine || me === undefined) return 'sent';
    // Gmail lets its readers send as other addresses of theirs, and does not write down which these are.
    return folder === 'sent' || folder === 'draft' ? 'sentAs' : 'imported';
  }
  if (isInsideGoogle(message)) return mine ? 'sent' : 'internal';
  const foreign = message.fields.some(
    (field) => field.name === 'authentication-results' && !claimsGoogle(field.value),
  );
  return foreign ? 'foreign' : 'imported';
}
