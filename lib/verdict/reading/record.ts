// What Gmail recorded on arrival, in the words of the verdict table.

import type {
  AuthenticationResults,
  Context,
  Instant,
  MethodResult,
  Received,
  Stated,
} from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';

/**
 * `pass`: dmarc=pass for the one author domain, or without dmarc= an aligned dkim=pass. `listed`: the same, but
 * aligned through SPF only. `fail`, `temperror`, `permerror`: of dmarc=, the errors also of methods that could
 * have aligned where dmarc= is missing. `none`: everything else. `absent`: no record that may be believed.
 */
export type RecordClass =
  | 'pass'
  | 'listed'
  | 'fail'
  | 'temperror'
  | 'permerror'
  | 'none'
  | 'absent';

/** Position alone is believed of bytes that Gmail handed over itself; a seal proves itself anywhere. */
export function isBelieved(
  stated: Stated,
  context: Pick<Context, 'source'>,
): stated is Stated & { results: AuthenticationResults } {
  if (stated.results === null) return false;
  return stated.proof === 'sealed' || (stated.proof === 'anchored' && context.source === 'gmail');
}

/**
 * The hop that Gmail itself wrote down. Null for a loose file: no seal covers that line, so its HELO, reverse name and
 * encryption are whatever somebody wrote there.
 */
export function provedHop({ boundary, proof }: Stated): Received | null {
  return proof === 'absent' || boundary === null || boundary.helo === null ? null : boundary;
}

/** When Gmail received the message: what the reader says, else what the believed record says; null when unknown. */
export function receiptOf(
  stated: Stated,
  context: Pick<Context, 'source' | 'receivedAt'>,
): Instant | null {
  return context.receivedAt ?? (isBelieved(stated, context) ? stated.receivedAt : null);
}

/** True when a dmarc= result speaks of this author: its header.from is the domain or its organisation. */
export function speaksOf(dmarc: MethodResult, authorDomain: string): boolean {
  const from = domainOf(dmarc.properties['header.from'] ?? '');
  return from === authorDomain || (from !== '' && from === organizationalDomain(authorDomain));
}

/**
 * Classifies the record. Alignment is relaxed here: what Gmail decided on arrival does not change with the
 * record that the domain publishes today. `authorDomain` is null when there is no single author domain.
 */
export function classifyRecord(
  stated: Stated,
  authorDomain: string | null,
  context: Pick<Context, 'source'>,
): RecordClass {
  if (!isBelieved(stated, context)) return 'absent';
  const { methods } = stated.results;
  const dmarc = methods.find(({ method }) => method === 'dmarc');
  if (dmarc && dmarc.result !== 'none') {
    if (dmarc.result === 'fail') return 'fail';
    if (dmarc.result === 'temperror' || dmarc.result === 'permerror') return dmarc.result;
    if (dmarc.result !== 'pass' || authorDomain === null || !speaksOf(dmarc, authorDomain))
      return 'none';
  }
  if (authorDomain === null) return 'none';

  const has = (name: string, result: string) =>
    methods.some(
      (m) =>
        m.method === name && m.result === result && sameOrganization(identityOf(m), authorDomain),
    );
  if (has('dkim', 'pass')) return 'pass';
  if (has('spf', 'pass')) return 'listed';
  if (dmarc?.result === 'pass') {
    // Gmail aligned what the suffix list parts: tenants of one host whose record stands above them. A signature from
    // elsewhere is anybody's, and then it was the server, unless that did not pass either.
    const from = domainOf(dmarc.properties['header.from'] ?? '');
    const above = organizationalDomain(from) ?? from;
    const passes = (name: string) =>
      methods.filter((m) => m.method === name && m.result === 'pass');
    const isSigned = passes('dkim').some((m) => isUnder(identityOf(m), above));
    return isSigned || passes('spf').length === 0 ? 'pass' : 'listed';
  }
  const mayAlign = methods
    .filter(({ method }) => method === 'dkim' || method === 'spf')
    .filter((m) => {
      const identity = identityOf(m);
      return identity === '' || sameOrganization(identity, authorDomain);
    });
  if (mayAlign.some(({ result }) => result === 'temperror')) return 'temperror';
  if (mayAlign.some(({ result }) => result === 'permerror')) return 'permerror';
  return 'none';
}
