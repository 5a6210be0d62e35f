// Whether the author's domain itself signed: now, or when the mail came.
import type { Evidence, Origin } from '../../model.ts';
import { identityOf } from '../../text/identity.ts';
import { sameOrganization } from '../../text/organization.ts';
import { findProof } from './signature.ts';

/** An aligned signature passed, when it arrived or now; the record is believed as it stands. */
export function hasOwnSignature(evidence: Evidence, authorDomain: string): boolean {
  const recorded = (evidence.stated.results?.methods ?? []).some(
    (one) =>
      one.method === 'dkim' &&
      one.result === 'pass' &&
      sameOrganization(identityOf(one), authorDomain),
  );
  return recorded || findProof(evidence) !== null;
}

/**
 * The author domain where DKIM proved it, null elsewhere. A server that is merely listed proves nothing, for whoever
 * rents beside the domain sends from it too.
 */
export function signedDomainOf(evidence: Evidence, origin: Origin): string | null {
  const { author } = evidence.message;
  if (author === null || (origin !== 'signed' && origin !== 'recorded')) return null;
  return hasOwnSignature(evidence, author.domain) ? author.domain : null;
}
