// What the sender's domain imitates, found once and shared by the look-alike rules.

import type { ClaimView } from '../rules/rule.ts';
import { hasConfirmedDomain } from './brands.ts';
import { findLookAlike, type Imitation, type LookAlike } from './look-alike.ts';

const computed = new WeakMap<ClaimView, LookAlike | null>();

/** The imitation of this kind, null when there is none or another one is surer. */
export function imitates(view: ClaimView, how: Imitation): LookAlike | null {
  let found = computed.get(view);
  if (found === undefined) {
    found = view.domain === '' ? null : findLookAlike(view.domain, view.reader);
    computed.set(view, found);
  }
  return found?.how === how ? found : null;
}

/** The name speaks of the brand that the domain imitates. */
export function nameClaims(view: ClaimView, { target }: LookAlike): boolean {
  const { brand } = target;
  return brand !== null && view.brands.some((hit) => hit.brands.includes(brand));
}

/** A brand about whose domains the list may be wrong: caution at most. */
export const isCapped = ({ target }: LookAlike): boolean =>
  target.brand !== null && !hasConfirmedDomain(target.brand);

/** How the imitated party is called: the brand, or the domain itself. */
export const partyOf = ({ target }: LookAlike): string => target.brand?.names[0] ?? target.domain;
