// The mail is addressed to others: a blind copy, a list, a forward, or genuine mail to somebody else sent again.

import type { Mailbox } from '../../model.ts';
import { isUnder } from '../../text/domains.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';
import { brandsOfDomain } from '../claims/brands.ts';
import { isForwardedBy } from '../reading/travel.ts';
import type { MessageRule, MessageView } from './rule.ts';

/** One mailbox of Gmail has many spellings: dots and `+tags` do not count. */
function mailboxKey(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address
    .slice(at + 1)
    .toLowerCase()
    .replace(/^googlemail\.com$/, 'gmail.com');
  const local = address.slice(0, Math.max(at, 0)).toLowerCase().replace(/\+.*$/, '');
  return `${domain === 'gmail.com' ? local.replace(/\./g, '') : local}@${domain}`;
}

/** True when the reader, or somebody in the reader's own domain, is among To and Cc. */
export function isAddressed({ message, reader }: MessageView): boolean {
  const mine = new Set([...reader.me].map(mailboxKey));
  return [...message.to, ...message.cc].some(
    ({ address, domain }) =>
      mine.has(mailboxKey(address)) || [...reader.ownDomains].some((own) => isUnder(domain, own)),
  );
}

/** A recipient that the way of the mail explains: the mailbox that forwards to this one. */
function isExplained({ address, domain }: Mailbox, { stated, reader }: MessageView): boolean {
  if (reader.byAddress.has(address.toLowerCase())) return true;
  const hop = stated.boundary?.reverseName ?? '';
  const envelope = stated.mailFrom!.replace(/^.*@/, '').toLowerCase();
  const organization = organizationalDomain(domain) ?? domain;
  return isUnder(hop, organization) || sameOrganization(envelope, domain);
}

export const notAddressed: MessageRule = {
  id: 'notAddressed',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test(view) {
    const { message, stated, reader, context } = view;
    if (reader.me.size === 0 || isAddressed(view)) return [];
    const others = [...message.to, ...message.cc].filter(({ address }) => address !== '');
    const to = others[0]?.address ?? '–';
    // Genuine mail of a brand to a stranger, sent on by another server: a replayed notice, or a forward we know.
    const envelope = (stated.mailFrom ?? '').replace(/^.*@/, '').toLowerCase();
    const hop = stated.boundary?.reverseName?.toLowerCase().replace(/\.$/, '') ?? '';
    const forwarded =
      context.trustedForwarders.some((one) => isForwardedBy(one, hop, message)) ||
      context.learnedForwarders.includes(hop);
    const replay =
      view.proved &&
      brandsOfDomain(view.domain).length > 0 &&
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
