// A brand's label inside somebody else's domain.

import { toUnicode } from '../../text/domains.ts';
import { imitates, isCapped, nameClaims, partyOf } from '../claims/domain-claim.ts';
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
    const capped = isCapped(found);
    return [
      {
        rule: 'domainCombo',
        severity: nameClaims(view, found) && !capped ? 'danger' : 'caution',
        capped,
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
