// Keeps page and knowledge together: one seal for each open message, its result by message id and never by element.
import type { Account } from './account.ts';
import type { GmailMark } from './gmail-mark.ts';
import { removeOtherHosts } from './hosts.ts';
import { placeSeal, readSurroundings, SEAL_HOST, type Surroundings } from './place.ts';
import { isMailbox, readRoute } from './route.ts';
import { type Miss, type OpenMessage, type OpenThread, readThread } from './thread.ts';

/** What came of a message. `again`: when another look makes sense by itself, null when not. */
export interface Outcome<Result> {
  result: Result;
  again: number | null;
}

export interface SealView<Result> {
  message: OpenMessage;
  /** null while checking */
  result: Result | null;
  surroundings: Surroundings;
}

interface Page {
  open: number;
  checking: number;
  /**
   * `unrecognised`: a thread is open, by the address or by what stands on the page, and no message of it was found;
   * `partial`: some were, and something that looks like one could not be read
   */
  layout: 'thread' | 'other' | 'partial' | 'unrecognised';
  /** what could not be read; on a page that Gmail is still building this may be more than later */
  missed: Miss[];
}

interface ReconcilerOptions<Result> {
  document: Document;
  account: () => Account;
  /**
   * reads and judges one message; rejects only when aborted or by a mistake of ours. `meanwhile` says something for as
   * long as nothing better is known
   */
  evaluate: (
    message: OpenMessage,
    account: Account,
    signal: AbortSignal,
    meanwhile: (result: Result) => void,
  ) => Promise<Outcome<Result>>;
  /** draws the seal into its host; called whenever something it shows may have changed */
  render: (host: HTMLElement, view: SealView<Result>) => void;
  /** a message is on screen */
  seen?: (message: OpenMessage) => void;
  /** the host was taken out of the page */
  discard: (host: HTMLElement) => void;
  /** asks for another look, from the observer */
  ask: () => void;
  now?: () => number;
}

interface Entry<Result> {
  /** the sender the evaluation was started for */
  author: string;
  mark: GmailMark;
  /** the round it was started in */
  round: number;
  outcome: Outcome<Result> | null;
  /** evaluations in a row that are to be repeated */
  failed: number;
  running: AbortController | null;
}

/** Reading computed colours is dear, and themes change seldom. */
const SURROUNDINGS_LAST = 1_000;
/** What fails again and again is waited for twice as long each time, this often: from a minute to half an hour. */
const DOUBLINGS = 5;
/** Results of messages seen in this tab; the oldest go first. */
const REMEMBERED = 300;
const NOTHING: OpenThread = { messages: [], missed: [], isShown: false };
/** So long after a route to a thread Gmail may still be building it. */
const PATIENCE = 8_000;

/**
 * Makes the reconciler of one tab. `look` brings the page in line with what is known and starts what is not; it is
 * synchronous, idempotent and safe to call at any time. `retry` forgets one message's result and starts anew.
 */
export function createReconciler<Result>(options: ReconcilerOptions<Result>) {
  const { document, account, evaluate, render, discard, ask, seen, now = Date.now } = options;
  const entries = new Map<string, Entry<Result>>();
  const hosts = new Map<HTMLElement, { id: string; surroundings: Surroundings; readAt: number }>();
  let owner = { base: '', key: '' };
  /** grows when everything has to be evaluated anew; what runs meanwhile belongs to the round before */
  let round = 0;
  let nothingSince: { hash: string; at: number } | null = null;
  let page: Page = { open: 0, checking: 0, layout: 'other', missed: [] };
  let ended = false;
  let paused = false;

  function start(
    message: OpenMessage,
    author: string,
    current: Account,
    before: Entry<Result> | null,
  ): Entry<Result> {
    const running = new AbortController();
    const entry: Entry<Result> = {
      author,
      mark: message.mark,
      round,
      // What is known stays on screen until something better is.
      outcome: before?.outcome ?? null,
      failed: before?.failed ?? 0,
      running,
    };
    entries.delete(message.id);
    entries.set(message.id, entry);
    const meanwhile = (result: Result): void => {
      if (entry.running === null || running.signal.aborted) return;
      entry.outcome ??= { result, again: null };
      ask();
    };
    void evaluate(message, current, running.signal, meanwhile)
      .then((outcome) => {
        entry.outcome = outcome;
        if (outcome.again === null) {
          entry.failed = 0;
          return;
        }
        const wait = Math.max(0, outcome.again - now()) * 2 ** Math.min(entry.failed, DOUBLINGS);
        entry.failed += 1;
        outcome.again = now() + wait;
        setTimeout(ask, wait + 50);
      })
      .catch((error: unknown) => {
        // Otherwise a mistake of ours: it stays "checking", and is not tried over and over.
        if (!running.signal.aborted) throw error;
      })
      .finally(() => {
        entry.running = null;
        // Whatever is on screen now decides what is shown: the page may show another message by now.
        if (!ended && entries.get(message.id) === entry) ask();
      });
    return entry;
  }

  function entryOf(message: OpenMessage, current: Account): Entry<Result> {
    const author = `${message.author.name}\n${message.author.address}\n${message.folder}`;
    const known = entries.get(message.id);
    // Gmail writes id and sender of a re-used node one after the other: another sender is another question.
    if (known?.author !== author) {
      known?.running?.abort();
      return start(message, author, current, null);
    }
    const again = known.outcome?.again ?? null;
    const isPast = known.round !== round || (again !== null && again <= now());
    const isDue = isPast && !known.running;
    // Gmail's own mark may come after the message.
    const isMarked = known.mark !== message.mark;
    if (!isDue && !isMarked) return known;
    known.running?.abort();
    return start(message, author, current, known);
  }

  function forget(isOpen: ReadonlySet<string>): void {
    for (const [id, entry] of entries) {
      if (isOpen.has(id) || !entry.running) continue;
      entry.running.abort();
      entries.delete(id);
    }
    for (const id of entries.keys()) {
      if (entries.size <= REMEMBERED) break;
      if (!isOpen.has(id)) entries.delete(id);
    }
  }

  /** What is amiss has to last: Gmail builds a thread step by step. */
  function readLayout({ messages, missed, isShown }: OpenThread): Page['layout'] {
    const { location } = document;
    const isThread =
      !paused && isMailbox(location) && (isShown || readRoute(location).expectsThread);
    const isAmiss = isThread && (messages.length === 0 || missed.length > 0);
    if (!isAmiss) nothingSince = null;
    else if (nothingSince?.hash !== location.hash) {
      nothingSince = { hash: location.hash, at: now() };
      setTimeout(ask, PATIENCE + 50);
    }
    if (nothingSince && now() - nothingSince.at >= PATIENCE)
      return messages.length > 0 ? 'partial' : 'unrecognised';
    return messages.length > 0 ? 'thread' : 'other';
  }

  function noteHost(host: HTMLElement, id: string) {
    const known = hosts.get(host);
    if (known && now() - known.readAt < SURROUNDINGS_LAST) return known;
    const noted = { id, surroundings: readSurroundings(host), readAt: now() };
    hosts.set(host, noted);
    return noted;
  }

  function look(current = account()): boolean {
    if (ended) return false;
    if (current.base !== owner.base) {
      forget(new Set());
      entries.clear();
      owner = current;
    } else if ((current.address !== null || current.disagreed) && current.key !== owner.key) {
      // Gmail may draw the account button after the message: only now is it known who reads, or that nobody knows.
      round += 1;
      owner = current;
    }
    const found = paused ? NOTHING : readThread(document);
    const open = found.messages.filter((message) => !message.isDraft);
    forget(new Set(open.map((message) => message.id)));
    const placed = new Set<HTMLElement>();
    let checking = 0;
    for (const message of open) {
      seen?.(message);
      const entry = entryOf(message, current);
      if (!entry.outcome) checking += 1;
      const host = placeSeal(message, (known) => hosts.get(known)?.id === message.id);
      placed.add(host);
      const { surroundings } = noteHost(host, message.id);
      render(host, { message, result: entry.outcome?.result ?? null, surroundings });
    }
    removeOtherHosts(document, SEAL_HOST, placed);
    for (const host of hosts.keys()) {
      if (placed.has(host)) continue;
      hosts.delete(host);
      discard(host);
    }
    page = { open: open.length, checking, layout: readLayout(found), missed: found.missed };
    // What could not be read yet may be readable soon, without any record that says so.
    return open.length > 0 || found.missed.length > 0;
  }

  return {
    look,
    /** what the popup tells of this tab */
    page: (): Page => page,
    /** forgets the result of one message, and looks again */
    retry(id: string): void {
      entries.get(id)?.running?.abort();
      entries.delete(id);
      ask();
    },
    /** evaluates everything anew when it is next on screen; what is known stays until then */
    refresh(): void {
      round += 1;
      ask();
    },
    /** what was to be looked at again later is looked at now: the network is back */
    hurry(): void {
      for (const { outcome } of entries.values()) {
        if (outcome && outcome.again !== null) outcome.again = now();
      }
      ask();
    },
    /** takes every seal away and stops what runs, until it is called with false */
    pause(state: boolean): void {
      paused = state;
      // A hidden tab is not looked at.
      if (paused) forget(new Set());
      ask();
    },
    /** stops everything; the hosts stay or go as the caller wishes */
    end(): void {
      ended = true;
      forget(new Set());
    },
  };
}
