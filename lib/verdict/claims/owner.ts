// The positive answer: whose domain is it that was proved? Said only where nothing at all stands against it.

import type { DkimEvaluation, Finding, Owner } from '../../model.ts';
import { addedOrganisation, type Organisation, ownerOf, serviceOf } from '../../registry/index.ts';
import { DAY } from '../../text/days.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { sameOrganization } from '../../text/organization.ts';
import { covers, SHORTEST_RSA_KEY } from '../reading/signature.ts';
import { isForwardedBy } from '../reading/travel.ts';
import { isAddressed } from '../rules/not-addressed.ts';
import type { MessageView } from '../rules/rule.ts';
import { alignedSignatures } from '../rules/signatures.ts';

const MONTH = 30.44 * DAY;
/** The table was looked at when the build was made: older than this, it answers for nobody. */
const BUILD_LIFE = 18 * MONTH;
const COVERED = ['from', 'to', 'date', 'subject'];

/** Not under test, and as far as the key is still known nobody can break it; Gmail recorded passes that were neither. */
const isSound = ({ testing, algorithm, keyBits }: DkimEvaluation): boolean =>
  !testing &&
  (algorithm === 'ed25519-sha256' ||
    (algorithm === 'rsa-sha256' && (keyBits ?? SHORTEST_RSA_KEY) >= SHORTEST_RSA_KEY));

/** From, To, Date and Subject are the signer's own, nothing was appended, and answers stay in the house. */
function isWhole(signature: DkimEvaluation, view: MessageView): boolean {
  if (signature.unsignedOctets > 0 || !isSound(signature)) return false;
  const { fields, replyTo } = view.message;
  const isCovered = (name: string) =>
    fields.some((field) => field.name === name) && covers(signature, name, view.message);
  if (!COVERED.every(isCovered)) return false;
  // One that cannot be read here may be read elsewhere.
  const isRead = replyTo.length > 0 || !fields.some(({ name }) => name === 'reply-to');
  return (
    (isRead && replyTo.every(({ domain }) => sameOrganization(domain, view.domain))) ||
    covers(signature, 'reply-to', view.message)
  );
}

/** Who owns the domain, and by which listed domain. Reader and policy are taken at their word, and named. */
function ownerFor(view: MessageView): { organisation: Organisation; owner: Owner } | null {
  const { domain, context, circle } = view;
  for (const extra of circle.extra) {
    const own = extra.domains.find((one) => isUnder(domain, one));
    if (own === undefined) continue;
    const organisation = addedOrganisation(extra);
    return {
      organisation,
      owner: { organisation: organisation.names.en, domain: own, evidence: organisation.source },
    };
  }
  const found = ownerOf(domain, context.now);
  if (found === null || context.now - Date.parse(found.domain.checked) > BUILD_LIFE) return null;
  const { organisation } = found;
  const { names, region } = organisation;
  const name = (region.includes('jp') ? names.ja : names.native) ?? names.en;
  const country = region.length === 1 ? ` (${region[0]!.toUpperCase()})` : '';
  return {
    organisation,
    owner: {
      organisation: `${name}${country}`,
      domain: found.domain.domain,
      evidence: found.domain.evidence,
    },
  };
}

/**
 * Whose domain this is, for a message against which nothing stands; null otherwise. `findings` are all of the message.
 */
export function findOwner(view: MessageView, findings: readonly Finding[]): Owner | null {
  const { origin, context, domain } = view;
  if (origin === null || domain === '' || view.freeMail) return null;
  if (origin.origin !== 'signed' && origin.origin !== 'recorded') return null;
  if (context.folder === 'spam' || context.gmailMark) return null;
  if (findings.some(({ severity }) => severity !== 'info')) return null;
  const quiet = ['domainGone', 'keyRevoked', 'recordContradicted'];
  if (findings.some(({ rule }) => quiet.includes(rule))) return null;
  if (!isAddressed(view) && view.list === null && !isKnownWay(view)) return null;
  if (!alignedSignatures(view).some((one) => isWhole(one, view))) return null;
  if (serviceOf(domain, view.localPart) !== null) return null;
  const found = ownerFor(view);
  return found === null || found.organisation.usersWrite ? null : found.owner;
}

/** It came through a forwarder of the reader's. */
const isKnownWay = ({ stated, context, message }: MessageView): boolean => {
  const hop = bareDomain(stated.boundary?.reverseName ?? '');
  return hop !== '' && context.trustedForwarders.some((one) => isForwardedBy(one, hop, message));
};
