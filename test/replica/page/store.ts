// The page's knowledge: the threads of the account, and what the fragment asks for.
import { boot } from './dom.ts';
import type { WireThread } from './wire.ts';

let threads: WireThread[] = [];

/** Fetches the account's threads, newest first. */
export async function loadThreads(): Promise<void> {
  const response = await fetch(`${boot.base}i/fd`);
  const last = (thread: WireThread) => thread.messages.at(-1)?.date ?? 0;
  threads = ((await response.json()) as WireThread[]).sort((a, b) => last(b) - last(a));
}

export function allThreads(): WireThread[] {
  return threads;
}

/** The threads of a list: `inbox`, `spam`, `search/from%3Ax`, `label/x` … */
export function threadsOf(key: string): WireThread[] {
  const [kind, query] = key.split('/');
  switch (kind) {
    case 'inbox':
    case 'spam':
    case 'sent':
      return threads.filter((thread) => thread.label === kind);
    case 'search': {
      const wanted = decodeURIComponent(query ?? '').replace(/^(from|subject):/, '');
      const holds = (thread: WireThread) => JSON.stringify(thread).toLowerCase();
      return threads.filter((thread) => holds(thread).includes(wanted.toLowerCase()));
    }
    case 'all':
    case 'label':
      return threads.filter((thread) => thread.label !== 'spam');
    default:
      return [];
  }
}

export interface Fragment {
  /** names the list */
  key: string;
  /** names the thread, null for the list itself */
  token: string | null;
  compose: boolean;
}

/** Reads `#search/from%3Ax/FMfcg…?compose=new`. */
export function readFragment(): Fragment {
  const [path = '', query = ''] = location.hash.slice(1).split('?');
  const parts = path.split('/');
  const long = ['search', 'label', 'category', 'advanced-search', 'chat'].includes(parts[0] ?? '');
  return {
    key: parts.slice(0, long ? 2 : 1).join('/') || 'inbox',
    token: parts[long ? 2 : 1] ?? null,
    compose: new URLSearchParams(query).has('compose'),
  };
}

export function go(fragment: string): void {
  location.hash = fragment;
}
