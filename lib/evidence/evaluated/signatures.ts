// Which signatures of a header are verified: a flood is cut, and what RFC 6376 refuses and mailauth only warns about is
// refused.
import type { HeaderRow, SignatureHeader } from '#mailauth';
import { getAlignment, isSameOrSubdomain } from '#mailauth';
import { splitAddress } from '../../text/addresses.ts';
import { tagValues } from '../../text/tags.ts';

/** Signatures that are verified; the rest of a flood is left alone. */
const MOST_SIGNATURES = 8;
/** Fields of ARC sets (three a set, 50 sets at most) that are read. RFC 8617 section 4.2.1. */
const MOST_ARC_FIELDS = 150;
/** Names in h= times fields of the message: what selecting the signed fields costs. Real mail stays below 20,000. */
const MOST_COMPARISONS = 5_000_000;

const behindLastAt = (address: string) => splitAddress(address).domain;

/** The domain of i=, where the signature has one. RFC 6376 section 3.5. */
export const identityDomain = (signature: SignatureHeader): string | null =>
  signature.parsed.i ? behindLastAt(signature.identity ?? '') : null;

/** Could the domain of a d= align with the author's domain? Only decides which signatures come first. */
function couldAlign(row: HeaderRow, authorDomain: string): boolean {
  const value = row.line.toString('latin1').replace(/^[^:]*:/, '');
  const [sdid = ''] = tagValues(value.toLowerCase(), 'd');
  return Boolean(authorDomain && sdid && getAlignment(authorDomain, [sdid]));
}

/** Leaves out signatures beyond the cap, those that cannot align first, and a flood of ARC fields altogether. */
export function withinLimits(rows: HeaderRow[], author: string): HeaderRow[] {
  const signatures = rows.filter((row) => row.key === 'dkim-signature');
  const kept = new Set(signatures);
  if (signatures.length > MOST_SIGNATURES) {
    const aligning = new Set(signatures.filter((row) => couldAlign(row, author)));
    const others = signatures.filter((row) => !aligning.has(row));
    kept.clear();
    for (const row of [...aligning, ...others].slice(0, MOST_SIGNATURES)) kept.add(row);
  }
  const isArc = (row: HeaderRow) => row.key?.startsWith('arc-') ?? false;
  const arcFits = rows.filter(isArc).length <= MOST_ARC_FIELDS;
  return rows.filter(
    (row) => (row.key !== 'dkim-signature' || kept.has(row)) && (arcFits || !isArc(row)),
  );
}

/** A reason to read a signature no further, or null. */
export function unreadable(signature: SignatureHeader, fields: number): string | null {
  const [header = ''] = signature.canonicalization.toLowerCase().split('/');
  // `c=/relaxed` makes mailauth throw, and with it every other signature would be lost
  if (signature.canonicalization !== '' && !/^(?:simple|relaxed)$/.test(header.trim()))
    return 'unknown canonicalization';
  const names = String(signature.parsed.h?.value ?? '').split(':').length;
  return names * fields > MOST_COMPARISONS ? 'too many signed fields' : null;
}

/** What RFC 6376 section 6.1.1 refuses and lenient mailauth does not: query methods, and an i= outside d=. */
export function violation(signature: SignatureHeader): string | null {
  if (signature.type !== 'DKIM') return null;
  const identity = identityDomain(signature);
  if (identity !== null && !isSameOrSubdomain(identity, signature.signingDomain))
    return 'domain mismatch';
  const methods = signature.parsed.q && String(signature.parsed.q.value).toLowerCase().split(':');
  // plain `dns` stood in early drafts, and signers still write it
  return methods && !methods.some((method) => /^(?:dns|dns\/txt)$/.test(method.trim()))
    ? 'unsupported query method'
    : null;
}
