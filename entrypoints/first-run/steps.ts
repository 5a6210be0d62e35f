// The steps of the first run on the real Gmail: what only it can answer, and which of it a page can see by itself.
import type { TabState } from '../../lib/extension/tab.ts';

/** A tab of Gmail at one moment. */
export interface GmailTab {
  url: string;
  state: TabState;
}

/** What goes into the file: which ways worked. No id, no label, no address, nothing of a mail. */
interface Snapshot {
  layout: TabState['layout'];
  /** which kind of page: never the address itself */
  page: 'popout' | 'delegated' | 'second' | 'spam' | 'mailbox';
  messages: { state: string; tone: string | null }[];
  check: TabState['check'];
  attempts: TabState['attempts'];
}

const LARGE = 10_000_000;

function pageOf(address: string): Snapshot['page'] {
  const { pathname, hash } = new URL(address);
  if (/\/popout\/?$/.test(pathname)) return 'popout';
  if (/\/[bd]\/[^/]+/.test(pathname)) return 'delegated';
  if (/\/u\/[1-9]/.test(pathname)) return 'second';
  return /^#spam(\/|$)/.test(hash) ? 'spam' : 'mailbox';
}

export function snapshotOf({ url, state }: GmailTab): Snapshot {
  const { layout, messages, check, attempts } = state;
  return {
    layout,
    page: pageOf(url),
    messages: messages.map(({ state, tone }) => ({ state, tone })),
    check,
    attempts,
  };
}

const isDone = ({ messages }: Snapshot) =>
  messages.length > 0 && messages.every(({ state }) => state === 'held' || state === 'done');
const source = ({ attempts }: Snapshot) => {
  const last = attempts.at(-1);
  return last && last.failure === null ? last : null;
};
const knowsReader = ({ check }: Snapshot) =>
  check.landmarks.some(
    ({ landmark, ways }) =>
      landmark === 'account' && Object.values(ways).some((count) => count > 0),
  );

/** In the order in which they are taken. `seen`: the page sees that it went as expected; null: only a person can tell. */
export const STEPS = [
  { id: 'source', seen: (now: Snapshot) => isDone(now) && source(now)?.crlf === true },
  { id: 'large', seen: (now: Snapshot) => (source(now)?.length ?? 0) >= LARGE },
  {
    id: 'spam',
    seen: (now: Snapshot) =>
      now.page === 'spam' && isDone(now) && now.messages.every(({ tone }) => tone !== 'calm'),
  },
  { id: 'thread', seen: (now: Snapshot) => isDone(now) && now.messages.length >= 2 },
  { id: 'popout', seen: (now: Snapshot) => now.page === 'popout' && isDone(now) },
  {
    id: 'second',
    seen: (now: Snapshot) => now.page === 'second' && isDone(now) && knowsReader(now),
  },
  { id: 'delegated', seen: (now: Snapshot) => now.page === 'delegated' && isDone(now) },
  {
    id: 'rows',
    seen: ({ check }: Snapshot) =>
      check.landmarks.some(
        ({ landmark, of, failed }) => landmark === 'row' && of > 0 && failed.length === 0,
      ),
  },
  { id: 'marked', seen: null },
  { id: 'old', seen: null },
  { id: 'results', seen: null },
  { id: 'look', seen: null },
  { id: 'offline', seen: null },
  { id: 'console', seen: null },
  { id: 'day', seen: null },
] as const;

export type StepId = (typeof STEPS)[number]['id'];
export type Answer = 'seen' | 'expected' | 'different' | 'open';

export interface Result {
  answer: Answer;
  snapshot: Snapshot | null;
}

/** What the tabs show now, added to what is known: a step once seen stays so, and an answer of a person counts more. */
export function takeIn(
  known: Readonly<Partial<Record<StepId, Result>>>,
  tabs: readonly GmailTab[],
): Partial<Record<StepId, Result>> {
  const results = { ...known };
  for (const snapshot of tabs.map(snapshotOf))
    for (const { id, seen } of STEPS)
      if (seen?.(snapshot) && !results[id]) results[id] = { answer: 'seen', snapshot };
  return results;
}

/** The one file: every step, answered or open. */
export function reportOf(
  results: Readonly<Partial<Record<StepId, Result>>>,
  about: { version: string; browser: string; date: string },
): string {
  const steps = STEPS.map(({ id }) => ({
    step: id,
    ...(results[id] ?? { answer: 'open', snapshot: null }),
  }));
  return `${JSON.stringify({ ...about, steps }, null, 2)}\n`;
}
