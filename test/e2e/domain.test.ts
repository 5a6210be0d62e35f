// The check of a domain and the card in a tab of its own, in real Chromium: opened from a card, judged by axe, drawn.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../lib/words.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { eventually, PATIENCE } from '../helpers/patience.ts';
import { FEW_LANGUAGES, themesOf } from '../helpers/themes.ts';
import { startWorld, type World } from '../helpers/world.ts';

const PICTURES = '.output/pictures/pages';
const CASES = ['signed-newsletter', 'conoha-forwards-an-unsigned-sender'];
const folder = mkdtempSync(join(tmpdir(), 'inkan-domain-'));
mkdirSync(PICTURES, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let world: World;
const pages: Page[] = [];
const start = (language: Language, dark = false) =>
  startWorld({ cases: CASES.map(loadCase), extension: BUILDS.chromium, language, dark });

async function open(path: string, ready: string): Promise<Page> {
  const page = await world.launched.openExtensionPage(path);
  pages.push(page);
  await page.waitForSelector(ready);
  return page;
}
const press = (page: Page, text: string) =>
  page.evaluate((label) => {
    const host = [...document.querySelectorAll('div')].find(({ shadowRoot }) => shadowRoot);
    const places: ParentNode[] = [document, ...(host?.shadowRoot ? [host.shadowRoot] : [])];
    const buttons = places.flatMap((place) => [...place.querySelectorAll('button')]);
    const found = buttons.find(({ textContent }) => textContent === label);
    if (!found) throw new Error(`no button "${label}"`);
    found.click();
  }, text);
const cardOf = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.querySelectorAll('div')].find(({ shadowRoot }) => shadowRoot);
    return host?.shadowRoot?.querySelector('.card')?.textContent ?? '';
  });

/** The analyser with the unsigned mail that was forwarded. */
async function openCard(): Promise<Page> {
  const page = await open('analyser.html', '.drop');
  const path = join(folder, 'mail.eml');
  writeFileSync(path, world.built[1]!.raw);
  const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(path);
  await eventually(async () => expect(await cardOf(page)).toContain('machi-library.example'));
  return page;
}

/** The page that a press opens. */
async function opened(file: string, act: () => Promise<void>): Promise<Page> {
  const { browser } = world.launched;
  const coming = browser.waitForTarget((target) => target.url().includes(file), {
    timeout: PATIENCE,
  });
  await act();
  const page = (await (await coming).page())!;
  pages.push(page);
  return page;
}

afterEach(async () => {
  for (const page of pages.splice(0)) if (!page.isClosed()) await page.close();
});

describe.each(FEW_LANGUAGES)('in %s', (language) => {
  const say = WORDS[language];
  describe.each(themesOf(language))('%s', (theme) => {
    beforeAll(async () => {
      world = await start(language, theme === 'dark');
    });
    afterAll(() => world?.close());

    const look = async (page: Page, name: string) => {
      expect(await findViolations(page)).toEqual([]);
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return Math.max(0, scrollWidth - clientWidth);
      });
      expect(beyond).toBe(0);
      const path = `${PICTURES}/${name}-${theme}-${language}.png` as const;
      await page.screenshot({ path, fullPage: true });
    };

    test('a domain that is typed', async () => {
      const page = await open('domain.html', 'textarea');
      await page.setViewport({ width: 1280, height: 900 });
      await page.type('textarea', 'machi-library.example nowhere-at-all.example');
      await press(page, say['domain.check']);
      await eventually(async () => expect((await page.$$('.domain')).length).toBe(2));
      const text = await page.$eval('.domain', (card) => card.textContent);
      expect(text).toContain('v=spf1 ip4:192.0.2.101 -all');
      expect(text).toContain('v=DMARC1; p=quarantine');
      await look(page, 'domain');
      await page.setViewport({ width: 320, height: 640 });
      await look(page, 'domain-narrow');
    });

    test('from a card: its details in a tab, and what the domain publishes', async () => {
      const page = await openCard();
      const details = await opened('details.html', () =>
        press(page, say['card.action.openDetails']),
      );
      await details.setViewport({ width: 1280, height: 900 });
      await details.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await eventually(async () =>
        expect(await cardOf(details)).toContain(say['card.remedies.title']),
      );
      await look(details, 'details');
      // Loaded again it is still there, and the page kept nothing on disk.
      expect(await details.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
      await details.reload();
      await eventually(async () =>
        expect(await cardOf(details)).toContain('machi-library.example'),
      );
      const label = say['card.action.openDomain'].replace('{domain}', 'machi-library.example');
      const domain = await opened('domain.html', () => press(details, label));
      await domain.waitForSelector('textarea');
      const before = world.dns.queries().length;
      expect(await domain.$eval('textarea', ({ value }) => value)).toBe('machi-library.example');
      expect(await domain.$('.domain')).toBeNull();
      expect(world.dns.queries().length).toBe(before);
    });

    test('details whose mail is gone say so', async () => {
      const page = await open('details.html#nothing', '#main p');
      expect(await page.$eval('#main', (main) => main.textContent)).toContain(say['details.gone']);
      expect(await findViolations(page)).toEqual([]);
    });
  });
});
