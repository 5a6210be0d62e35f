// The name shows an address of somebody else.

import type { Severity } from '../../model.ts';
import { sameOrganization } from '../domains.ts';
import { brandsOfDomain } from '../names/brands.ts';
import { freeMailDomain } from '../names/free-mail.ts';
import type { Mention } from '../names/mentions.ts';
import { isRelay } from '../names/relays.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

/** Domains a reader would act on: a brand's, the reader's own, a correspondent's that is no free mail. */
export function isTarget(mention: Mention, view: ClaimView): boolean {
  const { reader } = view;
  if (reader.ownDomains.has(mention.organization)) return true;
  if (freeMailDomain(mention.domain) === null && reader.domains.has(mention.organization))
    return true;
  return brandsOfDomain(mention.domain).length > 0;
}

function weigh(mention: Mention, view: ClaimView): Severity | null {
  if (sameOrganization(mention.domain, view.domain) || mention.organization === view.organization)
    return null;
  const shown = mention.text.toLowerCase();
  const local = shown.slice(0, shown.lastIndexOf('@'));
  const { reader } = view;
  // Somebody's second address under the same local part, or a list that writes it into its own.
  const ours = view.localPart.toLowerCase();
  const samePerson =
    ours === local || ours.includes(`${local}=`) || ours.includes(`${local}.${mention.domain}`);
  if (reader.me.has(shown)) return samePerson ? 'caution' : 'danger';
  if (isTarget(mention, view))
    return isRelay(view.domain) && !brandsOfDomain(mention.domain).length ? 'caution' : 'danger';
  if (reader.byAddress.has(shown)) return samePerson ? 'info' : 'danger';
  // Ticket systems and alias services write the customer's address as the name: anybody's is no claim by itself.
  if (samePerson || isRelay(view.domain) || freeMailDomain(mention.domain) !== null) return 'info';
  return 'caution';
}

export const nameAddress: ClaimRule = {
  id: 'nameAddress',
  layer: 'name',
  needs: 'claim',
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
