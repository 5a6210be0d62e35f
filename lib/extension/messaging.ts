// Typed requests from tabs and pages to the background, with one retry when the worker died meanwhile.
import { browser } from 'wxt/browser';
import type { Context, Digest, DomainReport, ListRow, RowMark, Teaching, Told } from '../model.ts';
import type { Wording } from '../words.ts';
import { ANSWER_MS, within } from './limits.ts';
import type { Governed } from './policy.ts';

/** What the tab knows of a message and the background cannot know. */
export interface TabContext {
  /** Gmail's hexadecimal message id, or the msg-a id of a message without one */
  messageId: string;
  /** distinguishes the accounts of one browser: the address, or the account number */
  account: string;
  source: Context['source'];
  fidelity: Context['fidelity'];
  folder: Context['folder'];
  rendered: Context['rendered'];
  gmailMark?: Context['gmailMark'];
  /** the reader's address as Gmail's account button tells it, null when unknown */
  ownAddress: string | null;
}

/** kind → what is asked and what comes back. */
export interface Requests {
  /** digest null: the source could not be had, only the name rules run */
  judge: {
    ask: { digest: Digest | null; tab: TabContext; consented: boolean };
    reply: Told & {
      /** memory did not answer in time: judged without it */
      forgot: boolean;
    };
  };
  /** the reader paused in this tab: what is being judged for it asks nobody any more, and is not remembered */
  stop: { ask: null; reply: true };
  /** the background will be needed soon: it starts and reads its tables while the source is on its way */
  wake: { ask: Pick<TabContext, 'account' | 'ownAddress'>; reply: true };
  /** one mark a row, null where there is nothing to say */
  rows: {
    ask: { rows: ListRow[] } & Pick<TabContext, 'account' | 'ownAddress'>;
    reply: (RowMark | null)[];
  };
  /** everything a tab can say, in the one language of the browser: asked first */
  words: { ask: null; reply: Wording };
  /** `told`: the reader's address, as banner or page of this tab tell it. All that any tab told in this session */
  accounts: { ask: { told: string | null }; reply: string[] };
  /** the settings that count; reading and checking them takes code that a tab need not carry */
  settings: { ask: null; reply: Governed };
  /** what a domain publishes; `consented`: typed by hand, or the held names were shown */
  domain: {
    ask: { domain: string; selectors: string[]; consented: boolean };
    reply: DomainReport;
  };
  /** opens a card in a tab of its own; nothing in a private window */
  openDetails: { ask: Told; reply: null };
  /** opens the page that checks a domain, filled in */
  openDomain: { ask: { domain: string; selectors: string[] }; reply: null };
  /** what a page of ours was opened for; null where it is gone */
  take: { ask: { id: string }; reply: unknown };
  /** false: it could not be kept */
  teach: {
    ask: { teaching: Teaching } & Pick<TabContext, 'account' | 'ownAddress'>;
    reply: boolean;
  };
}

/** Who asks. */
export interface Asker {
  /** a private window: nothing of it is kept, and nothing kept is told to it */
  isPrivate: boolean;
  /** null: no tab */
  tab: number | null;
}

type Envelope = {
  [K in keyof Requests]: { inkan: K; payload: Requests[K]['ask'] };
}[keyof Requests];
export type Handlers = {
  [K in keyof Requests]: (
    payload: Requests[K]['ask'],
    asker: Asker,
  ) => Promise<Requests[K]['reply']>;
};

/** The extension was updated or removed while this tab stayed open: only a reload helps. */
export class ExtensionGone extends Error {}

/** What browsers say when the background went away between question and answer; the last one is ours. */
const WORKER_DIED =
  /message channel closed|Receiving end does not exist|message port closed|disconnected|no answer in time/i;

/**
 * The answer, unless it takes too long: a dying worker may swallow a question without a word, and Firefox ends an event
 * page that hears nothing for 30 s, even one with an answer to give.
 */
const inTime = (answer: Promise<unknown>): Promise<unknown> =>
  within(answer, ANSWER_MS, () => {
    throw new Error('no answer in time');
  });

/**
 * Asks the background. Throws ExtensionGone when there is no background any more. Once the signal aborts nothing is asked
 * again; who asked has to know itself that the answer is not wanted any more.
 */
export async function ask<K extends keyof Requests>(
  kind: K,
  payload: Requests[K]['ask'],
  signal?: AbortSignal,
): Promise<Requests[K]['reply']> {
  const send = () => {
    signal?.throwIfAborted();
    return inTime(browser.runtime.sendMessage({ inkan: kind, payload }) as Promise<unknown>);
  };
  const alive = () => Boolean(browser.runtime?.id);
  if (!alive()) throw new ExtensionGone();
  let reply: unknown;
  try {
    reply = await send();
  } catch (error) {
    if (!alive()) throw new ExtensionGone();
    if (!WORKER_DIED.test(String(error))) throw error;
    reply = await send();
  }
  // A background that dies politely answers nothing: ask again once.
  if (reply === undefined) reply = await send();
  if (reply === undefined) throw new Error('the background did not answer');
  return reply as Requests[K]['reply'];
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && Object.hasOwn(message, 'inkan');
}

interface Sender {
  id?: string;
  tab?: { id?: number | undefined; incognito?: boolean };
}

/** Answers requests. Messages of anybody but this extension are ignored. */
export function answer(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
    if (sender.id !== browser.runtime.id || !isEnvelope(message)) return undefined;
    type Handler = (payload: unknown, asker: Asker) => Promise<unknown>;
    if (!Object.hasOwn(handlers, message.inkan)) return undefined;
    const handler = handlers[message.inkan] as Handler;
    const { id: tab = null, incognito } = { ...sender.tab };
    return handler(message.payload, { isPrivate: incognito === true, tab });
  });
}
