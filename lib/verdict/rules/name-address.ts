// The name shows an address of somebody else.

import type { Severity } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import { ownerKnownTo } from '../claims/circle.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import type { Mention } from '../claims/mentions.ts';
import { contentService, isRelay } from '../claims/relays.ts';
import { gravest } from './gravest.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

/** Domains a reader would act on: a brand's, the reader's own, a correspondent's that is no free mail. */
export function isTarget(mention: Pick<Mention, 'domain' | 'organization'>, view: ClaimView) {
  const { circle } = view;
  if (circle.ownDomains.has(mention.organization)) return true;
  if (freeMailDomain(mention.domain) === null && circle.domains.has(mention.organization))
    return true;
  return ownerKnownTo(circle, mention.domain) !== null;
}

/** As far as anybody looked. */
const isBelieved = ({ origin, proved }: ClaimView): boolean =>
  proved || origin === null || origin.origin === 'unknown';

/** Sent by a ticket, alias or group service of our list. */
const isByRelay = (view: ClaimView): boolean => isRelay(view.domain) && isBelieved(view);

/** How much a shown address says; null where it is the sender's own. Nothing that the sender chose lowers it. */
function weigh(mention: Mention, view: ClaimView): Severity | null {
  if (sameOrganization(mention.domain, view.domain)) return null;
  if (mention.organization === view.organization) return null;
  const { circle } = view;
  const shown = mention.text.toLowerCase();
  if (isTarget(mention, view) || circle.me.has(shown) || circle.byAddress.has(shown)) {
    // A ticket system writes to the reader's customer or colleague about their own request.
    return isByRelay(view) && ownerKnownTo(circle, mention.domain) === null ? 'caution' : 'danger';
  }
  // Alias, ticket and document services show their user's address; a free-mail address claims nobody.
  const byService = isByRelay(view) || (contentService(view.address) !== null && isBelieved(view));
  const answersIt = view.repliesTo.some((address) => address.toLowerCase() === shown);
  return byService || answersIt || freeMailDomain(mention.domain) !== null ? 'info' : 'caution';
}

export const nameAddress: ClaimRule = {
  id: 'nameAddress',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  unproven: true,
  test(view) {
    return gravest(
      view.mentions.flatMap((mention) => {
        const severity = mention.kind === 'address' ? weigh(mention, view) : null;
        if (severity === null) return [];
        return [
          { rule: 'nameAddress', severity, params: { shown: mention.text, address: view.address } },
        ];
      }),
    );
  },
};
