// A private window: mail is judged, nothing of it is kept, and nothing that was kept is told.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settledSeals } from '../helpers/browser/launch.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const BRAND = 'brand-name-from-own-domain';

let world: World;
/** A document of the extension that runs nothing: a worker may end whenever it likes, with what it was asked. */
let own: Page;
beforeAll(async () => {
  world = await startWorld({ cases: [loadCase('signed-newsletter'), loadCase(BRAND)] });
  await world.launched.allowPrivateWindows();
  own = await world.launched.openExtensionPage('words/en.json');
});
afterAll(() => world?.close());

interface ExtensionGlobals {
  chrome: {
    windows: { create(options: { incognito: boolean; url: string }): Promise<unknown> };
    storage: { session: { get(): Promise<Record<string, unknown>> } };
  };
}

async function openPrivately(name: string): Promise<Page> {
  const built = world.built.find((one) => one.case.name === name);
  const url = world.replica.url(0, world.replica.fragment(built?.subject ?? ''));
  const { browser } = world.launched;
  const known = new Set(browser.targets());
  await own.evaluate(async (address) => {
    const { chrome } = globalThis as unknown as ExtensionGlobals;
    await chrome.windows.create({ incognito: true, url: address });
  }, url);
  const target = await browser.waitForTarget((one) => one.type() === 'page' && !known.has(one));
  const page = await target.page();
  if (!page) throw new Error('no private page');
  return page;
}

/** All that the extension keeps: the database and the session storage, as one text. */
async function kept(): Promise<string> {
  return own.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Opening what is not there yet would make it, empty, in the place of the extension.
    const there = await indexedDB.databases();
    if (!there.some(({ name, version = 0 }) => name === 'inkan' && version > 0)) return '';
    const database = await done(indexedDB.open('inkan'));
    const names = [...database.objectStoreNames];
    const transaction = names.length > 0 ? database.transaction(names) : null;
    const stores: Record<string, unknown> = {};
    for (const name of names) stores[name] = await done(transaction!.objectStore(name).getAll());
    database.close();
    const { chrome } = globalThis as unknown as ExtensionGlobals;
    return JSON.stringify([stores, await chrome.storage.session.get()]);
  });
}

test('mail of a private window is judged, and leaves no trace', async () => {
  const open = await world.open(world.built[0]);
  await settledSeals(open, 1);
  await expect.poll(kept, PATIENT).toMatch(/bluemountain\.example.*dns:/s);
  await open.close();
  const before = await kept();

  world.dns.forget();
  const known = await openPrivately('signed-newsletter');
  expect(await settledSeals(known, 1)).toMatchObject([{ origin: 'signed', tone: 'calm' }]);
  // Nothing that other windows learned is used here: the names are asked again.
  expect(world.dns.requests().length).toBeGreaterThan(0);
  const other = await openPrivately(BRAND);
  expect(await settledSeals(other, 1)).toMatchObject([{ tone: 'danger' }]);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await kept()).toBe(before);

  const buttons = await other.evaluate(async () => {
    document.querySelector('inkan-seal')?.shadowRoot?.querySelector('button')?.click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const root = document.querySelector('inkan-card')?.shadowRoot;
    return [...(root?.querySelectorAll('button') ?? [])].map((one) => one.textContent?.trim());
  });
  expect(buttons.length).toBeGreaterThan(0);
  expect(buttons).not.toContain('I expected this mail…');
});

test('the same card in an ordinary window offers to teach', async () => {
  const page = await world.open(world.built.find((one) => one.case.name === BRAND));
  await settledSeals(page, 1);
  await page.evaluate(() =>
    document.querySelector('inkan-seal')?.shadowRoot?.querySelector('button')?.click(),
  );
  await page.waitForFunction(() =>
    [...(document.querySelector('inkan-card')?.shadowRoot?.querySelectorAll('button') ?? [])].some(
      (one) => one.textContent?.trim() === 'I expected this mail…',
    ),
  );
  await page.close();
});
