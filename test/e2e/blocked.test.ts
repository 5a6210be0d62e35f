// What a reader, a file or another page can take away while Gmail is open: hosts, memory, room. A seal comes all the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../lib/dns/providers.ts';
import type { TabState } from '../../lib/extension/tab.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { type SealState, settledSeal } from '../helpers/browser/launch.ts';
import { stored } from '../helpers/browser/storage.ts';
import { signedLetter } from '../helpers/cases/letter.ts';
import { eventually, PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;
const HOSTS = PROVIDERS.map(({ url }) => new URL(url).hostname);

const CASES = [
  signedLetter('First letter', 'maple.example', 9),
  signedLetter('While hosts are gone', 'harbour.example', 8),
  signedLetter('After they came back', 'willow.example', 7),
  signedLetter('While a file is read', 'quartz.example', 6),
  signedLetter('While memory is blocked', 'falcon.example', 5),
  signedLetter('While there is no room', 'meadow.example', 4),
  signedLetter('With room again', 'copper.example', 3),
  signedLetter('The same sender once more', 'copper.example', 2),
];

interface Area {
  get(key: null): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
  remove(keys: string[]): Promise<void>;
}
interface Api {
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  storage: { session: Area };
  tabs: {
    query(what: object): Promise<{ id: number }[]>;
    sendMessage(tab: number, message: object, options: object): Promise<unknown>;
  };
  developerPrivate: {
    updateExtensionConfiguration(change: object): Promise<void>;
    addHostPermission(id: string, host: string): Promise<void>;
  };
}
type Globals = { browser?: Api; chrome: Api; releaseMemory?: () => void };

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let gmail: Page;
  let page: Page;
  const errors: string[] = [];

  /** Opens a thread by its subject: its seal, and what was asked for it. */
  async function open(subject: string): Promise<SealState & { asked: string[] }> {
    world.dns.forget();
    await gmail.bringToFront();
    await gmail.evaluate((name) => window.__replica.open(name), subject);
    const { legacyId } = world.replica.message(subject);
    const seal = await settledSeal(gmail, legacyId);
    return { ...seal, asked: world.dns.queries() };
  }

  beforeAll(async () => {
    world = await startWorld({
      browser,
      cases: CASES,
      // Grants what is asked, as a reader would who presses "Allow".
      firefoxPreferences: { 'extensions.webextOptionalPermissionPrompts': false },
    });
    gmail = await world.open();
    gmail.on('pageerror', (error) => errors.push(String(error)));
    await gmail.waitForSelector('[role=main]');
    page = await world.launched.openExtensionPage('options.html');
    expect(await open('First letter')).toMatchObject({ origin: 'signed', tone: 'calm' });
  });
  afterAll(async () => {
    await world?.close();
    expect(errors).toEqual([]);
  });

  describe('every resolver’s host taken away while Gmail is open', () => {
    /** As a reader does it: Chromium on its own page for extensions, Firefox on the extension's. */
    async function leave(hosts: string[]): Promise<void> {
      if (browser === 'firefox') {
        const gone = HOSTS.filter((host) => !hosts.includes(host));
        await page.evaluate(
          (origins) => {
            const { browser: api } = globalThis as unknown as Globals;
            return api?.permissions.remove({ origins });
          },
          gone.map((host) => `https://${host}/*`),
        );
        return;
      }
      const settings = await world.launched.newPage();
      await settings.goto('chrome://extensions');
      await settings.evaluate(
        async (id, kept) => {
          const { developerPrivate } = (globalThis as unknown as Globals).chrome;
          await developerPrivate.updateExtensionConfiguration({
            extensionId: id,
            hostAccess: 'ON_SPECIFIC_SITES',
          });
          for (const host of kept)
            await developerPrivate.addHostPermission(id, `https://${host}/*`);
        },
        world.launched.extensionId ?? '',
        ['mail.google.com', 'mail-attachment.googleusercontent.com', ...hosts],
      );
      await settings.close();
    }
    const askedFor = () =>
      page.$$eval('.ask', (all) => all.map((one) => one.textContent).join(' '));

    test('nothing is asked, the seal comes, and popup and options name the hosts', async () => {
      await leave([]);
      await page.bringToFront();
      await eventually(async () => {
        for (const host of HOSTS) expect(await askedFor()).toContain(host);
      });
      const before = world.proxy.connections.length;
      const { origin, tone, asked } = await open('While hosts are gone');
      expect(asked).toEqual([]);
      // Gmail's record stands, and nothing proves it.
      expect([origin, tone]).not.toEqual(['signed', 'calm']);
      const reached = world.proxy.connections.slice(before).map(({ target }) => target);
      expect(reached.filter((target) => HOSTS.some((host) => target.startsWith(host)))).toEqual([]);
      const popup = await world.launched.openExtensionPage('popup.html');
      await popup.waitForSelector('.ask', PATIENT);
      for (const host of HOSTS)
        expect(await popup.$eval('.ask', ({ textContent }) => textContent)).toContain(host);
      await popup.close();
    });

    test('given back, they are asked again without anything else', async () => {
      if (browser === 'chromium') await leave(HOSTS);
      else {
        await page.bringToFront();
        await (await page.waitForSelector('.ask button.main'))?.click();
      }
      await page.bringToFront();
      await eventually(async () => expect(await page.$('.ask')).toBeNull());
      const { origin, tone, asked } = await open('After they came back');
      expect([origin, tone]).toEqual(['signed', 'calm']);
      expect(asked).toContain('s1._domainkey.willow.example TXT');
    });
  });

  test('a settings file with a resolver: named, and not asked before the click', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inkan-settings-'));
    const path = join(folder, 'settings.json');
    const resolver = 'https://resolver.example/dns-query';
    writeFileSync(path, JSON.stringify({ kind: 'inkan-settings', version: 1, resolver }));
    await page.bringToFront();
    const field = (await page.$('#file input[type=file]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(path);
    await field.evaluate((input) => input.dispatchEvent(new Event('change', { bubbles: true })));
    const notice = await page.waitForSelector('#file .ask');
    const told = await notice?.evaluate(({ textContent }) => textContent ?? '');
    expect(told).toContain(
      say['options.file.resolver'].replace('{host}', 'resolver.example').slice(0, 40),
    );
    expect(told).toContain('resolver.example');
    const { asked } = await open('While a file is read');
    expect(asked).toContain('s1._domainkey.quartz.example TXT');
    const reached = world.proxy.connections.map(({ target }) => target);
    expect(reached.filter((target) => target.startsWith('resolver.example'))).toEqual([]);
    const settings = (await stored(page, 'settings')) as { resolver?: string } | undefined;
    expect(settings?.resolver ?? 'auto').toBe('auto');
    rmSync(folder, { recursive: true });
  });

  test('a database that another page holds: judged without memory, and diagnostics can tell', async () => {
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('inkan');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
      let isHeld = true;
      // one request behind another keeps a transaction open
      const hold = (): void => {
        if (isHeld) transaction.objectStore('profiles').count().onsuccess = hold;
        else database.close();
      };
      hold();
      (globalThis as unknown as Globals).releaseMemory = () => {
        isHeld = false;
      };
    });
    const { origin, tone } = await open('While memory is blocked');
    expect([origin, tone]).toEqual(['signed', 'calm']);
    const state = (await page.evaluate(async () => {
      const { browser: own, chrome } = globalThis as unknown as Globals;
      const { tabs } = own ?? chrome;
      const [tab] = await tabs.query({ url: 'https://mail.google.com/*' });
      return tabs.sendMessage(tab?.id ?? -1, { inkanTab: 'state' }, { frameId: 0 });
    })) as TabState;
    expect(state.messages.map(({ forgot }) => forgot)).toEqual([true]);
    await page.evaluate(() => (globalThis as unknown as Globals).releaseMemory?.());
  });

  describe('session storage that is full', () => {
    /** Fills it to the last thousand octets under keys with a prefix, and tells how much that was. */
    const fill = (prefix: string, stamp: number) =>
      page.evaluate(
        async (begin, time) => {
          const { browser: own, chrome } = globalThis as unknown as Globals;
          const { session } = (own ?? chrome).storage;
          let length = 0;
          let size = 1 << 20;
          for (let i = 0; size > 500; ) {
            const records = [['x'.repeat(size)]];
            const answer = { status: 'ok', ttl: 3600, dnssec: false, records };
            const entry = { answer, provider: 'auto', stored: time, expires: time + 3_600_000 };
            try {
              await session.set({ [`${begin}TXT:f${i}.example`]: entry });
              length += size;
              i++;
            } catch {
              size >>= 1;
            }
          }
          return length;
        },
        prefix,
        stamp,
      );

    test('by something else: every seal comes, what could not be kept is asked again', async () => {
      expect(await fill('other:', Date.now())).toBeGreaterThan(5_000_000);
      const { origin, tone, asked } = await open('While there is no room');
      expect([origin, tone]).toEqual(['signed', 'calm']);
      expect(asked).toContain('s1._domainkey.meadow.example TXT');
      await page.evaluate(async () => {
        const { browser: own, chrome } = globalThis as unknown as Globals;
        const { session } = (own ?? chrome).storage;
        const keys = Object.keys(await session.get(null));
        await session.remove(keys.filter((key) => key.startsWith('other:')));
      });
    });

    test('by answers: the largest and oldest make room, and the next message asks nothing', async () => {
      expect(await fill('dns:', Date.now() - 60_000)).toBeGreaterThan(5_000_000);
      // what a worker knows of the storage it hears of later: a new one reads it
      await world.launched.killWorker();
      expect((await open('With room again')).asked).toContain('s1._domainkey.copper.example TXT');
      await eventually(async () => {
        const keys = await page.evaluate(async () => {
          const { browser: own, chrome } = globalThis as unknown as Globals;
          return Object.keys(await (own ?? chrome).storage.session.get(null));
        });
        for (const name of ['s1._domainkey.copper.example', '_dmarc.copper.example'])
          expect(keys).toContain(`dns:TXT:${name}`);
      });
      const { origin, tone, asked } = await open('The same sender once more');
      expect([origin, tone]).toEqual(['signed', 'calm']);
      expect(asked).toEqual([]);
    });
  });
});
