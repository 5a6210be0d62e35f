// A known domain written to the left of the part that counts.
import { imitates } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainSubdomain: ClaimRule = {
  id: 'domainSubdomain',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  test(view) {
    const found = imitates(view, 'subdomain');
    if (!found) return [];
    return [
      {
        rule: 'domainSubdomain',
        severity: 'danger',
        params: { organization: view.organization, shown: found.target.domain },
      },
    ];
  },
};
