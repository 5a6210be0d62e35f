// Reads an addr-spec (RFC 5322 section 3.4.1) and says what is irregular about it.

import type { AddressDefect, Mailbox } from '../model.ts';
import { isSpecial, type Token } from '../text/address-tokens.ts';
import { anyOf, HIDDEN_IN_ADDRESS } from '../text/characters.ts';
import { toAsciiDomain } from '../text/domains.ts';
import { decodeUtf8 } from '../text/octets.ts';
import { decodeOctets } from './encoded-words.ts';
import { readAddress } from './received.ts';

/** Characters without ink: white space other than SPACE, format characters, fillers. */
const INVISIBLE = anyOf(HIDDEN_IN_ADDRESS);

/**
 * Builds a mailbox from the tokens between angle brackets, or of a bare address. Comments must be gone.
 *
 * @param value the unfolded latin1 value the tokens point into
 * @param note told each defect: 'syntax', 'nonAscii', 'invisible'
 * @returns an empty address where there is no `@`
 */
export function readMailbox(
  value: string,
  name: string,
  tokens: Token[],
  note: (defect: AddressDefect) => void,
): Mailbox {
  const nobody = { name, address: '', localPart: '', domain: '' };
  if (tokens.length === 0) return nobody;
  const at = tokens.findLastIndex((token) => isSpecial(token, '@'));
  if (at === -1) {
    note('syntax');
    return nobody;
  }
  const local = tokens.slice(0, at);
  const host = withoutFinalDot(tokens.slice(at + 1), note);
  const localOctets = octetsOf(value, local);
  const hostOctets = octetsOf(value, host);
  if (/[\x80-\xff]/.test(localOctets + hostOctets)) note('nonAscii');
  if (isInvisible(localOctets) || isInvisible(hostOctets)) note('invisible');
  const localPart = decodeOctets(localOctets);
  const written = decodeOctets(hostOctets);
  const domain = readDomain(written);
  // What is no host name is read up to the odd sign by one program and as a whole by the next.
  const isRead = isLocalPart(local) && isWhole(host) && domain !== '';
  if (!isRead || tokens[at]?.spaced) note('syntax');
  return { name, address: `${localPart}@${written}`, localPart, domain };
}

/** dot-atom or quoted-string. Dots in a row are no defect: Japanese mobile carriers gave out such addresses. */
function isLocalPart(tokens: Token[]): boolean {
  const [only] = tokens;
  if (only === undefined || tokens.length > 1) return false;
  // A quoted `@` is how one address is dressed up as another.
  if (only.kind === 'quoted') return !only.text.includes('@') && only.text !== '';
  return only.kind === 'word' && !/[[\]]/.test(only.text);
}

/** A dot behind the domain is how DNS writes a whole name, and says nothing else (RFC 1034 section 3.1). */
function withoutFinalDot(host: Token[], note: (defect: AddressDefect) => void): Token[] {
  const [only] = host;
  if (only?.kind !== 'word' || host.length > 1 || !/[^.]\.$/.test(only.text)) return host;
  note('sloppy');
  return [{ ...only, text: only.text.slice(0, -1), end: only.end - 1 }];
}

function isWhole(host: Token[]): boolean {
  return host.length === 1 && !host[0]?.spaced && /^(?:word|literal)$/.test(host[0]?.kind ?? '');
}

/**
 * The domain for comparing: a host name or the literal of an address (RFC 5321 sections 2.3.5 and 4.1.3). '' where it is
 * neither, or something invisible is in it, so that it equals nobody's.
 */
function readDomain(domain: string): string {
  if (INVISIBLE.test(domain)) return '';
  if (domain.startsWith('[')) return readAddress(domain) === null ? '' : domain.toLowerCase();
  return toAsciiDomain(domain);
}

/** The octets of tokens as written, without blanks and comments between them. */
function octetsOf(value: string, tokens: Token[]): string {
  let octets = '';
  for (const { start, end } of tokens) octets += value.slice(start, end);
  return octets;
}

/** A character without ink, written in UTF-8 or as a lone latin1 no-break space or soft hyphen. */
export function isInvisible(octets: string): boolean {
  if (!/[\x80-\xff]/.test(octets)) return false;
  const text = decodeUtf8(octets);
  return text === null ? /[\xa0\xad]/.test(octets) : INVISIBLE.test(text);
}
