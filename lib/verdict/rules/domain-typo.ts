// One letter away from a domain the reader knows or a brand's.

import { toUnicode } from '../../text/domains.ts';
import { imitates, isCapped, nameClaims } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

/** Shorter labels have honest neighbours. */
const SURE_LENGTH = 8;

export const domainTypo: ClaimRule = {
  id: 'domainTypo',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  teachable: 'organisation',
  test(view) {
    const found = imitates(view, 'typo');
    if (!found) return [];
    const { target } = found;
    const capped = isCapped(found);
    const sure =
      target.kind === 'own' || target.label.length >= SURE_LENGTH || nameClaims(view, found);
    return [
      {
        rule: 'domainTypo',
        severity: sure && !capped ? 'danger' : 'caution',
        capped,
        params: {
          domain: toUnicode(view.domain),
          written: toUnicode((view.organization || view.domain).split('.')[0] ?? ''),
          real: toUnicode(target.domain),
          meant: toUnicode(target.label),
        },
      },
    ];
  },
};
