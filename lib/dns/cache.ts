// What DNS said, remembered by TTL within bounds (RFC 2181, RFC 2308) in a store that is handed in.
import type { Answer, RecordType } from '../model.ts';
import { copyAnswer } from '../text/records.ts';

/** A remembered answer as it lies in the store: plain JSON. */
interface CacheEntry {
  answer: Answer;
  /** id of the resolver that gave it */
  provider: string;
  stored: number;
  expires: number;
}

/**
 * Where entries lie; the cache copies what it hands out and in. The extension backs it with browser storage, private
 * windows with memory. Values may come back damaged or from an older version; the cache checks them.
 */
export interface CacheStore {
  read(key: string): Promise<unknown>;
  write(key: string, entry: CacheEntry): Promise<void>;
  remove(keys: string[]): Promise<void>;
  /** every entry, to evict */
  list(): Promise<[key: string, entry: unknown][]>;
}

export interface DnsCache {
  get(name: string, type: RecordType): Promise<{ answer: Answer; provider: string } | null>;
  put(name: string, type: RecordType, source: { answer: Answer; provider: string }): Promise<void>;
  clear(): Promise<void>;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds. Mail is read long after it was sent: minutes of staleness cost nothing, each question a trace. */
const BOUNDS = {
  positive: [5 * MINUTE, DAY],
  // A key belongs to its selector and is hardly ever replaced; a day at least, because a stolen key that
  // was withdrawn must not verify for weeks.
  key: [DAY, 7 * DAY],
  negative: [MINUTE, 15 * MINUTE],
} as const;

const MAX_ENTRIES = 2000;
/** Characters of all entries; a browser's session storage holds 10 MB, for everything in it. */
const MAX_LENGTH = 4_000_000;
const MAX_ENTRY_LENGTH = 16_384;
/** how often the store is tidied: every so many new entries */
const TIDY_EVERY = 100;

/**
 * A cache over a store. Remembers `ok`, `nxdomain` and `nodata`, never a failure of the way. Holds 2000
 * answers at most; a store that fails is the same as an empty one.
 */
export function createCache(store: CacheStore, now: () => number = Date.now): DnsCache {
  let written = TIDY_EVERY - 1;

  /** Removes what is stale, then the oldest beyond a number, then the largest and oldest beyond a length. */
  async function tidy(most: number, longest: number): Promise<void> {
    const valid: { key: string; stored: number; length: number }[] = [];
    const gone: string[] = [];
    for (const [key, entry] of await store.list()) {
      if (isFresh(entry, now()))
        valid.push({
          key,
          stored: entry.stored,
          length: key.length + JSON.stringify(entry).length,
        });
      else gone.push(key);
    }
    valid.sort((a, b) => b.stored - a.stored);
    for (const { key } of valid.slice(most)) gone.push(key);
    const kept = valid.slice(0, most);
    let length = kept.reduce((sum, entry) => sum + entry.length, 0);
    // by how much room an entry takes for how long: a few long answers go before many short ones
    const worth = (entry: { stored: number; length: number }) =>
      entry.length * (1 + now() - entry.stored);
    for (const entry of kept.sort((a, b) => worth(b) - worth(a))) {
      if (length <= longest) break;
      length -= entry.length;
      gone.push(entry.key);
    }
    if (gone.length > 0) await store.remove(gone);
  }

  return {
    async get(name, type) {
      const entry = await store.read(keyOf(name, type)).catch(() => null);
      if (!isFresh(entry, now())) return null;
      const ttl = Math.ceil((entry.expires - now()) / 1000);
      return { answer: { ...copyAnswer(entry.answer), ttl }, provider: entry.provider };
    },
    async put(name, type, { answer, provider }) {
      const seconds = lifetime(name, type, answer);
      if (seconds === 0) return;
      const entry = {
        answer: copyAnswer(answer),
        provider,
        stored: now(),
        expires: now() + seconds * 1000,
      };
      if (JSON.stringify(entry).length > MAX_ENTRY_LENGTH) return;
      try {
        await store.write(keyOf(name, type), entry);
        written = (written + 1) % TIDY_EVERY;
        if (written === 0) await tidy(MAX_ENTRIES - TIDY_EVERY, MAX_LENGTH);
      } catch {
        // A full or closed store costs a repeated question, nothing more. Make room, and try once more.
        await tidy(MAX_ENTRIES / 2, MAX_LENGTH / 4)
          .then(() => store.write(keyOf(name, type), entry))
          .catch(() => {});
      }
    },
    async clear() {
      await store.remove((await store.list()).map(([key]) => key));
    },
  };
}

/** Entries in memory: for private windows and the command line. */
export function memoryStore(): CacheStore {
  const entries = new Map<string, CacheEntry>();
  return {
    read: async (key) => entries.get(key),
    write: async (key, entry) => {
      entries.set(key, entry);
    },
    remove: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
    list: async () => [...entries],
  };
}

function keyOf(name: string, type: RecordType): string {
  return `dns:${type}:${name}`;
}

function lifetime(name: string, type: RecordType, answer: Answer): number {
  const within = ([least, most]: readonly [number, number]) =>
    Math.min(Math.max(answer.ttl, least), most);
  if (answer.status === 'nxdomain' || answer.status === 'nodata') return within(BOUNDS.negative);
  if (answer.status !== 'ok') return 0;
  return within(type === 'TXT' && name.includes('._domainkey.') ? BOUNDS.key : BOUNDS.positive);
}

/** Whole, not expired, and not from a future that a corrected clock took back. */
function isFresh(value: unknown, now: number): value is CacheEntry {
  const entry = value as Partial<CacheEntry> | null | undefined;
  if (typeof entry?.expires !== 'number' || typeof entry.stored !== 'number') return false;
  if (typeof entry.provider !== 'string') return false;
  const { status, records } = (entry.answer ?? {}) as { status?: unknown; records?: unknown };
  if (!/^(?:ok|nxdomain|nodata)$/.test(String(status))) return false;
  if ((status === 'ok') !== Array.isArray(records)) return false;
  // A name, the strings of a text, a server with its preference: what a record is of is asked by whoever reads it.
  const isRecord = (record: unknown) =>
    typeof record === 'string' || (typeof record === 'object' && record !== null);
  if (Array.isArray(records) && !records.every(isRecord)) return false;
  return entry.stored <= now && now < entry.expires;
}
