// What the local Gmail does to its own nodes in bare browsers: draws them again, renames them, names them late.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type GmailTab, type GmailWorld, startGmail } from '../helpers/browser/gmail.ts';
import { launchChromium, launchFirefox } from '../helpers/browser/launch.ts';
import { DEFAULT_PAGE } from '../replica/page/options.ts';
import { sampleAccounts } from '../replica/sample.ts';

const TALK = 'Talk about boats';
const EXPANDED = '[role=main] [role=listitem].h7';
const QUICK = { bootDelay: 20, mainDelay: 10 };

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('%s', (_kind, launch) => {
  let gmail: GmailWorld;
  let tab: GmailTab;
  let page: Page;

  beforeAll(async () => {
    gmail = await startGmail({ launch, accounts: sampleAccounts(), page: QUICK });
    tab = await gmail.newTab();
    page = tab.page;
  });
  afterAll(() => gmail?.close());
  afterEach(() => {
    gmail.replica.setPage({ ...DEFAULT_PAGE, ...QUICK });
    gmail.replica.setCsp('default');
    gmail.replica.cspReports.length = 0;
  });

  const idOf = (subject: string): string => gmail.replica.message(subject).legacyId;
  const fragment = (): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash));

  describe('what Gmail does to its nodes', () => {
    test('sender lines are drawn again, and strangers in them are gone', async () => {
      gmail.replica.setPage({ rerenderEvery: 200 });
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
      await tab.shows('Your receipt');
      // Counted at once: the next drawing may be a moment away.
      const placed = await page.$eval(`${EXPANDED} h3.iw`, (line) => {
        line.append(document.createElement('inkan-seal'));
        return document.querySelectorAll('inkan-seal').length;
      });
      expect(placed).toBe(1);
      await page.waitForFunction(() => !document.querySelector('inkan-seal'));
      expect(await page.$$(`${EXPANDED} .gD`)).toHaveLength(1);
    });

    test('ids come late, or stand in jslog alone, or the thread has none', async () => {
      gmail.replica.setPage({ lateIds: 3000 });
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
      await tab.shows('Your receipt');
      expect(await tab.expanded()).toEqual(['']);
      await page.waitForSelector(`${EXPANDED} [data-legacy-message-id="${idOf('Your receipt')}"]`);

      gmail.replica.setPage({ lateIds: 0, missingIds: 'jslog' });
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
      await tab.shows('Your receipt');
      expect(await tab.expanded()).toEqual(['']);
      const log = await page.$eval(`${EXPANDED} .ii`, (node) => node.getAttribute('jslog') ?? '');
      const part = Buffer.from(/4:(\S+)/.exec(log)?.[1] ?? '', 'base64').toString();
      expect(JSON.parse(part)[0]).toBe(`#${gmail.replica.message('Your receipt').permId}`);

      gmail.replica.setPage({ missingIds: 'thread' });
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
      await tab.shows('Your receipt');
      expect(await page.$eval('h2.hP', (node) => node.dataset.threadPermId)).toBe('undefined');
    });

    test('a reply sent learns its legacy id later', async () => {
      await tab.load(gmail.replica.url(1, gmail.replica.fragment('Weekly news', 1)));
      await tab.shows('Weekly news');
      await page.evaluate(() => window.__replica.reply('Thank you'));
      const own = `${EXPANDED} [data-message-id^="#msg-a:r-"]`;
      const read = () => page.$eval(own, (node) => node.getAttribute('data-legacy-message-id'));
      expect(await read()).toBeNull();
      await page.evaluate(() => window.__replica.sync());
      expect(await read()).toBe(gmail.replica.message('Re: Weekly news', 1).legacyId);
    });

    test('an unsent reply and a new message are editors, not messages', async () => {
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Dinner')));
      await tab.shows('Dinner');
      const [, draft] = await page.$$eval(`${EXPANDED} [data-message-id]`, (nodes) =>
        nodes.map((node) => [
          node.querySelectorAll('.gD').length,
          node.querySelectorAll('.M9').length,
        ]),
      );
      expect(draft).toEqual([0, 1]);
      await page.click('.L3');
      await page.waitForSelector('body > [role=dialog] .M9 [g_editable]');
      expect(await fragment()).toMatch(/\?compose=new$/);
      expect(await page.$$('.a98.iY')).toHaveLength(1);
    });

    test('a pane that loads has no role for a while', async () => {
      gmail.replica.setPage({ mainDelay: 400 });
      await page.goto('about:blank');
      await page.goto(gmail.replica.url());
      await page.evaluate(() => window.__replica.ready);
      expect(await page.$$('[role=main]')).toHaveLength(0);
      expect(await page.$$('.bGI')).toHaveLength(1);
      await page.waitForSelector('[role=main]');
    });

    test('a service worker of its own passes requests on', async () => {
      gmail.replica.setPage({ serviceWorker: true });
      await tab.load();
      expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe(
        'activated',
      );
      const url = `/mail/u/0/?view=att&th=${idOf('Your receipt')}&attid=0&disp=comp&safe=1&zw`;
      const text = await page.evaluate(
        async (address) => (await fetch(address, { credentials: 'include' })).text(),
        url,
      );
      expect(text).toContain('Subject: Your receipt');
      await page.evaluate(async () => {
        for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
      });
      expect(gmail.replica.cspReports).toEqual([]);
    });

    test('a storm changes lists, buttons and dates, and leaves messages alone', async () => {
      await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
      await tab.shows('Your receipt');
      expect(await page.evaluate(() => window.__replica.storm(200))).toBeGreaterThan(50);
      expect(await tab.expanded()).toEqual([idOf('Your receipt')]);
    });

    test('a redesign renames classes, attributes, or both', async () => {
      const find = async (renamed: 'classes' | 'attributes' | 'both') => {
        gmail.replica.setPage({ renamed });
        await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
        await tab.shows('Your receipt');
        return page.evaluate(() => [
          document.querySelectorAll('[role=main] .adn').length,
          document.querySelectorAll('[role=main] [data-legacy-message-id]').length,
        ]);
      };
      expect(await find('classes')).toEqual([0, 1]);
      expect(await find('attributes')).toEqual([1, 0]);
      expect(await find('both')).toEqual([0, 0]);
    });

    test('its handlers see clicks on the sender row and keys', async () => {
      await tab.load(gmail.replica.url(0, gmail.replica.fragment(TALK)));
      await tab.shows(TALK);
      await page.click(`${EXPANDED} .gD`);
      await page.keyboard.press('#');
      await page.keyboard.press('e');
      const { toggles, keys } = await page.evaluate(() => window.__replica.counters);
      expect(toggles).toBe(1);
      expect(keys).toEqual({ '#': 1, e: 1 });
      expect(await page.$$(EXPANDED)).toHaveLength(0);
    });
  });
});
