// Senders put into the memory of a mailbox, from a page of the extension: as many as a test wants, the same each time.
import type { Page } from 'puppeteer-core';

/** Adds `count` domains to an account. Memory has to be there: a page that reads it makes it. */
export function seedSenders(page: Page, account: string, count: number): Promise<void> {
  return page.evaluate(
    async (mailbox, amount) => {
      const words = 'shop bank news city school travel market books music garden'.split(' ');
      const policies = ['reject', 'quarantine', 'none', 'none', 'absent', 'absent', null];
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await wait(indexedDB.open('inkan'));
      const transaction = database.transaction(['senders', 'profiles'], 'readwrite');
      const touched = Date.now();
      transaction.objectStore('profiles').put({
        account: mailbox,
        touched,
        ownAddresses: [],
        ownName: '',
        taught: [],
        forwarders: [],
        lists: [],
        revision: '0',
        tidied: 0,
      });
      // A small generator of numbers (Lehmer): a test shows the same rows every time.
      let state = 20_261_120;
      const random = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!;
      const today = Math.floor(touched / 86_400_000);
      for (let index = 0; index < amount; index++) {
        const lastDay = today - Math.floor(random() * 300);
        const signed = random() < 0.78;
        const days = { count: 4, recent: [lastDay] };
        const none = { count: 0, recent: [] };
        const domain =
          index === 2 ? 'xn--wgv71a119e.example' : `${pick(words)}-${pick(words)}${index}.example`;
        transaction.objectStore('senders').put({
          account: mailbox,
          touched,
          domain,
          firstDay: lastDay - Math.floor(random() * 400),
          lastDay,
          count: 1 + Math.floor(random() ** 3 * 2000),
          spf: random() < 0.9,
          dkim: signed,
          dmarc: pick(policies),
          arc: random() < 0.1,
          tls: random() < 0.95,
          reverseName: random() < 0.97,
          signedDays: signed ? days : none,
          unsignedDays: signed ? none : days,
          cause: signed ? '' : 'dkimMissing',
          selectors: ['s2'],
          changes:
            index % 4 === 0
              ? [{ day: lastDay, what: 'policy', from: 'none', to: 'quarantine' }]
              : index % 4 === 1
                ? [{ day: lastDay, what: 'key', from: 's1', to: 's2' }]
                : [],
        });
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
      });
      database.close();
    },
    account,
    count,
  );
}

/** Empties memory. */
export function clearSenders(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('inkan');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const stores = [...database.objectStoreNames];
          const transaction = database.transaction(stores, 'readwrite');
          for (const name of stores) transaction.objectStore(name).clear();
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
  );
}
