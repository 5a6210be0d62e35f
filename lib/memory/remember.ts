// Learns from one message, in one transaction: all of it or nothing.
import type { Instant, Lesson } from '../model.ts';
import { KNOWN_DAYS } from '../text/days.ts';
import { type Connection, ofAccount, readProfile, revised, type Writing } from './database.ts';
import type { KnownPeople } from './known-people.ts';
import { boundLesson, learnForwarder, learnList, learnSender, learnVerdict } from './learn.ts';
import { keepsName, learnCorrespondent, toCorrespondent } from './learn-people.ts';
import type { CorrespondentRecord } from './records.ts';

/** Writes a correspondent; `changed` gets the record where what rules see of it changed. */
async function put(
  transaction: Writing,
  before: CorrespondentRecord | undefined,
  after: CorrespondentRecord,
  changed: CorrespondentRecord[],
): Promise<void> {
  await transaction.objectStore('correspondents').put(after);
  const shown = (record: CorrespondentRecord | undefined) => {
    const seen = record && toCorrespondent(record);
    return seen ? `${seen.name}\n${seen.replied}\n${seen.days >= KNOWN_DAYS}` : null;
  };
  if (shown(before) !== shown(after)) changed.push(after);
}

/** The author of this message, authenticated. `changed` as in `put`. */
async function learnAuthor(
  transaction: Writing,
  account: string,
  lesson: Lesson,
  now: Instant,
  changed: CorrespondentRecord[],
): Promise<void> {
  const { correspondent, traces } = lesson;
  if (correspondent === null || traces.address === '') return;
  const store = transaction.objectStore('correspondents');
  const known = await store.get([account, traces.address]);
  let isTaken = false;
  if (correspondent.key !== '') {
    const others = await store.getAll(ofAccount(account));
    isTaken = others.some(
      (one) => one.address !== traces.address && keepsName(one, correspondent.key, known),
    );
  }
  const next = learnCorrespondent(known, account, { ...lesson, correspondent }, isTaken, now);
  await put(transaction, known, next, changed);
}

/** The reader wrote to them: a mark on those whose mail authenticated, and on nobody else. */
async function learnReplies(
  transaction: Writing,
  account: string,
  { wroteTo }: Lesson,
  now: Instant,
  changed: CorrespondentRecord[],
): Promise<void> {
  for (const address of wroteTo) {
    const known = await transaction.objectStore('correspondents').get([account, address]);
    if (!known || known.replied) continue;
    const next = { ...known, replied: true, touched: now };
    await put(transaction, known, next, changed);
  }
}

/** Makes `remember` of a memory. The same message again changes nothing. */
export function createRemember({ write }: Pick<Connection, 'write'>, people: KnownPeople) {
  return async (account: string, learned: Lesson, now: Instant): Promise<void> => {
    const lesson = boundLesson(learned);
    const transaction = await write();
    const { forwarder, list, sender, traces } = lesson;
    const verdicts = transaction.objectStore('verdicts');
    const verdict = await verdicts.get([account, traces.messageId]);

    const changed: CorrespondentRecord[] = [];
    await learnAuthor(transaction, account, lesson, now, changed);
    await learnReplies(transaction, account, lesson, now, changed);
    if (sender !== null && traces.domain !== '') {
      const store = transaction.objectStore('senders');
      const known = await store.get([account, traces.domain]);
      const isCounted = verdict?.counted ?? false;
      await store.put(learnSender(known, account, { ...lesson, sender }, isCounted, now));
    }
    if (forwarder !== null) {
      const store = transaction.objectStore('forwarders');
      const known = await store.get([account, forwarder]);
      await store.put(learnForwarder(known, account, { ...lesson, forwarder }, now));
    }
    if (list !== null) {
      const store = transaction.objectStore('lists');
      const known = await store.get([account, list]);
      await store.put(learnList(known, account, { ...lesson, list }, now));
    }
    await verdicts.put(learnVerdict(verdict, account, lesson, now));

    const known = await readProfile(transaction, account, now);
    const same = { ...known, since: known.since ?? now, touched: now };
    const profile = changed.length > 0 ? revised(same) : same;
    await transaction.objectStore('profiles').put(profile);
    await transaction.done;
    people.change(known, profile, changed);
  };
}
