// Takes the reader's own addresses out of what is handed on: as written, tagged, and folded into other addresses.
import { isGmailDomain, splitAddress } from '../../lib/text/addresses.ts';

/** What stands in the place of an address; `.invalid` is reserved (RFC 2606) and can belong to nobody. */
const NOBODY = 'redacted';
const NOWHERE = 'redacted.invalid';

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * The local part of an address as senders spell it. Gmail takes no notice of dots, and nobody of letter case; a tag
 * behind a plus sign still leads to the same mailbox.
 */
function localPattern(localPart: string, domain: string): string {
  const [bare = ''] = localPart.split('+');
  const isGmail = isGmailDomain(domain);
  const letters = isGmail ? [...bare.replaceAll('.', '')] : [bare];
  return `${letters.map(escapePattern).join(isGmail ? '\\.?' : '')}(?:\\+[^\\s@=<>"]{0,64})?`;
}

function patternOf(address: string): string | null {
  const { localPart, domain: written } = splitAddress(address);
  const domain = written.toLowerCase();
  if (localPart === '' || domain === '') return null;
  const domains = isGmailDomain(domain) ? '(?:gmail|googlemail)\\.com' : escapePattern(domain);
  const end = '(?![\\w-]|\\.[a-z0-9])';
  const local = localPattern(localPart, domain);
  // `=` in addresses that carry another one (VERP, BATV, SRS); `%40` in links; `=40` in quoted-printable.
  const plain = `(?<![\\w.+-])${local}(@)${domains}${end}`;
  const folded = `(?<![a-z0-9.])${local}(=40|=|%40)${domains}${end}`;
  // SRS (the envelope of forwarded mail) writes the domain first.
  const turned = `(?<![\\w-])${domains}(=)${local}(?=@)`;
  return `${plain}|${folded}|${turned}`;
}

export interface Redactor {
  text(text: string): string;
  /** every text inside a JSON value; names of fields stay */
  json<T>(value: T): T;
  /** a message, header and body alike; what is encoded in base64 stays as it is */
  octets(octets: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** One character an octet, both ways; TextDecoder knows no such encoding. */
function latin1(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += 8192)
    text += String.fromCharCode(...octets.subarray(at, at + 8192));
  return text;
}

/** Base64 or base64url, long enough to hold an address. */
const TOKEN = /[A-Za-z0-9+/_-]{12,}={0,2}/g;

function decode(token: string): string {
  const plain = token.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0)));
  } catch {
    return '';
  }
}

/** Makes a redactor for the reader's addresses. Without any it changes nothing. */
export function createRedactor(addresses: readonly string[]): Redactor {
  const patterns = [...new Set(addresses)].flatMap((address) => patternOf(address) ?? []);
  const pattern = patterns.length > 0 ? new RegExp(patterns.join('|'), 'giu') : null;
  const clean = (text: string): string =>
    pattern
      ? text.replace(pattern, (_whole, ...groups: unknown[]) => {
          const between = groups.find((group) => typeof group === 'string') as string;
          return `${NOBODY}${between}${NOWHERE}`;
        })
      : text;
  /** A token that carries an address in base64 says as much as the address. */
  const carries = (token: string): boolean =>
    pattern !== null &&
    [token, ...token.split('/')].some((part) => decode(part).search(pattern) !== -1);
  const cleanTokens = (text: string): string =>
    pattern ? text.replace(TOKEN, (token) => (carries(token) ? NOBODY : token)) : text;
  const cleanAll = (text: string): string => cleanTokens(clean(text));
  const cleanJson = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanAll(value);
    if (Array.isArray(value)) return value.map(cleanJson);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleanJson(each)]));
  };
  return {
    text: cleanAll,
    json: <T>(value: T): T => cleanJson(value) as T,
    octets: (octets) => Uint8Array.from(clean(latin1(octets)), (c) => c.charCodeAt(0)),
  };
}
