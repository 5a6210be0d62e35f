// A correspondent's name from an address that never bore it.
import { personClaim } from '../claims/person-claim.ts';
import type { ClaimRule } from './rule.ts';

export const nameContact: ClaimRule = {
  id: 'nameContact',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  // a known name at a new address, and the answer goes to a free-mail account
  worseWith: [{ rule: 'replyTo' }],
  teachable: 'person',
  unproven: true,
  test(view) {
    const claim = personClaim(view);
    if (claim?.kind !== 'correspondent' || claim.known === null) return [];
    const { severity, known } = claim;
    return [
      {
        rule: 'nameContact',
        severity,
        params: { name: view.name, known: known.address, address: view.address },
      },
    ];
  },
};
