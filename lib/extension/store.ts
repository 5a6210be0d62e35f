// Answers of DNS in the browser's session storage: they outlive the worker, never the browser, and never touch the disk.
import { browser } from 'wxt/browser';

/** As the cache over it wants a store; what lies in it is the cache's business. */
interface SessionStore {
  read(key: string): Promise<unknown>;
  write(key: string, entry: unknown): Promise<void>;
  remove(keys: string[]): Promise<void>;
  list(): Promise<[key: string, entry: unknown][]>;
}

/** Where answers of DNS lie. */
export const ANSWERS = 'dns:';

/**
 * Forgets what DNS answered, of all domains or of one and the names below it: it tells which domains wrote to the reader.
 */
export async function forgetAnswers(domain?: string): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null));
  const isMeant = (key: string): boolean => {
    const name = key.slice(key.lastIndexOf(':') + 1);
    return domain === undefined || name === domain || name.endsWith(`.${domain}`);
  };
  await browser.storage.session.remove(
    keys.filter((key) => key.startsWith(ANSWERS) && isMeant(key)),
  );
}

/**
 * Every key that begins with `prefix`. Read once when a worker starts and mirrored from then on, so that an answer
 * costs no trip to the browser; other pages that remove keys are noticed. Writing fails beyond the browser's quota.
 */
export function sessionStore(prefix: string): SessionStore {
  let mirror: Promise<Map<string, unknown>> | null = null;
  const load = async () => {
    mirror ??= browser.storage.session
      .get(null)
      .then((all) => new Map(Object.entries(all).filter(([key]) => key.startsWith(prefix))));
    try {
      return await mirror;
    } catch (error) {
      mirror = null;
      throw error;
    }
  };
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session' || !mirror) return;
    void mirror.then(
      (entries) => {
        for (const [key, { newValue }] of Object.entries(changes)) {
          if (newValue === undefined) entries.delete(key);
          else if (key.startsWith(prefix)) entries.set(key, newValue);
        }
      },
      () => undefined,
    );
  });
  return {
    read: async (key) => (await load()).get(key),
    async write(key, entry) {
      const entries = await load();
      await browser.storage.session.set({ [key]: entry });
      entries.set(key, entry);
    },
    async remove(keys) {
      const entries = await load();
      await browser.storage.session.remove(keys);
      for (const key of keys) entries.delete(key);
    },
    list: async () => [...(await load())],
  };
}
