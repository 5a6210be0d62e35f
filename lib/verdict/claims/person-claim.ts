// Does the name belong to somebody the reader knows, under another address? Shared by the person rules.

import type { Correspondent, Severity } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { KNOWN_DAYS } from '../../text/days.ts';
import { organizationalLabel, sameOrganization } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import type { PersonHit } from './circle.ts';
import { derived } from './derived.ts';
import { findLookAlike } from './look-alike.ts';
import { personKey } from './person-key.ts';
import { contentService, isGroupHost, isRelay } from './relays.ts';
import { hasMoney, hasPressure } from './vocabulary.ts';

interface PersonClaim {
  kind: 'protected' | 'self' | 'colleague' | 'correspondent';
  /** whom the reader knows by this name; null for a protected name without a known address */
  known: Correspondent | null;
  severity: Severity;
}

const isOwn = (view: ClaimView, domain: string) =>
  [...view.circle.ownDomains].some((one) => sameOrganization(domain, one));

/** The address bore this very name before, on mail that proved itself; what it never bore it may not bear now. */
function boreName(view: ClaimView, { key, kind }: PersonHit): boolean {
  const here = view.circle.byAddress.get(view.address.toLowerCase());
  if (here === undefined || (here.days < KNOWN_DAYS && here.replied !== true)) return false;
  // Whom the reader wrote to under the own name is the reader, in another mailbox.
  return personKey(here.name) === key || (kind === 'self' && here.replied === true);
}

const isUnknown = ({ origin }: ClaimView) => origin === null || origin.origin === 'unknown';

/** A document, form or calendar service, or the own tenant of a ticket system; what its users type there is theirs. */
function isByService(view: ClaimView): boolean {
  if (!view.proved && !isUnknown(view)) return false;
  if (contentService(view.address) !== null) return true;
  const tenant = isRelay(view.domain) ? view.domain.split('.')[0] : null;
  return [...view.circle.ownDomains].some((own) => organizationalLabel(own) === tenant);
}

/** Through which list the name says it came: `'Ann' via dev`. */
const VIA = /\bvia\s+(.+?)['"”’)]*$/iu;

/** A list the reader knows wrote the author into its own From. */
const isByKnownList = ({ name, list }: ClaimView): boolean => list !== null && VIA.test(name);

const isByGroupHost = (domain: string, name: string): boolean =>
  isGroupHost(domain) && /^['‘“]/u.test(name);

/** A list that calls itself so, as everybody may: it explains whom a reader would expect there, and proves nothing. */
function isByAnyList(view: ClaimView): boolean {
  const { name, listId, localPart, origin, freeMail, domain } = view;
  const list = VIA.exec(name)?.[1];
  if (list === undefined) return false;
  // A row of the list of threads tells no List-Id, and hosts of groups put quotes around the author.
  if (origin === null || isByGroupHost(domain, name)) return true;
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const wanted = plain(list);
  if (wanted === '' || listId === null || freeMail) return false;
  return plain(`${listId} ${localPart}`).includes(wanted);
}

const demands = ({ name, subject }: ClaimView): boolean =>
  hasMoney(subject) || hasPressure(subject) || hasPressure(name);

/** Answers go to the person whom the name says, or into the reader's own organisation: a forger would wait in vain. */
function repliesHome(view: ClaimView, { key }: PersonHit): boolean {
  const { repliesTo, circle } = view;
  const known = (circle.byName.get(key) ?? []).map(({ address }) => address.toLowerCase());
  return (
    repliesTo.length > 0 &&
    repliesTo.every((address) => {
      const to = address.toLowerCase();
      return circle.me.has(to) || known.includes(to) || isOwn(view, domainOf(to));
    })
  );
}

/** Free mail, nothing proved, an answer that goes elsewhere: where money is spoken of, that is the attack. */
const isSuspicious = (view: ClaimView, hit: PersonHit): boolean =>
  view.freeMail ||
  (!view.proved && !isUnknown(view)) ||
  (view.repliesElsewhere && !repliesHome(view, hit)) ||
  findLookAlike(view.domain, view.circle) !== null;

/** Null where it is no claim at all. */
function weigh(view: ClaimView, { kind, known }: Omit<PersonClaim, 'severity'>, hit: PersonHit) {
  const mediated = isByService(view) || isByKnownList(view);
  if (mediated) return hasMoney(view.subject) && kind !== 'self' ? 'caution' : null;
  const isListed = isByAnyList(view);
  if (isListed && repliesHome(view, hit)) return hasMoney(view.subject) ? 'caution' : 'info';
  if (isListed && kind !== 'correspondent') return weighListed(view, kind);
  // Protected names were chosen by hand and are few; other people have namesakes.
  if (kind === 'protected') return hit.familyOnly ? 'caution' : 'danger';
  if (kind === 'correspondent') {
    if (known?.replied === false || (isListed && !demands(view))) return 'info';
    return demands(view) && isSuspicious(view, hit) ? 'danger' : 'caution';
  }
  return demands(view) || isSuspicious(view, hit) ? 'danger' : 'caution';
}

/** From a list that nobody knows: a post, or whoever calls himself a list. What it wants tells. */
function weighListed(view: ClaimView, kind: PersonClaim['kind']): Severity {
  // A row of the list of threads tells no subject.
  if (view.origin === null) return isByGroupHost(view.domain, view.name) ? 'info' : 'caution';
  if (kind === 'self') return demands(view) ? 'caution' : 'info';
  return demands(view) ? 'danger' : 'caution';
}

function claimOf(view: ClaimView, hit: PersonHit): PersonClaim | null {
  if (boreName(view, hit)) return null;
  const people = (view.circle.byName.get(hit.key) ?? []).filter(
    ({ days, replied }) => days >= KNOWN_DAYS || replied === true,
  );
  // Whoever bears a second address is no less known by the first; whom the reader answered speaks first.
  const known = people.find(({ replied }) => replied !== false) ?? people[0] ?? null;
  if (hit.kind === 'correspondent') {
    // A company writes from many addresses of its own.
    const strangers = people.filter(
      ({ address }) => !sameOrganization(domainOf(address), view.domain) || view.freeMail,
    );
    if (known === null || strangers.length < people.length) return null;
  }
  const kind: PersonClaim['kind'] =
    hit.kind === 'correspondent' && people.some(({ address }) => isOwn(view, domainOf(address)))
      ? 'colleague'
      : hit.kind;
  const severity = weigh(view, { kind, known }, hit);
  return severity === null ? null : { kind, known, severity };
}

/** The gravest claim to be one of the reader's people from an address that never bore the name; null without one. */
export const personClaim = derived((view): PersonClaim | null => {
  if (view.people.length === 0 || view.domain === '') return null;
  if (view.circle.me.has(view.address.toLowerCase())) return null;
  // Inside the own organisation other rules ask for proof.
  if (isOwn(view, view.domain)) return null;
  return view.people.flatMap((hit) => claimOf(view, hit) ?? [])[0] ?? null;
});
