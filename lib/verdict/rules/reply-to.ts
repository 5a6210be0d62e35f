// Answers go to somebody else.

import type { Mailbox, Severity } from '../../model.ts';
import { organizationalLabel, sameOrganization } from '../../text/organization.ts';
import { proofOf } from '../claims/claim-facts.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { findImitationOf } from '../claims/look-alike.ts';
import { personClaim } from '../claims/person-claim.ts';
import { demandsMoney, hasMoney } from '../claims/vocabulary.ts';
import { nameClaim } from '../claims/weigh.ts';
import { isBelieved } from '../reading/record.ts';
import { findProvedList, findRewriter } from '../reading/travel.ts';
import { isFromOwnServer } from './own-server.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { alignedSignatures, covers } from './signatures.ts';

/**
 * Added on the way: the author's domain signed this mail, not this field, and a foreign server handed it over (RFC 6376
 * section 8.15). A list that proved itself may send answers to itself.
 */
function isAdded(reply: Mailbox, view: MessageView): boolean {
  const { evidence, stated, context } = view;
  const signatures = alignedSignatures(view);
  if (signatures.length === 0 || stated.results === null) return false;
  if (signatures.some((one) => covers(one, 'reply-to', view.message)) || isFromOwnServer(view))
    return false;
  const list = findProvedList(evidence, isBelieved(evidence.stated, context));
  return list === null || !sameOrganization(reply.domain, list);
}

/** One name with and without hyphens: `event-regist` and `eventregist`. */
function isOtherSpelling(one: string, other: string): boolean {
  const plain = (domain: string) => organizationalLabel(domain)?.replaceAll('-', '');
  return plain(one) !== undefined && plain(one) === plain(other);
}

/**
 * A list that proved itself and rewrites From: it writes the author into Reply-To (RFC 5322 section 3.6.2). Sent to the
 * list, as what a sender writes to one reader is not.
 */
function isListPost({ evidence, message, context, address }: MessageView): boolean {
  if (findRewriter(message) === null) return false;
  if (findProvedList(evidence, isBelieved(evidence.stated, context)) === null) return false;
  const list = address.toLowerCase();
  return [...message.to, ...message.cc].some((to) => to.address.toLowerCase() === list);
}

function weigh(reply: Mailbox, view: MessageView): Severity {
  const imitated = findImitationOf(view.domain, reply.domain, view.circle);
  const added = isAdded(reply, view);
  const money = isListPost(view) ? demandsMoney(view.subject) : hasMoney(view.subject);
  if (imitated !== null && imitated.how !== 'suffix') {
    // The signer wrote it: a second spelling of the own name is no disguise, but where money goes is asked.
    const own = proofOf(view) === 'dkim' && !added && isOtherSpelling(view.domain, reply.domain);
    if (!own || imitated.target.kind !== 'contact') return 'danger';
    return money ? 'caution' : 'info';
  }
  const business = !view.freeMail && freeMailDomain(reply.domain) !== null;
  const claims = (nameClaim(view)?.severity ?? 'info') !== 'info' || personClaim(view) !== null;
  if (added) return 'caution';
  return business && (money || claims) ? 'caution' : 'info';
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
      if (view.circle.me.has(reply.address.toLowerCase())) continue;
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
