// Why a message failed and what mends it, from the evidence alone: the most useful first.
import type { Effect, Evidence, Remedy, RemedyId, Sentence } from '../../../model.ts';
import { provedHop } from '../../reading/record.ts';
import { mendDkim } from './dkim.ts';
import { mendDmarc } from './dmarc.ts';
import { readScene, type Scene } from './scene.ts';
import { mendSpf } from './spf.ts';

const ORDER: readonly Effect[] = ['dmarc', 'method', 'advice'];

/** RFC 5322 section 3.6, and Subject as Google asks: these stand exactly once. */
const ONCE = ['from', 'date', 'message-id', 'subject'];

const advise = (
  id: RemedyId,
  by: Remedy['by'],
  params: Remedy['params'] = {},
  publish: Remedy['publish'] = null,
): Remedy => ({ id, effect: 'advice', by, params, publish });

/** How the mail was handed over: only what Gmail wrote itself. */
function mendTransport({ evidence, isForwarded }: Scene): Remedy[] {
  const hop = provedHop(evidence.stated);
  if (!hop) return [];
  const by = isForwarded ? 'forwarder' : 'sender';
  const params = { address: hop.address ?? '' };
  return [
    ...(hop.reverseName === null && hop.address ? [advise('reverseMissing', by, params)] : []),
    ...(hop.tls === null ? [advise('tlsMissing', by, params)] : []),
  ];
}

function mendForm({ message }: Evidence): Remedy[] {
  const count = (name: string) => message.fields.filter((field) => field.name === name).length;
  const odd = ONCE.filter((name) => count(name) !== 1);
  if (odd.length === 0) return [];
  const spelled = odd.map((name) => name.replace(/(?:^|-)[a-z]/g, (c) => c.toUpperCase()));
  return [advise('fields', 'sender', { fields: spelled.join(', ').replace('-Id', '-ID') })];
}

function mendUnsubscribe({ message }: Evidence): Remedy[] {
  const has = (name: string) => message.fields.some((field) => field.name === name);
  if (!has('list-unsubscribe') || has('list-unsubscribe-post')) return [];
  const publish = {
    type: 'field',
    name: 'List-Unsubscribe-Post',
    value: 'List-Unsubscribe=One-Click',
  } as const;
  return [advise('oneClick', 'sender', {}, publish)];
}

/** A forwarder without a seal of its own; Google's set, made on receipt, is not the forwarder's. */
function mendChain({ evidence, evaluated, isForwarded, passes }: Scene): Remedy[] {
  const received = evidence.stated.proof === 'absent' ? 0 : 1;
  if (!isForwarded || passes || evaluated.arc.instances.length > received) return [];
  return [advise('arcMissing', 'forwarder')];
}

/**
 * The remedies of one message: those that make DMARC pass first, then those that make one method pass, then advice.
 * None where nothing was measured or nothing failed. Addresses and hosts are those of the record of receipt or of DNS.
 */
export function remediesFor(evidence: Evidence): Remedy[] {
  const scene = readScene(evidence);
  if (!scene)
    return evidence.evaluated && evidence.stated.absence === null ? mendForm(evidence) : [];
  const all = [
    ...mendDmarc(scene),
    ...mendSpf(scene),
    ...mendDkim(scene),
    ...mendChain(scene),
    ...mendForm(evidence),
    ...mendTransport(scene),
    ...mendUnsubscribe(evidence),
  ];
  return all.sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
}

/** Why DMARC did not pass, the domains side by side; null where it did or nobody knows. */
export function whyDmarcFailed(evidence: Evidence): Sentence | null {
  const scene = readScene(evidence);
  if (!scene || scene.passes || scene.evaluated.dmarc.reason !== null) return null;
  const { spf, dkim, dmarc } = scene.evaluated;
  const domain = scene.author;
  if (dmarc.record === null) return { key: 'remedy.why.noRecord', params: { domain } };
  const passing = [...(spf ? [{ result: spf.result, name: spf.domain }] : [])]
    .concat(dkim.map(({ result, sdid }) => ({ result, name: sdid })))
    .filter(({ result }) => result === 'pass')
    .map(({ name }) => name);
  const others = [...new Set(passing)].slice(0, 3).join(', ');
  return others === ''
    ? { key: 'remedy.why.nothing', params: { domain } }
    : { key: 'remedy.why.others', params: { domain, others } };
}
