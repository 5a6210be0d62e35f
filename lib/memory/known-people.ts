// Known correspondents as last read: the same list as long as nobody joins or leaves, and the same entry for whoever
// stays, so that rules read each person once.
import type { Correspondent } from '../model.ts';
import { ofAccount, type Reading } from './database.ts';
import { toCorrespondent } from './learn-people.ts';
import type { CorrespondentRecord, Profile } from './records.ts';

/**
 * Makes the lists, one for each account. Their days are those of the moment somebody was read; rules only ask whether
 * there were enough.
 */
export function createKnownPeople() {
  const lists = new Map<string, { revision: string; list: Correspondent[] }>();
  return {
    /** All of an account, in order of their addresses. */
    async of(transaction: Reading, { account, revision }: Profile): Promise<Correspondent[]> {
      const kept = lists.get(account);
      if (kept?.revision === revision) return kept.list;
      const records = await transaction.objectStore('correspondents').getAll(ofAccount(account));
      const list = records.flatMap((record) => toCorrespondent(record) ?? []);
      lists.set(account, { revision, list });
      return list;
    },
    /** What one lesson changed, once it is kept: `before` and `after` are the profiles around it. */
    change(before: Profile, after: Profile, changed: readonly CorrespondentRecord[]): void {
      const kept = lists.get(after.account);
      // Where somebody else wrote in between, the list is read anew.
      if (changed.length === 0 || kept?.revision !== before.revision) return;
      const ofNow = new Map(changed.map((record) => [record.address, toCorrespondent(record)]));
      const list = kept.list.filter(({ address }) => !ofNow.has(address));
      for (const person of ofNow.values()) if (person) list.push(person);
      list.sort((one, other) => (one.address < other.address ? -1 : 1));
      lists.set(after.account, { revision: after.revision, list });
    },
  };
}

export type KnownPeople = ReturnType<typeof createKnownPeople>;
