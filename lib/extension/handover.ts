// What a card hands to a page of ours that it opens: in the worker's memory until the page took it, never on disk.
import { ask } from './messaging.ts';

/** Handed over and not taken yet; more are forgotten. */
const MOST = 20;

/** Keeps values in this worker, each to be taken once. */
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
    /** Null where it was taken, or the worker slept meanwhile. */
    take(id: string): unknown {
      const value = kept.get(id) ?? null;
      kept.delete(id);
      return value;
    },
  };
}

/**
 * In the page: what it was opened for, named in the address behind `#`; it stays with this tab when it is loaded again.
 * Null where it is gone.
 */
export async function handedOver<Value>(): Promise<Value | null> {
  const id = location.hash.slice(1);
  const known = sessionStorage.getItem(id);
  if (known !== null) return JSON.parse(known) as Value;
  const value = (await ask('take', { id })) as Value | null;
  if (value !== null) sessionStorage.setItem(id, JSON.stringify(value));
  return value;
}
