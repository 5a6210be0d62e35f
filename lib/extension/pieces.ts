// Many octets from the background to a tab: a port, and the octets in pieces, because one message holds 64 MiB at most.
import { browser } from 'wxt/browser';
import { latin1, toBytes } from '../text/octets.ts';

/** Octets of one piece: a multiple of three, so that base64 needs no padding inside. */
const PIECE = 768 * 1024;
/** Firefox ends an event page that hears nothing for 30 s, even one with a port open. */
const HEARTBEAT = 5_000;
const PORT = 'inkan-pieces:';

/** Octets, or null where there are none, and whatever is to be said about them (plain JSON). */
interface Load<About> {
  bytes: Uint8Array<ArrayBuffer> | null;
  about: About;
}

/** From the tab: the question, then heartbeats. From the background: pieces, then the end. */
type Up = { ask: unknown } | { alive: true };
type Down = { piece: string } | { end: unknown; length: number | null };

/**
 * In the tab: asks the background's service `name`. Null when the background went away before the end. Rejects only
 * when `signal` aborts, which ends the work in the background too.
 */
export function askForPieces<About>(
  name: string,
  ask: unknown,
  signal: AbortSignal,
): Promise<Load<About> | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let port: ReturnType<typeof browser.runtime.connect>;
    try {
      port = browser.runtime.connect({ name: PORT + name });
    } catch {
      // The extension was updated or removed under this tab.
      return resolve(null);
    }
    const pieces: Uint8Array[] = [];
    const heartbeat = setInterval(() => port.postMessage({ alive: true } satisfies Up), HEARTBEAT);
    const abort = () => {
      finish();
      reject(signal.reason);
    };
    const finish = () => {
      clearInterval(heartbeat);
      signal.removeEventListener('abort', abort);
      port.disconnect();
    };
    signal.addEventListener('abort', abort, { once: true });
    port.onDisconnect.addListener(() => {
      finish();
      resolve(null);
    });
    port.onMessage.addListener((message: unknown) => {
      const down = message as Down;
      if ('piece' in down) {
        pieces.push(toBytes(atob(down.piece)));
        return;
      }
      finish();
      if (down.length === null) return resolve({ bytes: null, about: down.end as About });
      const bytes = new Uint8Array(down.length);
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
      resolve(at === down.length ? { bytes, about: down.end as About } : null);
    });
    port.postMessage({ ask } satisfies Up);
  });
}

interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { incognito?: boolean; cookieStoreId?: string };
}

/**
 * In the background: answers tabs of this extension, never a private window or a container, whose cookies are not the
 * background's. `serve` is told the address of the asking tab.
 */
export function servePieces<About>(
  name: string,
  serve: (ask: unknown, tab: string, signal: AbortSignal) => Promise<Load<About>>,
): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT + name) return;
    const { id, url, frameId, tab } = (port.sender ?? {}) as Sender;
    const isOurs = id === browser.runtime.id && tab !== undefined && frameId === 0;
    const store = tab?.cookieStoreId ?? 'firefox-default';
    if (!isOurs || !url || tab.incognito || !['firefox-default', '0'].includes(store)) {
      port.disconnect();
      return;
    }
    const work = new AbortController();
    port.onDisconnect.addListener(() => work.abort());
    port.onMessage.addListener((message: unknown) => {
      const up = message as Up;
      if (!('ask' in up)) return;
      void serve(up.ask, url, work.signal).then(
        ({ bytes, about }) => {
          const send = (down: Down) => work.signal.aborted || port.postMessage(down);
          for (let at = 0; bytes && at < bytes.length; at += PIECE)
            send({ piece: btoa(latin1(bytes.subarray(at, at + PIECE))) });
          send({ end: about, length: bytes?.length ?? null });
        },
        () => work.signal.aborted || port.disconnect(),
      );
    });
  });
}
