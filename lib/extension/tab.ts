// What the popup asks the tab in front of the reader, and what the tab answers.
import { browser } from 'wxt/browser';
import type { Sentence, Tone } from '../model.ts';

/** One request for an original; nothing of the mail. */
export interface AttemptLine {
  path: string;
  mode: string;
  status: number;
  redirected: boolean;
  /** octets that arrived */
  length: number;
  crlf: boolean | null;
  failure: string | null;
}

/** What still leads to each landmark of Gmail's page; nothing of any mail. */
export interface SelfCheckState {
  state: 'good' | 'changed' | 'broken' | 'account' | 'none';
  /** ways that worked, of so many messages or rows; those that used to work and did not once */
  landmarks: { landmark: string; of: number; ways: Record<string, number>; failed: string[] }[];
  messages: number;
  /** messages that were named in two ways */
  disagreed: number;
  /** what is on screen and could not be read */
  missed: string[];
  accountDisagrees: boolean;
}

export interface TabState {
  layout: 'thread' | 'other' | 'partial' | 'unrecognised';
  paused: boolean;
  messages: {
    id: string;
    state: 'checking' | 'late' | 'held' | 'done';
    /** null while checking */
    tone: Tone | null;
    label: Sentence | null;
    /** memory did not answer in time: judged without it */
    forgot: boolean;
  }[];
  check: SelfCheckState;
  /** the requests for the message fetched last */
  attempts: AttemptLine[];
}

/** `again` checks every open message anew. All of them answer with the state afterwards. */
type TabCommand = 'state' | 'again' | 'pause' | 'resume';

interface Envelope {
  inkanTab: TabCommand;
}

const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' && message !== null && 'inkanTab' in message;

/** In the tab: answers the popup, and nobody but this extension. */
export function answerPopup(obey: (command: TabCommand) => TabState): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: { id?: string }) => {
    if (sender.id !== browser.runtime.id || !isEnvelope(message)) return undefined;
    return Promise.resolve(obey(message.inkanTab));
  });
}

/** The tab in front. Its address is known only where the browser lets us reach it: null says nothing. */
export async function frontTab(): Promise<{ id: number; url: string | null } | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? null : { id: tab.id, url: tab.url ?? null };
}

/** In the popup: null where nobody in the tab answers. */
export async function askTab(tab: number, command: TabCommand): Promise<TabState | null> {
  try {
    const message: Envelope = { inkanTab: command };
    const state: unknown = await browser.tabs.sendMessage(tab, message, { frameId: 0 });
    return (state as TabState | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Opens a page of ours, `/name.html` and what follows. */
export async function openTab(path: string): Promise<void> {
  // WXT's list of pages does not know what stands behind a name.
  const url = (browser.runtime as { getURL(path: string): string }).getURL(path);
  await browser.tabs.create({ url });
}

export async function reloadTab(tab: number): Promise<void> {
  await browser.tabs.reload(tab);
}

/** In a page of the extension: the open tabs of Gmail in which our script answers, the one looked at last first. */
export async function gmailTabs(): Promise<{ url: string; state: TabState }[]> {
  const tabs = await browser.tabs.query({ url: 'https://mail.google.com/*' });
  const recent = [...tabs].sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const answers = await Promise.all(
    recent.map(async ({ id, url }) => {
      const state = id === undefined ? null : await askTab(id, 'state');
      return state && url ? { url, state } : null;
    }),
  );
  return answers.filter((answer) => answer !== null);
}
