// Does the name belong to somebody the reader knows, under another address? Shared by the person rules.

import type { Correspondent } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { isFullName } from './reader.ts';
import { contentService, isRelay } from './relays.ts';
import { hasMoney } from './vocabulary.ts';

export interface ContactClaim {
  /** whom the reader knows by this name; null for a protected name without a known address */
  known: Correspondent | null;
  /** on the reader's list of protected names, or of the reader's own organisation */
  colleague: boolean;
  protected: boolean;
}

/** Days with authenticated mail that make a name known. */
const KNOWN_DAYS = 2;

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** A service that writes in the name of its users told so, as far as anybody looked, and no money is spoken of. */
const isExplained = ({ address, domain, origin, proved, subject }: ClaimView): boolean =>
  (proved || origin === null || origin.origin === 'unknown') &&
  (isRelay(domain) || contentService(address) !== null) &&
  !hasMoney(subject);

/** Null when nobody known bears this name, or the address is known or of the same organisation. */
export function contactClaim(view: ClaimView): ContactClaim | null {
  const { reader, person } = view;
  if (person === '' || view.domain === '' || reader.me.has(view.address.toLowerCase())) return null;
  const isProtected = reader.protectedNames.has(person);
  if (!isProtected && !(isFullName(person) && reader.byName.has(person))) return null;
  const own = (domain: string) =>
    [...reader.ownDomains].some((one) => sameOrganization(domain, one));
  // Inside the own organisation other rules ask for proof.
  if (own(view.domain)) return null;
  const here = reader.byAddress.get(view.address.toLowerCase());
  if (here && (here.days >= KNOWN_DAYS || here.replied === true)) return null;
  const people = (reader.byName.get(person) ?? []).filter(({ days }) => days >= KNOWN_DAYS);
  const strangers = people.filter(
    ({ address }) => !sameOrganization(domainOf(address), view.domain) || view.freeMail,
  );
  if (!isProtected && (people.length === 0 || strangers.length < people.length)) return null;
  // A name that several addresses already bear names nobody in particular.
  if (!isProtected && new Set(people.map(({ address }) => address.toLowerCase())).size > 1)
    return null;
  if (isExplained(view)) return null;
  const known = people[0] ?? null;
  return {
    known,
    protected: isProtected,
    colleague: isProtected || (known !== null && own(domainOf(known.address))),
  };
}
