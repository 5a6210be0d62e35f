// What a lesson changes, record by record. Pure: the record as it was, the lesson, and the record as it will be.

import type { Instant, Lesson, SenderChange, SenderTraits } from '../model.ts';
import { KNOWN_DAYS } from '../text/days.ts';
import { addDay, countWithout, type Day, type Days, NO_DAYS } from './days.ts';
import {
  type ForwarderRecord,
  type ListRecord,
  MOST_CHANGES,
  MOST_SELECTORS,
  type SenderRecord,
  type VerdictRecord,
} from './records.ts';

/** Author domains that make a server a forwarder. */
const AUTHORS = 3;
/** Longer ones (RFC 5321 section 4.5.3.1) are no addresses and no names of hosts. */
const LONGEST_ADDRESS = 320;
const LONGEST_NAME = 200;
const LONGEST_VALUE = 500;
/** SHA-256 in base64, or a Subject tag. */
const LONGEST_MARK = 44;
/** What a list adds, as many as are kept: what it adds again and again first, then the newest. */
const MOST_ADDED = 12;

/** A lesson without what is too long to be honest: hostile mail must not fill the database or spoil an export. */
export function boundLesson(lesson: Lesson): Lesson {
  const { traces, verdict, correspondent, forwarder, list, added, wroteTo } = lesson;
  const address = (text: string) => (text.length <= LONGEST_ADDRESS ? text : '');
  const { key, params } = verdict.sentence;
  const clipped = Object.entries(params).map(([name, text]) => [
    name,
    text.slice(0, LONGEST_VALUE),
  ]);
  return {
    ...lesson,
    traces: { ...traces, address: address(traces.address), domain: address(traces.domain) },
    verdict: { ...verdict, sentence: { key, params: Object.fromEntries(clipped) } },
    correspondent:
      correspondent && correspondent.name.length + correspondent.key.length > 2 * LONGEST_NAME
        ? { name: '', key: '' }
        : correspondent,
    forwarder: (address(traces.domain) && forwarder && address(forwarder)) || null,
    list: (list && address(list)) || null,
    added: added.filter((mark) => mark.length <= LONGEST_MARK).slice(0, MOST_ADDED),
    wroteTo: wroteTo.filter((one) => address(one) !== ''),
  };
}

/** What is new in the newest mail of a domain: another policy, or a key that was not used before. */
function changesOf(
  { dmarc, selectors = [] }: SenderRecord,
  traits: SenderTraits,
  day: Day,
): SenderChange[] {
  const changes: SenderChange[] = [];
  if (dmarc !== null && traits.dmarc !== null && dmarc !== traits.dmarc)
    changes.push({ day, what: 'policy', from: dmarc, to: traits.dmarc });
  const last = selectors.at(-1);
  if (traits.selector !== null && last !== undefined && !selectors.includes(traits.selector))
    changes.push({ day, what: 'key', from: last, to: traits.selector });
  return changes;
}

/** Mail of a domain. A trait that was seen once stays seen; a forged mail can take none away. */
export function learnSender(
  known: SenderRecord | undefined,
  account: string,
  { traces, sender }: Lesson & { sender: SenderTraits },
  isCounted: boolean,
  now: Instant,
): SenderRecord {
  const { domain, day } = traces;
  const { signed, dmarc, cause, ...seen } = sender;
  const selector =
    sender.selector && sender.selector.length <= LONGEST_NAME ? sender.selector : null;
  const record: SenderRecord = known ?? {
    account,
    domain,
    spf: false,
    dkim: false,
    dmarc: null,
    arc: false,
    tls: false,
    reverseName: false,
    firstDay: day,
    lastDay: day,
    count: 0,
    signedDays: NO_DAYS,
    unsignedDays: NO_DAYS,
    touched: now,
  };
  // What an older mail shows, opened later, is no change.
  const isNewest = day >= record.lastDay;
  const { selectors = [], changes = [] } = record;
  const used =
    selector === null ? selectors : [...selectors.filter((one) => one !== selector), selector];
  const found = isNewest ? changesOf(record, { ...sender, selector }, day) : [];
  return {
    ...record,
    cause: (isNewest ? cause : null) ?? record.cause ?? null,
    selectors: (isNewest ? used : selectors).slice(-MOST_SELECTORS),
    changes: [...changes, ...found].slice(-MOST_CHANGES),
    spf: record.spf || seen.spf,
    dkim: record.dkim || seen.dkim,
    arc: record.arc || seen.arc,
    tls: record.tls || seen.tls,
    reverseName: record.reverseName || seen.reverseName,
    // The policy is the domain's own word, of the newest mail.
    dmarc: isNewest || record.dmarc === null ? (dmarc ?? record.dmarc) : record.dmarc,
    firstDay: Math.min(record.firstDay, day),
    lastDay: Math.max(record.lastDay, day),
    count: record.count + (isCounted ? 0 : 1),
    signedDays: signed === true ? addDay(record.signedDays, day) : record.signedDays,
    unsignedDays: signed === false ? addDay(record.unsignedDays, day) : record.unsignedDays,
    touched: now,
  };
}

export function learnForwarder(
  known: ForwarderRecord | undefined,
  account: string,
  { traces, forwarder }: Lesson & { forwarder: string },
  now: Instant,
): ForwarderRecord {
  const authors = new Set([...(known?.authors ?? []), traces.domain]);
  return {
    account,
    reverseName: forwarder,
    authors: [...authors].slice(0, AUTHORS),
    touched: now,
  };
}

/** True once mail of three author domains came through. */
export const isForwarder = ({ authors }: ForwarderRecord): boolean => authors.length >= AUTHORS;

export function learnList(
  known: ListRecord | undefined,
  account: string,
  { traces: { day }, list, added }: Lesson & { list: string },
  now: Instant,
): ListRecord {
  const kept = known?.added ?? [];
  const seen = added.map((mark) => {
    const days = kept.find((one) => one.mark === mark)?.days ?? NO_DAYS;
    return { mark, days: addDay(days, day) };
  });
  const others = kept.filter(({ mark }) => !added.includes(mark));
  const isUsual = (days: Days) => Number(days.count >= KNOWN_DAYS);
  const all = [...seen, ...others].sort(
    ({ days: a }, { days: b }) =>
      isUsual(b) - isUsual(a) || (b.recent[0] ?? 0) - (a.recent[0] ?? 0),
  );
  return {
    account,
    list,
    days: addDay(known?.days ?? NO_DAYS, day),
    added: all.slice(0, MOST_ADDED),
    touched: now,
  };
}

/**
 * A list of which mail was opened on two other days, and what it added on both of them, as `learnedLists` of the context
 * wants it; nothing of any other.
 */
export function toLearnedList(
  { list, days, added = [] }: ListRecord,
  except: Day | null,
): string[] {
  if (countWithout(days, except) < KNOWN_DAYS) return [];
  const usual = added.filter((one) => countWithout(one.days, except) >= KNOWN_DAYS);
  return [list, ...usual.map(({ mark }) => `${list} ${mark}`)];
}

/** A failure of the moment says nothing new about a message that was judged before. */
export function learnVerdict(
  known: VerdictRecord | undefined,
  account: string,
  { traces, verdict, sender }: Lesson,
  now: Instant,
): VerdictRecord {
  const { messageId, address, domain } = traces;
  const isNews = verdict.origin !== 'unknown' || !known;
  const { tone, origin, sentence } = isNews ? verdict : known;
  const counted = (known?.counted ?? false) || sender !== null;
  return { account, messageId, address, domain, tone, origin, sentence, counted, touched: now };
}
