// Domain names as they are compared: lower case, A-labels (RFC 5890).

import { toUnicode as decode, encode, toASCII } from 'punycode/punycode.es6.js';
import { LONGEST_DOMAIN } from './bounds.ts';

/**
 * A sign that no label of an internationalised name holds (RFC 5892): neither letter, mark nor digit, nor one of the few
 * that some languages write within words. A slash of another alphabet ends a name for the eye. Pictures are registered.
 */
const SIGN = /[^\x00-\x7f\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}·͵׳״་・]/u;

/**
 * Brings a domain as written to lower case and A-labels. Only case and NFC are folded: full-width letters and other
 * look-alikes stay a different domain, as they are in DNS.
 *
 * @param domain decoded text, not latin1 octets
 * @returns '' when it cannot be a host name: too long, an empty label, other ASCII than letters, digits, hyphen,
 *   underscore, a sign of another alphabet
 */
export function toAsciiDomain(domain: string): string {
  if (domain.length > LONGEST_DOMAIN || SIGN.test(domain)) return '';
  const text = domain.normalize('NFC').toLowerCase();
  const ascii = text
    .split('.')
    .map((label) => (/[^\x00-\x7f]/.test(label) ? `xn--${encode(label)}` : label))
    .join('.');
  return ascii.length <= LONGEST_DOMAIN && /^(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/.test(ascii)
    ? ascii
    : '';
}

/** Nothing in it has another form. */
const PLAIN = /^[\w.-]*$/;

/**
 * A domain as text shows it, in lower-case A-labels; '' when there is no way to write it so. Compatibility forms are
 * folded as readers and address bars fold them (NFKC): `ｅｘａｍｐｌｅ。ｃｏｍ` is example.com here, and in no header.
 */
export function toAscii(domain: string): string {
  // What is too long for a name of DNS has no such form, and making one costs the square of its length.
  if (domain.length > LONGEST_DOMAIN) return '';
  if (PLAIN.test(domain)) return bareDomain(domain);
  const plain = domain
    .normalize('NFKC')
    .replace(/[。．｡]/g, '.')
    .toLowerCase();
  try {
    return bareDomain(toASCII(plain));
  } catch {
    return '';
  }
}

/** What a reader sees of a domain in A-labels. */
export function toUnicode(domain: string): string {
  if (PLAIN.test(domain) && !domain.includes('xn--')) return domain;
  try {
    return decode(domain);
  } catch {
    return domain;
  }
}

/** Lower case, without the final dot of a name that is written absolute (RFC 1034 section 3.1). */
export const bareDomain = (domain: string): string => domain.toLowerCase().replace(/\.$/, '');

/** The same name, or a name below it: `isUnder('mail.example.com', 'example.com')`. Both lower-case A-labels. */
export function isUnder(domain: string, parent: string): boolean {
  return parent !== '' && (domain === parent || domain.endsWith(`.${parent}`));
}

/** The domain itself and every name above it, the longest first; none of what is too long for a name. */
export function andAbove(domain: string): string[] {
  const names: string[] = [];
  if (domain.length > LONGEST_DOMAIN) return names;
  for (let at = 0; at >= 0; at = domain.indexOf('.', at) + 1 || -1) names.push(domain.slice(at));
  return names;
}
