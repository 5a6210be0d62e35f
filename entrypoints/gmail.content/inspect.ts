// One message's way from the screen to its judgement: fetch, digest at the door, ask the background.
import { AGAIN_MS, SEAL_MS } from '../../lib/extension/limits.ts';
import { ask, ExtensionGone, type Requests } from '../../lib/extension/messaging.ts';
import type { Account } from '../../lib/gmail/account.ts';
import type { FailureKind } from '../../lib/gmail/download.ts';
import type { FetchOriginal } from '../../lib/gmail/original.ts';
import type { Outcome } from '../../lib/gmail/reconcile.ts';
import type { Attempt } from '../../lib/gmail/requests.ts';
import type { OpenMessage } from '../../lib/gmail/thread.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Context, Digest } from '../../lib/model.ts';
import type { TabWords } from './words.ts';

/** What a seal has to show. */
export type Seen =
  | (Requests['judge']['reply'] & { kind: 'judged'; failure: FailureKind | null })
  /** Gmail, the browser or the background takes long: the result is still waited for */
  | { kind: 'late' }
  /** the background did not answer; a mistake of ours, or a browser under pressure */
  | { kind: 'unanswered' }
  /** the extension was updated or removed under this tab */
  | { kind: 'gone' };

interface Source {
  digest: Digest | null;
  fidelity: Context['fidelity'];
  failure: FailureKind | null;
  retryAt: number | null;
}

/** Digests of this tab, so that opening a message again fetches nothing; they are small and hold no body. */
const REMEMBERED = 200;
/** Octets of the messages seen last, for "save message": what does not fit is fetched again when it is asked for. */
const KEPT = 8 * 1024 * 1024;

/**
 * Nothing is shown before a judgement can be put into words, and nobody is asked before it is known whether the message
 * lies in Spam: `settledFolder`.
 */
export function createInspector(
  fetchOriginal: FetchOriginal,
  words: TabWords,
  settledFolder: () => Promise<OpenMessage['folder']>,
) {
  const digests = new Map<string, Source>();
  const consented = new Set<string>();
  const octets = new Map<string, Uint8Array<ArrayBuffer>>();
  let attempts: Attempt[] = [];

  const keyOf = (message: OpenMessage, account: Account) => `${account.base} ${message.id}`;

  function keep(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    octets.set(key, bytes);
    let size = 0;
    for (const each of octets.values()) size += each.length;
    for (const [oldest, each] of octets) {
      if (size <= KEPT) break;
      octets.delete(oldest);
      size -= each.length;
    }
  }

  async function source(
    message: OpenMessage,
    account: Account,
    signal: AbortSignal,
  ): Promise<Source> {
    const key = keyOf(message, account);
    void ask('wake', { account: account.key, ownAddress: account.address }).catch(() => {});
    const original = await fetchOriginal(message, account, signal);
    attempts = original.diagnostics;
    if ('failure' in original) {
      const { failure, retryAt } = original;
      return { digest: null, fidelity: 'exact', failure, retryAt };
    }
    if (original.fidelity === 'exact') keep(key, original.bytes);
    const made = await digest(original.bytes);
    const found = { digest: made, fidelity: original.fidelity, failure: null, retryAt: null };
    digests.set(key, found);
    for (const oldest of digests.keys()) {
      if (digests.size <= REMEMBERED) break;
      digests.delete(oldest);
    }
    return found;
  }

  /** Rejects only when aborted. `meanwhile` is told where that takes long. */
  async function inspect(
    message: OpenMessage,
    account: Account,
    signal: AbortSignal,
    meanwhile: (seen: Seen) => void,
  ): Promise<Outcome<Seen>> {
    const timer = setTimeout(() => meanwhile({ kind: 'late' }), SEAL_MS);
    return look(message, account, signal).finally(() => clearTimeout(timer));
  }

  async function look(
    message: OpenMessage,
    account: Account,
    signal: AbortSignal,
  ): Promise<Outcome<Seen>> {
    // What can be asked is asked before this returns: drawing the seal takes longer than the asking.
    const known = digests.get(keyOf(message, account));
    const settled = message.folder === 'inbox' ? settledFolder() : message.folder;
    const {
      digest: made,
      fidelity,
      failure,
      retryAt,
    } = known ?? (await source(message, account, signal));
    const folder = await settled;
    signal.throwIfAborted();
    try {
      if (!words.isReady()) await words.ready();
      const tab = {
        messageId: message.id,
        account: account.key,
        source: 'gmail' as const,
        fidelity,
        folder,
        rendered: message.author,
        gmailMark: message.mark,
        ownAddress: account.address,
      };
      const asked = { digest: made, tab, consented: consented.has(message.id) };
      const told = await ask('judge', asked, signal);
      const seen: Seen = { kind: 'judged', ...told, failure };
      return { result: seen, again: retryAt };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ExtensionGone) return { result: { kind: 'gone' }, again: null };
      return { result: { kind: 'unanswered' }, again: Date.now() + AGAIN_MS };
    }
  }

  return {
    inspect,
    /** The message as it was received, for the reader's own file. Rejects where it cannot be had any more. */
    async original(message: OpenMessage, account: Account): Promise<Uint8Array> {
      const kept = octets.get(keyOf(message, account));
      if (kept) return kept;
      const fetched = await fetchOriginal(message, account, new AbortController().signal);
      if (!('bytes' in fetched) || fetched.fidelity !== 'exact')
        throw new Error('the original cannot be had');
      return fetched.bytes;
    },
    /** the reader saw the held names and wants them asked */
    consent: (id: string): void => void consented.add(id),
    /** the requests for the message fetched last */
    attempts: (): Attempt[] => attempts,
  };
}
