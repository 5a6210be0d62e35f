// A correspondent's name from an address that the reader does not know.

import { contactClaim } from '../claims/contact-claim.ts';
import { hasMoney } from '../claims/vocabulary.ts';
import type { ClaimRule } from './rule.ts';

export const nameContact: ClaimRule = {
  id: 'nameContact',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  // a known name at a new address, and the answer goes to a free-mail account
  worseWith: [{ rule: 'replyTo' }],
  teachable: 'offered',
  unproven: true,
  test(view) {
    const claim = contactClaim(view);
    if (!claim || claim.colleague || claim.known === null) return [];
    const severity = view.freeMail && hasMoney(view.subject) ? 'danger' : 'caution';
    return [
      {
        rule: 'nameContact',
        severity,
        params: { name: view.name, known: claim.known.address, address: view.address },
      },
    ];
  },
};
