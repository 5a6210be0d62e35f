// The engine's signature results → DkimEvaluation: one word of RFC 8601 and one stable reason. RFC 6376, RFC 8301.

import type { SignatureHeader, SignatureResult } from '#mailauth';
import { normalizeDomainName, parseTagList } from '#mailauth';
import type { DkimEvaluation, DkimReason, Instant, ResultWord } from '../../model.ts';
import { isKeyRecord } from './keys.ts';
import { type Questions, unanswered } from './questions.ts';
import { identityDomain } from './signatures.ts';
import { type DigestVerifier, NOT_HASHED } from './verifier.ts';

/** RFC 8301 section 3.2: verifiers must not consider signatures with RSA keys below 1024 bits valid. */
export const WEAK_BELOW = 1_024;

/** A signature with what was found about it, before it is known when to judge it. */
export interface Verified {
  signature: SignatureHeader;
  result: ResultWord;
  reason: DkimReason | null;
  comment: string | null;
  engine: SignatureResult | null;
}

export const keyName = (selector: string, domain: string) => `${selector}._domainkey.${domain}`;

const time = (date: Date | null): Instant | null => {
  const instant = date?.getTime();
  return instant === undefined || Number.isNaN(instant) ? null : instant;
};

/** RFC 6376 section 3.6.1: an empty p= means that the key was revoked. */
function isRevoked(record: string | undefined): boolean {
  const tags = record ? (parseTagList(record).tags ?? []) : [];
  return tags.some((tag) => tag.name === 'p' && tag.value === '');
}

function reasonOf(
  signature: SignatureHeader,
  { status, rr }: SignatureResult,
  questions: Questions,
): DkimReason | null {
  if (status.result === 'pass') return null;
  if (signature.invalid === NOT_HASHED) return null;
  if (signature.invalid || !signature.parsed.bh || !signature.parsed.b) return 'malformed';
  switch (status.comment) {
    case 'body hash did not verify':
      return 'bodyChanged';
    case 'bad signature':
      return 'headersChanged';
    case 'no key':
      return 'keyMissing';
    case 'invalid public key':
      return isRevoked(rr) ? 'keyRevoked' : 'malformed';
  }
  if (status.result === 'policy') return 'keyWeak';
  if (status.result === 'temperror') {
    const name = keyName(signature.selector, signature.signingDomain);
    return unanswered(questions.answered(name, 'TXT')?.status) ?? 'dnsFailed';
  }
  // the platform may lack Ed25519: not checked is not malformed
  return status.comment && /unrecognized|not ?supported/i.test(status.comment) ? null : 'malformed';
}

/** The key owner's t=s: i= must be d= itself, not a sub-domain of it. RFC 6376 section 3.6.1. */
function breaksKeyFlag(signature: SignatureHeader, record: string | undefined): boolean {
  const identity = identityDomain(signature);
  if (identity === null || !record) return false;
  const flags = String(parseTagList(record).parsed.t?.value ?? '')
    .toLowerCase()
    .split(':');
  return (
    flags.includes('s') &&
    normalizeDomainName(identity) !== normalizeDomainName(signature.signingDomain)
  );
}

const isWeak = (signature: SignatureHeader, bits: number | undefined) =>
  signature.hashAlgo === 'sha1' || (bits !== undefined && bits < WEAK_BELOW);

/**
 * Words and reasons for one engine result. A changed body or header is `fail` (RFC 8601 section 2.7.1); what
 * verifies with SHA-1 or a short key is `policy`, apart from what is broken.
 */
export function classify(
  signature: SignatureHeader,
  engine: SignatureResult,
  questions: Questions,
): Verified {
  const comment = engine.status.comment ?? null;
  const verified = (result: ResultWord, reason: DkimReason | null): Verified => ({
    signature,
    result,
    reason,
    comment,
    engine,
  });
  if (engine.status.result === 'pass') {
    if (breaksKeyFlag(signature, engine.rr))
      return { ...verified('neutral', 'malformed'), comment: 'domain mismatch' };
    return isWeak(signature, engine.modulusLength)
      ? verified('policy', 'keyWeak')
      : verified('pass', null);
  }
  const reason = reasonOf(signature, engine, questions);
  if (reason === 'bodyChanged') return verified('fail', reason);
  return verified(engine.status.result as ResultWord, reason);
}

/** A signature that was not processed at all. */
const skipped = (signature: SignatureHeader): Verified => ({
  signature,
  result: 'neutral',
  reason: 'malformed',
  comment: signature.skip ?? null,
  engine: null,
});

/** The DKIM signatures of a finished verifier, in the order of the message. */
export function verifiedSignatures(verifier: DigestVerifier, questions: Questions): Verified[] {
  // results follow the signatures, without those that were skipped and without ARC's
  let next = 0;
  return verifier.signatureHeaders
    .filter((signature) => signature.type === 'DKIM')
    .map((signature) => {
      const engine = signature.skip ? undefined : verifier.results[next++];
      return engine ? classify(signature, engine, questions) : skipped(signature);
    });
}

/** Judges x= at a moment: a signature that verified and had expired by then is neutral. RFC 6376 section 3.5. */
export function judgeExpiry(verified: Verified, at: Instant): Verified {
  const expires = time(verified.signature.expiration);
  const verifies = verified.result === 'pass' || verified.result === 'policy';
  if (!verifies || expires === null || expires >= at) return verified;
  return { ...verified, result: 'neutral', reason: 'expired', comment: 'expired' };
}

/** The view of a signature that leaves this room. */
export function describeSignature(
  { signature, result, reason, comment, engine }: Verified,
  aligned: boolean,
  questions: Questions,
): DkimEvaluation {
  const answer = questions.answered(keyName(signature.selector, signature.signingDomain), 'TXT');
  const [header, body] = signature.canonicalization.toLowerCase().split('/');
  const limit = signature.maxBodyLength;
  return {
    result,
    reason,
    sdid: normalizeDomainName(signature.signingDomain),
    auid: signature.parsed.i ? (signature.identity ?? null) : null,
    selector: signature.selector,
    algorithm: signature.algorithm.toLowerCase(),
    canonicalization: `${header || 'simple'}/${body || 'simple'}`,
    aligned,
    keyBits: engine?.modulusLength ?? null,
    testing: engine?.status.testing ?? false,
    signedFields: signedFields(signature),
    unsignedOctets: engine?.status.underSized ?? 0,
    bodyLengthLimit: limit === '' ? null : limit,
    signedAt: time(signature.timestamp),
    expiresAt: time(signature.expiration),
    keyRecord: engine?.rr ?? null,
    keyRecords: answer?.status === 'ok' ? answer.records.filter(isKeyRecord).length : 0,
    dnssec: answer?.status === 'ok' && answer.dnssec,
    comment,
  };
}

/** h=, lower case, as listed. */
export function signedFields(signature: Pick<SignatureHeader, 'parsed'>): string[] {
  return String(signature.parsed.h?.value ?? '')
    .split(':')
    .map((name) =>
      name
        .replace(/^[ \t\r\n]+/, '')
        .replace(/[ \t\r\n]+$/, '')
        .toLowerCase(),
    )
    .filter((name) => name !== '');
}
