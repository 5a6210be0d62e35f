// The name of an organisation that no registry knows, from a domain that bears nothing of it, or from free mail.
import { isClosedSuffix, serviceOf } from '../../registry/index.ts';
import { isUnlistedClaim } from '../claims/unlisted.ts';
import { claimsOf } from '../claims/weigh.ts';
import type { MessageRule, MessageView } from './rule.ts';

/** The reader knows the sender, the table weighs what the name says, or others write from this domain. */
function isKnown(view: MessageView): boolean {
  const { domain, localPart, organization, circle, freeMail, proved } = view;
  if (view.correspondent !== null || view.list !== null) return true;
  if (circle.ownDomains.has(organization)) return true;
  if (
    claimsOf(view).some(
      ({ facts, severity }) =>
        facts.answered || facts.single || (severity !== null && severity !== 'info'),
    )
  )
    return true;
  // No provider gives these away (RFC 2142, RFC 5321 4.5.1).
  if (freeMail && /^(?:mailer-daemon|postmaster)$/i.test(localPart)) return true;
  if (!proved || freeMail) return false;
  if (circle.answeredDomains.has(organization) || isClosedSuffix(domain) !== null) return true;
  return serviceOf(domain, localPart) !== null;
}

export const nameUnlisted: MessageRule = {
  id: 'nameUnlisted',
  layer: 'name',
  about: 'name',
  needs: 'message',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  test(view) {
    const { name, domain, address } = view;
    if (domain === '' || isKnown(view) || !isUnlistedClaim(view)) return [];
    return [{ rule: 'nameUnlisted', severity: 'caution', params: { name, address, domain } }];
  },
};
