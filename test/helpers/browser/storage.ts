// The extension's own storage, read and written from one of its pages.
import type { Page } from 'puppeteer-core';

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
}

/** Chromium and Firefox call it differently; both have it on pages of the extension only. */
type Globals = { browser?: { storage: { local: Area } }; chrome: { storage: { local: Area } } };

export function store(page: Page, values: object): Promise<void> {
  return page.evaluate((given) => {
    const { browser, chrome } = globalThis as unknown as Globals;
    return (browser ?? chrome).storage.local.set(given);
  }, values);
}

/** What lies under one key of `storage.local`; undefined where there is nothing. */
export function stored(page: Page, key: string): Promise<unknown> {
  return page.evaluate(async (name) => {
    const { browser, chrome } = globalThis as unknown as Globals;
    return (await (browser ?? chrome).storage.local.get(name))[name];
  }, key);
}
