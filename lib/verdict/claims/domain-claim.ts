// What the sender's domain imitates, found once and shared by the look-alike rules.

import type { Severity } from '../../model.ts';
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { proofOf } from './claim-facts.ts';
import { derived } from './derived.ts';
import { findLookAlike, type Imitation, type LookAlike } from './look-alike.ts';
import { personClaim } from './person-claim.ts';
import { claimsOf, claimsSurely } from './weigh.ts';

const lookAlike = derived(({ domain, circle }) =>
  domain === '' ? null : findLookAlike(domain, circle),
);

/** The imitation of this kind, null when there is none or another one is surer. */
export function imitates(view: ClaimView, how: Imitation): LookAlike | null {
  const found = lookAlike(view);
  return found?.how === how ? found : null;
}

/** The name claims the organisation whose domain is imitated. */
function nameClaims(view: ClaimView, { target }: LookAlike): boolean {
  const organisation = target.organisation();
  return organisation !== null && claimsSurely(view, organisation);
}

/** `DATEV-Anwenderkreis` of datev-anwenderkreis: the name says that it speaks about it, and the domain says no office. */
const isSpokenAbout = (view: ClaimView, { target }: LookAlike): boolean =>
  claimsOf(view).some(
    ({ organisation, rowId, severity, facts }) =>
      organisation === target.organisation()?.id &&
      rowId === 'relation' &&
      severity === 'info' &&
      !facts.labelPoses,
  );

/** How the imitated party is called: the organisation, or the domain itself. */
export function partyOf({ target }: LookAlike): string {
  const names = target.organisation()?.names;
  return names ? (names.native ?? names.en) : target.domain;
}

const withoutHyphens = (label: string): string => label.replaceAll('-', '');

/** The same name under another suffix, or one hyphen apart: what one owner registers. */
const isSister = ({ how, target }: LookAlike, view: ClaimView): boolean =>
  how === 'suffix' ||
  withoutHyphens(organizationalLabel(view.domain) ?? '') === withoutHyphens(target.label);

/**
 * How much a neighbouring domain says: danger only where the name claims its owner, too, or nothing proves the mail of a
 * domain beside the reader's own; a proved sister domain is asked about, not accused.
 */
export function weighNeighbour(view: ClaimView, found: LookAlike): Severity {
  const { target } = found;
  if (target.kind === 'brand') {
    if (isSpokenAbout(view, found)) return 'info';
    return nameClaims(view, found) ? 'danger' : 'caution';
  }
  const person = personClaim(view);
  if (person !== null && person.severity !== 'info') return 'danger';
  const proof = proofOf(view);
  if (isSister(found, view) && proof === 'dkim') return target.kind === 'own' ? 'caution' : 'info';
  if (target.kind === 'own') return proof === 'none' ? 'danger' : 'caution';
  if (!view.circle.answeredDomains.has(target.domain)) return 'info';
  return proof === 'none' ? 'danger' : 'caution';
}
