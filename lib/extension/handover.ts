// What a card hands to a page of ours that it opens: in the worker's memory as long as it lives, never on disk (a page's
// own sessionStorage would be, and header fields are stored nowhere).
import { ask } from './messaging.ts';

/** The last so many; older ones are forgotten. */
const MOST = 20;

/** Keeps values in this worker. */
export function createHandover() {
  const kept = new Map<string, unknown>();
  return {
    /** Keeps a value; what comes back names it. */
    give(value: unknown): string {
      const id = crypto.randomUUID();
      kept.set(id, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
      return id;
    },
    /** Null where it is forgotten, or the worker slept meanwhile. */
    take: (id: string): unknown => kept.get(id) ?? null,
  };
}

/** In the page: what it was opened for, named in the address behind `#`; null where it is gone. */
export const handedOver = async <Value>(): Promise<Value | null> =>
  (await ask('take', { id: location.hash.slice(1) })) as Value | null;
