// Who writes for the first time, from where nobody answers for anybody.
import { isClosedSuffix, serviceOf } from '../../registry/index.ts';
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { isOfMailings } from './office-labels.ts';

/** The reader does not know the sender, and no service that carries the mail of others proved it. */
export function isStranger(view: ClaimView): boolean {
  const { domain, localPart, organization, circle, freeMail, proved } = view;
  if (view.correspondent !== null || view.list !== null) return false;
  if (circle.ownDomains.has(organization)) return false;
  // No provider gives these away (RFC 2142, RFC 5321 4.5.1).
  if (freeMail) return !/^(?:mailer-daemon|postmaster)$/i.test(localPart);
  if (!proved) return true;
  if (circle.answeredDomains.has(organization) || isClosedSuffix(domain) !== null) return false;
  return serviceOf(domain, localPart) === null;
}

/** A stranger's domain that bears nobody's name: free mail, or what offices and mailings are called. */
export const isFromNobody = (view: ClaimView): boolean =>
  isStranger(view) && (view.freeMail || isOfMailings(organizationalLabel(view.domain) ?? ''));
