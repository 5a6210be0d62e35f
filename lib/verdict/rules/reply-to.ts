// Answers go to somebody else.

import type { Mailbox, Severity } from '../../model.ts';
import { sameOrganization } from '../domains.ts';
import { freeMailDomain } from '../names/free-mail.ts';
import { findImitationOf } from '../names/look-alike.ts';
import { hasMoney } from '../names/vocabulary.ts';
import { brandClaim } from './brand-claim.ts';
import { contactClaim } from './contact-claim.ts';
import type { MessageRule, MessageView } from './rule.ts';

function weigh(reply: Mailbox, view: MessageView): Severity {
  const imitated = findImitationOf(view.domain, reply.domain, view.reader);
  if (imitated !== null && imitated.how !== 'suffix') return 'danger';
  const business = !view.freeMail && freeMailDomain(reply.domain) !== null;
  const claims = brandClaim(view) !== null || contactClaim(view) !== null;
  return business && (hasMoney(view.subject) || claims) ? 'caution' : 'info';
}

export const replyTo: MessageRule = {
  id: 'replyTo',
  layer: 'structure',
  needs: 'message',
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
