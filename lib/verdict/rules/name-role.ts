// The name speaks for the reader's own mail system or organisation, from outside of it.
import type { Severity } from '../../model.ts';
import { organizationalLabel, sameOrganization } from '../../text/organization.ts';
import {
  hasRelation,
  mailSystemWords,
  residueAround,
  threatensMailbox,
} from '../claims/vocabulary.ts';
import type { ClaimRule, ClaimView } from './rule.ts';

/** Shorter labels are parts of too many words. */
const SHORTEST_LABEL = 4;

/** The reader's own domain or its label in the name, null without. */
function ownToken(view: ClaimView): string | null {
  if (view.circle.ownDomains.size === 0) return null;
  const words = ` ${(view.folded.match(/[\p{L}\p{N}.-]+/gu) ?? []).join(' ')} `;
  for (const domain of view.circle.ownDomains) {
    if (words.includes(` ${domain} `)) return domain;
    const label = organizationalLabel(domain) ?? '';
    if (label.length >= SHORTEST_LABEL && words.includes(` ${label} `)) return label;
  }
  return null;
}

export const nameRole: ClaimRule = {
  id: 'nameRole',
  layer: 'name',
  about: 'role',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  test(view) {
    const { circle, domain, name } = view;
    if (domain === '' || [...circle.ownDomains].some((own) => sameOrganization(domain, own)))
      return [];
    const own = ownToken(view);
    const system = mailSystemWords(view.folded);
    const claimed = own ?? system;
    if (claimed === null) return [];
    let severity: Severity;
    if (own !== null) {
      const isWhole = residueAround(view.folded, own).length === 0 || system !== null;
      if (hasRelation(view.folded, own)) severity = 'info';
      else severity = isWhole ? 'danger' : 'caution';
    } else {
      severity = threatensMailbox(view.subject) ? 'caution' : 'info';
    }
    return [{ rule: 'nameRole', severity, params: { name, claimed, domain } }];
  },
};
