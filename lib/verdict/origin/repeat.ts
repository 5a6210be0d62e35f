// Why a pass that Gmail recorded cannot be repeated now: the situations of row 16.
import type { DkimReason, Finding, Remark, Situation } from '../../model.ts';
import { isBroken } from '../reading/signature.ts';
import type { Conclusion } from './conditions.ts';
import type { Facts } from './facts.ts';

/** Younger than this, a revoked key may say something about the mail itself. */
const REVOCATION_MATTERS = 3;

/** Situations that a reason leads to when nothing about the bytes speaks against it; the mildest first. */
const BY_REASON: readonly [DkimReason, Situation][] = [
  ['keyMissing', 'keyRotated'],
  ['keyRevoked', 'keyRevoked'],
  ['expired', 'expired'],
  ['held', 'held'],
  ['dnsFailed', 'dnsSilent'],
  ['keyWeak', 'keyWeak'],
];

const info = (rule: Remark, params: Record<string, string>): Finding => ({
  rule,
  severity: 'info',
  params,
});

function withoutMeasurement({ evidence, context }: Facts): Situation {
  if (evidence.held.length > 0) return 'held';
  return context.lookups === 'off' || context.lookups === 'ask' ? 'notRechecked' : 'dnsSilent';
}

function findSituation(facts: Facts): { situation: Situation; findings: Finding[] } {
  const { evidence, context, aligned, copy, ageInDays } = facts;
  const params = { domain: facts.authorDomain! };
  const only = (situation: Situation) => ({ situation, findings: [] });
  if (evidence.evaluated === null) return only(withoutMeasurement(facts));
  const broken = aligned.some((signature) => isBroken(signature, context));
  if (broken && copy === 'differs')
    return { situation: 'copyDiffers', findings: [info('copyDiffers', params)] };
  const passing = aligned.find(({ result }) => result === 'pass');
  if (passing) return only(passing.unsignedOctets > 0 ? 'partlySigned' : 'recordsChanged');
  for (const [reason, situation] of BY_REASON) {
    if (!aligned.some((signature) => signature.reason === reason)) continue;
    if (reason === 'held' && context.lookups === 'off') return only('notRechecked');
    const fresh = reason === 'keyRevoked' && ageInDays !== null && ageInDays < REVOCATION_MATTERS;
    return { situation, findings: fresh ? [info('keyRevoked', params)] : [] };
  }
  if (broken && copy === 'same')
    return { situation: 'recordContradicted', findings: [info('recordContradicted', params)] };
  if (broken) return only('notRepeated');
  if (context.fidelity === 'approximate' && aligned.length > 0) return only('approximate');
  if (aligned.length > 0) return only('notRepeated');
  return only(facts.hasOwnSignature ? 'recordsChanged' : 'nothingToRepeat');
}

/** The conclusion of row 16: the record stands, and the reason is said in words. */
export function explainRepeat(facts: Facts): Conclusion {
  return { ...findSituation(facts), origin: 'recorded', tone: 'calm' };
}
