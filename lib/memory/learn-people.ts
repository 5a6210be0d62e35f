// Whom mail makes known: the record of an address, the names it bears, and who may bear a name. Pure.

import type { Correspondent, Instant, Lesson } from '../model.ts';
import { KNOWN_DAYS } from '../text/days.ts';
import { addDay, countWithout, type Day, NO_DAYS } from './days.ts';
import type { CorrespondentRecord } from './records.ts';

/**
 * An address that more people use is nobody's own: no further name is learned. Those it has stay, so that nobody can take
 * a name from an address by writing from it under others.
 */
const MOST_NAMES = 3;

function isKnown(record: CorrespondentRecord, except: Day | null): boolean {
  const days = countWithout(record.days, except);
  return days >= KNOWN_DAYS || (record.replied && days >= 1);
}

/** An address of many names nobody, unless the reader answered it. */
const ownNames = ({ shared, replied, names }: CorrespondentRecord) =>
  shared && !replied ? [] : names;

/** The correspondent as rules see it; null where too little is known, what `except` taught left out. */
export function toCorrespondent(
  record: CorrespondentRecord,
  except: Day | null = null,
): Correspondent | null {
  if (!isKnown(record, except)) return null;
  const enough = record.replied ? 1 : KNOWN_DAYS;
  const [name] = ownNames(record)
    .filter(({ days }) => countWithout(days, except) >= enough)
    .sort((a, b) => b.days.count - a.days.count);
  const { address, replied } = record;
  return { name: name?.name ?? '', address, days: countWithout(record.days, except), replied };
}

/** Somebody known by this name. */
function bearsName(record: CorrespondentRecord, key: string): boolean {
  if (!isKnown(record, null)) return false;
  const enough = record.replied ? 1 : KNOWN_DAYS;
  return ownNames(record).some((one) => one.key === key && one.days.count >= enough);
}

/** True where the name stays with `other`: nobody makes a known name common, or takes it over, by using it too. */
export function keepsName(
  other: CorrespondentRecord,
  key: string,
  known: CorrespondentRecord | undefined,
): boolean {
  // Whom the reader answered is worth more than who merely wrote first.
  return bearsName(other, key) && (other.replied || !known?.replied);
}

/** Authenticated mail of an address. `isTaken`: the name belongs to another address, see `keepsName`. */
export function learnCorrespondent(
  known: CorrespondentRecord | undefined,
  account: string,
  { traces, correspondent }: Lesson & { correspondent: NonNullable<Lesson['correspondent']> },
  isTaken: boolean,
  now: Instant,
): CorrespondentRecord {
  const { address, domain, day } = traces;
  const record: CorrespondentRecord = known ?? {
    account,
    address,
    domain,
    days: NO_DAYS,
    replied: false,
    names: [],
    shared: false,
    touched: now,
  };
  const learned = { ...record, days: addDay(record.days, day), touched: now };
  const { key, name } = correspondent;
  if (key === '' || isTaken || record.shared) return learned;
  const bearer = record.names.find((one) => one.key === key);
  const others = record.names.filter((one) => one !== bearer);
  if (!bearer && others.length === MOST_NAMES) return { ...learned, shared: true };
  const days = addDay(bearer?.days ?? NO_DAYS, day);
  return { ...learned, names: [...others, { key, name, days }] };
}
