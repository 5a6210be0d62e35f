// The senders page in real Chromium: ten thousand domains at once, everything by keyboard, saved and forgotten.

import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../lib/words.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { takeDownloads } from '../helpers/browser/downloads.ts';
import { type LaunchedBrowser, launchChromium } from '../helpers/browser/launch.ts';
import { startProxy, type TestProxy } from '../helpers/browser/proxy.ts';
import { clearSenders, seedSenders } from '../helpers/browser/senders.ts';
import { store } from '../helpers/browser/storage.ts';
import { eventually } from '../helpers/patience.ts';
import { FEW_LANGUAGES, themesOf } from '../helpers/themes.ts';

const PICTURES = '.output/pictures/pages';
const ACCOUNT = 'alice@example.com';
const MANY = 10_000;

let proxy: TestProxy;
let launched: LaunchedBrowser;
let page: Page;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  proxy = await startProxy({});
});
afterAll(() => proxy?.close());
afterEach(() => page?.close());

const launch = (options: { language?: Language; dark?: boolean } = {}) =>
  launchChromium({
    extension: BUILDS.chromium,
    proxyPort: proxy.port,
    spkiHashes: [],
    ...options,
  });

async function open(): Promise<void> {
  page = await launched.openExtensionPage('senders.html');
  await page.waitForSelector('.sheet');
}

/** The table knows every row. */
const whole = () => page.waitForSelector('.long [aria-busy=false] tbody tr');

/** Fills memory with nothing but these, and shows it. */
async function fill(count: number, accounts: string[] = [ACCOUNT]): Promise<void> {
  await open();
  await clearSenders(page);
  for (const account of accounts) await seedSenders(page, account, count);
  await page.reload();
  await whole();
}

/** domains of the rows that are drawn, from the top */
const domains = () =>
  page.$$eval('.long tbody tr', (rows) => rows.map((row) => row.querySelector('td')?.textContent));
const status = () => page.$eval('.sheet > [role=status]', (line) => line.textContent);
const clickOn = (text: string) =>
  page.evaluate((words) => {
    const found = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === words,
    );
    if (!found) throw new Error(`no button "${words}"`);
    found.click();
  }, text);

describe('ten thousand domains', () => {
  const say = WORDS.en;
  beforeAll(async () => {
    launched = await launch();
    await fill(MANY, [ACCOUNT]);
    await page.close();
  });
  afterAll(() => launched?.close());

  test('a few rows are in the document, the last one is reached by scrolling and by key', async () => {
    await open();
    await whole();
    expect((await domains()).length).toBeLessThan(60);
    expect(await page.$eval('.long table', (table) => table.ariaRowCount)).toBe(String(MANY + 1));
    await page.$eval('.long', (box) => box.scrollTo(0, box.scrollHeight));
    const lastRow = `[aria-rowindex="${MANY + 1}"]`;
    await page.waitForSelector(lastRow);
    const isInSight = await page.$eval(lastRow, (row) => {
      const box = row.closest('.long')!.getBoundingClientRect();
      const { top, bottom } = row.getBoundingClientRect();
      return top >= box.top && bottom <= box.bottom + 1;
    });
    expect(isInSight).toBe(true);
    await page.$eval(`${lastRow} button`, (button) => button.focus());
    await page.keyboard.press('Home');
    await page.waitForSelector('[aria-rowindex="2"] button:focus');
    await page.keyboard.press('End');
    await page.waitForSelector(`${lastRow} button:focus`);
    await page.keyboard.press('ArrowUp');
    await page.waitForSelector(`[aria-rowindex="${MANY}"] button:focus`);
  });

  test.each([1280, 320])(
    '%i pixels wide: the first rows are there before the rest is read; none moves, and no number is wrong',
    async (width) => {
      page = await launched.newPage();
      await page.setViewport({ width, height: 900 });
      await page.evaluateOnNewDocument(() => {
        const seen = { read: 0, first: -1, states: [] as string[] };
        Object.assign(window, { seen });
        for (const { prototype } of [IDBObjectStore, IDBIndex]) {
          const { getAll } = prototype;
          prototype.getAll = function (...asked) {
            const request: IDBRequest<unknown[]> = getAll.apply(this, asked as never);
            request.addEventListener('success', () => {
              seen.read += request.result.length;
            });
            return request;
          };
        }
        const text = (selector: string) =>
          [...document.querySelectorAll(selector)].map((one) => one.textContent).join(' ');
        new MutationObserver(() => {
          const table = document.querySelector('.long table');
          if (!table?.querySelector('tbody tr')) return;
          if (seen.first < 0) seen.first = seen.read;
          const state = {
            isBusy: table.ariaBusy === 'true',
            count: table.ariaRowCount,
            rows: [...table.querySelectorAll('tbody tr')]
              .slice(0, 15)
              .map((row) => row.textContent),
            top: table.getBoundingClientRect().top,
            numbers: [text('.figure'), text('#support header p'), text('[role=status]')].join(' '),
          };
          seen.states.push(JSON.stringify(state));
        }).observe(document, { subtree: true, childList: true, characterData: true });
      });
      await page.goto(launched.extensionUrl('senders.html'));
      await whole();
      const { first, read, states } = await page.evaluate(
        () =>
          (window as unknown as { seen: { first: number; read: number; states: string[] } }).seen,
      );
      expect(first).toBeLessThan(200);
      expect(read).toBeGreaterThan(MANY);
      const told = states.map((state) => JSON.parse(state));
      const [early, late] = [told[0], told.at(-1)];
      expect([early.isBusy, early.count, late.isBusy, late.count]).toEqual([
        true,
        '-1',
        false,
        String(MANY + 1),
      ]);
      expect(late.numbers).toContain('10,000');
      for (const { isBusy, rows, top, numbers } of told) {
        expect([rows, top]).toEqual([late.rows, late.top]);
        expect(/\d/.test(numbers)).toBe(!isBusy);
      }
    },
  );

  test('what is typed and pressed before the rest is read is answered when it is', async () => {
    page = await launched.newPage();
    // Pressed in the moment in which the first rows are there.
    await page.evaluateOnNewDocument(() => {
      const watch = new MutationObserver(() => {
        const field = document.querySelector<HTMLInputElement>('input[type=search]');
        if (!field || !document.querySelector('.long [aria-busy=true] tbody tr')) return;
        watch.disconnect();
        field.focus();
        field.value = 'bank';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        document.querySelector<HTMLElement>('.sort')?.click();
      });
      watch.observe(document, { subtree: true, childList: true });
    });
    await page.goto(launched.extensionUrl('senders.html'));
    await eventually(async () => {
      expect(await status()).toMatch(/^[\d,]+ of 10,000$/);
      const shown = (await domains()) as string[];
      expect(shown.every((domain) => domain.includes('bank'))).toBe(true);
      expect(shown).toEqual([...shown].sort());
    });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });

  test('it is drawn, sorted and searched quickly', async () => {
    await open();
    await whole();
    const times = await page.evaluate(async (count) => {
      const frame = () =>
        new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      const measure = async (act: () => void, done: () => boolean) => {
        const start = performance.now();
        act();
        while (!done()) await frame();
        return performance.now() - start;
      };
      // The measure of this machine at this moment: an ordinary sort of so many words, best of five.
      const ordinary = () => {
        const words = Array.from({ length: 100_000 }, (_, i) => `${(i * 7919) % 100_003}.example`);
        const start = performance.now();
        words.sort((a, b) => a.localeCompare(b));
        return performance.now() - start;
      };
      const unit = Math.min(...Array.from({ length: 5 }, ordinary));
      const head = (name: string) =>
        [...document.querySelectorAll<HTMLElement>('.sort')].find((each) =>
          each.textContent?.startsWith(name),
        )!;
      const first = () => document.querySelector('.long tbody td')?.textContent ?? '';
      const rows = () => document.querySelector('.long table')?.ariaRowCount;
      const before = first();
      const sort = await measure(
        () => head('Domain').click(),
        () => first() !== before,
      );
      const field = document.querySelector<HTMLInputElement>('input[type=search]')!;
      const search = await measure(
        () => {
          field.value = 'bank';
          field.dispatchEvent(new Event('input', { bubbles: true }));
        },
        () => rows() !== String(count + 1),
      );
      const box = document.querySelector<HTMLElement>('.long')!;
      return { sort: sort / unit, search: search / unit, height: box.scrollHeight };
    }, MANY);
    // In ordinary sorts of 100,000 words. scripts/bench.ts has the figures of a quiet machine.
    expect(times.sort).toBeLessThan(10);
    expect(times.search).toBeLessThan(10);
  });

  test('by domain from a to z and back, by count from the most', async () => {
    await open();
    await whole();
    const press = (name: string) =>
      page.evaluate((words) => {
        const heads = [...document.querySelectorAll<HTMLElement>('.sort')];
        heads.find((each) => each.textContent?.startsWith(words))?.click();
      }, name);
    await press(say['senders.domain']);
    await eventually(async () => {
      const shown = (await domains()) as string[];
      expect(shown).toEqual([...shown].sort());
    });
    expect(await page.$eval('th[aria-sort]', (head) => head.ariaSort)).toBe('ascending');
    const a = (await domains())[0];
    await press(say['senders.domain']);
    await eventually(async () => expect((await domains())[0]).not.toBe(a));
    await press(say['senders.mails']);
    await eventually(async () => {
      const counts = await page.$$eval('.long tbody tr', (rows) =>
        rows.map((row) => Number(row.querySelectorAll('td')[1]?.textContent?.replaceAll(',', ''))),
      );
      expect(counts).toEqual([...counts].sort((x, y) => y - x));
    });
  });
});

describe('a mailbox', () => {
  const say = WORDS.en;
  beforeAll(async () => {
    launched = await launch();
  });
  afterAll(() => launched?.close());

  test('without anything in it says how it fills, and why it may not', async () => {
    await open();
    await eventually(async () =>
      expect(await page.$eval('.empty', (box) => box.textContent)).toBe(say['senders.none']),
    );
    expect(await findViolations(page)).toEqual([]);
    await store(page, { settings: { version: 1, memory: { keep: false, days: 730 } } });
    await page.reload();
    await eventually(async () =>
      expect(await page.$eval('.empty', (box) => box.textContent)).toBe(say['senders.off']),
    );
    await store(page, { settings: { version: 1, memory: { keep: true, days: 90 } } });
  });

  test('is searched by what stands in a domain, in any script', async () => {
    await fill(200);
    const type = async (text: string) => {
      await page.$eval('input[type=search]', (field) => (field as HTMLInputElement).select());
      await page.type('input[type=search]', text);
    };
    await type('Somebody@Shop-Bank');
    await eventually(async () => expect(await status()).toMatch(/^\d+ of 200$/));
    expect(((await domains()) as string[]).every((domain) => domain.includes('shop-bank'))).toBe(
      true,
    );
    await type('日本語');
    await eventually(async () => expect(await domains()).toEqual(['xn--wgv71a119e.example']));
    await type('nothing like this');
    await eventually(async () => expect(await status()).toBe('0 of 200'));
  });

  test('says how long it is kept, and leads to where that is changed', async () => {
    await fill(3);
    const hint = await page.$eval(
      'a[href="options.html#memory"]',
      (link) => link.parentElement?.textContent,
    );
    expect(hint).toContain('90 days');
  });

  test('is saved as CSV and JSON, without the name of the mailbox', async () => {
    await fill(50);
    const downloads = await takeDownloads(page);
    await clickOn(say['senders.saveCsv']);
    const csv = await downloads.next();
    expect(csv.name).toMatch(/^senders-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.content.toString().split('\r\n');
    expect(lines).toHaveLength(50 + 2);
    expect(lines[0]).toBe(
      '\uFEFFdomain,count,firstSeen,lastSeen,spf,dkim,dmarc,arc,tls,reverseName,signedDays,unsignedDays,cause,changes',
    );
    await clickOn(say['senders.saveJson']);
    const json = await downloads.next();
    const file = JSON.parse(json.content.toString());
    expect(file).toMatchObject({ inkan: 'senders', version: 1 });
    expect(file.senders).toHaveLength(50);
    expect(lines[1]?.split(',')[0]).toBe(file.senders[0].domain);
    expect(csv.content.toString() + json.content.toString()).not.toContain(ACCOUNT);
    downloads.close();
  });

  test('forgets one domain, and all, only after it was asked twice; the focus stays on the page', async () => {
    await fill(20);
    const [first] = (await domains()) as string[];
    const ask = async () => {
      await page.focus('.long tbody .remove');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog[open]');
      expect(await page.$eval('dialog', (box) => box.textContent)).toContain(first);
    };
    await ask();
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog:not([open])');
    expect(await status()).toBe('20 domains');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('remove');
    await ask();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await status()).toBe('19 domains'));
    expect(await domains()).not.toContain(first);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await clickOn(say['senders.forgetAll']);
    await page.waitForSelector('dialog[open]');
    await clickOn(say['senders.forgetYes']);
    await page.waitForSelector('.empty');
  });

  test('stays apart from the others of this browser', async () => {
    await fill(5, ['one@example.com', 'two@example.com']);
    await page.select('select', 'two@example.com');
    await clickOn(say['senders.forgetAll']);
    await page.waitForSelector('dialog[open]');
    await clickOn(say['senders.forgetYes']);
    await eventually(async () => expect(await page.$('select')).toBeNull());
    expect(await status()).toBe('5 domains');
  });

  test('another mailbox that grows meanwhile does not take the place of the one on screen', async () => {
    await fill(5, ['one@example.com']);
    await clickOn(say['senders.forgetAll']);
    await page.waitForSelector('dialog[open]');
    await seedSenders(page, 'two@example.com', 20);
    // The reader was in Gmail and comes back.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForSelector('select');
    expect(await page.$eval('select', ({ value }) => value)).toBe('one@example.com');
    await clickOn(say['senders.forgetYes']);
    await eventually(async () => expect(await page.$('select')).toBeNull());
    expect(await status()).toBe('20 domains');
  });
});

describe.each(FEW_LANGUAGES)('in %s', (language) => {
  describe.each(themesOf(language))('%s', (theme) => {
    beforeAll(async () => {
      launched = await launch({ language, dark: theme === 'dark' });
    });
    afterAll(() => launched?.close());

    test('axe finds nothing, nothing is cut off, wide and narrow', async () => {
      await fill(240);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await page.title()).toBe(WORDS[language]['senders.title']);
      for (const [name, width] of [
        ['senders', 1280],
        ['senders-narrow', 320],
      ] as const) {
        await page.setViewport({ width, height: 900 });
        expect(await findViolations(page)).toEqual([]);
        const beyond = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return Math.max(0, scrollWidth - clientWidth);
        });
        expect(beyond).toBe(0);
        const path = `${PICTURES}/${name}-${theme}-${language}.png` as const;
        const picture = await page.screenshot({ path, fullPage: true });
        expect(picture.length).toBeGreaterThan(20_000);
      }
    });
  });
});
