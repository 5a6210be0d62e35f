// A company's name on an account that anybody can open.

import { brandClaim, knownDomains } from '../claims/brand-claim.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import type { ClaimRule } from './rule.ts';

export const nameBrandFreemail: ClaimRule = {
  id: 'nameBrandFreemail',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const claim = brandClaim(view);
    if (!claim || claim.owned || !view.freeMail) return [];
    const { hit, brand, severity, capped } = claim;
    return [
      {
        rule: 'nameBrandFreemail',
        severity,
        disguised: hit.disguised,
        capped,
        params: {
          name: view.name,
          brand: brand.names[0]!,
          address: view.address,
          service: freeMailDomain(view.domain)!,
          expected: knownDomains(brand),
        },
      },
    ];
  },
};
