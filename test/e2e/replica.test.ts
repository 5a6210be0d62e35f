// The application of the local Gmail in bare browsers: lists, threads, routes, accounts, themes and its policy.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type GmailTab, type GmailWorld, startGmail } from '../helpers/browser/gmail.ts';
import { launchChromium, launchFirefox, seals } from '../helpers/browser/launch.ts';
import { PATIENT } from '../helpers/patience.ts';
import { decodeThreadToken } from '../replica/mailbox.ts';
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

  describe('lists and threads', () => {
    test('a row opens its thread in a new pane, and the old pane stays, hidden', async () => {
      await tab.load();
      const rows = await page.$$('[role=main] tr.zA');
      expect(rows).toHaveLength(5);
      await rows[0]?.click();
      await tab.shows('Your receipt');
      expect(await tab.expanded()).toEqual([idOf('Your receipt')]);
      const token = (await fragment()).replace('#inbox/', '');
      expect(token).toMatch(/^FMfcg/);
      expect(decodeThreadToken(token)).toBe(`thread-f:${gmail.replica.message('Your receipt').id}`);
      expect(
        await page.$$eval('.aeF > .nH > .nH', (panes) =>
          panes.map((pane) => pane.getAttribute('role')),
        ),
      ).toEqual([null, 'main']);
      await page.click('[data-act=back]');
      await page.waitForSelector('.bGI[role=main]');
      const hidden = await page.$$eval('.adn', (nodes) =>
        nodes.map((node) => node.checkVisibility()),
      );
      expect(hidden).toEqual([false]);
      expect(await seals(page)).toEqual([]);
    });

    test('every row keeps a hidden copy of sender and subject', async () => {
      await tab.load();
      const counts = await page.$$eval('[role=main] tr.zA', (rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('[email]')].map((node) => node.checkVisibility()),
        ),
      );
      expect(counts.every((pair) => pair.length === 2 && !pair[0] && pair[1])).toBe(true);
    });

    test('a long thread folds its middle; the fold and collapsed messages open on click', async () => {
      await tab.load(gmail.replica.url(0, gmail.replica.fragment(TALK)));
      await tab.shows(TALK);
      expect(await page.$eval('[role=main] .adx span', (node) => node.textContent)).toBe('3');
      expect(await page.$$('[role=main] .kv')).toHaveLength(2);
      expect(await page.$$('[role=main] .kv [data-legacy-message-id]')).toHaveLength(0);
      await page.click('[role=main] .adv');
      expect(await page.$$('[role=main] .kv')).toHaveLength(5);
      await page.click('[role=main] .kv .adf');
      expect(await page.$$(EXPANDED)).toHaveLength(2);
      expect(await tab.expanded()).toHaveLength(1);
      await page.waitForFunction(
        (selector) => document.querySelectorAll(`${selector} .adn`).length === 2,
        {},
        EXPANDED,
      );
    });

    test.each(['flip', 'twice'] as const)('expanding in the manner "%s"', async (expand) => {
      gmail.replica.setPage({ expand });
      await tab.load(gmail.replica.url(0, gmail.replica.fragment(TALK)));
      await tab.shows(TALK);
      const before = await page.$$('[role=main] .kv .adn');
      expect(before).toHaveLength(expand === 'flip' ? 2 : 0);
      // The page itself keeps count, so that no drawing is missed however slow the machine is.
      await page.evaluate((selector) => {
        const ids = new Set<string>();
        const look = () => {
          ids.add(String(document.querySelector(`${selector} .adn .g3`)?.id));
          document.body.dataset.drawn = String(ids.size);
        };
        new MutationObserver(look).observe(document.body, {
          attributeFilter: ['class'],
          childList: true,
          subtree: true,
        });
      }, EXPANDED);
      await page.click('[role=main] .kv .adf');
      await page.waitForFunction(
        (count) => document.body.dataset.drawn === count,
        {},
        expand === 'twice' ? '3' : '1',
      );
      expect(await tab.expanded()).toHaveLength(2);
    });

    test('next and previous replace the list in the same pane, or give its nodes new ids', async () => {
      for (const reuseNodes of [false, true]) {
        gmail.replica.setPage({ reuseNodes });
        await tab.load(gmail.replica.url(0, gmail.replica.fragment('Your receipt')));
        await tab.shows('Your receipt');
        const node = await page.$(`${EXPANDED} .adn`);
        await page.keyboard.press('j');
        await tab.shows('Account notice');
        expect(await tab.expanded()).toEqual([idOf('Account notice')]);
        expect(await node?.evaluate((element) => element.isConnected)).toBe(reuseNodes);
        expect(await page.$$('.a98.iY')).toHaveLength(1);
        await page.keyboard.press('k');
        await tab.shows('Your receipt');
        expect(await tab.expanded()).toEqual([idOf('Your receipt')]);
      }
    });

    test('the reading pane shows a thread while the fragment stays', async () => {
      gmail.replica.setPage({ readingPane: true });
      await tab.load();
      await page.click('[role=main] tr.zA');
      await page.waitForSelector('[role=main] .aia .ao9 > .a98.iY');
      expect(await fragment()).toBe('#inbox');
      expect(await page.$$('tr.aps')).toHaveLength(1);
    });

    test('without conversation view every message is a thread of its own', async () => {
      gmail.replica.setPage({ conversationView: false });
      await tab.load();
      expect(await page.$$('[role=main] tr.zA')).toHaveLength(11);
    });

    test('search, label, spam and chat routes', async () => {
      await tab.load(gmail.replica.url(0, 'search/from%3Abooks.example'));
      const row = await page.$$('[role=main] tr.zA');
      expect(row).toHaveLength(1);
      await row[0]?.click();
      await tab.shows('Your receipt');
      expect(await fragment()).toMatch(/^#search\/from:books.example\/FMfcg/);
      await tab.open('You won');
      expect(await page.$$('[role=main] [role=alert]')).toHaveLength(1);
      await page.evaluate(() => {
        location.hash = 'chat/dm/x';
      });
      await page.waitForFunction(() => !document.querySelector('[role=main] h2'));
    });
  });

  describe('accounts, languages, themes', () => {
    test.each([
      [0, 'en', 'ltr', 'alice@gmail.example'],
      [1, 'ja', 'ltr', 'hanako@gmail.example'],
      [2, 'ar', 'rtl', 'salma@gmail.example'],
    ] as const)('account %i speaks %s', async (index, language, direction, address) => {
      await tab.load(gmail.replica.url(index));
      const seen = await page.evaluate(() => ({
        language: document.documentElement.lang,
        direction: document.documentElement.dir,
        label: document.querySelector('a[aria-label*="@"]')?.getAttribute('aria-label'),
        title: document.title,
      }));
      expect(seen).toMatchObject({ language, direction });
      expect(seen.label).toContain(address);
      expect(seen.title).toContain(address);
    });

    test('the account menu leads to another account, /mail/ to the first, and a pop-out shows one thread', async () => {
      await tab.load();
      await page.click('header a[aria-label*="@"]');
      await Promise.all([page.waitForNavigation(), page.click('a[href="/mail/u/1/"]')]);
      expect(page.url()).toBe('https://mail.google.com/mail/u/1/');
      await tab.load('https://mail.google.com/mail/');
      expect(await page.title()).toContain('alice@gmail.example');
      const { id } = gmail.replica.message('Your receipt');
      await tab.load(
        `https://mail.google.com/mail/u/0/popout?ver=1&search=inbox&th=%23thread-f%3A${id}&cvid=1`,
      );
      expect(await page.$eval('body', (body) => body.className)).toBe('aAU xE Su');
      expect(await tab.expanded()).toEqual([idOf('Your receipt')]);
    });

    test('a theme changes by its style element alone, and the sheet tells it', async () => {
      await tab.load();
      const sheet = () =>
        page.$eval('.bkK > .nH', (node) =>
          Number(/\d+/.exec(getComputedStyle(node).backgroundColor)?.[0]),
        );
      expect(await sheet()).toBeGreaterThan(200);
      await page.evaluate(() => window.__replica.setTheme('dark'));
      expect(await sheet()).toBeLessThan(60);
      gmail.replica.setPage({ theme: 'dark', density: 'compact' });
      await tab.load();
      expect(await sheet()).toBeLessThan(60);
      expect(await page.$eval('.aim', (node) => node.clientHeight)).toBe(24);
    });
  });

  describe('the policy', () => {
    test.each(['default', 'strict'] as const)(
      '%s: Gmail itself causes no report',
      async (profile) => {
        gmail.replica.setCsp(profile);
        gmail.replica.cspReports.length = 0;
        await tab.load();
        await tab.open('Account notice');
        await page.waitForSelector(`${EXPANDED} .a3s a`);
        expect(await page.$eval(`${EXPANDED} .a3s a`, (link) => getComputedStyle(link).color)).toBe(
          'rgb(200, 0, 0)',
        );
        expect(await page.title()).toContain('Inbox');
        const body = await page.$eval(`${EXPANDED} .a3s`, (node) => [
          node.querySelectorAll('.adn .gD[email="ceo@bank.example"]').length,
          node.querySelectorAll('h2.hP').length,
          node.querySelectorAll('script, [onclick]').length,
        ]);
        expect(body).toEqual([1, 1, 0]);
        expect(gmail.replica.cspReports).toEqual([]);
      },
    );

    test('a string given to a markup sink is refused and reported', async () => {
      await tab.load();
      gmail.replica.cspReports.length = 0;
      const refused = await page.evaluate(() => {
        try {
          document.body.innerHTML = '<i>no</i>';
          return 'accepted';
        } catch (error) {
          return (error as Error).name;
        }
      });
      expect(refused).toBe('TypeError');
      await expect.poll(() => gmail.replica.cspReports.length, PATIENT).toBeGreaterThan(0);
      const { violations } = await page.evaluate(() => window.__replica.counters);
      expect(violations.join()).toContain('require-trusted-types-for');
    });
  });

  test('nothing but the replica was reached', () => {
    expect(gmail.proxy.refused()).toEqual([]);
    const allowed = gmail.proxy.connections.filter((connection) => connection.allowed);
    expect(new Set(allowed.map(({ target }) => target))).toContain('mail.google.com:443');
  });
});
