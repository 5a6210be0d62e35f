// The name is, or shows, a domain of somebody else.
import type { Severity } from '../../model.ts';
import { answersFor, listedOwnerOf } from '../../registry/index.ts';
import { sameOrganization } from '../../text/organization.ts';
import { ownerKnownTo } from '../claims/circle.ts';
import { proofOf } from '../claims/claim-facts.ts';
import { subjectInsists } from '../claims/haste.ts';
import type { Mention } from '../claims/mentions.ts';
import { hasRelation, residueAround } from '../claims/vocabulary.ts';
import { gravest } from './gravest.ts';
import { isTarget } from './name-address.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

/** A domain of the registry that nobody confirmed: asked about where something is to be had. */
function isListed({ organization }: Mention, view: ClaimView): boolean {
  const owner = listedOwnerOf(organization);
  return owner !== null && (owner.stakes === 'high' || subjectInsists(view));
}

function weigh(mention: Mention, view: ClaimView): { severity: Severity; capped: boolean } {
  if (!isTarget(mention, view) && !isListed(mention, view))
    return { severity: 'info', capped: false };
  if (hasRelation(view.folded, mention.text)) return { severity: 'info', capped: false };
  const residue = residueAround(view.folded, mention.text);
  const own = view.circle.ownDomains.has(mention.organization);
  const capped = !own && ownerKnownTo(view.circle, mention.domain) === null;
  return { severity: residue.length === 0 && !capped ? 'danger' : 'caution', capped };
}

export const nameDomain: ClaimRule = {
  id: 'nameDomain',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  test(view) {
    if (view.domain === '') return [];
    return gravest(
      view.mentions.flatMap((mention) => {
        if (mention.kind !== 'domain') return [];
        if (sameOrganization(mention.domain, view.domain)) return [];
        if (mention.organization === view.organization) return [];
        // `Amazon.co.jp` from another domain of the same brand
        const owner =
          ownerKnownTo(view.circle, mention.domain) ?? listedOwnerOf(mention.organization);
        const isOwners = owner && answersFor(view.domain, owner, view.context.now) !== null;
        if (isOwners && proofOf(view) !== 'none') return [];
        const params = { shown: mention.text, domain: view.domain };
        return [{ rule: 'nameDomain', ...weigh(mention, view), params }];
      }),
    );
  },
};
