// Organisational domains by the Public Suffix List: who registered a name. The only importer of tldts in this room.

import { getDomain, getDomainWithoutSuffix, getPublicSuffix, parse } from 'tldts';
import { bareDomain } from './domains.ts';
import { ofLate } from './once.ts';

/** As the list is asked: lower case, absolute; '' for what has an empty label and is no name (RFC 1034 section 3.1). */
function asked(domain: string): string {
  const bare = bareDomain(domain);
  return bare.startsWith('.') || bare.includes('..') ? '' : bare;
}

/**
 * Registrable domain by the ICANN section of the Public Suffix List: `a.b.example.co.jp` → `example.co.jp`.
 * Null for a public suffix itself, an IP address or something that is no domain. Takes lower-case A-labels.
 * DMARC (RFC 9989) finds its own by a walk of the DNS tree; this one serves rules, words and recorded results.
 */
export const organizationalDomain = ofLate(1000, (domain) => getDomain(asked(domain), ICANN));

/** Registrable domain with the private section too: `shop.tenant.example-host.io` belongs to the tenant. */
export function tenantDomain(domain: string): string | null {
  return getDomain(asked(domain), PRIVATE);
}

/** The label that carries the name: `rakuten-card` of `www.rakuten-card.co.jp`; null as above. */
export function organizationalLabel(domain: string): string | null {
  return getDomainWithoutSuffix(asked(domain), ICANN) || null;
}

/** `co.jp` of `example.co.jp`. */
export function publicSuffix(domain: string): string | null {
  return getPublicSuffix(asked(domain), ICANN);
}

/** A host name below a suffix that the ICANN section lists: `example.co.jp`, not `file.txt` or `example.internal`. */
export function hasKnownSuffix(domain: string): boolean {
  const { domain: registrable, isIcann } = parse(asked(domain), ICANN);
  return registrable !== null && isIcann === true;
}

/**
 * Two names of one registrant: equal, or equal registrable domains. Tenants of one hosting suffix
 * (`a.github.io`, `b.github.io`) are strangers to each other, as they are without a DMARC record that says otherwise.
 */
export function sameOrganization(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  if (bareDomain(one) === bareDomain(other)) return true;
  const organization = tenantDomain(one);
  return organization !== null && organization === tenantDomain(other);
}

const ICANN = { allowPrivateDomains: false, extractHostname: false, validateHostname: false };
const PRIVATE = { allowPrivateDomains: true, extractHostname: false, validateHostname: false };
