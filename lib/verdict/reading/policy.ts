// What the author's domain asks receivers to do with mail that is not confirmed. RFC 9989 sections 4.7 and 4.10.1.
import type { DmarcPolicy, Evidence } from '../../model.ts';
import { organizationalDomain } from '../../text/organization.ts';
import { readTag } from '../../text/tags.ts';

const STRENGTH: readonly string[] = ['none', 'quarantine', 'reject'] satisfies DmarcPolicy[];

/** The weaker of two; a word that is none of the three asks for nothing. */
const weaker = (one: string, other: string): DmarcPolicy =>
  (STRENGTH[Math.max(0, Math.min(STRENGTH.indexOf(one), STRENGTH.indexOf(other)))] ??
    'none') as DmarcPolicy;

/** Asks to file away or to refuse. */
export const isStrict = (policy: string | null | undefined): boolean =>
  policy === 'quarantine' || policy === 'reject';

/**
 * The policy that applies, null where none is known. What Gmail wrote down on arrival comes first; where it wrote both
 * p= and sp= and it is not known which applies, the weaker does. What is measured stands in where Gmail wrote none: it
 * never writes np=, which is for names that do not exist.
 *
 * t=y steps reject down to quarantine and quarantine down to none. What is measured is stepped already, and whether what
 * Gmail wrote is, only the measured policy tells.
 */
export function appliedPolicy(
  { evaluated, stated }: Evidence,
  authorDomain: string | null,
): DmarcPolicy | null {
  const measured = evaluated?.dmarc;
  const { p, sp } = stated.dmarcComment;
  const isNp = evaluated?.domain.subdomainGone && readTag(measured?.record ?? '', 'np') !== null;
  if (p === null || (isNp && isStrict(measured?.policy))) return measured?.policy ?? null;
  const isOne = sp === null || organizationalDomain(authorDomain ?? '') === authorDomain;
  const isOwn = isOne || measured?.policyDomain === authorDomain;
  const recorded = isOwn ? weaker(p, p) : weaker(measured?.policyDomain ? sp : p, sp);
  if (!measured?.testing || recorded === 'none') return recorded;
  return recorded === 'reject' || measured.policy === 'quarantine' ? 'quarantine' : 'none';
}
