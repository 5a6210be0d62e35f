// The mailboxes that memory knows and keeps apart, and the one to which the fields about the reader belong.
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Field } from '../../components/page/form.tsx';
import { useWords } from '../../components/page/index.tsx';
import { useNotice } from '../../components/page/notice.tsx';
import { openMemory, type Profile } from '../../lib/memory/memory.ts';

export const memory = openMemory();

type ProfileChange = Parameters<typeof memory.changeProfile>[1];

interface Profiles {
  /** what was said of each mailbox, one a mailbox */
  profiles: Profile[];
  /** null: the settings, which hold for all mailboxes */
  chosen: Profile | null;
  /** the browser gives no database */
  unavailable: boolean;
  choose(account: string | null): void;
  change(account: string, change: ProfileChange): Promise<void>;
  /** takes back what was confirmed of a sender, and what was learned of them since */
  undo(account: string, confirmation: Profile['taught'][number]): Promise<void>;
  /** after memory was changed as a whole */
  reload(): Promise<void>;
}

const Chosen = createContext<Profiles | null>(null);

export function useProfiles(): Profiles {
  const profiles = useContext(Chosen);
  if (!profiles) throw new Error('no profile provider');
  return profiles;
}

export function ProfileProvider({ children }: { children: ComponentChildren }) {
  const word = useWords();
  const notify = useNotice();
  const [profiles, setProfiles] = useState<Profile[]>([]);
  const [account, choose] = useState<string | null>(null);
  const [unavailable, setUnavailable] = useState(false);

  async function reload(): Promise<void> {
    try {
      const accounts = await memory.accounts();
      setProfiles(await Promise.all(accounts.map((one) => memory.profile(one))));
      setUnavailable(false);
    } catch {
      setUnavailable(true);
    }
  }
  useEffect(() => {
    // Something may have been taught in Gmail meanwhile.
    const look = () => {
      if (!document.hidden) void reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  const keep = async (write: () => Promise<void>) => {
    try {
      await write();
      await reload();
      notify(word('page.saved'));
    } catch {
      notify(word('page.notSaved'));
    }
  };
  const change = (mailbox: string, how: ProfileChange) =>
    keep(() => memory.changeProfile(mailbox, how, Date.now()));
  const undo = (mailbox: string, { rule, address, name }: Profile['taught'][number]) =>
    keep(() => memory.teach(mailbox, { kind: 'undo', rule, address, name }, Date.now()));
  const chosen = profiles.find((profile) => profile.account === account) ?? null;
  return (
    <Chosen.Provider value={{ profiles, chosen, unavailable, choose, change, undo, reload }}>
      {children}
    </Chosen.Provider>
  );
}

/** Shown once there is a difference between all mailboxes and one. */
export function ProfileField() {
  const word = useWords();
  const { profiles, chosen, choose } = useProfiles();
  const says = profiles.some(({ ownAddresses, ownName }) => ownAddresses.length > 0 || ownName);
  if (profiles.length < 2 && !says) return null;
  return (
    <Field label={word('options.me.mailbox')} help={word('options.me.mailboxHelp')}>
      {(ids) => (
        <select
          {...ids}
          value={chosen?.account ?? ''}
          onChange={(event) => choose(event.currentTarget.value || null)}
        >
          <option value="">{word('options.me.allMailboxes')}</option>
          {profiles.map(({ account }) => (
            <option key={account} value={account}>
              {account}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
