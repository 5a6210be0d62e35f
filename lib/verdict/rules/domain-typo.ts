// One letter away from a domain the reader knows or a brand's.

import { toUnicode } from '../../text/domains.ts';
import { imitates, weighNeighbour } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainTypo: ClaimRule = {
  id: 'domainTypo',
  layer: 'domain',
  about: 'domain',
  spelled: true,
  needs: 'claim',
  suppressedBy: ['known'],
  teachable: 'organisation',
  test(view) {
    const found = imitates(view, 'typo');
    if (!found) return [];
    return [
      {
        rule: 'domainTypo',
        severity: weighNeighbour(view, found),
        params: {
          domain: toUnicode(view.domain),
          written: toUnicode((view.organization || view.domain).split('.')[0] ?? ''),
          real: toUnicode(found.target.domain),
          meant: toUnicode(found.target.label),
        },
      },
    ];
  },
};
