// The senders of a mailbox for a page that lists them: the newest at once, then all of them a piece at a time.
import { connect, ofAccount } from './database.ts';
import type { SenderRecord } from './records.ts';

export type { SenderRecord } from './records.ts';

/** Records that are read at once: between two pieces a page can draw. */
const PIECE = 500;

/** Opens the senders of memory. Every function rejects when the browser gives no database. */
export function openSenders({ name = 'inkan' }: { name?: string } = {}) {
  const { read, close } = connect(name);

  /** Every mailbox that memory knows, the one with the most senders first. */
  async function accounts(): Promise<string[]> {
    const transaction = await read();
    const known = (await transaction.objectStore('profiles').getAllKeys()) as string[];
    // A browser counts by walking: of the only one nobody asks.
    if (known.length < 2) return known;
    const senders = transaction.objectStore('senders');
    const counted = await Promise.all(
      known.map(async (account) => ({ account, count: await senders.count(ofAccount(account)) })),
    );
    counted.sort((a, b) => b.count - a.count || (a.account < b.account ? -1 : 1));
    return counted.map(({ account }) => account);
  }

  /**
   * The first `most` (at least 1) in the order of their last day, the newest first, those of one day by domain from a to
   * z. Whatever is kept, less than twice as many records are read.
   */
  async function newest(account: string, most: number): Promise<SenderRecord[]> {
    const index = (await read()).objectStore('senders').index('lastDay');
    const top = await index.openKeyCursor(ofAccount(account), 'prev');
    const last = most === 1 ? top : await top?.advance(most - 1);
    // Fewer than wanted: all of them.
    const key = (last?.key ?? [account]) as [string, number?];
    // Backwards an index gives those of one day from z to a: the last day is read forwards, by itself.
    const [newer, ofDay] = await Promise.all([
      index.getAll(IDBKeyRange.bound(key, [account, []], true)),
      last ? index.getAll(IDBKeyRange.only(key), most) : [],
    ]);
    newer.sort((a, b) => b.lastDay - a.lastDay);
    return [...newer, ...ofDay].slice(0, most);
  }

  /** All of them, by domain. */
  async function all(account: string): Promise<SenderRecord[]> {
    const store = (await read()).objectStore('senders');
    const found: SenderRecord[] = [];
    let rest = ofAccount(account);
    for (;;) {
      const piece = await store.getAll(rest, PIECE);
      found.push(...piece);
      const last = piece.at(-1);
      if (!last || piece.length < PIECE) return found;
      rest = IDBKeyRange.bound([account, last.domain], [account, []], true);
    }
  }

  return { accounts, newest, all, close };
}
