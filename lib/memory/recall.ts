// What memory says about one message, in one look.

import type { Confirmation, Correspondent, Recollection, Remembered, Traces } from '../model.ts';
import { behindAt } from '../text/addresses.ts';
import { type Connection, ofAccount, type Reading, readProfile } from './database.ts';
import { countWithout } from './days.ts';
import { isForwarder, toCorrespondent, toLearnedList } from './learn.ts';
import type { Profile } from './records.ts';

/** What was confirmed, as far as it may hold for this message; with null, for every later one. */
function confirmationsFor({ taught }: Profile, traces: Traces | null): Confirmation[] {
  return taught
    .map(({ before, ...one }) => ({
      domain: behindAt(one.address).toLowerCase(),
      ...one,
    }))
    .filter(({ domain, messageId }) => domain !== null || messageId === traces?.messageId);
}

/** Makes `recall` and `verdicts` of a memory. */
export function createRecall({ read }: Pick<Connection, 'read'>) {
  /**
   * Known correspondents as last read: the same list as long as nobody joins or leaves, so that it is indexed once.
   * Their days are those of that moment; rules only ask whether there were enough.
   */
  const people = new Map<string, { revision: string; list: Correspondent[] }>();

  async function knownPeople(transaction: Reading, profile: Profile): Promise<Correspondent[]> {
    const { account, revision } = profile;
    const kept = people.get(account);
    if (kept?.revision === revision) return kept.list;
    const records = await transaction.objectStore('correspondents').getAll(ofAccount(account));
    const list = records.flatMap((record) => toCorrespondent(record) ?? []);
    people.set(account, { revision, list });
    return list;
  }

  async function recall(account: string, traces: Traces | null): Promise<Recollection> {
    const transaction = await read();
    const [profile, forwarders, lists, sender, author, seen] = await Promise.all([
      readProfile(transaction, account, 0),
      transaction.objectStore('forwarders').getAll(ofAccount(account)),
      transaction.objectStore('lists').getAll(ofAccount(account)),
      traces && transaction.objectStore('senders').get([account, traces.domain]),
      traces && transaction.objectStore('correspondents').get([account, traces.address]),
      traces &&
        transaction
          .objectStore('verdicts')
          .index('address')
          .getAllKeys([account, traces.address], 2),
    ]);
    let correspondents = await knownPeople(transaction, profile);
    const except = traces?.day ?? null;
    // Whom only this message's own day made known is not known yet.
    if (author && toCorrespondent(author) && !toCorrespondent(author, except))
      correspondents = correspondents.filter(({ address }) => address !== author.address);
    const isOther = (key: IDBValidKey) => (key as string[])[1] !== traces?.messageId;
    return {
      correspondents,
      taught: confirmationsFor(profile, traces),
      trustedForwarders: profile.forwarders,
      knownLists: profile.lists,
      ownAddresses: profile.ownAddresses,
      ownName: profile.ownName,
      learnedForwarders: forwarders.filter(isForwarder).map(({ reverseName }) => reverseName),
      learnedLists: lists.flatMap((one) => toLearnedList(one, except)),
      domainHistory: sender
        ? {
            signedDays: countWithout(sender.signedDays, except),
            unsignedDays: countWithout(sender.unsignedDays, except),
          }
        : null,
      seenBefore: seen && traces?.address !== '' ? seen.some(isOther) : null,
    };
  }

  async function verdicts(account: string, messageIds: string[]) {
    const transaction = await read();
    const store = transaction.objectStore('verdicts');
    const found = await Promise.all(messageIds.map((id) => store.get([account, id])));
    return new Map<string, Remembered & { address: string }>(
      found.flatMap((record) => (record ? [[record.messageId, record] as const] : [])),
    );
  }

  return { recall, verdicts };
}
