// The words the verdict table uses, derived once from Evidence and Context.

import type { Context, DkimEvaluation, Evidence, Finding, Instant } from '../../model.ts';
import { isGmailDomain, isSameMailbox } from '../../text/addresses.ts';
import { DAY } from '../../text/days.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { sameOrganization } from '../../text/organization.ts';
import { readTag } from '../../text/tags.ts';
import { appliedPolicy, isStrict } from '../reading/policy.ts';
import { classifyRecord, isBelieved, type RecordClass, receiptOf } from '../reading/record.ts';
import { checkCopy, findProof } from '../reading/signature.ts';
import {
  type Forwarder,
  findForwarder,
  findKnownList,
  findProvedList,
  findRelayService,
  findRewriter,
  listOf,
} from '../reading/travel.ts';
import { findVoucher, type Voucher } from '../reading/voucher.ts';
import { findAmbiguities } from './ambiguity.ts';
import { isForgedOften } from './brand-domain.ts';
import { findListProof, type ListProof } from './list-proof.ts';

export interface Facts {
  evidence: Evidence;
  context: Context;
  /** domain of the one author; several authors of one organisation have the first one's */
  authorDomain: string | null;
  authorAddress: string;
  ambiguities: Finding[];
  record: RecordClass;
  /** the signature that proves the author domain now */
  proof: DkimEvaluation | null;
  /** signatures that speak for the author domain, whatever their result */
  aligned: DkimEvaluation[];
  /** d= of DKIM-Signature fields that could speak for the author domain, evaluated or not */
  hasOwnSignature: boolean;
  copy: 'same' | 'differs' | 'open';
  /** the policy of the author domain asks to refuse or file away; Google's own gmail.com always counts as such */
  enforcing: boolean;
  isGmail: boolean;
  voucher: Voucher | null;
  forwarder: Forwarder | null;
  /** a list that the reader knows and that proved itself */
  knownList: string | null;
  /** a list that proved itself, known or not */
  provedList: string | null;
  /** what proves the author behind a list that proved itself */
  listProof: ListProof | null;
  /** List-Id as written */
  list: string | null;
  rewriter: string | null;
  relayService: string | null;
  isOwn: boolean;
  /** handed over by a server of Google's */
  insideGoogle: boolean;
  receivedAt: Instant | null;
  /** days since receipt, null when the time of receipt is unknown */
  ageInDays: number | null;
}

/** True for one of the reader's own addresses. Nobody's when no address of the reader is known. */
export function isReader(address: string, context: Pick<Context, 'me'>): boolean {
  return context.me.addresses.some((own) => isSameMailbox(own, address));
}

function findAuthor(evidence: Evidence): { domain: string | null; address: string } {
  const mailboxes = evidence.message.from.flatMap((field) => field.mailboxes);
  const [first] = mailboxes;
  if (!first || first.domain === '') return { domain: null, address: first?.address ?? '' };
  const one = mailboxes.every(({ domain }) => sameOrganization(domain, first.domain));
  return {
    domain: one && evidence.message.from.length === 1 ? first.domain : null,
    address: first.address,
  };
}

/** Derives everything the rows ask for. Pure: the same evidence and context give the same facts. */
export function establishFacts(evidence: Evidence, context: Context): Facts {
  const { message, stated, evaluated } = evidence;
  const { domain, address } = findAuthor(evidence);
  const ambiguities = findAmbiguities(evidence, context);
  const authorDomain = ambiguities.length > 0 ? null : domain;
  const believed = isBelieved(stated, context);
  const reverse = bareDomain(stated.boundary?.reverseName ?? '');
  const receivedAt = receiptOf(stated, context);
  const isGmail = authorDomain !== null && isGmailDomain(authorDomain);
  const signers = message.fields
    .filter(({ name }) => name === 'dkim-signature')
    .map(({ raw }) => readTag(raw, 'd') ?? '');
  const facts: Facts = {
    evidence,
    context,
    authorDomain,
    authorAddress: address,
    ambiguities,
    record: classifyRecord(stated, authorDomain, context),
    proof: findProof(evidence),
    aligned: (evaluated?.dkim ?? []).filter((signature) => signature.aligned),
    hasOwnSignature:
      authorDomain !== null && signers.some((sdid) => sameOrganization(sdid, authorDomain)),
    copy: checkCopy(evidence, context),
    enforcing: isGmail || isStrict(appliedPolicy(evidence, authorDomain)),
    isGmail,
    voucher: findVoucher(evidence, context, authorDomain, believed),
    forwarder: findForwarder(evidence, context, believed),
    knownList: findKnownList(evidence, context, believed),
    provedList: findProvedList(evidence, believed),
    listProof: null,
    list: listOf(message),
    rewriter: findRewriter(message),
    relayService: findRelayService(authorDomain),
    isOwn: isReader(address, context),
    insideGoogle: believed && isUnder(reverse, 'google.com'),
    receivedAt,
    ageInDays: receivedAt === null ? null : (context.now - receivedAt) / DAY,
  };
  const { provedList, enforcing, record } = facts;
  if (authorDomain === null || provedList === null || record !== 'fail') return facts;
  const bounds = { enforcing, isBrand: isForgedOften(facts) };
  return {
    ...facts,
    listProof: findListProof(evidence, context, authorDomain, provedList, bounds),
  };
}
