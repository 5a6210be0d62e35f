// The "check" button beside an attached message: fetched and digested when it is pressed, its card opened right there.
import { asCopy, cardOf } from '../../components/card/controller.ts';
import { openCard } from '../../components/card/index.tsx';
import { type MountedSeal, mountSeal, type SealProps } from '../../components/seal/index.tsx';
import { ask } from '../../lib/extension/messaging.ts';
import type { Governed } from '../../lib/extension/policy.ts';
import type { Account } from '../../lib/gmail/account.ts';
import {
  type AttachedMessage,
  CHECK_HOST,
  type FetchAttached,
  findAttachedMessages,
  placeCheck,
} from '../../lib/gmail/attachments.ts';
import { removeOtherHosts } from '../../lib/gmail/hosts.ts';
import { readSurroundings } from '../../lib/gmail/place.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Sentence, Told } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { CHECKING, type Face, faceOfJudged } from './seals.ts';

/** What is known of one attached message; `waiting`: the reader did not ask yet. */
type Check =
  | { kind: 'waiting' | 'running' }
  | { kind: 'failed'; reason: string }
  | { kind: 'judged'; told: Told; bytes: Uint8Array<ArrayBuffer> };

/** Where the reader writes. */
const FIELD = 'input, textarea, [contenteditable="true"]';
const WAITING: Check = { kind: 'waiting' };
/** Results of this tab; the oldest go first, and their octets with them. */
const REMEMBERED = 8;

const word = (key: string, params: Record<string, string> = {}): Sentence => ({ key, params });

function faceOf(check: Check, name: string): Face {
  const unknown = { state: 'done', origin: 'unknown', tone: 'unknown' } as const;
  switch (check.kind) {
    case 'waiting':
      return {
        ...unknown,
        label: word('attachment.check'),
        sentence: word('attachment.checkThis', { name }),
      };
    case 'running':
      return CHECKING;
    case 'failed':
      return {
        ...unknown,
        label: word('attachment.failed'),
        sentence: word(`source.${check.reason}`),
      };
    case 'judged':
      return faceOfJudged(check.told);
  }
}

export function createChecks(document: Document, language: Language, fetchAttached: FetchAttached) {
  const checks = new Map<string, Check>();
  const mounted = new Map<
    HTMLElement,
    { seal: MountedSeal; attached: AttachedMessage; drawn: string }
  >();
  let settings: Governed | null = null;
  let open: { id: string; card: ReturnType<typeof openCard> } | null = null;
  let account: Account | null = null;
  /** ends what runs, when the reader wants a pause or the extension is gone */
  let stopping = new AbortController();

  function settle(id: string, check: Check): void {
    checks.delete(id);
    checks.set(id, check);
    for (const oldest of checks.keys()) {
      if (checks.size <= REMEMBERED) break;
      checks.delete(oldest);
    }
    redraw();
  }

  async function judge(
    id: string,
    bytes: Uint8Array<ArrayBuffer>,
    consented: boolean,
    signal: AbortSignal,
  ): Promise<Check> {
    const tab = {
      messageId: id,
      account: account?.key ?? '',
      source: 'file' as const,
      fidelity: 'exact' as const,
      folder: 'inbox' as const,
      rendered: null,
      ownAddress: account?.address ?? null,
    };
    const told = await ask('judge', { digest: await digest(bytes), tab, consented }, signal);
    signal.throwIfAborted();
    return { kind: 'judged', told: asCopy(told), bytes };
  }

  async function run({ id, url }: AttachedMessage, consented: boolean): Promise<void> {
    const known = checks.get(id);
    if (known?.kind === 'running') return;
    settle(id, { kind: 'running' });
    const { signal } = stopping;
    try {
      const fetched = known?.kind === 'judged' ? known : await fetchAttached({ url }, signal);
      if ('failure' in fetched) {
        settle(id, { kind: 'failed', reason: fetched.failure });
        return;
      }
      settle(id, await judge(id, fetched.bytes, consented, signal));
      const host = [...mounted].find(([, { attached }]) => attached.id === id)?.[0];
      // Whoever writes meanwhile keeps the focus: the button tells the result, and opens the card.
      if (host && !document.activeElement?.matches(FIELD)) show(host, id);
    } catch {
      settle(id, signal.aborted ? (known ?? WAITING) : { kind: 'failed', reason: 'unanswered' });
    }
  }

  function cardProps(host: HTMLElement, { told, bytes }: Check & { kind: 'judged' }) {
    const attached = mounted.get(host)?.attached;
    const own = [account?.address ?? '', ...(settings?.reader.ownAddresses ?? [])];
    return cardOf(told, {
      language,
      theme: readSurroundings(host).theme,
      personal: settings?.personalSeal,
      ownAddresses: own,
      original: () => Promise.resolve(bytes),
      actions: attached
        ? {
            checkNow: () => void run(attached, true),
            retry: () => void run(attached, false),
          }
        : {},
    });
  }

  /** Opens the card of a checked message, or shows in the open one what is known now. */
  function show(host: HTMLElement, id: string): void {
    const check = checks.get(id);
    if (check?.kind !== 'judged') return;
    const props = cardProps(host, check);
    if (open?.id === id) {
      open.card.update(props);
      return;
    }
    open?.card.close();
    const card = openCard({
      ...props,
      anchor: host,
      onClose: () => {
        open = null;
        redraw();
      },
    });
    open = { id, card };
    redraw();
  }

  function press(host: HTMLElement): void {
    const attached = mounted.get(host)?.attached;
    if (!attached) return;
    if (open?.id === attached.id) open.card.close();
    else if (checks.get(attached.id)?.kind === 'judged') show(host, attached.id);
    else void run(attached, false);
  }

  function draw(host: HTMLElement, attached: AttachedMessage): void {
    const check = checks.get(attached.id) ?? WAITING;
    const props: SealProps = {
      messageId: attached.id,
      ...faceOf(check, attached.name),
      language,
      ...readSurroundings(host),
      open: open?.id === attached.id,
      quiet: check.kind === 'waiting',
      ...(settings ? { personal: settings.personalSeal } : {}),
      onToggle: () => press(host),
    };
    const drawn = JSON.stringify(props);
    const known = mounted.get(host);
    if (known?.drawn === drawn) return;
    known?.seal.update(props);
    mounted.set(host, { seal: known?.seal ?? mountSeal(host, props), attached, drawn });
  }

  function redraw(): void {
    for (const [host, { attached }] of mounted) draw(host, attached);
  }

  function hide(): void {
    stopping.abort();
    stopping = new AbortController();
    if (mounted.size === 0) return;
    open?.card.close();
    removeOtherHosts(document, CHECK_HOST, new Set());
    for (const { seal } of mounted.values()) seal.unmount();
    mounted.clear();
  }

  return {
    /** Brings the buttons in line with the chips on screen. Fetches nothing. */
    look(current: Account): void {
      if (account && account.key !== current.key) checks.clear();
      account = current;
      const placed = new Set<HTMLElement>();
      for (const attached of findAttachedMessages(document)) {
        const host = placeCheck(
          attached,
          (known) => mounted.get(known)?.attached.id === attached.id,
        );
        placed.add(host);
        draw(host, attached);
      }
      removeOtherHosts(document, CHECK_HOST, placed);
      for (const [host, { seal }] of mounted) {
        if (placed.has(host)) continue;
        seal.unmount();
        mounted.delete(host);
      }
    },
    apply(next: Governed): void {
      settings = next;
      redraw();
    },
    /**
     * The reader wants a pause, or the extension is gone from this tab: no button, and nothing that runs goes on. What
     * was checked is shown again after the pause.
     */
    hide,
  };
}
