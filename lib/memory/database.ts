// The database: stores, indexes, and what later versions will change. Made with idb over IndexedDB.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Instant } from '../model.ts';
import { newProfile, type Profile, type Records, STORE_NAMES, STORES } from './records.ts';

interface Store<S extends keyof Records> {
  key: IDBValidKey;
  value: Records[S];
  indexes: { touched: IDBValidKey; address: IDBValidKey; lastDay: IDBValidKey };
}

interface Schema extends DBSchema {
  profiles: Store<'profiles'>;
  correspondents: Store<'correspondents'>;
  senders: Store<'senders'>;
  forwarders: Store<'forwarders'>;
  lists: Store<'lists'>;
  verdicts: Store<'verdicts'>;
}

type Names = (keyof Records)[];
export type Reading = IDBPTransaction<Schema, Names, 'readonly' | 'readwrite'>;
export type Writing = IDBPTransaction<Schema, Names, 'readwrite'>;
type Changing = IDBPTransaction<Schema, Names, 'versionchange'>;

/** Transactions over all stores, so that what is read and written together stays together. */
export interface Connection {
  read(): Promise<Reading>;
  write(): Promise<Writing>;
  close(): Promise<void>;
}

const VERSION = 2;

/** version → the step that leads to it; a reader may come from any earlier one */
const STEPS: Record<number, (database: IDBPDatabase<Schema>, change: Changing) => void> = {
  1(database) {
    for (const name of STORE_NAMES) {
      const { key } = STORES[name];
      const store = database.createObjectStore(name, {
        keyPath: key === null ? 'account' : ['account', key],
      });
      if (key !== null) store.createIndex('touched', ['account', 'touched']);
      if (name === 'verdicts') store.createIndex('address', ['account', 'address']);
    }
  },
  // A page lists the newest senders without reading the others.
  2: (_, change) => change.objectStore('senders').createIndex('lastDay', ['account', 'lastDay']),
};

/** Opens the database with the first question, and again after the browser or a newer version closed it. */
export function connect(name: string): Connection {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const lost = () => {
    opening = null;
  };
  async function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade(database, from, _, change) {
        for (let step = from + 1; step <= VERSION; step++) STEPS[step]?.(database, change);
      },
      blocking(_now, _wanted, event) {
        (event.target as IDBDatabase).close();
        lost();
      },
      terminated: lost,
    });
    try {
      return await opening;
    } catch (error) {
      lost();
      throw error;
    }
  }
  return {
    read: async () => (await open()).transaction(STORE_NAMES, 'readonly'),
    write: async () => (await open()).transaction(STORE_NAMES, 'readwrite'),
    async close() {
      const database = await opening?.catch(() => null);
      database?.close();
      lost();
    },
  };
}

/** Every key of one account: a list sorts behind every text and number. */
export function ofAccount(account: string): IDBKeyRange {
  return IDBKeyRange.bound([account], [account, []]);
}

/** The profile of an account, a fresh one where it has none. */
export async function readProfile(
  transaction: Reading,
  account: string,
  now: Instant,
): Promise<Profile> {
  return (await transaction.objectStore('profiles').get(account)) ?? newProfile(account, now);
}

/** A profile whose known correspondents are read again by everybody. */
export const revised = (profile: Profile): Profile => ({
  ...profile,
  revision: crypto.randomUUID(),
});
