// The first run: opened once after an installation, never after an update, and what is chosen there counts.
import type { Browser } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { findWelcome } from '../helpers/browser/browser.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { launchChromium, launchFirefox } from '../helpers/browser/launch.ts';
import { startProxy } from '../helpers/browser/proxy.ts';
import { stored } from '../helpers/browser/storage.ts';
import { eventually } from '../helpers/patience.ts';

const say = WORDS.en;

async function welcomes(browser: Browser): Promise<number> {
  const pages = await browser.pages();
  const addresses = await Promise.all(
    pages.map((page) => page.evaluate(() => location.href).catch(() => '')),
  );
  return addresses.filter((address) => address.endsWith('/welcome.html')).length;
}

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('%s', (kind, launch) => {
  test('seal and lookups are chosen on one page, which opens once', async () => {
    const proxy = await startProxy({});
    const launched = await launch({
      extension: BUILDS[kind],
      proxyPort: proxy.port,
      spkiHashes: [],
      welcome: true,
    });
    try {
      const page = await findWelcome(launched.browser);
      await page.bringToFront();
      await page.waitForSelector('.tones inkan-seal[data-tone="danger"]');
      const tones = await page.$$eval('.tones inkan-seal', (seals) =>
        seals.map((seal) => [
          (seal as HTMLElement).dataset.tone,
          seal.shadowRoot?.querySelector('.label')?.textContent,
        ]),
      );
      expect(tones.map(([tone]) => tone)).toEqual(['calm', 'neutral', 'caution', 'danger']);
      for (const [, label] of tones) expect(label).toMatch(/example\.(com|net|org)/);

      const choose = async (name: string) => {
        const found = await page.$$('label');
        for (const label of found) {
          if ((await label.evaluate((element) => element.textContent))?.startsWith(name)) {
            await label.click();
            return;
          }
        }
        throw new Error(`no choice "${name}"`);
      };
      await choose(say['options.seal.colors.pine']);
      await page.$eval('details.other', (details) => {
        (details as HTMLDetailsElement).open = true;
      });
      await choose(say['options.lookups.ask']);
      await eventually(async () =>
        expect(await stored(page, 'settings')).toMatchObject({
          lookups: 'ask',
          personalSeal: { color: '#39753d', glyph: '' },
        }),
      );
      // Every example wears the new seal at once.
      await eventually(async () =>
        expect(
          await page.$eval('.tones inkan-seal', (seal) => {
            const mark = seal.shadowRoot?.querySelector('svg');
            return mark ? getComputedStyle(mark).getPropertyValue('--own') : null;
          }),
        ).toBe('#39753d'),
      );
      expect(
        await page.$$eval('main a', (links) => links.map((link) => link.getAttribute('href'))),
      ).toEqual(['https://mail.google.com/mail/', 'options.html']);

      await page.close();
      await launched.reloadExtension();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await welcomes(launched.browser)).toBe(0);
      expect(proxy.refused()).toEqual([]);
    } finally {
      await launched.close();
      await proxy.close();
    }
  });
});
