// A brand's name as a tenant of a hosting suffix, where anybody can open one.
import { toUnicode } from '../names/mentions.ts';
import { ORDINARY_LABELS } from '../names/targets.ts';
import { imitates, isCapped, partyOf } from './domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainTenant: ClaimRule = {
  id: 'domainTenant',
  layer: 'domain',
  needs: 'claim',
  test(view) {
    const found = imitates(view, 'tenant');
    if (!found) return [];
    const capped = isCapped(found) || ORDINARY_LABELS.has(found.target.label);
    return [
      {
        rule: 'domainTenant',
        severity: capped ? 'caution' : 'danger',
        capped,
        params: {
          domain: toUnicode(view.domain),
          brand: partyOf(found),
          real: toUnicode(found.target.domain),
        },
      },
    ];
  },
};
