// What a mailing list changed, undone: a signature of the author's that fits once what lists add is taken away.
// Neither is a DKIM pass anywhere else (RFC 6376 section 6.1.3).
import type { Context, DkimEvaluation, Evidence, Undone } from '../../model.ts';
import { hasKnownSuffix, sameOrganization } from '../../text/organization.ts';
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

/** Quoted-printable (RFC 2045 section 6.7) of a footer, as far as it hides a link. */
const readable = (text: string) =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What a program makes a link of: with a scheme or `www.`, an address, a name under a known suffix. */
const NAME =
  /(https?:\/\/|www\.|@)?((?:[a-z0-9\x80-\xff-]{1,63}\.){1,8}[a-z0-9\x80-\xff-]{2,63})/gi;
const TELEPHONE = /(?:\+|\b0)[\d(][\d ()./-]{6,}\d/;
/** Scheme without a name: an address of numbers, an intent of a telephone, script. */
const OTHER_LINK = /\b(?:https?:\/\/[^\s]*|(?:tel|sms|mailto|javascript|data|ftp):)/gi;
/** Google's groups are answered at google.com. */
const OWNERS: Record<string, string> = { 'googlegroups.com': 'google.com' };

/** A link or telephone number in what was added that belongs neither to the author nor to the list. */
export function leadsElsewhere(text: string, author: string, list: string): boolean {
  const shown = readable(text);
  const owners = [author, list];
  for (const [domain, owner] of Object.entries(OWNERS))
    if (sameOrganization(list, domain)) owners.push(owner);
  const isTheirs = (domain: string) => owners.some((one) => sameOrganization(domain, one));
  for (const [, mark, name = ''] of shown.matchAll(NAME)) {
    const domain = name.toLowerCase();
    if ((mark !== undefined || hasKnownSuffix(domain)) && !isTheirs(domain)) return true;
  }
  for (const [link] of shown.matchAll(OTHER_LINK)) {
    const host = /^https?:\/\/(?:[^/\s@]*@)?([^/\s:?#]+)/i.exec(link)?.[1]?.toLowerCase();
    if (host === undefined ? !/^mailto:/i.test(link) : !isTheirs(host)) return true;
  }
  return TELEPHONE.test(shown);
}
