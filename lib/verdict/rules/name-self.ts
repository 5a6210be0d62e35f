// The reader's own name from an address that is not the reader's.
import { personClaim } from '../claims/person-claim.ts';
import type { ClaimRule } from './rule.ts';

export const nameSelf: ClaimRule = {
  id: 'nameSelf',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  teachable: 'person',
  unproven: true,
  test(view) {
    const claim = personClaim(view);
    if (claim?.kind !== 'self') return [];
    return [{ rule: 'nameSelf', severity: claim.severity, params: { address: view.address } }];
  },
};
