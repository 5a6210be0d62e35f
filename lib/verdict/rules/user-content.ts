// Real notices of real services around text that a stranger wrote: shared files, invoices, invitations.
import { sameOrganization } from '../../text/organization.ts';
import { contentService } from '../claims/relays.ts';
import { hasMoney } from '../claims/vocabulary.ts';
import type { MessageRule } from './rule.ts';

/** Telephone numbers in a subject: the bait of invoices that are sent through real services. */
const TELEPHONE = /\+?\d[\d\s().-]{8,}\d/;

export const userContent: MessageRule = {
  id: 'userContent',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  suppressedBy: ['known'],
  test({ address, domain, proved, message, subject, correspondent }) {
    if (!proved) return [];
    const service = contentService(address);
    if (service === null) return [];
    const outside = message.replyTo.some(
      (reply) => reply.domain !== '' && !sameOrganization(reply.domain, domain),
    );
    const bait = (outside && hasMoney(subject)) || TELEPHONE.test(subject);
    return [
      {
        rule: 'userContent',
        severity: bait && correspondent === null ? 'caution' : 'info',
        params: { service },
      },
    ];
  },
};
