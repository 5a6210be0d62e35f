// A forwarder that vouches: the last trusted word in an ARC chain (RFC 8617) about the author domain.

import type { ArcEvaluation, Context, Evidence } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { isUnder } from '../../text/domains.ts';
import { readTag } from '../../text/tags.ts';
import { TRUSTED_SEALERS } from '../data/sealers.ts';
import { speaksOf } from './record.ts';
import { checkCopy } from './signature.ts';

/** Gmail's own receiver as it names itself in its results. */
const MX = 'mx.google.com';

export interface Voucher {
  /** d= of the set that is relied on */
  sealer: string;
  /** as readers know it */
  name: string;
  instance: number;
  /** false where only Gmail's record says that the chain was valid */
  measured: boolean;
}

/** The list entry for a sealer, null when nobody trusts it. */
export function trustedSealer(domain: string, context: Context): { name: string } | null {
  const known = TRUSTED_SEALERS.find((sealer) => isUnder(domain, sealer.domain));
  if (known) return known;
  return context.trustedSealers.some((trusted) => isUnder(domain, trusted))
    ? { name: domain }
    : null;
}

/** Google Groups seals what came in; the name tells the reader who is speaking. */
const nameOf = (name: string, authservId: string | undefined) =>
  authservId === 'gmr-mx.google.com' ? 'Google Groups' : name;

/**
 * Gmail's own word that the chain it received was valid, in place of a measurement that could not be made:
 * `arc=pass (i=2 … dmarc=pass fromdomain=example.com)`. Every set from there up must be of a trusted sealer.
 */
function recordedVoucher(
  evidence: Evidence,
  context: Context,
  authorDomain: string,
): Voucher | null {
  const arc = evidence.stated.results?.methods.find(({ method }) => method === 'arc');
  if (arc?.result !== 'pass') return null;
  const words = arc.comments
    .join(' ')
    .toLowerCase()
    .split(/[ \t\r\n]+/);
  const instance = Number(words.find((word) => word.startsWith('i='))?.slice(2));
  const from = words.find((word) => word.startsWith('fromdomain='))?.slice('fromdomain='.length);
  if (!words.includes('dmarc=pass') || from === undefined || !instance) return null;
  if (domainOf(from) !== authorDomain) return null;
  const seals = evidence.message.fields
    .filter(({ name }) => name === 'arc-seal')
    .map(({ raw }) => ({
      instance: Number(readTag(raw, 'i')),
      sealer: (readTag(raw, 'd') ?? '').toLowerCase(),
    }));
  const from1 = seals.filter((seal) => seal.instance >= instance);
  const reliedOn = from1.find((seal) => seal.instance === instance);
  const trusted = reliedOn && trustedSealer(reliedOn.sealer, context);
  if (!reliedOn || !trusted) return null;
  if (!from1.every((seal) => trustedSealer(seal.sealer, context))) return null;
  return { sealer: reliedOn.sealer, name: trusted.name, instance, measured: false };
}

/**
 * True where the chain neither passed nor failed: nobody answered, a sealer's key is gone by now, or the copy is not
 * what Gmail received, which breaks every signature.
 */
function isOpen(arc: ArcEvaluation, evidence: Evidence, context: Context): boolean {
  if (arc.reason === 'held' || arc.reason === 'dnsFailed') return true;
  if (arc.result !== 'fail') return false;
  if (context.fidelity === 'approximate' || checkCopy(evidence, context) === 'differs') return true;
  const [newest] = [...arc.instances].sort((a, b) => b.instance - a.instance);
  const words = [newest?.signature, ...arc.instances.map(({ seal }) => seal)];
  const isUnknown = (word: unknown) => word === 'neutral' || word === 'temperror';
  return words.some(isUnknown) && words.every((word) => word === 'pass' || isUnknown(word));
}

/**
 * The voucher for this author domain: the chain passes, its newest signature covers From, one set says dmarc=pass
 * for the author domain, and that set and every later one are of trusted sealers. Where ARC cannot be measured,
 * Gmail's recorded arc=pass stands in, so that a missing lookup or key accuses nobody.
 */
export function findVoucher(
  evidence: Evidence,
  context: Context,
  authorDomain: string | null,
  believed: boolean,
): Voucher | null {
  if (authorDomain === null) return null;
  const arc = evidence.evaluated?.arc;
  if (arc === undefined || isOpen(arc, evidence, context))
    return believed ? recordedVoucher(evidence, context, authorDomain) : null;
  if (arc.result !== 'pass') return null;
  const sets = [...arc.instances].sort((a, b) => b.instance - a.instance);
  if (!sets[0]?.signedFields.includes('from')) return null;
  // The set that Gmail added on arrival is the record itself: nobody vouches by repeating it.
  const isRecord = (set: (typeof sets)[number]) =>
    set === sets[0] && evidence.stated.proof !== 'absent' && set.results?.authservId === MX;
  for (const set of sets) {
    const trusted = trustedSealer(set.sealer, context);
    if (!trusted) return null;
    if (isRecord(set)) continue;
    const dmarc = set.results?.methods.find(({ method }) => method === 'dmarc');
    if (dmarc?.result === 'pass' && speaksOf(dmarc, authorDomain)) {
      return {
        sealer: set.sealer,
        name: nameOf(trusted.name, set.results?.authservId),
        instance: set.instance,
        measured: true,
      };
    }
  }
  return null;
}
