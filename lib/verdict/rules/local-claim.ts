// The part before the @ is somebody else's address, domain or name: where no name is shown, or an office's, it is what a
// reader sees first.

import { serviceOf } from '../../registry/index.ts';
import { sameOrganization } from '../../text/organization.ts';
import { localPartClaim } from '../claims/address-claim.ts';
import { proofOf } from '../claims/claim-facts.ts';
import { subjectPresses } from '../claims/haste.ts';
import { findMentions } from '../claims/mentions.ts';
import { isTarget } from './name-address.ts';
import type { ClaimRule, ClaimView, Raised } from './rule.ts';
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

/** The name is an office's, and whose it is stands before the @ alone. */
function byOffice(view: ClaimView): Raised[] {
  const claim = localPartClaim(view);
  if (claim === null) return [];
  const params = { shown: claim.facts.hit.name, domain: view.domain };
  return [{ rule: 'localClaim', severity: 'caution', params }];
}

export const localClaim: ClaimRule = {
  id: 'localClaim',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const { domain, localPart, circle } = view;
    if (domain === '') return [];
    if (!/[.%＠]/.test(localPart)) return byOffice(view);
    for (const mention of findMentions(spoken(localPart), isKnownTo(circle))) {
      if (sameOrganization(mention.domain, domain) || mention.organization === view.organization)
        continue;
      if (circle.me.has(mention.text.toLowerCase()) || !isTarget(mention, view)) continue;
      if (isCarried(view, proofOf(view))) return [];
      const severity = subjectPresses(view) ? 'danger' : 'caution';
      return [{ rule: 'localClaim', severity, params: { shown: mention.text, domain } }];
    }
    return byOffice(view);
  },
};
