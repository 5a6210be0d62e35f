// Answers go to somebody else.

import type { Mailbox, Severity } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { findImitationOf } from '../claims/look-alike.ts';
import { personClaim } from '../claims/person-claim.ts';
import { hasMoney } from '../claims/vocabulary.ts';
import { nameClaim } from '../claims/weigh.ts';
import { isBelieved } from '../reading/record.ts';
import { findProvedList } from '../reading/travel.ts';
import { isFromOwnServer } from './own-server.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { alignedSignatures } from './signatures.ts';

/**
 * Added on the way: the author's domain signed this mail, not this field, and a foreign server handed it over (RFC 6376
 * section 8.15). A list that proved itself may send answers to itself.
 */
function isAdded(reply: Mailbox, view: MessageView): boolean {
  const { evidence, stated, message, context } = view;
  const signatures = alignedSignatures(evidence.evaluated, stated);
  if (signatures.length === 0 || stated.results === null) return false;
  const fields = message.fields.filter(({ name }) => name === 'reply-to').length;
  const isCovered = signatures.some(
    ({ signedFields }) => signedFields.filter((name) => name === 'reply-to').length >= fields,
  );
  if (isCovered || isFromOwnServer(view)) return false;
  const list = findProvedList(evidence, isBelieved(evidence.stated, context));
  return list === null || !sameOrganization(reply.domain, list);
}

function weigh(reply: Mailbox, view: MessageView): Severity {
  const imitated = findImitationOf(view.domain, reply.domain, view.reader);
  if (imitated !== null && imitated.how !== 'suffix') return 'danger';
  const business = !view.freeMail && freeMailDomain(reply.domain) !== null;
  const claims = (nameClaim(view)?.severity ?? 'info') !== 'info' || personClaim(view) !== null;
  if (isAdded(reply, view)) return 'caution';
  return business && (hasMoney(view.subject) || claims) ? 'caution' : 'info';
}

export const replyTo: MessageRule = {
  id: 'replyTo',
  layer: 'structure',
  about: 'reply',
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
