// The mail is addressed to others: a blind copy, a list, a forward, or genuine mail to somebody else sent again.

import type { Mailbox } from '../../model.ts';
import { canonicalAddress, domainOf, splitAddress, withoutTag } from '../../text/addresses.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';
import { ownerKnownTo } from '../claims/circle.ts';
import { isForwardedBy } from '../reading/travel.ts';
import type { MessageRule, MessageView } from './rule.ts';

/** Whose mailbox it is, whatever dots and `+tag` were written. */
function mailboxKey(address: string): string {
  const { localPart, domain } = splitAddress(address);
  return canonicalAddress(`${withoutTag(localPart)}@${domain}`);
}

/** True when the reader, or somebody in the reader's own domain, is among To and Cc. */
export function isAddressed({ message, circle }: MessageView): boolean {
  const mine = new Set([...circle.me].map(mailboxKey));
  return [...message.to, ...message.cc].some(
    ({ address, domain }) =>
      mine.has(mailboxKey(address)) || [...circle.ownDomains].some((own) => isUnder(domain, own)),
  );
}

/** A recipient that the way of the mail explains: the mailbox that forwards to this one. */
function isExplained({ address, domain }: Mailbox, { stated, circle }: MessageView): boolean {
  if (circle.byAddress.has(address.toLowerCase())) return true;
  const hop = bareDomain(stated.boundary?.reverseName ?? '');
  const envelope = domainOf(stated.mailFrom!);
  const organization = organizationalDomain(domain) ?? domain;
  return isUnder(hop, organization) || sameOrganization(envelope, domain);
}

export const notAddressed: MessageRule = {
  id: 'notAddressed',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test(view) {
    const { message, stated, circle, context } = view;
    if (circle.me.size === 0 || isAddressed(view)) return [];
    const others = [...message.to, ...message.cc].filter(({ address }) => address !== '');
    const to = others[0]?.address ?? '–';
    // Genuine mail of a brand to a stranger, sent on by another server: a replayed notice, or a forward we know.
    const envelope = domainOf(stated.mailFrom ?? '');
    const hop = bareDomain(stated.boundary?.reverseName ?? '');
    const forwarded =
      context.trustedForwarders.some((one) => isForwardedBy(one, hop, message)) ||
      context.learnedForwarders.includes(hop);
    const replay =
      view.proved &&
      ownerKnownTo(circle, view.domain) !== null &&
      others.length > 0 &&
      envelope !== '' &&
      !sameOrganization(envelope, view.domain) &&
      stated.spf !== null &&
      !forwarded &&
      view.list === null &&
      !others.some((one) => isExplained(one, view));
    return [{ rule: 'notAddressed', severity: replay ? 'caution' : 'info', params: { to } }];
  },
};
