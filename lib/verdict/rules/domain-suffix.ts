// The same label under another suffix.

import { toUnicode } from '../../text/domains.ts';
import { imitates, isCapped, nameClaims, partyOf } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainSuffix: ClaimRule = {
  id: 'domainSuffix',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  test(view) {
    const found = imitates(view, 'suffix');
    if (!found) return [];
    const capped = isCapped(found);
    const sure = found.target.kind === 'own' || nameClaims(view, found);
    return [
      {
        rule: 'domainSuffix',
        severity: sure && !capped ? 'danger' : 'caution',
        capped,
        params: {
          domain: toUnicode(view.domain),
          brand: partyOf(found),
          real: toUnicode(found.target.domain),
        },
      },
    ];
  },
};
