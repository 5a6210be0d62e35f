// Does the name claim to be a listed brand, and how surely? Shared by the two brand rules and by those that add to them.

import type { Severity } from '../../model.ts';
import { gravityOf } from '../../model.ts';
import { toUnicode } from '../../text/domains.ts';
import type { ClaimView } from '../rules/rule.ts';
import {
  type BrandEntry,
  type BrandHit,
  brandsOfDomain,
  hasConfirmedDomain,
  isConfirmed,
  ownedBy,
} from './brands.ts';
import {
  hasDesk,
  hasPressure,
  hasRelation,
  isGivenName,
  isSelfHosted,
  threatensMailbox,
} from './vocabulary.ts';

export interface BrandClaim {
  hit: BrandHit;
  brand: BrandEntry;
  severity: Severity;
  /** the sender's domain is the brand's, but nothing proved that it was used */
  owned: boolean;
  /** no domain of the brand is confirmed, so this can be no more than caution */
  capped: boolean;
}

/** Businesses whose name in a foreign sender is an alarm even beside other words. */
const MONEY_CATEGORIES = new Set(['bank', 'card', 'pay', 'broker', 'crypto', 'gov', 'parcel']);

/** `UPS`, `JAL`: an acronym that is written like a word (`Ups`, `Jal`) is another word. */
function isOtherCase(hit: BrandHit, name: string): boolean {
  return /^[A-Z]{2,5}$/.test(hit.name) && !name.normalize('NFKC').includes(hit.name);
}

/** How far a weak name (an ordinary word, a given name) claims the brand at all. */
function weighWeak(hit: BrandHit, view: ClaimView): Severity | null {
  if (hit.disguised) return 'danger';
  if (hit.residue.length > 0) return null;
  if (hasPressure(view.name)) return 'danger';
  if (isSelfHosted(hit.name)) return null;
  const hurried = hasPressure(view.subject);
  if (isGivenName(hit.name)) return hurried && hit.name === view.name.trim() ? 'caution' : null;
  if (isOtherCase(hit, view.name)) return null;
  if (hurried) return 'danger';
  return (hit.whole && hit.name.length > 1) || hasDesk(view.name) ? 'caution' : null;
}

function weighStrict(hit: BrandHit, brand: BrandEntry, view: ClaimView): Severity {
  if (hit.disguised || hit.residue.length === 0) return 'danger';
  if (hasRelation(hit.residue)) return 'info';
  return hasPressure(view.name) ||
    threatensMailbox(view.subject) ||
    MONEY_CATEGORIES.has(brand.category)
    ? 'caution'
    : 'info';
}

/** A brand's own domain answers its name where the origin is proved, vouched for, or was never looked at. */
export function isAnswered(view: ClaimView): boolean {
  const { origin } = view;
  if (origin === null || view.proved) return true;
  return origin.origin === 'own' || origin.origin === 'unknown' || origin.rowId === 'vouched';
}

const computed = new WeakMap<ClaimView, BrandClaim | null>();

/** The strongest brand claim of the name that the sender's domain does not answer; null without one. */
export function brandClaim(view: ClaimView): BrandClaim | null {
  let claim = computed.get(view);
  if (claim === undefined) {
    claim = find(view);
    computed.set(view, claim);
  }
  return claim;
}

function find(view: ClaimView): BrandClaim | null {
  if (view.brands.length === 0) return null;
  const owned = view.brands.some((hit) =>
    hit.brands.some((brand) => ownedBy(brand, view.domain) !== null),
  );
  if (owned && isAnswered(view)) return null;
  // The reader's own servers may carry any program's name.
  if (view.proved && view.reader.ownDomains.has(view.organization)) return null;
  // Mail that another listed brand proves to have sent (a marketplace, a payment service) speaks about this one.
  const byOtherBrand =
    view.proved &&
    brandsOfDomain(view.domain).some((brand) => {
      const domain = ownedBy(brand, view.domain);
      return domain !== null && isConfirmed(brand, domain);
    });
  let best: BrandClaim | null = null;
  for (const hit of view.brands) {
    const brand = hit.brands[0]!;
    let severity = hit.weak ? weighWeak(hit, view) : weighStrict(hit, brand, view);
    if (severity === null) continue;
    if (byOtherBrand && !hit.disguised) severity = 'info';
    const capped = !hit.brands.some(hasConfirmedDomain);
    // Where a telephone company's own mail and its customers' share a domain, nobody can tell them apart.
    const shared = hit.brands.some((one) => one.userMailDomains?.includes(view.domain));
    if (severity === 'danger' && (owned || capped || shared)) severity = 'caution';
    if (best === null || gravityOf(severity) > gravityOf(best.severity))
      best = { hit, brand, severity, owned, capped };
  }
  return best;
}

/** Up to three domains of a brand, confirmed ones first, as a reader knows them. */
export function knownDomains(brand: BrandEntry): string {
  return [...brand.domains]
    .sort((a, b) => Number(isConfirmed(brand, b)) - Number(isConfirmed(brand, a)))
    .slice(0, 3)
    .map(toUnicode)
    .join(', ');
}
