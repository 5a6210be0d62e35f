// Addresses as they are compared (RFC 5321 section 2.3.11): taken apart at the last @, which a quoted local part may hold too.
import { toAsciiDomain } from './domains.ts';
import { decodeUtf8 } from './octets.ts';

/** Local part and domain as written; without an @ all of it is the local part and the domain ''. */
export function splitAddress(address: string): { localPart: string; domain: string } {
  const at = address.lastIndexOf('@');
  return at === -1
    ? { localPart: address, domain: '' }
    : { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** What stands behind the last @, all of it where there is none, as written. */
export const behindAt = (text: string): string => text.slice(text.lastIndexOf('@') + 1);

/**
 * Domain of `user@example.com`, `@example.com` or `example.com`, lower case, in A-labels: a record may hold U-labels
 * in UTF-8 octets (RFC 8616 section 4). What is no host name comes back as it stands.
 */
export function domainOf(value: string): string {
  const written = behindAt(value).replace(/[>.]{1,9}$/, '');
  return toAsciiDomain(decodeUtf8(written) ?? written) || written.toLowerCase();
}

/** gmail.com and its older name. Their own record asks for nothing, but Google signs all of their mail. */
export const isGmailDomain = (domain: string): boolean =>
  domain === 'gmail.com' || domain === 'googlemail.com';

/** Lower case; of Gmail's own addresses the one spelling: Gmail ignores dots and everything from `+`. */
export function canonicalAddress(address: string): string {
  const { localPart, domain } = splitAddress(address.toLowerCase());
  if (!isGmailDomain(domain)) return `${localPart}@${domain}`;
  return `${withoutTag(localPart).replaceAll('.', '')}@gmail.com`;
}

/** `user` of `user+tag`: sub-addressing (RFC 5233). */
export const withoutTag = (localPart: string): string => localPart.replace(/\+.*$/s, '');

/** Two spellings of one mailbox. */
export const isSameMailbox = (one: string, other: string): boolean =>
  canonicalAddress(one) === canonicalAddress(other);
