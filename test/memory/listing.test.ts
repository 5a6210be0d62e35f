// Senders as a page lists them: the newest without reading the rest, then all; and a database of an earlier version.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { NEWEST, sortSenders } from '../../entrypoints/senders/senders.ts';
import { openMemory } from '../../lib/memory/memory.ts';
import { newProfile, STORE_NAMES, STORES } from '../../lib/memory/records.ts';
import { openSenders, type SenderRecord } from '../../lib/memory/senders.ts';

const ACCOUNT = 'alice@example.com';
/** Stands right behind it, and begins with it. */
const NEIGHBOUR = 'alice@example.com.example';

let databases = 0;
afterEach(() => vi.restoreAllMocks());

const sender = (domain: string, lastDay: number, account = ACCOUNT): SenderRecord => ({
  account,
  touched: 1,
  domain,
  firstDay: 0,
  lastDay,
  count: 1,
  spf: true,
  dkim: true,
  dmarc: null,
  arc: false,
  tls: true,
  reverseName: true,
  signedDays: { count: 1, recent: [lastDay] },
  unsignedDays: { count: 0, recent: [] },
});

/** Memory with these senders and no others. */
async function filled(records: SenderRecord[]) {
  const name = `listing-${databases++}`;
  const memory = openMemory({ name });
  const profiles = [...new Set(records.map(({ account }) => account))];
  await memory.importAll(
    {
      inkan: 'memory',
      version: 1,
      exportedAt: '',
      records: {
        profiles: profiles.map((account) => newProfile(account, 1)),
        correspondents: [],
        senders: records,
        forwarders: [],
        lists: [],
        verdicts: [],
      },
    },
    () => true,
  );
  await memory.close();
  return openSenders({ name });
}

/** Counts the records that indexes and stores give out from now on. */
function countRead(): { records: number; largest: number } {
  const count = { records: 0, largest: 0 };
  for (const kind of [IDBIndex, IDBObjectStore]) {
    const getAll = kind.prototype.getAll;
    vi.spyOn(kind.prototype, 'getAll').mockImplementation(function (this: IDBIndex, ...asked) {
      const request = getAll.apply(this, asked);
      request.addEventListener('success', () => {
        count.records += request.result.length;
        count.largest = Math.max(count.largest, request.result.length);
      });
      return request;
    });
  }
  return count;
}

test('the newest are the first rows of the whole table, however many came on one day', async () => {
  const days = fc.oneof(
    fc.array(fc.nat({ max: 3 }), { maxLength: 40 }),
    fc.array(fc.nat({ max: 30_000 }), { maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 1, max: 45 }), async (lastDays, most) => {
      // In no order of their days, and a number that sorts as text.
      const mine = lastDays.map((day, index) => sender(`d${index}.example`, day));
      const senders = await filled([...mine, sender('other.example', 40_000, NEIGHBOUR)]);
      const newest = await senders.newest(ACCOUNT, most);
      expect(newest).toEqual(sortSenders(mine, NEWEST).slice(0, most));
      await senders.close();
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['on as many days', (index: number) => index],
  ['on one day', () => 20_000],
  ['on one day but for a few', (index: number) => (index < 5 ? 20_001 : 20_000)],
])('of two thousand %s, the newest twenty read fewer than forty', async (_, dayOf) => {
  const all = Array.from({ length: 2_000 }, (_, i) => sender(`d${i}.example`, dayOf(i)));
  const senders = await filled(all);
  const read = countRead();
  expect(await senders.newest(ACCOUNT, 20)).toHaveLength(20);
  expect(read.records).toBeLessThan(40);
});

test('all are read once each, in pieces between which a page can draw', async () => {
  const all = Array.from({ length: 2_000 }, (_, i) => sender(`d${i}.example`, i));
  const senders = await filled([...all, sender('other.example', 1, NEIGHBOUR)]);
  const read = countRead();
  const domains = (await senders.all(ACCOUNT)).map(({ domain }) => domain);
  expect(domains).toEqual(all.map(({ domain }) => domain).sort());
  expect(read).toEqual({ records: 2_000, largest: 500 });
});

test('the mailbox with the most senders comes first; nobody is counted where there is one', async () => {
  const count = vi.spyOn(IDBObjectStore.prototype, 'count');
  const two = await filled([
    sender('a.example', 1),
    sender('a.example', 1, NEIGHBOUR),
    sender('b.example', 1, NEIGHBOUR),
  ]);
  expect(await two.accounts()).toEqual([NEIGHBOUR, ACCOUNT]);
  count.mockClear();
  expect(await (await filled([sender('a.example', 1)])).accounts()).toEqual([ACCOUNT]);
  expect(count).not.toHaveBeenCalled();
});

test('a database of the first version keeps every record and lists its newest', async () => {
  const name = `listing-${databases++}`;
  const kept = Array.from({ length: 300 }, (_, i) => sender(`d${i}.example`, i % 7));
  const old = await openDB(name, 1, {
    upgrade(database) {
      for (const store of STORE_NAMES) {
        const { key } = STORES[store];
        const made = database.createObjectStore(store, {
          keyPath: key === null ? 'account' : ['account', key],
        });
        if (key !== null) made.createIndex('touched', ['account', 'touched']);
        if (store === 'verdicts') made.createIndex('address', ['account', 'address']);
      }
    },
    // A page that was open before.
    blocking: () => old.close(),
  });
  const profile = { ...newProfile(ACCOUNT, 1), ownName: 'Alice' };
  await old.put('profiles', profile);
  for (const record of kept) await old.put('senders', record);
  const senders = openSenders({ name });
  const newest = await senders.newest(ACCOUNT, 50);
  expect(newest).toEqual(sortSenders(kept, NEWEST).slice(0, 50));
  expect(await senders.all(ACCOUNT)).toHaveLength(300);
  const { records } = await openMemory({ name }).exportAll(1);
  expect(records.senders).toHaveLength(300);
  expect(records.profiles).toEqual([profile]);
});
