// Answers go to somebody else.

import type { Mailbox, Severity } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import { brandClaim } from '../claims/brand-claim.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { findImitationOf } from '../claims/look-alike.ts';
import { personClaim } from '../claims/person-claim.ts';
import { hasMoney } from '../claims/vocabulary.ts';
import type { MessageRule, MessageView } from './rule.ts';

function weigh(reply: Mailbox, view: MessageView): Severity {
  const imitated = findImitationOf(view.domain, reply.domain, view.reader);
  if (imitated !== null && imitated.how !== 'suffix') return 'danger';
  const business = !view.freeMail && freeMailDomain(reply.domain) !== null;
  const claims = brandClaim(view) !== null || personClaim(view) !== null;
  return business && (hasMoney(view.subject) || claims) ? 'caution' : 'info';
}

export const replyTo: MessageRule = {
  id: 'replyTo',
  layer: 'structure',
  about: 'reply',
  needs: 'message',
  teachable: 'accepted',
  test(view) {
    for (const reply of view.message.replyTo) {
      if (reply.domain === '' || view.domain === '' || sameOrganization(reply.domain, view.domain))
        continue;
      if (view.reader.me.has(reply.address.toLowerCase())) continue;
      return [
        {
          rule: 'replyTo',
          severity: weigh(reply, view),
          params: { reply: reply.address, address: view.address },
        },
      ];
    }
    return [];
  },
};
