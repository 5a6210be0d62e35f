// Measured signatures in the words of the verdict table: what counts as a DKIM pass, and why one is missing.
import type { Context, DkimEvaluation, DkimReason, Evidence, Message } from '../../model.ts';

/** RFC 8301: shorter RSA keys must not be taken as valid. */
export const SHORTEST_RSA_KEY = 1024;

/**
 * A signature that proves the author domain: aligned, RSA of 1024 bits or more or Ed25519, SHA-256, not under
 * test, every body octet and the one From field covered. A size or algorithm that is not known proves nothing.
 */
function provesAuthor(signature: DkimEvaluation, evidence: Evidence): boolean {
  const strong =
    signature.algorithm === 'ed25519-sha256' ||
    (signature.algorithm === 'rsa-sha256' && (signature.keyBits ?? 0) >= SHORTEST_RSA_KEY);
  return (
    signature.result === 'pass' &&
    signature.aligned &&
    strong &&
    !signature.testing &&
    signature.unsignedOctets === 0 &&
    signature.signedFields.includes('from') &&
    evidence.message.from.length === 1
  );
}

export const countOf = (names: readonly string[], name: string): number =>
  names.filter((one) => one === name).length;

/** Every field of this name is in h= (RFC 6376 section 5.4.2), so that none was added behind the signature. */
export function covers({ signedFields }: DkimEvaluation, name: string, message: Message): boolean {
  return (
    countOf(signedFields, name) >= message.fields.filter((field) => field.name === name).length
  );
}

/** The signature that proves the author domain now, null when none does. */
export function findProof(evidence: Evidence): DkimEvaluation | null {
  return evidence.evaluated?.dkim.find((signature) => provesAuthor(signature, evidence)) ?? null;
}

/** Reasons that speak of these bytes, not of the key or the network. */
const CHANGED: readonly (DkimReason | null)[] = ['bodyChanged', 'headersChanged'];

/**
 * True when the signature was found not to fit these bytes. Bytes that are only approximate cannot show that.
 */
export function isBroken(signature: DkimEvaluation, context: Pick<Context, 'fidelity'>): boolean {
  return context.fidelity === 'exact' && CHANGED.includes(signature.reason);
}

/** What Google's own newest ARC-Message-Signature says about our copy: a check of the bytes themselves. */
export function checkCopy(
  evidence: Evidence,
  context: Pick<Context, 'fidelity'>,
): 'same' | 'differs' | 'open' {
  if (evidence.stated.proof === 'sealed') return 'same';
  if (context.fidelity !== 'exact') return 'open';
  const instances = evidence.evaluated?.arc.instances ?? [];
  const newest = [...instances].sort((a, b) => b.instance - a.instance)[0];
  if (newest?.sealer !== 'google.com') return 'open';
  if (newest.signature === 'pass') return 'same';
  return CHANGED.includes(newest.signatureReason) ? 'differs' : 'open';
}
