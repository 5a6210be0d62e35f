// What the reader's mailboxes have taught, kept apart by account in IndexedDB. Private windows never come here.
import type { Instant } from '../model.ts';
import { connect, ofAccount, readProfile } from './database.ts';
import { createKeep } from './keep.ts';
import { createKnownPeople } from './known-people.ts';
import { createRecall } from './recall.ts';
import type { CorrespondentRecord, Profile } from './records.ts';
import { createRemember } from './remember.ts';
import { createTeach } from './teach.ts';

export type { Archive, ImportRefusal } from './archive.ts';
export type { CorrespondentRecord, Profile } from './records.ts';

/** What the reader may write into a profile by hand. */
type ProfileChange = Partial<
  Pick<Profile, 'ownAddresses' | 'ownName' | 'taught' | 'forwarders' | 'lists'>
>;

/**
 * Opens memory. Every function rejects when the browser gives no database (a profile without history); whoever asks
 * then does without. `account` tells the mailboxes of one browser apart.
 */
export function openMemory({
  name = 'inkan',
  now = Date.now,
}: {
  name?: string;
  now?: () => Instant;
} = {}) {
  const connection = connect(name);
  const { read, close } = connection;
  const people = createKnownPeople();
  const { recall, verdicts } = createRecall(connection, people, now);
  const { changeProfile, ...keep } = createKeep(connection);
  return {
    /** what is known about one message; with null, what is known whatever the message */
    recall,
    /** what was said of these messages when they were last judged, by message id */
    verdicts,
    remember: createRemember(connection, people),
    /** keeps what the reader said, in this account alone and nothing wider */
    teach: createTeach(connection),
    accounts: async (): Promise<string[]> =>
      (await (await read()).objectStore('profiles').getAllKeys()) as string[],
    profile: async (account: string): Promise<Profile> => readProfile(await read(), account, 0),
    /** `how`: from the profile as it is kept, so that changes made at the same time do not undo each other */
    changeProfile: (
      account: string,
      how: (kept: Profile) => ProfileChange,
      now: Instant,
    ): Promise<void> => changeProfile(account, now, how),
    correspondents: async (account: string): Promise<CorrespondentRecord[]> =>
      (await read()).objectStore('correspondents').getAll(ofAccount(account)),
    ...keep,
    close,
  };
}

export type Memory = ReturnType<typeof openMemory>;
