// The reader's own name from an address that is not the reader's.
import { sameOrganization } from '../../text/organization.ts';
import { isFullName } from '../claims/reader.ts';
import type { ClaimRule } from './rule.ts';

export const nameSelf: ClaimRule = {
  id: 'nameSelf',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'offered',
  unproven: true,
  test(view) {
    const { reader, person, address, domain } = view;
    if (reader.name === '' || person !== reader.name || !isFullName(person)) return [];
    if (domain === '' || reader.me.has(address.toLowerCase())) return [];
    // Inside the own organisation other rules ask for proof.
    if ([...reader.ownDomains].some((own) => sameOrganization(domain, own))) return [];
    if (reader.byAddress.get(address.toLowerCase())?.replied) return [];
    return [{ rule: 'nameSelf', severity: 'caution', params: { address } }];
  },
};
