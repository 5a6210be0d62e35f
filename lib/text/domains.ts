// Domain names as they are compared: lower case, A-labels (RFC 5890).

import { encode } from 'punycode/punycode.es6.js';

/**
 * Brings a domain as written to lower case and A-labels. Only case and NFC are folded: full-width letters and other
 * look-alikes stay a different domain, as they are in DNS.
 *
 * @param domain decoded text, not latin1 octets
 * @returns '' when it cannot be a host name: too long, an empty label, other ASCII than letters, digits, hyphen,
 *   underscore
 */
export function toAsciiDomain(domain: string): string {
  if (domain.length > 253) return '';
  const text = domain.normalize('NFC').toLowerCase();
  const ascii = text
    .split('.')
    .map((label) => (/[^\x00-\x7f]/.test(label) ? `xn--${encode(label)}` : label))
    .join('.');
  return ascii.length <= 253 && /^(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/.test(ascii)
    ? ascii
    : '';
}

/** True when `domain` is `parent` or lies under it. Both lower-case A-labels. */
export function isSameOrUnder(domain: string, parent: string): boolean {
  return parent !== '' && (domain === parent || domain.endsWith(`.${parent}`));
}
