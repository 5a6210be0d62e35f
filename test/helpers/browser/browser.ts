// What a test browser is: options, handle, and where its program is found.
import { existsSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';

export interface LaunchOptions {
  /** folder of the built extension; none: a bare browser */
  extension?: string;
  proxyPort: number;
  /** base64 SHA-256 of the local servers' keys (Chromium) */
  spkiHashes: string[];
  /** language of the browser's interface */
  language?: 'en' | 'ja';
  headless?: boolean;
  /** what `prefers-color-scheme` says in pages of `newPage` */
  dark?: boolean;
  /** more of Firefox's preferences, for example `extensions.originControls.grantByDefault` */
  firefoxPreferences?: Record<string, boolean | number | string>;
  viewport?: { width: number; height: number; deviceScaleFactor?: number };
}

export interface LaunchedBrowser {
  kind: 'chromium' | 'firefox';
  browser: Browser;
  /** null without an extension */
  extensionId: string | null;
  newPage(): Promise<Page>;
  /** address of a page of the extension, for example `options.html` */
  extensionUrl(path: string): string;
  openExtensionPage(path: string): Promise<Page>;
  /** Ends the background worker or event page as the browser does when it idles or crashes. */
  killWorker(): Promise<void>;
  /** Loads the extension anew from its folder, as an update does; open pages keep the orphaned old script. */
  reloadExtension(): Promise<void>;
  close(): Promise<void>;
}

/** The first of these files that exists; otherwise an error that says how to install the browser. */
export function findBrowser(name: string, variable: string, paths: string[], apt: string): string {
  const own = process.env[variable];
  const found = [...(own ? [own] : []), ...paths].find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    `${name} was not found (${paths.join(', ')}). Install it with "sudo apt-get install ${apt}", or say where it is in ${variable}.`,
  );
}
