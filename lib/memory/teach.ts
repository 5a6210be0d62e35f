// What the reader says of a mailbox: kept in one transaction, nothing wider than what was said, and taken back whole.
import type { Confirmation, Instant, Teaching } from '../model.ts';
import { type Connection, ofAccount, readProfile, revised, type Writing } from './database.ts';
import { isRecord, type KeptConfirmation, MOST_TAUGHT, type Profile } from './records.ts';

const newest = <T>(items: T[]): T[] => items.slice(-MOST_TAUGHT);
const withOne = (items: string[], one: string) => newest([...new Set([...items, one])]);

type Key = Pick<Confirmation, 'rule' | 'address' | 'name'>;

/** One confirmation is told from another by these. */
const isSame = (one: Key, other: Key): boolean =>
  one.rule === other.rule &&
  one.address.toLowerCase() === other.address.toLowerCase() &&
  one.name === other.name;

/** The correspondent as it was before the confirmation; what was said of this address's mail since is said anew. */
async function restore(
  transaction: Writing,
  account: string,
  { address: written, before }: KeptConfirmation,
): Promise<void> {
  const address = written.toLowerCase();
  const people = transaction.objectStore('correspondents');
  if (before) await people.put({ ...before, account });
  else if (before === null) await people.delete([account, address]);
  let cursor = await transaction.objectStore('verdicts').openCursor(ofAccount(account));
  while (cursor) {
    // That it was read and counted stays: it would count twice, and its sender would be told as new.
    if (cursor.value.address === address)
      await cursor.update({ ...cursor.value, tone: 'unknown', origin: 'unknown' });
    cursor = await cursor.continue();
  }
}

/** Makes `teach` of a memory. */
export function createTeach({ write }: Pick<Connection, 'write'>) {
  return async (account: string, teaching: Teaching, now: Instant): Promise<void> => {
    const transaction = await write();
    const profile = { ...(await readProfile(transaction, account, now)), touched: now };
    const put = async (next: Profile) => {
      // What cannot be loaded again is not kept.
      if (!isRecord('profiles', next)) throw new Error('this cannot be kept in a profile');
      await transaction.objectStore('profiles').put(next);
    };
    switch (teaching.kind) {
      case 'forwarder':
        await put({
          ...profile,
          forwarders: withOne(
            profile.forwarders,
            [teaching.reverseName, teaching.address].filter(Boolean).join(' '),
          ),
        });
        break;
      case 'list':
        await put({ ...profile, lists: withOne(profile.lists, teaching.list) });
        break;
      case 'sender': {
        const { kind: _, ...said } = teaching;
        const others = profile.taught.filter((one) => !isSame(one, said));
        const people = transaction.objectStore('correspondents');
        const known = await people.get([account, said.address.toLowerCase()]);
        const before = known ? (({ account: _, ...rest }) => rest)(known) : null;
        await put({
          ...profile,
          taught: newest([...others, { ...said, at: now, before }]),
        });
        break;
      }
      case 'undo': {
        for (const one of profile.taught)
          if (isSame(one, teaching)) await restore(transaction, account, one);
        const taught = profile.taught.filter((one) => !isSame(one, teaching));
        await put(revised({ ...profile, taught }));
      }
    }
    await transaction.done;
  };
}
