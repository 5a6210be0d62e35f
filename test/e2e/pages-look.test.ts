// Options, popup and first run as a reader sees them: nothing for axe to find, nothing cut off, a picture of each.

import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../lib/words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { type LaunchedBrowser, launchChromium } from '../helpers/browser/launch.ts';
import { startProxy, type TestProxy } from '../helpers/browser/proxy.ts';
import { store } from '../helpers/browser/storage.ts';
import { themesOf } from '../helpers/themes.ts';

const PICTURES = '.output/pictures/pages';
const PAGES = ['options', 'welcome', 'popup'] as const;

/** Something in every list, so that every part of the page is there to be looked at. */
const SETTINGS = {
  version: 1,
  resolver: 'https://dns.example.com/dns-query',
  personalSeal: { color: '#2b5c9e', glyph: '春' },
  reader: {
    ownAddresses: ['alice@example.com'],
    ownName: 'Alice Example',
    protectedNames: ['Bob Example', '山田 花子'],
    ownDomains: ['example.com', 'xn--r8jz45g.example'],
    trustedForwarders: ['rental.example'],
    extraBrands: [{ id: 'bank.example', names: ['Example Bank'], domains: ['bank.example'] }],
  },
};

let proxy: TestProxy;
let launched: LaunchedBrowser;
let page: Page | null = null;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  proxy = await startProxy({});
});
afterAll(() => proxy?.close());
afterEach(async () => {
  await page?.close();
  page = null;
});

/** how far the page reaches beyond its window, in CSS pixels */
const overflow = (shown: Page) =>
  shown.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });

async function show(name: string): Promise<Page> {
  const shown = await launched.openExtensionPage(`${name}.html`);
  page = shown;
  await shown.waitForSelector('h1');
  await shown.setViewport(
    name === 'popup' ? { width: 340, height: 400 } : { width: 1280, height: 900 },
  );
  return shown;
}

describe.each(LANGUAGES)('in %s', (language) => {
  describe.each(themesOf(language))('%s', (theme) => {
    beforeAll(async () => {
      launched = await launchChromium({
        extension: BUILDS.chromium,
        proxyPort: proxy.port,
        spkiHashes: [],
        language,
        dark: theme === 'dark',
      });
      const filled = await launched.openExtensionPage('options.html');
      await store(filled, { settings: SETTINGS });
      await filled.close();
    });
    afterAll(() => launched?.close());

    test.each(PAGES)('%s', async (name) => {
      const shown = await show(name);
      const errors: string[] = [];
      shown.on('pageerror', (error) => errors.push(String(error)));
      expect(await shown.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await shown.title()).not.toBe('');
      expect(await findViolations(shown)).toEqual([]);
      expect(await overflow(shown)).toBe(0);
      const path = `${PICTURES}/${name}-${theme}-${language}.png` as const;
      const picture = await shown.screenshot({ path, fullPage: true });
      expect(picture.length).toBeGreaterThan(5_000);
      expect(errors).toEqual([]);
    });

    // 1280 CSS pixels at 400 % are 320 (WCAG 2.2, 1.4.10).
    test.each(['options', 'welcome'] as const)('%s in a narrow window', async (name) => {
      const shown = await show(name);
      await shown.setViewport({ width: 320, height: 640 });
      expect(await overflow(shown)).toBe(0);
      expect(await findViolations(shown)).toEqual([]);
      await shown.screenshot({
        path: `${PICTURES}/${name}-narrow-${theme}-${language}.png`,
        fullPage: true,
      });
    });
  });
});
