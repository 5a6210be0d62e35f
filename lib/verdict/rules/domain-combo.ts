// A brand's label inside somebody else's domain.
// Where the name says an office and nobody, any listed name that stands there beside a word of an office.

import { toUnicode } from '../../text/domains.ts';
import { imitates, partyOf, weighNeighbour } from '../claims/domain-claim.ts';
import { labelClaim } from '../claims/label-claim.ts';
import { knownDomains } from '../claims/weigh.ts';
import type { ClaimRule } from './rule.ts';

export const domainCombo: ClaimRule = {
  id: 'domainCombo',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  suppressedBy: ['known'],
  test(view) {
    const found = imitates(view, 'combo');
    const domain = toUnicode(view.domain);
    if (found) {
      const params = { domain, label: found.target.label, brand: partyOf(found) };
      const real = toUnicode(found.target.domain);
      return [
        {
          rule: 'domainCombo',
          severity: weighNeighbour(view, found),
          params: { ...params, real },
        },
      ];
    }
    const claim = labelClaim(view);
    if (claim === null) return [];
    const { hit, organisation } = claim.facts;
    const params = { domain, label: hit.name.toLowerCase(), brand: hit.name };
    const real = knownDomains(organisation);
    return [{ rule: 'domainCombo', severity: 'caution', params: { ...params, real } }];
  },
};
