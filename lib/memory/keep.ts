// Care of what is kept: forgetting, retention, export and import. For the pages where the reader looks after it.

import type { Instant } from '../model.ts';
import { domainOf } from '../text/addresses.ts';
import { DAY } from '../text/days.ts';
import { isUnder } from '../text/domains.ts';
import { type Archive, type ImportRefusal, readArchive } from './archive.ts';
import { type Connection, ofAccount, readProfile, revised } from './database.ts';
import { isRecord, type Profile, type Records, STORE_NAMES, STORES } from './records.ts';

const LISTED = STORE_NAMES.filter((store) => STORES[store].key !== null);

/** Records that are imported in one transaction. */
const BATCH = 500;

/** Makes the caring half of a memory. */
export function createKeep({ read, write }: Pick<Connection, 'read' | 'write'>) {
  /** Forgets a domain and everybody who wrote from it, what the reader taught about them included. */
  async function forgetDomain(account: string, domain: string): Promise<void> {
    const transaction = await write();
    for (const store of ['correspondents', 'senders', 'verdicts'] as const) {
      let cursor = await transaction.objectStore(store).openCursor(ofAccount(account));
      while (cursor) {
        if (cursor.value.domain === domain) await cursor.delete();
        cursor = await cursor.continue();
      }
    }
    let cursor = await transaction.objectStore('forwarders').openCursor(ofAccount(account));
    while (cursor) {
      const { value } = cursor;
      const authors = value.authors.filter((author) => author !== domain);
      if (authors.length < value.authors.length) await cursor.update({ ...value, authors });
      cursor = await cursor.continue();
    }
    const profile = await readProfile(transaction, account, 0);
    const isTheirs = (address: string) => isUnder(domainOf(address), domain);
    const taught = profile.taught.filter(({ address }) => !isTheirs(address));
    await transaction.objectStore('profiles').put(revised({ ...profile, taught }));
    await transaction.done;
  }

  async function forgetAccount(account: string): Promise<void> {
    const transaction = await write();
    for (const store of LISTED) await transaction.objectStore(store).delete(ofAccount(account));
    await transaction.objectStore('profiles').delete(account);
    await transaction.done;
  }

  async function forgetAll(): Promise<void> {
    const transaction = await write();
    await Promise.all(STORE_NAMES.map((store) => transaction.objectStore(store).clear()));
    await transaction.done;
  }

  /** Removes what was of no use for so many days (null: for ever), and the oldest beyond the bounds. */
  async function tidy(account: string, days: number | null, now: Instant): Promise<void> {
    const transaction = await write();
    const end = days === null ? 0 : now - days * DAY;
    let isChanged = false;
    for (const name of LISTED) {
      const store = transaction.objectStore(name);
      const { most } = STORES[name];
      const count = await store.count(ofAccount(account));
      // Beyond the bound a tenth is made free at once.
      let excess = count > most ? count - most + Math.ceil(most / 10) : 0;
      let cursor = await store.index('touched').openCursor(ofAccount(account));
      while (cursor && (excess > 0 || cursor.value.touched < end)) {
        await cursor.delete();
        isChanged = true;
        excess--;
        cursor = await cursor.continue();
      }
    }
    const profile = await transaction.objectStore('profiles').get(account);
    if (profile && isChanged) await transaction.objectStore('profiles').put(revised(profile));
    await transaction.done;
  }

  async function exportAll(now: Instant): Promise<Archive> {
    const transaction = await read();
    const all = <S extends keyof Records>(store: S) => transaction.objectStore(store).getAll();
    const [profiles, correspondents, senders, forwarders, lists, verdicts] = await Promise.all([
      all('profiles'),
      all('correspondents'),
      all('senders'),
      all('forwarders'),
      all('lists'),
      all('verdicts'),
    ]);
    return {
      inkan: 'memory',
      version: 1,
      exportedAt: new Date(now).toISOString(),
      records: { profiles, correspondents, senders, forwarders, lists, verdicts },
    };
  }

  /**
   * Puts what an export holds over what is there. Nothing is changed when it is refused. `knows` tells the keys of
   * sentences that can be said here.
   */
  async function importAll(
    value: unknown,
    knows: (key: string) => boolean,
  ): Promise<{ records: number } | { refused: ImportRefusal }> {
    const archive = readArchive(value, knows);
    if ('refused' in archive) return archive;
    let count = 0;
    // In pieces: a reader of memory, such as a mail that was just opened, waits for one of them and not for all.
    const putAll = async <S extends keyof Records>(name: S) => {
      const records = archive.records[name];
      for (let at = 0; at < records.length; at += BATCH) {
        const transaction = await write();
        const store = transaction.objectStore(name);
        await Promise.all(records.slice(at, at + BATCH).map((record) => store.put(record)));
        await transaction.done;
        count += Math.min(BATCH, records.length - at);
      }
    };
    for (const store of STORE_NAMES) await putAll(store);
    const transaction = await write();
    const profiles = transaction.objectStore('profiles');
    for (const profile of await profiles.getAll()) await profiles.put(revised(profile));
    await transaction.done;
    return { records: count };
  }

  async function changeProfile(
    account: string,
    now: Instant,
    change: (profile: Profile) => Partial<Omit<Profile, 'account' | 'revision'>>,
  ): Promise<void> {
    const transaction = await write();
    const profile = await readProfile(transaction, account, now);
    const next = { ...profile, ...change(profile), touched: now };
    // What cannot be loaded again is not kept.
    if (!isRecord('profiles', next)) throw new Error('this cannot be kept in a profile');
    await transaction.objectStore('profiles').put(next);
    await transaction.done;
  }

  return { forgetDomain, forgetAccount, forgetAll, tidy, exportAll, importAll, changeProfile };
}
