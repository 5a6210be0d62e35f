// A browser in front of the local Gmail: replica, proxy and browser started together, and a tab that knows its way.
import type { Page } from 'puppeteer-core';
import {
  REPLICA_NAMES,
  type Replica,
  type ReplicaOptions,
  startReplica,
} from '../../replica/server.ts';
import { type Certificate, makeCertificate } from '../certificate.ts';
import type { LaunchedBrowser, LaunchOptions } from './browser.ts';
import { startProxy, type TestProxy } from './proxy.ts';

type BrowserChoice = Omit<LaunchOptions, 'proxyPort' | 'spkiHashes'>;

export interface GmailWorldOptions extends BrowserChoice, Omit<ReplicaOptions, 'certificate'> {
  launch: (options: LaunchOptions) => Promise<LaunchedBrowser>;
  /** more hosts behind the proxy (`host:port` → loopback port), for example a resolver */
  hosts?: Record<string, number>;
  /** one for every local server; made for the replica's names when left out */
  certificate?: Certificate;
}

export interface GmailWorld {
  replica: Replica;
  proxy: TestProxy;
  browser: LaunchedBrowser;
  newTab(): Promise<GmailTab>;
  close(): Promise<void>;
}

export interface GmailTab {
  page: Page;
  /** Loads Gmail anew and waits for its first pane; the first account's inbox when no address is given. */
  load(url?: string): Promise<void>;
  /** Opens a thread by its subject and waits until a reader sees it. */
  open(subject: string): Promise<void>;
  /** Waits until a reader sees a thread with this subject. */
  shows(subject: string): Promise<void>;
  /** Legacy ids of the messages drawn expanded in the pane a reader sees. */
  expanded(): Promise<string[]>;
}

/** Starts everything; what was started is closed again when a later part fails. */
export async function startGmail(options: GmailWorldOptions): Promise<GmailWorld> {
  const certificate = options.certificate ?? makeCertificate(REPLICA_NAMES);
  const replica = await startReplica({ ...options, certificate });
  const proxy = await startProxy({ ...replica.hosts, ...options.hosts });
  const stop = async () => {
    await proxy.close();
    await replica.close();
  };
  let browser: LaunchedBrowser;
  try {
    browser = await options.launch({
      ...options,
      proxyPort: proxy.port,
      spkiHashes: [certificate.spkiHash],
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    replica,
    proxy,
    browser,
    newTab: async () => createTab(await browser.newPage(), replica),
    async close() {
      await browser.close();
      await stop();
    },
  };
}

export function createTab(page: Page, replica: Replica): GmailTab {
  const shows = async (subject: string) => {
    await page.waitForFunction(
      (name) => document.querySelector('[role=main] h2')?.textContent === name,
      {},
      subject,
    );
  };
  return {
    page,
    async load(url = replica.url()) {
      // Another fragment alone would not load the document again.
      await page.goto('about:blank');
      await page.goto(url, { waitUntil: 'load' });
      await page.evaluate(() => window.__replica.ready);
      await page.waitForSelector('[role=main]');
    },
    async open(subject) {
      await page.evaluate((name) => window.__replica.open(name), subject);
      await shows(subject);
    },
    shows,
    expanded: () =>
      page.$$eval('[role=main] [role=listitem].h7 > .Bk > .G3 > div > div > .adn', (nodes) =>
        nodes.map((node) => node.getAttribute('data-legacy-message-id') ?? ''),
      ),
  };
}
