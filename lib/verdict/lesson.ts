// What a judged message may teach memory, and what memory may say in return. Nothing is learned from mail that did not
// authenticate, that raised a warning, or that lies in Spam.

import type {
  Context,
  Evidence,
  Instant,
  Lesson,
  Recollection,
  Report,
  SenderTraits,
  Told,
  Traces,
} from '../model.ts';
import { isProved } from '../model.ts';
import { domainOf } from '../text/addresses.ts';
import { DAY } from '../text/days.ts';
import { bareDomain } from '../text/domains.ts';
import { findListTag } from '../text/list-tag.ts';
import { sameOrganization, tenantDomain } from '../text/organization.ts';
import { personOf } from './claims/person.ts';
import { isBelieved } from './reading/record.ts';
import { findProof } from './reading/signature.ts';
import { hasOwnSignature } from './reading/signer.ts';
import { findProvedList } from './reading/travel.ts';

/**
 * What may teach who somebody is. A server that is merely listed is no proof: whoever rents beside the domain sends from
 * the same one.
 */
const TEACHING = ['signed', 'recorded'];

const registrant = (domain: string) => tenantDomain(domain) ?? domain;

/** Traces of a sender alone, for a message whose source could not be read. */
export function tracesOfSender(address: string, messageId: string, now: Instant): Traces {
  const written = address.toLowerCase();
  return {
    messageId,
    address: written,
    domain: registrant(domainOf(written)),
    day: Math.floor(now / DAY),
  };
}

/** By what memory finds a message. Without a believable time of receipt the signature's counts, else `now`. */
export function tracesOf(evidence: Evidence, messageId: string, now: Instant): Traces {
  const { author } = evidence.message;
  const at = evidence.stated.receivedAt ?? findProof(evidence)?.signedAt ?? now;
  return {
    messageId,
    address: author === null ? '' : `${author.localPart}@${author.domain}`.toLowerCase(),
    domain: author === null ? '' : registrant(author.domain),
    day: Math.floor(at / DAY),
  };
}

/**
 * The context with what memory knows. A list that was merely learned excuses nobody who asks receivers to refuse or file
 * away, and of others only what it added before: whoever runs a list of his own could have two harmless mails opened first.
 */
export function withMemory(context: Context, recollection: Recollection): Context {
  const { ownAddresses, ownName, ...known } = recollection;
  return {
    ...context,
    ...known,
    me: {
      name: context.me.name || ownName,
      addresses: [...new Set([...context.me.addresses, ...ownAddresses])],
    },
    trustedForwarders: [...context.trustedForwarders, ...known.trustedForwarders],
    knownLists: [...context.knownLists, ...known.knownLists],
    learnedLists: [...context.learnedLists, ...known.learnedLists],
    taught: [...context.taught, ...known.taught],
  };
}

/** The server's reverse name, where Gmail's record shows that it passed on somebody else's mail. */
function findPassingServer(evidence: Evidence, authorDomain: string): string | null {
  const { boundary, spf } = evidence.stated;
  const name = bareDomain(boundary?.reverseName ?? '');
  // The envelope's domain does not list this server, and the author's signature came through all the same.
  const isForeign = spf === 'fail' || spf === 'softfail' || spf === 'neutral';
  return name !== '' && isForeign && !sameOrganization(name, authorDomain) ? name : null;
}

/** Of mail that may be forged only what the domain itself publishes counts. */
function readTraits(
  evidence: Evidence,
  { remedies, tone }: Report,
  isAuthenticated: boolean,
  signed: boolean,
): SenderTraits {
  const { stated, evaluated } = evidence;
  const dmarc = evaluated?.dmarc;
  const recorded = stated.dmarcComment.p;
  // Whoever forges a sender tells nothing of what the sender could mend.
  const isTold = evaluated !== null && tone !== 'danger';
  const passing = evaluated?.dkim.find(({ result, aligned }) => result === 'pass' && aligned);
  const isAbsent = dmarc?.record === null && dmarc.reason === null && dmarc.result === 'none';
  return {
    signed: signed ? true : isAuthenticated && stated.spf === 'pass' ? false : null,
    spf: isAuthenticated && (stated.spf === 'pass' || evaluated?.spf?.result === 'pass'),
    dkim: signed,
    dmarc:
      dmarc?.policy ??
      (recorded === 'none' || recorded === 'quarantine' || recorded === 'reject'
        ? recorded
        : isAbsent
          ? 'absent'
          : null),
    arc:
      isAuthenticated &&
      (evaluated?.arc.instances ?? []).some(({ sealer }) => sealer !== 'google.com'),
    tls: isAuthenticated && (stated.boundary?.tls ?? null) !== null,
    reverseName: isAuthenticated && (stated.boundary?.reverseName ?? null) !== null,
    cause: isTold ? (remedies.find(({ by }) => by === 'sender')?.id ?? '') : null,
    selector: (signed && passing?.selector) || null,
  };
}

/**
 * What a list put into mail that is its own word, since it writes itself into From or signs for its own members: the tag
 * in Subject and each ending it may have added. Where an author elsewhere signed, the list added nothing.
 */
function findAdded({ message, digest }: Evidence, author: string, list: string): string[] {
  if (!sameOrganization(author, list)) return [];
  const subjects = message.fields.filter(({ name }) => name === 'subject');
  const tag = subjects.length === 1 ? findListTag(subjects[0]!.value)?.tag : undefined;
  return [...(tag ? [tag] : []), ...(digest.endings ?? []).map(({ mark }) => mark)];
}

/** What this message may teach; `context` is the one it was judged with. Pure. */
export function lessonOf(told: Told, context: Context, messageId: string): Lesson {
  const { report, evidence } = told.judgement;
  const lesson: Lesson = {
    traces:
      evidence === null
        ? tracesOfSender(report.author.address, messageId, context.now)
        : tracesOf(evidence, messageId, context.now),
    verdict: { tone: report.tone, origin: report.origin, sentence: told.story.seal.sentence },
    correspondent: null,
    sender: null,
    forwarder: null,
    list: null,
    added: [],
    wroteTo: [],
  };
  const isExact = context.source === 'gmail' && context.fidelity === 'exact';
  if (evidence === null || !isExact || context.folder === 'spam') return lesson;
  const { message, stated } = evidence;

  if (report.origin === 'own' && context.folder === 'sent') {
    const to = [...message.to, ...message.cc].map(({ address }) => address.toLowerCase());
    return { ...lesson, wroteTo: [...new Set(to)].slice(0, 50) };
  }
  const { author } = message;
  if (author === null || report.origin === 'own') return lesson;
  const isAuthenticated = isProved(report.origin);
  const signed = isAuthenticated && hasOwnSignature(evidence, author.domain);
  // How often a domain writes, and whether it signs, is counted for every mail: it lowers nothing.
  const counted = { ...lesson, sender: readTraits(evidence, report, isAuthenticated, signed) };
  const isCalm = report.tone === 'calm' || report.tone === 'neutral';
  const isExcused = told.judgement.confirmed.length > 0 || told.judgement.lowered;
  if (!isCalm || isExcused || !TEACHING.includes(report.origin)) return counted;
  const believed = isBelieved(stated, context);
  const list = findProvedList(evidence, believed);
  return {
    ...counted,
    correspondent: { name: author.name, key: personOf(message) },
    forwarder: signed && believed ? findPassingServer(evidence, author.domain) : null,
    list,
    added: list === null ? [] : findAdded(evidence, author.domain, list),
  };
}
