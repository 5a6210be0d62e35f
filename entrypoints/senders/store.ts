// What the senders page reads and forgets: the memory of one mailbox at a time.

import { useEffect, useRef, useState } from 'preact/hooks';
import { readSettings, type Settings } from '../../lib/extension/settings.ts';
import { forgetAnswers } from '../../lib/extension/store.ts';
import { openMemory } from '../../lib/memory/memory.ts';
import { openSenders } from '../../lib/memory/senders.ts';
import { once } from '../../lib/text/once.ts';
import type { Sender } from './senders.ts';

export interface MailboxSenders {
  /** every mailbox that memory knows, the one with the most senders first */
  accounts: string[];
  account: string;
  /** all of them; until `isWhole` the newest, in their order */
  senders: Sender[];
  isWhole: boolean;
  /** reads all of them, once */
  all: () => Promise<Sender[]>;
  settings: Settings;
}

type Loaded = 'loading' | 'unavailable' | MailboxSenders;

/** More than a window shows. */
const SCREENFUL = 100;

const memory = openMemory();
const kept = openSenders();

/** The mailbox that is wanted, else the first one, as far as it can be shown at once. */
async function load(wanted: string | null): Promise<MailboxSenders> {
  const read = async () => {
    const accounts = await kept.accounts();
    const account = accounts.find((one) => one === wanted) ?? accounts[0] ?? '';
    const senders = await kept.newest(account, SCREENFUL);
    const isWhole = senders.length < SCREENFUL;
    const all = isWhole ? async () => senders : once(() => kept.all(account));
    return { accounts, account, senders, isWhole, all };
  };
  const [settings, mailbox] = await Promise.all([readSettings(), read()]);
  return { ...mailbox, settings };
}

async function loadWhole(mailbox: MailboxSenders): Promise<MailboxSenders> {
  const senders = await mailbox.all();
  return { ...mailbox, senders, isWhole: true };
}

/** Asked for before anything is drawn: the page around them takes its time too. */
const first = load(null);
first.catch(() => {});

/** The mailbox on screen, read again whenever the reader comes back to the page. */
export function useSenders() {
  const [loaded, setLoaded] = useState<Loaded>('loading');
  const wanted = useRef<string | null>(null);
  /** counts what was asked for: an answer that comes after a later question is left out */
  const turn = useRef(0);

  async function show(asked: Promise<MailboxSenders>): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const next = await asked.catch((): Loaded => 'unavailable');
    if (mine !== turn.current) return;
    // What is on screen stays there, whichever mailbox grows meanwhile.
    if (typeof next === 'object' && next.account !== '') wanted.current ??= next.account;
    setLoaded(next);
  }
  /** All at once: fewer rows than before are not shown meanwhile. */
  const refresh = () => show(load(wanted.current).then(loadWhole));

  useEffect(() => {
    const look = () => {
      if (!document.hidden) void refresh();
    };
    document.addEventListener('visibilitychange', look);
    void show(first);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  // The rest is read once the first rows are drawn.
  useEffect(() => {
    if (typeof loaded === 'object' && !loaded.isWhole) void show(loadWhole(loaded));
  }, [loaded]);

  return {
    loaded,
    choose(account: string): void {
      wanted.current = account;
      void show(load(account));
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
