// What a test browser is: options and handle.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import type { Language } from '../../../lib/words.ts';
import { PATIENCE } from '../patience.ts';

export interface LaunchOptions {
  /** folder of the built extension; none: a bare browser */
  extension?: string;
  proxyPort: number;
  /** base64 SHA-256 of the local servers' keys (Chromium) */
  spkiHashes: string[];
  /** language of the browser's interface */
  language?: Language;
  headless?: boolean;
  /** what `prefers-color-scheme` says in pages of `newPage` */
  dark?: boolean;
  /** more of Firefox's preferences, for example `extensions.originControls.grantByDefault` */
  firefoxPreferences?: Record<string, boolean | number | string>;
  /** keeps the page of the first run open, which else is closed before anything starts */
  welcome?: boolean;
  viewport?: { width: number; height: number; deviceScaleFactor?: number };
}

export interface LaunchedBrowser {
  kind: 'chromium' | 'firefox';
  browser: Browser;
  /** null without an extension */
  extensionId: string | null;
  /** A tab; what stands behind it is hidden. In a window of its own it hides nothing. */
  newPage(place?: 'tab' | 'window'): Promise<Page>;
  /** Takes the network from this page (Chromium) or from everything (Firefox), and tells it so. */
  setOffline(page: Page, offline: boolean): Promise<void>;
  /** address of a page of the extension, for example `options.html` */
  extensionUrl(path: string): string;
  openExtensionPage(path: string): Promise<Page>;
  /** Lets the extension run in private windows, as a reader can; it starts anew by it. */
  allowPrivateWindows(): Promise<void>;
  /** Ends the background worker or event page as the browser does when it idles or crashes. */
  killWorker(): Promise<void>;
  /** Loads the extension anew from its folder, as an update does; open pages keep the orphaned old script. */
  reloadExtension(): Promise<void>;
  close(): Promise<void>;
}

/** The tab with the page of the first run, which opens by itself after an installation. */
export async function findWelcome(browser: Browser): Promise<Page> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    for (const page of await browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (address.endsWith('/welcome.html')) return page;
    }
    await sleep(50);
  }
  throw new Error('The page of the first run did not open.');
}

/** Leaves a browser as its reader has it after the first run. */
export async function endFirstRun(browser: Browser, options: LaunchOptions): Promise<void> {
  const { extension, welcome = false } = options;
  if (!extension || welcome || !existsSync(join(extension, 'welcome.html'))) return;
  await (await findWelcome(browser)).close();
}
