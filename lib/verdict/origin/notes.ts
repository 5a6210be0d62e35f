// What lies on top of a row: said after its own sentence, never changing the origin.

import type { Offer, RowId, Sentence, Situation } from '../../model.ts';
import { isProved } from '../../model.ts';
import { isoDay } from '../../text/days.ts';
import { visible } from '../../text/normalise.ts';
import { sameOrganization } from '../../text/organization.ts';
import { fromUtf8, showOctets } from '../rules/written.ts';
import { isBrandDomain } from './brand-domain.ts';
import type { Conclusion } from './conditions.ts';
import { isCovered } from './coverage.ts';
import type { Facts } from './facts.ts';

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

/** Whom the mail was sent to, as far as that is not this very mailbox: where it may have been passed on from. */
function forwardedTo({ evidence: { message }, context }: Facts): string[] {
  const here = context.me.addresses[0];
  const written = [...message.to, ...message.cc].map(({ address }) => address.toLowerCase());
  return [...new Set(written)].filter((address) => address !== '' && address !== here);
}

const LIST_SITUATIONS: readonly Situation[] = [
  'list',
  'listUsual',
  'listAdded',
  'listHeader',
  'listHeaderUnsure',
];

/** The notes to a conclusion, most telling first, and what the reader may declare their own. */
export function writeNotes(
  facts: Facts,
  row: RowId,
  conclusion: Conclusion,
): { notes: Sentence[]; offers: Offer[] } {
  if (BARE.includes(row)) return { notes: [], offers: [] };
  const { authorDomain, context, evidence, forwarder, list, record, relayService, rewriter } =
    facts;
  const notes: Sentence[] = [];
  const offers: Offer[] = [];
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
      add('rentalHost', { forwarder: name, server: reverseName });
      // A company that asks receivers to refuse is never excused, so there is nothing to declare.
      if (!facts.enforcing || !isBrandDomain(facts))
        offers.push({ kind: 'trustForwarder', reverseName, addresses: forwardedTo(facts) });
    } else if (forwarder !== null) add('forwarder', { forwarder: forwarder.name });
    else if (conclusion.situation === 'notConfirmedOwn' && passer && context.source === 'gmail') {
      add('ownServer', { server: passer, domain });
      offers.push({ kind: 'trustOwn', reverseName: passer });
    }
    if (list !== null && facts.provedList === null) add('unknownList', { list });
    else if (list !== null) {
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
  return { notes, offers };
}
