// The two ends of the table where nothing is known: a source that cannot be read, and mail without a record.

import type { Reason, Refusal, RowId, Sentence, Situation } from '../../model.ts';
import { DAY, YOUNG_DAYS } from '../../text/days.ts';
import type { Conclusion } from './conditions.ts';
import type { Facts } from './facts.ts';

const REFUSED: Record<Refusal, Situation> = {
  tooLarge: 'tooLarge',
  headerTooLarge: 'refused',
  shape: 'notMail',
  truncated: 'truncated',
};

/** OriginRow 1: no other row is asked where there is no evidence. */
export const UNREAD = { id: 'unread', number: 1 } as const satisfies { id: RowId; number: number };

/** Why row 1 did not decide a message that was read. */
export const NOT_UNREAD: { row: number; sentence: Sentence } = {
  row: UNREAD.number,
  sentence: { key: 'why.readable', params: {} },
};

/** What row 1 concludes. `refusal` is null where the source could not be had at all. */
export function unreadable(refusal: Refusal | null): Conclusion {
  return {
    situation: refusal === null ? 'unreadable' : REFUSED[refusal],
    origin: 'unknown',
    tone: 'unknown',
    reason: 'source',
  };
}

/** The key is gone and the mail says itself that it is old: only the choice of words rests on its Date. */
function isTooOld({ aligned, evidence, context }: Facts): boolean {
  const gone = aligned.some(({ reason }) => reason === 'keyMissing' || reason === 'keyRevoked');
  const date = evidence.message.date;
  return gone && date !== null && context.now - date > YOUNG_DAYS * DAY;
}

/** What stands in the way of a signature that could speak for the author domain, null when nothing does. */
function findObstacle(facts: Facts): Extract<Reason, 'held' | 'network'> | null {
  const { aligned, evidence, context, hasOwnSignature } = facts;
  if (aligned.some(({ reason }) => reason === 'held')) return 'held';
  if (aligned.some(({ reason }) => reason === 'dnsFailed')) return 'network';
  if (evidence.evaluated !== null || !hasOwnSignature) return null;
  const asked = context.lookups === 'always' || context.lookups === 'careful';
  return asked && evidence.held.length === 0 ? 'network' : 'held';
}

/** OriginRow 20: no record that may be believed and no signature that passes. What could still be done comes first. */
export function concludeUnknown(facts: Facts): Conclusion {
  const unknown = (situation: Situation, reason: Reason): Conclusion => ({
    situation,
    origin: 'unknown',
    tone: 'unknown',
    reason,
  });
  const obstacle = findObstacle(facts);
  if (obstacle === 'held')
    return unknown(facts.context.lookups === 'off' ? 'unknownOff' : 'unknownHeld', 'held');
  if (obstacle === 'network') return unknown('unknownNetwork', 'network');
  if (facts.evidence.stated.absence === 'collected') return unknown('collected', 'collected');
  if (isTooOld(facts)) return unknown('tooOld', 'tooOld');
  const { absence } = facts.evidence.stated;
  switch (absence) {
    case 'imported':
    case 'sentAs':
    case 'unanchored':
      return unknown(absence, 'foreign');
    default:
      return unknown(facts.context.source === 'file' ? 'file' : 'foreign', 'foreign');
  }
}
