// The name of somebody in the reader's own organisation, or on the list of protected names, from outside.
import type { Severity } from '../../model.ts';
import { contactClaim } from '../claims/contact-claim.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { hasMoney } from '../claims/vocabulary.ts';
import type { ClaimRule } from './rule.ts';

export const nameColleague: ClaimRule = {
  id: 'nameColleague',
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
    if (!claim?.colleague) return [];
    // Protected names were chosen by hand and are few; other colleagues may have a namesake elsewhere.
    const hurried = freeMailDomain(view.domain) !== null || hasMoney(view.subject);
    const severity: Severity = claim.protected || hurried ? 'danger' : 'caution';
    return [
      { rule: 'nameColleague', severity, params: { name: view.name, address: view.address } },
    ];
  },
};
