// What a mailing list changed, undone: a signature of the author's that fits once what lists add is taken away.
// Neither is a DKIM pass anywhere else (RFC 6376 section 6.1.3).
import type { Context, DkimEvaluation, Evidence, Undone } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import { receiptOf } from './record.ts';
import { covers, SHORTEST_RSA_KEY } from './signature.ts';

const HOUR = 60 * 60 * 1000;
/** Mail on its way through a list: signed at most this long before receipt, and hardly after it. */
const LONGEST_WAY = 5 * 24 * HOUR;
const CLOCKS_DIFFER = HOUR;

type WithUndone = DkimEvaluation & { undone: Undone };

/** Aligned, of a strong key that is in force, not expired, From signed and single: all of a DKIM pass but the body. */
function isSound(signature: DkimEvaluation, evidence: Evidence): signature is WithUndone {
  const { undone, algorithm, signedFields, expiresAt } = signature;
  if (!undone?.header || undone.testing || !signature.aligned) return false;
  const strong =
    algorithm === 'ed25519-sha256' ||
    (algorithm === 'rsa-sha256' && (undone.keyBits ?? 0) >= SHORTEST_RSA_KEY);
  const at = evidence.evaluated?.judgedAt ?? null;
  return (
    strong &&
    signature.bodyLengthLimit === null &&
    signedFields.includes('from') &&
    evidence.message.from.length === 1 &&
    (expiresAt === null || (at !== null && expiresAt >= at))
  );
}

/** True where the whole text fits a signature that otherwise passes, without one Subject tag, one footer or both. */
export const fitsUndone = (
  signature: DkimEvaluation,
  evidence: Evidence,
): signature is WithUndone => isSound(signature, evidence) && signature.undone.body;

/** The signature that the whole text fits without one Subject tag, one footer or both; null without one. */
export function findUndone(evidence: Evidence): WithUndone | null {
  return (
    evidence.evaluated?.dkim.find((one): one is WithUndone => fitsUndone(one, evidence)) ?? null
  );
}

/** True where `b=` proves sender, subject, date and that the author addressed this list a short while ago. */
export function provesHeader(
  signature: DkimEvaluation,
  evidence: Evidence,
  context: Pick<Context, 'source' | 'receivedAt'>,
  list: string,
): boolean {
  if (!isSound(signature, evidence)) return false;
  const { message } = evidence;
  const { signedFields, sdid } = signature;
  const named = ['from', 'date', 'subject', 'message-id'].every((name) =>
    signedFields.includes(name),
  );
  const covered = ['from', 'date', 'subject', 'message-id', 'to', 'cc'].every((name) =>
    covers(signature, name, evidence.message),
  );
  if (!named || !covered) return false;
  const addressed = (['to', 'cc'] as const).some(
    (name) =>
      signedFields.includes(name) &&
      message[name].some(({ domain }) => sameOrganization(domain, list)),
  );
  const received = receiptOf(evidence.stated, context);
  const written = signature.signedAt ?? message.date;
  const isFresh =
    received !== null &&
    written !== null &&
    written >= received - LONGEST_WAY &&
    written <= received + CLOCKS_DIFFER;
  if (!addressed || !isFresh) return false;
  const isElsewhere = message.replyTo.some(
    ({ domain }) => !sameOrganization(domain, sdid) && !sameOrganization(domain, list),
  );
  if (isElsewhere && !covers(signature, 'reply-to', evidence.message)) return false;
  return hasKnownType(signature, evidence, list);
}

/** Content-Type says how the text is read: the author signed it, or the list that proved itself did. */
function hasKnownType(signature: DkimEvaluation, evidence: Evidence, list: string): boolean {
  if (covers(signature, 'content-type', evidence.message)) return true;
  return (evidence.evaluated?.dkim ?? []).some(
    (one) =>
      one.result === 'pass' &&
      sameOrganization(one.sdid, list) &&
      one.signedFields.includes('content-type') &&
      covers(one, 'content-type', evidence.message),
  );
}
