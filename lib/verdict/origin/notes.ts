// What lies on top of a row: said after its own sentence, never changing the origin.

import type { Mailbox, Offer, RowId, Sentence, Situation } from '../../model.ts';
import { isProved } from '../../model.ts';
import { isSameMailbox } from '../../text/addresses.ts';
import { isoDay } from '../../text/days.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { visible } from '../../text/normalise.ts';
import { sameOrganization } from '../../text/organization.ts';
import { circleOf } from '../claims/circle.ts';
import { hostOf } from '../data/mail-hosts.ts';
import { fromUtf8, showOctets } from '../rules/written.ts';
import { isBrandDomain, isForgedOften } from './brand-domain.ts';
import type { Conclusion } from './conditions.ts';
import { isCovered } from './coverage.ts';
import { type Facts, isReader } from './facts.ts';

/** Situations whose own sentence says already that nothing was looked up. */
const SAY_SO: readonly Situation[] = [
  'notRechecked',
  'held',
  'dnsSilent',
  'unknownHeld',
  'unknownOff',
  'unknownNetwork',
];
/** Rows that stand for themselves: nothing was asked of how the mail came. */
const BARE: readonly RowId[] = ['ambiguous', 'own', 'internal'];

/** Whom the mail was sent to, as far as that is not this very mailbox, as Gmail wrote it down. */
function othersAddressed({ evidence: { message, stated }, context }: Facts): Mailbox[] {
  const here = stated.boundary?.for ?? context.me.addresses[0] ?? '';
  return [...message.to, ...message.cc].filter(
    ({ address }) => address !== '' && !isSameMailbox(address, here),
  );
}

const isReaders = ({ address, domain }: Mailbox, { context }: Facts): boolean =>
  isReader(address, context) ||
  [...circleOf(context).ownDomains].some((own) => isUnder(domain, own));

/** Where it may have been passed on from: the reader's own addresses first. */
function forwardedTo(facts: Facts): string[] {
  const others = othersAddressed(facts);
  const own = others.filter((one) => isReaders(one, facts));
  return [...new Set([...own, ...others].map(({ address }) => address.toLowerCase()))];
}

/**
 * The reader's own forwarding may be why the check failed: the mail went to another address of theirs, or this very server
 * passed mail on before. Anybody can rent at such a host, and of most forged mail it would be the wrong comfort.
 */
function isOwnWay(facts: Facts, server: string): boolean {
  const { trustedForwarders, learnedForwarders } = facts.context;
  return (
    othersAddressed(facts).some((one) => isReaders(one, facts)) ||
    [...learnedForwarders, ...trustedForwarders].some((entry) => entry.split(' ')[0] === server)
  );
}

const LIST_SITUATIONS: readonly Situation[] = [
  'list',
  'listUsual',
  'listAdded',
  'listHeader',
  'listHeaderUnsure',
];

/** The notes to a conclusion, most telling first, what only the details say, and what the reader may declare their own. */
export function writeNotes(
  facts: Facts,
  row: RowId,
  conclusion: Conclusion,
): { notes: Sentence[]; asides: Sentence[]; offers: Offer[] } {
  if (BARE.includes(row)) return { notes: [], asides: [], offers: [] };
  const { authorDomain, context, evidence, forwarder, list, record, relayService, rewriter } =
    facts;
  const notes: Sentence[] = [];
  const offers: Offer[] = [];
  const asides: Sentence[] = [];
  const add = (key: string, params: Record<string, string>) =>
    notes.push({ key: `story.note.${key}`, params });
  const domain = authorDomain ?? '';

  const proved = isProved(conclusion.origin);
  if (rewriter !== null && proved) add('asList', { list: rewriter, domain });
  if (relayService !== null && proved) add('relayService', { service: relayService, domain });
  const passer = evidence.stated.boundary?.reverseName;
  const isUnlisted = ['fail', 'softfail', 'neutral'].includes(evidence.stated.spf ?? '');
  if (conclusion.origin === 'signed' && record !== 'absent' && passer && isUnlisted) {
    // Forwarding breaks SPF and nothing else: said once, quietly.
    if (!sameOrganization(passer, domain)) add('passedOn', { server: passer, domain });
  }
  if (conclusion.origin === 'contradicted') {
    if (forwarder?.by === 'rental') {
      const { name, reverseName } = forwarder;
      const note = {
        key: 'story.note.rentalHost',
        params: { forwarder: name, server: reverseName },
      };
      const isLikely = conclusion.tone !== 'danger' || isOwnWay(facts, reverseName);
      (isLikely ? notes : asides).push(note);
      // A company that is forged often is excused by nobody's word.
      if (isLikely && !isBrandDomain(facts))
        offers.push({ kind: 'trustForwarder', reverseName, addresses: forwardedTo(facts) });
    } else if (forwarder !== null) add('forwarder', { forwarder: forwarder.name });
    else if (conclusion.situation === 'notConfirmedOwn' && passer && context.source === 'gmail') {
      add('ownServer', { server: passer, domain });
      // Whoever has an account at a mail service sends from its servers.
      if (!hostOf(bareDomain(passer)))
        offers.push({ kind: 'trustOwn', reverseName: bareDomain(passer), domain });
    }
    if (list !== null && facts.provedList === null) add('unknownList', { list });
    else if (list !== null && !isForgedOften(facts)) {
      add('provenList', { list });
      offers.push({ kind: 'trustList', list });
    }
  }
  const added = facts.listProof?.added ?? '';
  if (added !== '' && LIST_SITUATIONS.includes(conclusion.situation)) {
    const lines = (fromUtf8(added) ?? added).split(/\r?\n/).filter((line) => line !== '');
    // A rule above a footer says nothing.
    const telling = lines.filter((line) => /[^\s_=*-]/.test(line));
    const text = (telling.length > 0 ? telling : lines)
      .map((line) => visible(showOctets(line)))
      .join(' / ');
    add('listAdded', { list: facts.listProof!.list, added: text });
  }
  if (evidence.stated.gateway) add('gateway', {});
  if (
    context.source === 'file' &&
    evidence.stated.proof === 'sealed' &&
    facts.receivedAt !== null
  ) {
    const named = isCovered('to', facts) ? evidence.message.to : [];
    const to = named.map(({ address }) => address).join(', ');
    const date = isoDay(facts.receivedAt);
    add(to === '' ? 'fileWithoutTo' : 'file', { to, date });
  }
  // A body that does not fit its signature shows without any look-up.
  const unasked = evidence.evaluated === null || context.lookups === 'off';
  if (unasked && !SAY_SO.includes(conclusion.situation)) {
    const some = evidence.held.length > 0;
    if (some) add('held', { names: evidence.held.join(', ') });
    else if (record !== 'absent') add('notRechecked', {});
  }
  if (context.fidelity === 'approximate' && conclusion.situation !== 'approximate')
    add('approximate', {});
  return { notes, asides, offers };
}
