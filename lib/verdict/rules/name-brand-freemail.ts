// A company's name on an account that anybody can open.

import { freeMailDomain } from '../claims/free-mail.ts';
import { knownDomains, nameClaim } from '../claims/weigh.ts';
import type { ClaimRule } from './rule.ts';

export const nameBrandFreemail: ClaimRule = {
  id: 'nameBrandFreemail',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const claim = nameClaim(view);
    if (!claim || claim.facts.owned || !view.freeMail) return [];
    const { severity, facts } = claim;
    return [
      {
        rule: 'nameBrandFreemail',
        severity,
        params: {
          name: facts.reading.text,
          brand: facts.hit.name,
          address: view.address,
          service: freeMailDomain(view.domain)!,
          expected: knownDomains(facts.organisation),
        },
      },
    ];
  },
};
