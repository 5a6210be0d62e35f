// Gmail's page in every mood, in both browsers: what it draws again, renames, re-uses, hides or announces late.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { go, type SealState, seals, settledSeal, settledSeals } from '../helpers/browser/launch.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { DEFAULT_PAGE, type PageOptions } from '../replica/page/options.ts';
import { ATTACKER_HTML } from '../replica/sample.ts';

const SIGNED = loadCase('signed-newsletter');
const FORGED = loadCase('forged-quarantine');
const ROTATED = loadCase('key-since-rotated');
/** Nothing is tested by waiting for it. */
const QUICK: Partial<PageOptions> = { bootDelay: 20, mainDelay: 10 };
const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;
const FORGED_VERDICT = 'contradicted danger';

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let pages: Page[] = [];
  let tour: Page;
  const errors: string[] = [];
  const built = ({ name }: Case) => world.built.find((one) => one.case.name === name)!;
  const idOf = (input: Case) => world.replica.message(built(input).subject).legacyId;
  const fragmentOf = (input: Case) => world.replica.fragment(built(input).subject);

  async function load(url: string): Promise<Page> {
    const page = await world.launched.newPage();
    pages.push(page);
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(url);
    return page;
  }
  /** A tab of its own, which starts in the mood of the moment. */
  const open = (fragment: string) => load(world.replica.url(0, fragment));
  /** The one tab that goes from place to place, in no mood at all. */
  async function show(fragment: string): Promise<Page> {
    await tour.evaluate(() => window.__replica.refresh());
    await tour.bringToFront();
    await go(tour, fragment);
    return tour;
  }

  beforeAll(async () => {
    world = await startWorld({ browser, cases: [SIGNED, FORGED, ROTATED] });
    world.replica.setPage(QUICK);
    tour = await open('inbox');
    await tour.waitForSelector('[role=main]');
    pages = [];
  });
  afterAll(() => world?.close());
  afterEach(async () => {
    for (const page of pages) await page.close();
    pages = [];
    world.replica.setPage({ ...DEFAULT_PAGE, ...QUICK });
    world.replica.setCsp('default');
    expect(errors.splice(0)).toEqual([]);
  });

  describe('moods that last', () => {
    const moods: [string, Partial<PageOptions>][] = [
      [
        'first load: body.className empty, role=main absent for a second',
        { bootDelay: 300, mainDelay: 1000 },
      ],
      ['a very slow start', { bootDelay: 2000 }],
      ['ids set one tick after insertion', { lateIds: 1 }],
      ['ids set late', { lateIds: 1500 }],
      ['ids missing: only jslog', { missingIds: 'jslog' }],
      ['data-thread-perm-id="undefined"', { missingIds: 'thread' }],
      ['bodies loaded late', { bodyDelay: 1500 }],
      ['renamed classes, attributes kept', { renamed: 'classes' }],
      ['attributes renamed, classes kept', { renamed: 'attributes' }],
      ['a page controlled by its service worker', { serviceWorker: true }],
    ];
    test.each(moods)('%s', async (_what, mood) => {
      world.replica.setPage(mood);
      const page = await open(fragmentOf(FORGED));
      expect(verdict(await settledSeal(page, idOf(FORGED)))).toBe(FORGED_VERDICT);
    });

    test.each<[string, Partial<PageOptions>, string]>([
      ['dark theme', { theme: 'dark' }, 'root dark'],
      ['light theme', { theme: 'light' }, 'root light'],
      ['compact density', { density: 'compact' }, 'root light compact'],
    ])('%s: the seal fits in', async (_what, mood, expected) => {
      world.replica.setPage(mood);
      const page = await open(fragmentOf(SIGNED));
      await settledSeal(page, idOf(SIGNED));
      expect(await lookOf(page)).toBe(expected);
    });

    test('both renamed: the page is left alone, and nothing is thrown', async () => {
      world.replica.setPage({ renamed: 'both' });
      const page = await open(fragmentOf(SIGNED));
      await page.waitForSelector('[role=main] h2');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await seals(page)).toEqual([]);
    });

    test('a strict policy for styles and connections', async () => {
      world.replica.setCsp('strict');
      const page = await open(fragmentOf(SIGNED));
      expect(verdict(await settledSeal(page, idOf(SIGNED)))).toBe('signed calm');
      expect(world.replica.cspReports).toEqual([]);
    });
  });

  /** How the seal is drawn: theme and density. */
  const lookOf = (page: Page) =>
    page.evaluate(
      () =>
        document.querySelector('inkan-seal')?.shadowRoot?.querySelector('.root')?.className ?? '',
    );

  describe('what happens while the tab is open', () => {
    test('open thread and back: the old pane stays hidden, and shows no seal', async () => {
      const page = await show('inbox');
      await go(page, fragmentOf(FORGED));
      await settledSeal(page, idOf(FORGED));
      await go(page, 'inbox');
      await expect.poll(() => seals(page), PATIENT).toEqual([]);
      expect(await page.$(`[data-legacy-message-id="${idOf(FORGED)}"]`)).not.toBeNull();
      await go(page, fragmentOf(SIGNED));
      expect(verdict(await settledSeal(page, idOf(SIGNED)))).toBe('signed calm');
    });

    test('next and previous: the whole list is replaced in the same pane', async () => {
      const page = await show(fragmentOf(FORGED));
      await settledSeal(page, idOf(FORGED));
      const panes = await page.$$eval('.aeF > .nH > .nH', (all) => all.length);
      const right = new Map([SIGNED, FORGED, ROTATED].map((one) => [idOf(one), one.expect.origin]));
      for (const step of ['previous', 'next', 'next'] as const) {
        await page.evaluate((move) => window.__replica[move](), step);
        await expect
          .poll(async () => {
            const [seal, ...more] = (await seals(page)).filter(({ visible }) => visible);
            const shown = await page.$eval('[role=main] .adn', (adn) =>
              adn.getAttribute('data-legacy-message-id'),
            );
            const isRight = seal?.for === shown && seal?.origin === right.get(seal?.for ?? '');
            return more.length === 0 && isRight;
          }, PATIENT)
          .toBe(true);
      }
      expect(await page.$$eval('.aeF > .nH > .nH', (all) => all.length)).toBe(panes);
    });

    test('header drawn again and again: the seal comes back once, without an endless loop', async () => {
      const page = await show(fragmentOf(SIGNED));
      await settledSeal(page, idOf(SIGNED));
      const { returned, idle } = await page.evaluate(async () => {
        let placed = 0;
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.nodeName === 'INKAN-SEAL') placed += 1;
        }).observe(document.body, { childList: true, subtree: true });
        for (let round = 0; round < 5; round += 1) {
          window.__replica.rerender();
          while (placed <= round) await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const after = placed;
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return { returned: after, idle: placed - after };
      });
      expect(returned).toBe(5);
      expect(idle).toBe(0);
      expect(await seals(page)).toHaveLength(1);
    });

    test('reply sent: a message without legacy id, which comes later', async () => {
      const { legacyId } = world.copy(built(SIGNED));
      const page = await show(world.replica.fragment(legacyId));
      await settledSeal(page, legacyId);
      await page.evaluate(() => window.__replica.reply('Thank you'));
      const [, sent] = await settledSeals(page, 2);
      expect(sent?.for).toMatch(/^msg-a:r-/);
      expect(verdict(sent as SealState)).toBe('own neutral');
      await page.evaluate(() => window.__replica.sync());
      await expect.poll(async () => (await seals(page))[1]?.for, PATIENT).toMatch(/^[0-9a-f]{16}$/);
      const [received, synced] = await settledSeals(page, 2);
      expect(received?.for).toBe(legacyId);
      expect(verdict(synced as SealState)).toBe('own neutral');
    });

    test('theme switched by a new inline style: the seal follows', async () => {
      const page = await show(fragmentOf(SIGNED));
      await settledSeal(page, idOf(SIGNED));
      expect(await lookOf(page)).toBe('root light');
      await page.evaluate(() => window.__replica.setTheme('dark'));
      await expect.poll(() => lookOf(page), PATIENT).toBe('root dark');
      await page.evaluate(() => window.__replica.setTheme('light'));
    });

    test.each(['search/from%3Acity', 'label/work', 'all', 'sub'])('%s/TOKEN', async (place) => {
      const page = await show(`${place}/${fragmentOf(FORGED).split('/')[1]}`);
      expect(verdict(await settledSeal(page, idOf(FORGED)))).toBe(FORGED_VERDICT);
    });

    test('?compose=new: the seal stands, the message being written has none', async () => {
      const page = await show(`${fragmentOf(FORGED)}?compose=new`);
      expect(verdict(await settledSeal(page, idOf(FORGED)))).toBe(FORGED_VERDICT);
      expect(await page.$('[role=dialog] inkan-seal')).toBeNull();
    });

    test('#chat/dm/x and the list: nothing to do', async () => {
      const page = await show(fragmentOf(FORGED));
      await settledSeal(page, idOf(FORGED));
      for (const place of ['chat/dm/x', 'inbox', 'settings/general']) {
        await go(page, place);
        await expect.poll(() => seals(page), PATIENT).toEqual([]);
      }
    });

    test('pages that are no mailbox stay untouched', async () => {
      for (const view of ['pt', 'lg', 'om']) {
        const page = await load(
          `${world.replica.url(0).split('#')[0]}?view=${view}&th=${idOf(FORGED)}`,
        );
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(await seals(page)).toEqual([]);
      }
    });
  });

  describe('a thread of several messages', () => {
    let fragment = '';
    const VERDICTS = ['signed calm', FORGED_VERDICT, 'recorded calm'];
    beforeAll(() => {
      // The last one has a body that imitates Gmail.
      const threadId = '1876543210987654321';
      const copies = [SIGNED, FORGED, ROTATED].map((input, index) =>
        world.copy(built(input), {
          threadId,
          date: new Date(Date.UTC(2026, 9, 1, index)),
          subject: 'A talk',
          html: index === 2 ? ATTACKER_HTML : '<p>Hello</p>',
        }),
      );
      fragment = world.replica.fragment(copies[2]?.legacyId ?? '');
    });
    const expand = (page: Page) =>
      page.evaluate(() => document.querySelector<HTMLElement>('[role=main] .kv .adf')?.click());
    /** The mail brought one of its own: text of Gmail, to which no look gives a life. */
    const misplaced = (page: Page) =>
      page.$$eval(
        'inkan-seal',
        (hosts) => hosts.filter((host) => host.closest('.a3s') || host.shadowRoot === null).length,
      );

    test.each<[PageOptions['expand'], string]>([
      ['replace', 'class kv to h7 and a new header after 400 ms'],
      ['flip', 'only the class and what is hidden'],
      ['twice', 'header element replaced twice'],
    ])('expanding (%s: %s): each message has its own seal, a body none', async (how) => {
      world.replica.setPage({ expand: how });
      const page = await open(fragment);
      for (const count of [1, 2]) {
        await settledSeals(page, count);
        await expand(page);
      }
      const shown = await settledSeals(page, 3);
      expect(shown.map(verdict)).toEqual(VERDICTS);
      expect(new Set(shown.map((seal) => seal.for)).size).toBe(3);
      expect(await misplaced(page)).toBe(0);
    });

    test('super-collapsed: the bubble shows nothing, what it held is sealed when it is expanded', async () => {
      const threadId = '1876543210987654999';
      const copies = [SIGNED, FORGED, ROTATED, SIGNED, FORGED, SIGNED].map((input, index) =>
        world.copy(built(input), { threadId, date: new Date(Date.UTC(2026, 9, 2, index)) }),
      );
      const page = await show(world.replica.fragment(copies[0]?.legacyId ?? ''));
      expect((await settledSeals(page, 1))[0]?.for).toBe(copies[5]?.legacyId);
      await page.evaluate(() => document.querySelector<HTMLElement>('[role=main] .adv')?.click());
      await page.waitForFunction(() => !document.querySelector('[role=main] .adv'));
      await settledSeals(page, 1);
      await page.evaluate(() =>
        document.querySelectorAll<HTMLElement>('[role=main] .kv .adf')[1]?.click(),
      );
      const shown = await settledSeals(page, 2);
      expect(shown.map((seal) => [seal.for, verdict(seal)])).toEqual([
        [copies[1]?.legacyId, FORGED_VERDICT],
        [copies[5]?.legacyId, 'signed calm'],
      ]);
    });

    test('what is done with the seal never reaches Gmail’s own handlers', async () => {
      const page = await show(fragment);
      await settledSeals(page, 1);
      const counters = () => page.evaluate(() => JSON.stringify(window.__replica.counters));
      const before = await counters();
      const button = await page.$('inkan-seal >>> button');
      await button?.click();
      await page.waitForSelector('inkan-card');
      await page.keyboard.press('e');
      await page.keyboard.press('#');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('inkan-card'));
      await button?.press('Enter');
      await page.waitForSelector('inkan-card');
      await page.keyboard.press('Escape');
      expect(await counters()).toBe(before);
      expect(await settledSeals(page, 1)).toHaveLength(1);
    });
  });

  test('nothing but Gmail and DNS was asked, and no policy report was caused', () => {
    expect(world.proxy.refused()).toEqual([]);
    expect(world.replica.cspReports).toEqual([]);
  });
});
