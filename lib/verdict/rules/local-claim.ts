// The part before the @ is somebody else's address or domain: where no name is shown, it is what a reader sees first.

import { serviceOf } from '../../registry/index.ts';
import { sameOrganization } from '../../text/organization.ts';
import { proofOf } from '../claims/claim-facts.ts';
import { subjectPresses } from '../claims/haste.ts';
import { findMentions } from '../claims/mentions.ts';
import { isTarget } from './name-address.ts';
import type { ClaimRule, ClaimView } from './rule.ts';
import { isKnownTo } from './view.ts';

/** Alias services, guests of a tenant and lists that rewrite From carry the address of whom they speak for. */
const CARRIERS = new Set(['alias', 'relay', 'dmarcRewriting', 'group', 'ticket']);

function isCarried({ domain, localPart, origin }: ClaimView, proof: string): boolean {
  if (proof === 'none' && origin !== null) return false;
  const kinds = serviceOf(domain, localPart)?.kinds ?? [];
  return kinds.some((kind) => CARRIERS.has(kind)) || localPart.toUpperCase().includes('#EXT#');
}

/** What the local part says: the tag behind + is the owner's own, `%` and the full-width ＠ read as @. */
const spoken = (localPart: string): string =>
  localPart.replace(/^"|"$/g, '').replace(/\+.*$/, '').replace(/[%＠]/g, '@');

export const localClaim: ClaimRule = {
  id: 'localClaim',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const { domain, localPart, circle } = view;
    if (domain === '' || !/[.%＠]/.test(localPart)) return [];
    for (const mention of findMentions(spoken(localPart), isKnownTo(circle))) {
      if (sameOrganization(mention.domain, domain) || mention.organization === view.organization)
        continue;
      if (circle.me.has(mention.text.toLowerCase()) || !isTarget(mention, view)) continue;
      if (isCarried(view, proofOf(view))) return [];
      const severity = subjectPresses(view) ? 'danger' : 'caution';
      return [{ rule: 'localClaim', severity, params: { shown: mention.text, domain } }];
    }
    return [];
  },
};
