// The mail is addressed to others: a blind copy, a list, a forward, or genuine mail to somebody else sent again.

import type { Mailbox } from '../../model.ts';
import { canonicalAddress, domainOf, splitAddress, withoutTag } from '../../text/addresses.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';
import { type Circle, ownerKnownTo } from '../claims/circle.ts';
import { hostOf } from '../data/mail-hosts.ts';
import { covers } from '../reading/signature.ts';
import { isForwardedBy } from '../reading/travel.ts';
import { isFromOwnServer } from './own-server.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { alignedSignatures } from './signatures.ts';

/** Whose mailbox it is, whatever dots and `+tag` were written. */
function mailboxKey(address: string): string {
  const { localPart, domain } = splitAddress(address);
  return canonicalAddress(`${withoutTag(localPart)}@${domain}`);
}

/** The reader, or somebody in the reader's own domain, is among these. */
function namesReader(mailboxes: readonly Mailbox[], { me, ownDomains }: Circle): boolean {
  const mine = new Set([...me].map(mailboxKey));
  return mailboxes.some(
    ({ address, domain }) =>
      mine.has(mailboxKey(address)) || [...ownDomains].some((own) => isUnder(domain, own)),
  );
}

/**
 * To and Cc without what may have been added on the way: whoever sends a signed mail again can put the reader into a
 * field that the signature leaves open (RFC 6376 section 8.15). Where the author's domain signed one of them, what it
 * signed counts; where it signed neither, or its own server handed the mail over, all that is written.
 */
export function recipientsOf(view: MessageView): Mailbox[] {
  const { message } = view;
  const signatures = isFromOwnServer(view) ? [] : alignedSignatures(view);
  const written = (['to', 'cc'] as const).filter((name) => message[name].length > 0);
  const names = signatures.some(({ signedFields }) =>
    written.some((name) => signedFields.includes(name)),
  )
    ? written.filter((name) => signatures.some((one) => covers(one, name, message)))
    : written;
  return names.flatMap((name) => message[name]);
}

/** True when To or Cc, as far as they can be believed, name the reader or somebody in the reader's own domain. */
export const isAddressed = (view: MessageView): boolean =>
  namesReader(recipientsOf(view), view.circle);

/** Gmail's automatic forwarding writes both mailboxes into the envelope, and only Google's own servers send it so. */
const isGmailForward = (hop: string, mailFrom: string): boolean =>
  isUnder(hop, 'google.com') && mailFrom.toLowerCase().includes('+caf_=');

/**
 * A recipient that the way of the mail explains: a mailbox or list whose own server or envelope (SRS, a list's bounces)
 * brought it here, one that the reader said forwards, or somebody known. Whoever sends a mail of his own again can make
 * it look so: that only calms, no owner is named of it. The null sender names nobody, and explains nothing.
 */
function isExplained({ address, domain }: Mailbox, view: MessageView): boolean {
  const { circle, context, stated } = view;
  const written = address.toLowerCase();
  if (circle.byAddress.has(written)) return true;
  if (context.trustedForwarders.some((entry) => entry.split(' ')[1] === written)) return true;
  const hop = bareDomain(stated.boundary?.reverseName ?? '');
  return (
    isUnder(hop, organizationalDomain(domain) ?? domain) ||
    sameOrganization(domainOf(stated.mailFrom ?? ''), domain)
  );
}

/**
 * A rented server passed it on as it came, in the author's own envelope, as those do that forward into Gmail. Anybody
 * may rent there: it makes no owner known, and a reader whose mail goes that way is not alarmed by each of a bank's.
 */
const isPlainForward = (hop: string, { stated, domain }: MessageView): boolean =>
  hostOf(hop)?.rents === true && sameOrganization(domainOf(stated.mailFrom ?? ''), domain);

/**
 * Genuine mail of an organisation to somebody never seen here, handed over by a server that has nothing to do with that
 * address: a notice sent again. Only recipients that the signature covers count.
 */
function isSentAgain(view: MessageView): boolean {
  const { stated, circle, context, message } = view;
  if (!view.proved || ownerKnownTo(circle, view.domain) === null || view.list !== null)
    return false;
  if (stated.spf === null || isFromOwnServer(view)) return false;
  const hop = bareDomain(stated.boundary?.reverseName ?? '');
  const isForwarded =
    context.trustedForwarders.some((one) => isForwardedBy(one, hop, message)) ||
    context.learnedForwarders.includes(hop) ||
    isGmailForward(hop, stated.mailFrom ?? '') ||
    isPlainForward(hop, view);
  const recipients = recipientsOf(view).filter(({ address }) => address !== '');
  return !isForwarded && recipients.length > 0 && !recipients.some((one) => isExplained(one, view));
}

export const notAddressed: MessageRule = {
  id: 'notAddressed',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test(view) {
    const { message, circle } = view;
    if (circle.me.size === 0 || isAddressed(view)) return [];
    const isAgain = isSentAgain(view);
    const written = [...message.to, ...message.cc];
    // The reader in a field that nobody signed: most often an honest copy.
    const isOpen = namesReader(written, circle);
    if (isOpen && !isAgain) return [];
    const recipients = isAgain ? recipientsOf(view) : written;
    const to = recipients.find(({ address }) => address !== '')?.address ?? '–';
    const params = isOpen ? { to, open: 'yes' } : { to };
    return [{ rule: 'notAddressed', severity: isAgain ? 'caution' : 'info', params }];
  },
};
