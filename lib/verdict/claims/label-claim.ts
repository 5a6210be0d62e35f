// The domain says an organisation and an office of it, and the name says no more than an office.
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { claimFacts } from './claim-facts.ts';
import { isGeneric } from './generic.ts';
import { subjectAsks } from './haste.ts';
import { isOfMailings } from './office-labels.ts';
import { readPlace } from './read.ts';
import { isStranger } from './stranger.ts';
import { type OrganisationClaim, weighClaim } from './weigh.ts';

/** Shorter names are parts of too many words. */
const SHORTEST = 5;

/**
 * `suivi@chronopost-fr-livraison`: the strict name that a label of several parts holds, where the rest is what offices
 * are called; null where the domain bears anything else, or answers for the name.
 */
export function labelClaim(view: ClaimView): OrganisationClaim | null {
  const label = organizationalLabel(view.domain) ?? '';
  if (!label.includes('-') || !isGeneric(view) || !subjectAsks(view) || !isStranger(view))
    return null;
  const reading = readPlace('label', label.replaceAll('-', ' '), view.circle.extra);
  for (const hit of reading?.hits ?? []) {
    const rest = `${label.slice(0, hit.start)}${label.slice(hit.end)}`.replace(/^-|-$/g, '');
    if (hit.strength !== 'strict' || hit.end - hit.start < SHORTEST || !isOfMailings(rest))
      continue;
    const claim = weighClaim(claimFacts(view, reading!, hit));
    if (claim.severity !== null && claim.facts.writer === null) return claim;
  }
  return null;
}
