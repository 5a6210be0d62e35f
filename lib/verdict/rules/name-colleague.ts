// The name of somebody in the reader's own organisation, or on the list of protected names, from outside.
import { personClaim } from '../claims/person-claim.ts';
import type { ClaimRule } from './rule.ts';

export const nameColleague: ClaimRule = {
  id: 'nameColleague',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  // a known name at a new address, and the answer goes to a free-mail account
  worseWith: [{ rule: 'replyTo' }],
  teachable: 'person',
  unproven: true,
  test(view) {
    const claim = personClaim(view);
    if (claim?.kind !== 'protected' && claim?.kind !== 'colleague') return [];
    const params = { name: view.name, address: view.address };
    return [{ rule: 'nameColleague', severity: claim.severity, params }];
  },
};
