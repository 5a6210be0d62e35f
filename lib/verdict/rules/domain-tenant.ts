// A brand's name as a tenant of a hosting suffix, where anybody can open one.

import { toUnicode } from '../../text/domains.ts';
import { imitates, partyOf } from '../claims/domain-claim.ts';
import { ORDINARY_LABELS } from '../claims/targets.ts';
import type { ClaimRule } from './rule.ts';

export const domainTenant: ClaimRule = {
  id: 'domainTenant',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  test(view) {
    const found = imitates(view, 'tenant');
    if (!found) return [];
    const isWord = ORDINARY_LABELS.has(found.target.label);
    return [
      {
        rule: 'domainTenant',
        severity: isWord ? 'caution' : 'danger',
        params: {
          domain: toUnicode(view.domain),
          brand: partyOf(found),
          real: toUnicode(found.target.domain),
        },
      },
    ];
  },
};
