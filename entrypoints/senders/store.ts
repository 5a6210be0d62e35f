// What the senders page reads and forgets: the memory of one mailbox at a time.

import { useEffect, useRef, useState } from 'preact/hooks';
import { readSettings, type Settings } from '../../lib/extension/settings.ts';
import { forgetAnswers } from '../../lib/extension/store.ts';
import { type Memory, openMemory } from '../../lib/memory/memory.ts';
import type { Sender } from './senders.ts';

export interface MailboxSenders {
  /** every mailbox that memory knows, the one with the most senders first */
  accounts: string[];
  account: string;
  senders: Sender[];
  settings: Settings;
}

type Loaded = 'loading' | 'unavailable' | MailboxSenders;

async function load(memory: Memory, wanted: string | null): Promise<MailboxSenders> {
  const [settings, known] = await Promise.all([readSettings(), memory.accounts()]);
  const all = await Promise.all(
    known.map(async (account) => ({ account, senders: await memory.senders(account) })),
  );
  all.sort((a, b) => b.senders.length - a.senders.length || (a.account < b.account ? -1 : 1));
  const chosen = all.find(({ account }) => account === wanted) ?? all[0];
  return {
    accounts: all.map(({ account }) => account),
    account: chosen?.account ?? '',
    senders: chosen?.senders ?? [],
    settings,
  };
}

const memory = openMemory();
/** Asked for before anything is drawn: ten thousand records take longer than the page around them. */
const first = load(memory, null).catch((): Loaded => 'unavailable');

/** The mailbox on screen, read again whenever the reader comes back to the page. */
export function useSenders() {
  const [loaded, setLoaded] = useState<Loaded>('loading');
  const wanted = useRef<string | null>(null);

  /** What is on screen stays there, whichever mailbox grows meanwhile. */
  const show = (next: Loaded) => {
    if (typeof next === 'object' && next.account !== '') wanted.current ??= next.account;
    setLoaded(next);
  };
  const refresh = () => load(memory, wanted.current).then(show, () => show('unavailable'));

  useEffect(() => {
    const look = () => {
      if (!document.hidden) void refresh();
    };
    document.addEventListener('visibilitychange', look);
    void first.then(show);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return {
    loaded,
    choose(account: string): void {
      wanted.current = account;
      void refresh();
    },
    async forgetDomain(account: string, domain: string): Promise<void> {
      await memory.forgetDomain(account, domain);
      await forgetAnswers(domain);
      await refresh();
    },
    async forgetAll(account: string): Promise<void> {
      await memory.forgetAccount(account);
      await forgetAnswers();
      await refresh();
    },
  };
}
