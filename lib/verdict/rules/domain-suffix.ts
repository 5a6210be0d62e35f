// The same label under another suffix.

import { toUnicode } from '../../text/domains.ts';
import { imitates, partyOf, weighNeighbour } from '../claims/domain-claim.ts';
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
    return [
      {
        rule: 'domainSuffix',
        severity: weighNeighbour(view, found),
        params: {
          domain: toUnicode(view.domain),
          brand: partyOf(found),
          real: toUnicode(found.target.domain),
        },
      },
    ];
  },
};
