// The name is a brand's, the sender's domain is not, or nothing proves that it is.
import { brandClaim, knownDomains } from '../claims/brand-claim.ts';
import type { ClaimRule } from './rule.ts';

export const nameBrand: ClaimRule = {
  id: 'nameBrand',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  // the brand in the name beside other words, and its label inside a foreign domain
  worseWith: [
    { rule: 'domainCombo', same: 'brand' },
    { rule: 'domainSuffix', same: 'brand' },
  ],
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const claim = brandClaim(view);
    if (!claim || (view.freeMail && !claim.owned)) return [];
    const { hit, brand, severity, capped } = claim;
    return [
      {
        rule: 'nameBrand',
        severity,
        disguised: hit.disguised,
        capped,
        params: {
          name: view.name,
          brand: brand.names[0]!,
          domain: view.domain,
          expected: knownDomains(brand),
        },
      },
    ];
  },
};
