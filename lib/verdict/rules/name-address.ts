// The name shows an address of somebody else.

import type { Severity } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import { brandsOfDomain } from '../claims/brands.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import type { Mention } from '../claims/mentions.ts';
import { isRelay } from '../claims/relays.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

/** Domains a reader would act on: a brand's, the reader's own, a correspondent's that is no free mail. */
export function isTarget(mention: Mention, view: ClaimView): boolean {
  const { reader } = view;
  if (reader.ownDomains.has(mention.organization)) return true;
  if (freeMailDomain(mention.domain) === null && reader.domains.has(mention.organization))
    return true;
  return brandsOfDomain(mention.domain).length > 0;
}

/** Sent by a ticket, alias or group service of our list, as far as anybody looked. */
const isExplained = ({ domain, origin, proved }: ClaimView): boolean =>
  isRelay(domain) && (proved || origin === null || origin.origin === 'unknown');

/** How much a shown address says; null where it is the sender's own. Nothing that the sender chose lowers it. */
function weigh(mention: Mention, view: ClaimView): Severity | null {
  if (sameOrganization(mention.domain, view.domain)) return null;
  if (mention.organization === view.organization) return null;
  const { reader } = view;
  const shown = mention.text.toLowerCase();
  if (isTarget(mention, view) || reader.me.has(shown) || reader.byAddress.has(shown)) {
    // A ticket system writes to the reader's customer or colleague about their own request.
    const byRelay = isExplained(view) && brandsOfDomain(mention.domain).length === 0;
    return byRelay ? 'caution' : 'danger';
  }
  // Ticket systems and alias services show the customer's address; an unknown free-mail address claims nobody.
  return isExplained(view) || freeMailDomain(mention.domain) !== null ? 'info' : 'caution';
}

export const nameAddress: ClaimRule = {
  id: 'nameAddress',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'offered',
  unproven: true,
  test(view) {
    for (const mention of view.mentions) {
      if (mention.kind !== 'address') continue;
      const severity = weigh(mention, view);
      if (severity !== null) {
        return [
          { rule: 'nameAddress', severity, params: { shown: mention.text, address: view.address } },
        ];
      }
    }
    return [];
  },
};
