// What the rows of the verdict table ask for, each with the sentence that says why a row was not chosen.

import type { Finding, Origin, Reason, RowId, Sentence, Situation, Tone } from '../../model.ts';
import { YOUNG_DAYS } from '../../text/days.ts';
import { isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';
import { sameOrganization } from '../../text/organization.ts';
import { circleOf } from '../claims/circle.ts';
import type { RecordClass } from '../reading/record.ts';
import { isBrandDomain } from './brand-domain.ts';
import type { Facts } from './facts.ts';

/** Null when it holds, else why not. */
type Condition = (facts: Facts) => Sentence | null;

/** What a row concludes when all of its conditions hold. */
export interface Conclusion {
  situation: Situation;
  origin: Origin;
  tone: Tone;
  reason?: Reason;
  params?: Record<string, string>;
  findings?: Finding[];
}

/** One row of the table. */
export interface OriginRow {
  id: RowId;
  /** for showing */
  number: number;
  needs: Condition[];
  /** called only where all needs hold, and may count on what they ask for */
  conclude(facts: Facts): Conclusion;
}

/** A condition with one fixed sentence for when it does not hold. */
function need(key: string, holds: (facts: Facts) => boolean): Condition {
  return (facts) =>
    holds(facts) ? null : { key: `why.${key}`, params: { domain: facts.authorDomain ?? '' } };
}

/** The sentence says for which record the row is: the record itself is told elsewhere. */
export const recordIs = (one: RecordClass): Condition =>
  need(`record.${one}`, ({ record }) => record === one);

export const recordPasses = need('record.anyPass', ({ record }) =>
  ['pass', 'listed'].includes(record),
);

export const recordIsNotPass = need('record.noPass', ({ record }) => record !== 'pass');

export const isAmbiguous = need('clearSender', ({ ambiguities }) => ambiguities.length > 0);
export const isReaders = need('notYours', ({ isOwn }) => isOwn);
export const isFromGmail = need('notFromGmail', ({ context }) => context.source === 'gmail');
export const isSentOrDraft = need('notSent', ({ context }) =>
  ['sent', 'draft'].includes(context.folder),
);
/** Mail sent through Google's API or submission server carries a Received line of Google's own. */
export const cameOverNoServer = need(
  'received',
  ({ evidence }) => evidence.message.received.length === 0 || evidence.stated.absence === 'sent',
);
export const cameFromInside = need(
  'outsideHop',
  ({ evidence: { stated } }) => stated.absence === 'internal' || stated.absence === 'sent',
);
export const isSignedNow = need('noProof', ({ proof }) => proof !== null);
export const isNotSignedNow = need('proof', ({ proof }) => proof === null);
export const hasVoucher = need('noVoucher', ({ voucher }) => voucher !== null);
export const listIsUndone = need('notUndone', ({ listProof }) => listProof !== null);
/** Where the author asks for nothing and the reader does not know the list, nothing is gained by a header alone. */
export const headerMatters = need(
  'noKnownList',
  ({ knownList, enforcing, listProof }) =>
    listProof?.what === 'text' || enforcing || knownList !== null,
);
export const cameThroughForwarder = need('noForwarder', ({ forwarder }) =>
  ['listed', 'learned'].includes(forwarder?.by ?? ''),
);
/**
 * A brand that asks receivers to refuse is forged too often to be excused by a forwarder, and the reader's own domain is
 * the first that an attacker forges. What was merely learned excuses neither that domain nor anybody who asks: three
 * domains of one's own, sent through a rented server, would teach it.
 */
export const mayBeForwarded = need('enforcingBrand', (facts) => {
  const { forwarder, enforcing, isGmail, isOwn } = facts;
  const isMine = isOwn || isOwnDomain(facts);
  const isListed = forwarder?.by === 'listed';
  if (enforcing || isGmail) return isListed && !isMine && !isBrandDomain(facts);
  return isListed || !isMine;
});
export const isEnforcing = need('notEnforcing', ({ enforcing, isGmail }) => enforcing || isGmail);
export const isGone = need(
  'domainExists',
  ({ evidence }) => evidence.evaluated?.domain.gone ?? false,
);
/** Companies close: only of young mail does a vanished domain say anything. */
export const isYoung = need(
  'tooOldForGone',
  ({ ageInDays }) => ageInDays !== null && ageInDays < YOUNG_DAYS,
);
export const cameFromGoogle = need('outsideGoogle', ({ insideGoogle }) => insideGoogle);
export const hasNoOwnSignature = need(
  'ownSignature',
  ({ hasOwnSignature, aligned }) => !hasOwnSignature && aligned.length === 0,
);
export const somebodyElsePasses = need('nobodyPasses', (facts) => otherDomain(facts) !== null);

/** A domain of the reader's own, proved or not. */
export const isOwnDomain = ({ authorDomain, context }: Facts): boolean =>
  authorDomain !== null &&
  [...circleOf(context).ownDomains].some((own) => isUnder(authorDomain, own));

/** The domain that did pass where the author domain did not: a mail service, mostly. */
export function otherDomain({ evidence, authorDomain }: Facts): string | null {
  const isOther = (domain: string) =>
    domain !== '' && !(authorDomain !== null && sameOrganization(domain, authorDomain));
  const recorded = evidence.stated.results?.methods
    .filter(({ method, result }) => (method === 'dkim' || method === 'spf') && result === 'pass')
    .map(identityOf)
    .find(isOther);
  const measured = evidence.evaluated?.dkim.find(
    ({ result, sdid }) => result === 'pass' && isOther(sdid),
  );
  return recorded ?? measured?.sdid ?? null;
}
