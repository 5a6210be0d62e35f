// The name is a brand's, the sender's domain is not, or nothing proves that it is.
import { knownDomains, nameClaim } from '../claims/weigh.ts';
import type { ClaimRule } from './rule.ts';

export const nameBrand: ClaimRule = {
  id: 'nameBrand',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const claim = nameClaim(view);
    if (!claim || (view.freeMail && !claim.facts.owned)) return [];
    const { severity, facts } = claim;
    return [
      {
        rule: 'nameBrand',
        severity,
        params: {
          name: facts.reading.text,
          brand: facts.hit.name,
          domain: view.domain,
          expected: knownDomains(facts.organisation),
          // Name and domain fit: only the proof is missing.
          ...(facts.owned && facts.unproved ? { unproved: 'yes' } : {}),
        },
      },
    ];
  },
};
