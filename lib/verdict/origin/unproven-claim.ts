// Claim: does an unproven mail claim to be somebody whom the reader would believe?

import type { Context, Evidence, Finding } from '../../model.ts';
import { isUnder } from '../../text/domains.ts';
import { organizationalDomain } from '../../text/organization.ts';
import { circleOf, ownerKnownTo } from '../claims/circle.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { traitsOf } from '../rules/about.ts';
import { isReader } from './facts.ts';

type Claim = 'brand' | 'own' | 'correspondent' | 'name';

/**
 * What a mail claims by its address or its name: a brand's, the reader's own, a correspondent's. Whether the claim
 * was proved is not asked here. A free-mail domain claims nobody; one address at it may.
 */
export function findClaim(evidence: Evidence, context: Context, findings: Finding[]): Claim | null {
  // Several authors of one domain are one claim; of different ones, they never come here.
  for (const { domain, localPart } of evidence.message.from.flatMap((field) => field.mailboxes)) {
    const address = `${localPart}@${domain}`.toLowerCase();
    const circle = circleOf(context);
    if (ownerKnownTo(circle, domain) !== null) return 'brand';
    const own = [...circle.ownDomains].some((one) => isUnder(domain, one));
    if (own || isReader(address, context)) return 'own';
    const organization = organizationalDomain(domain) ?? domain;
    const sameDomain = freeMailDomain(domain) === null && circle.domains.has(organization);
    if (sameDomain || circle.byAddress.has(address)) return 'correspondent';
  }
  return findings.some(({ rule, severity }) => severity !== 'info' && traitsOf(rule).unproven)
    ? 'name'
    : null;
}
