// The settings as the options page works with them: the reader's own, the policy, and one way to change them.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { useWords } from '../../components/page/index.tsx';
import { useNotice } from '../../components/page/notice.tsx';
import { isLocked, type ReadPolicy, readPolicy } from '../../lib/extension/policy.ts';
import {
  changeSettings,
  onSettingsChanged,
  readOwnSettings,
  type Settings,
} from '../../lib/extension/settings.ts';
import type { ListName, SettingName } from '../../lib/extension/settings-table.ts';

interface Loaded extends ReadPolicy {
  own: Settings;
}

export const Store = createContext<Loaded | null>(null);

/** Null until storage has answered; follows changes of other pages and of the policy. */
export function useLoaded(): Loaded | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    const load = async () => {
      const [own, read] = await Promise.all([readOwnSettings(), readPolicy()]);
      setLoaded({ own, ...read });
    };
    void load();
    return onSettingsChanged(() => void load());
  }, []);
  return loaded;
}

type ReaderSettings = Settings['reader'];

/** What a section of the page needs. */
export function useStore() {
  const loaded = useContext(Store);
  if (!loaded) throw new Error('the settings are not loaded');
  const { own, policy } = loaded;
  const word = useWords();
  const notify = useNotice();
  return {
    own,
    policy,
    locked: (name: SettingName): boolean => isLocked(policy, name),
    /** what the organisation put into a list */
    fixed: (name: ListName): string[] => policy[name] ?? [],
    /** saves at once and says so; false: it could not be saved */
    change: (how: (own: Settings) => Settings, said = word('page.saved')): Promise<boolean> =>
      changeSettings(how).then(
        () => {
          notify(said);
          return true;
        },
        () => {
          notify(word('page.notSaved'));
          return false;
        },
      ),
  };
}

/** A change of one field about the reader, from what is stored: what is on screen may be behind. */
export const withReader =
  <Name extends keyof ReaderSettings>(
    name: Name,
    how: (stored: ReaderSettings[Name]) => ReaderSettings[Name],
  ) =>
  (own: Settings): Settings => ({
    ...own,
    reader: { ...own.reader, [name]: how(own.reader[name]) },
  });
