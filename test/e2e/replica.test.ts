// The local Gmail itself, in a bare Chromium: what every other end-to-end test stands on.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchChromium, seals } from '../helpers/browser/launch.ts';
import { startProxy, type TestProxy } from '../helpers/browser/proxy.ts';
import { makeCertificate } from '../helpers/certificate.ts';
import { DEFAULT_PAGE } from '../replica/page/options.ts';
import { sampleAccounts } from '../replica/sample.ts';
import { REPLICA_NAMES, type Replica, startReplica } from '../replica/server.ts';

let replica: Replica;
let proxy: TestProxy;
let chromium: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  const certificate = makeCertificate(REPLICA_NAMES);
  replica = await startReplica({ certificate, accounts: sampleAccounts() });
  proxy = await startProxy(replica.hosts);
  chromium = await launchChromium({ proxyPort: proxy.port, spkiHashes: [certificate.spkiHash] });
  page = await chromium.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await replica?.close();
});

afterEach(() => {
  replica.setPage(DEFAULT_PAGE);
  replica.setMode('redirect');
  replica.setCsp('default');
  for (const subject of ['Your receipt', 'Weekly news']) replica.setSource(subject, null);
  replica.requests.length = 0;
});

/** Loads the page anew: only a changed document reloads when the fragment differs. */
async function load(url = replica.url()): Promise<void> {
  await page.goto('about:blank');
  await page.goto(url);
  await page.evaluate(() => window.__replica.ready);
  await page.waitForSelector('[role=main]');
}

async function open(subject: string): Promise<void> {
  await page.evaluate((name) => window.__replica.open(name), subject);
  await page.waitForFunction(
    (name) => document.querySelector('[role=main] h2')?.textContent === name,
    {},
    subject,
  );
}

/** Ids of the messages that are drawn expanded in the pane a reader sees. */
function expanded(): Promise<(string | null)[]> {
  return page.$$eval('[role=main] [role=listitem].h7 > .Bk > .G3 > div > div > .adn', (nodes) =>
    nodes.map((node) => node.getAttribute('data-legacy-message-id')),
  );
}

/** Fetches like a content script does; the octets come back as latin1 text. */
function fetchSource(
  url: string,
  credentials: RequestCredentials = 'include',
): Promise<{ status: number; text: string; type: string | null } | string> {
  return page.evaluate(
    async (address, mode) => {
      try {
        const response = await fetch(address, { credentials: mode });
        const bytes = new Uint8Array(await response.arrayBuffer());
        let text = '';
        for (const byte of bytes) text += String.fromCharCode(byte);
        return { status: response.status, text, type: response.headers.get('content-type') };
      } catch (error) {
        return String(error);
      }
    },
    url,
    credentials,
  );
}

function sourceUrl(subject: string, extra = ''): string {
  return `/mail/u/0/?view=att&th=${replica.message(subject).legacyId}&attid=0&disp=comp&safe=1&zw${extra}`;
}

function originalBytes(subject: string): string {
  return Buffer.from(replica.message(subject).raw).toString('latin1');
}

describe('the original of a message', () => {
  beforeAll(() => load());

  test('is byte-exact through the redirect to the attachment host', async () => {
    const answer = await fetchSource(sourceUrl('Your receipt'));
    expect(answer).toEqual({
      status: 200,
      text: originalBytes('Your receipt'),
      type: 'message/rfc822',
    });
    const [first, second] = replica.requests;
    expect(first).toMatchObject({ host: 'mail.google.com', status: 302, cookie: true, account: 0 });
    expect(second).toMatchObject({ host: 'mail-attachment.googleusercontent.com', status: 200 });
    expect(second?.origin).toBe('https://mail.google.com');
    expect(first?.messageId).toBe(replica.message('Your receipt').legacyId);
  });
});

describe('the application', () => {
  test('opens a thread by a click, with Gmail markup and the id on the message', async () => {
    await load();
    const row = await page.$$('[role=main] tr.zA');
    await row[0]?.click();
    await page.waitForSelector('[role=main] .a98.iY');
    expect(await expanded()).toEqual([replica.message('Your receipt').legacyId]);
    expect(await page.evaluate(() => location.hash)).toMatch(/^#inbox\/FMfcg[A-Za-z]+$/);
    expect(await seals(page)).toEqual([]);
    await open('Weekly news');
    expect(await expanded()).toEqual([replica.message('Weekly news').legacyId]);
  });
});
