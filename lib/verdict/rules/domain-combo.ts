// A brand's label inside somebody else's domain.

import { toUnicode } from '../../text/domains.ts';
import { imitates, partyOf, weighNeighbour } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainCombo: ClaimRule = {
  id: 'domainCombo',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  test(view) {
    const found = imitates(view, 'combo');
    if (!found) return [];
    return [
      {
        rule: 'domainCombo',
        severity: weighNeighbour(view, found),
        params: {
          domain: toUnicode(view.domain),
          label: found.target.label,
          brand: partyOf(found),
          real: toUnicode(found.target.domain),
        },
      },
    ];
  },
};
