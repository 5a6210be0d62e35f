// A brand's label inside somebody else's domain.
// Where the name says an office and nobody, any listed name that stands there beside a word of an office.

import type { Severity } from '../../model.ts';
import { toUnicode } from '../../text/domains.ts';
import { labelClaim } from '../claims/address-claim.ts';
import { imitates, partyOf, weighNeighbour } from '../claims/domain-claim.ts';
import { knownDomains } from '../claims/weigh.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

interface Combo {
  severity: Severity;
  label: string;
  brand: string;
  real: string;
}

/** Beside what is worth imitating, whatever the name says. */
function byTarget(view: ClaimView): Combo | null {
  const found = imitates(view, 'combo');
  if (found === null) return null;
  const { label, domain } = found.target;
  const real = toUnicode(domain);
  return { severity: weighNeighbour(view, found), label, brand: partyOf(found), real };
}

function byOffice(view: ClaimView): Combo | null {
  const claim = labelClaim(view);
  if (claim === null) return null;
  const { hit, organisation } = claim.facts;
  const { name } = hit;
  return {
    severity: 'caution',
    label: name.toLowerCase(),
    brand: name,
    real: knownDomains(organisation),
  };
}

export const domainCombo: ClaimRule = {
  id: 'domainCombo',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  test(view) {
    const found = byTarget(view) ?? byOffice(view);
    if (found === null) return [];
    const { severity, ...params } = found;
    return [
      { rule: 'domainCombo', severity, params: { ...params, domain: toUnicode(view.domain) } },
    ];
  },
};
