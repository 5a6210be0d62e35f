// Seals and cards in real Chromium: nothing for axe to find, everything by keyboard, no line of the page moved.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEAL_COLORS } from '../../components/page/seal-picker.tsx';
import { LANGUAGES } from '../../lib/words.ts';
import type { Look } from '../../scripts/gallery/page.tsx';
import { bundleGallery } from '../../scripts/gallery.ts';
import { samples } from '../components/samples.ts';
import { findBrowser } from '../helpers/browser/find.ts';
import { contrastOf, hueBetween } from '../helpers/colour.ts';
import { PATIENCE } from '../helpers/patience.ts';
import { themesOf } from '../helpers/themes.ts';

const LOOK: Look = { theme: 'light', language: 'en', open: true, cards: true };
const exhibits = samples();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    args: ['--no-sandbox'],
    pipe: true,
  });
  page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.setContent(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><main id="m"></main>',
  );
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.addScriptTag({ content: readFileSync(axe, 'utf8') });
  await page.addScriptTag({ content: await bundleGallery() });
});
afterAll(() => browser?.close());

const show = (look: Partial<Look> = {}, width = 1280, height = 900) =>
  page
    .setViewport({ width, height })
    .then(() =>
      page.evaluate((list, how) => window.exhibit(list, how), exhibits, { ...LOOK, ...look }),
    );

/** What axe finds, as `rule: element`. */
const violations = () =>
  page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(...args: unknown[]): Promise<AxeResult> } };
    interface AxeResult {
      violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
    }
    // The page around is not ours: landmarks and headings of it are not what is tested.
    const off = { enabled: false };
    const rules = { region: off, 'page-has-heading-one': off, 'landmark-one-main': off };
    const result = await axe.run(document, { rules });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`,
      ),
    );
  });

const press = async (...keys: Parameters<Page['keyboard']['press']>[0][]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const sealButton = (title: string) => page.$(`inkan-seal[data-for="${title}"] >>> button`);
const openCards = () =>
  page.$$eval('inkan-card:popover-open', (cards) =>
    cards.map((card) => card.getBoundingClientRect().toJSON()),
  );
/** `host tag + class of what has focus inside it` */
const focused = () =>
  page.evaluate(() => {
    const host = document.activeElement;
    const inside = host?.shadowRoot?.activeElement;
    return `${host?.localName} ${inside?.localName}.${inside?.className}`;
  });

describe('axe finds nothing', () => {
  for (const language of LANGUAGES)
    for (const theme of themesOf(language))
      test(`every tone, card open to the last detail, ${theme}, ${language}`, async () => {
        await show({ theme, language });
        expect(await violations()).toEqual([]);
      });

  test('narrow, right to left, compact', async () => {
    await show({ rtl: true, compact: true }, 320);
    expect(await violations()).toEqual([]);
  });

  test('a card opened beside its seal', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await show({ theme, cards: false });
      await (await sealButton('danger'))?.click();
      expect(await violations()).toEqual([]);
      await press('Escape');
    }
  });
});

describe('by keyboard', () => {
  test('Enter opens, focus goes in and round, Escape closes and gives it back', async () => {
    await show({ cards: false });
    await (await sealButton('calm'))?.focus();
    await press('Enter');
    expect(await openCards()).toHaveLength(1);
    expect(await focused()).toBe('inkan-card section.card calm');
    const stops: string[] = [];
    for (let step = 0; step < 4; step++) {
      await press('Tab');
      stops.push(await focused());
    }
    expect(stops.every((stop) => stop.startsWith('inkan-card '))).toBe(true);
    expect(stops[3]).toBe(stops[0]);
    await press('Escape');
    expect(await openCards()).toHaveLength(0);
    expect(await focused()).toBe('inkan-seal button.calm');
    await press('Space');
    expect(await openCards()).toHaveLength(1);
    await press('Escape');
  });

  test('the page hears none of it', async () => {
    await show({ cards: false });
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['click', 'keydown', 'keyup', 'mousedown', 'pointerdown'])
        document.body.addEventListener(name, (event) => heard.push(event.type));
    });
    await (await sealButton('calm'))?.click();
    await press('e', 'Escape');
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  });
});

describe('in the page', () => {
  test('a line is as high with a seal as without, in every state', async () => {
    await show({ cards: false, compact: true });
    const heights = () =>
      page.$$eval('inkan-seal', (seals) =>
        seals.map((seal) => seal.parentElement?.getBoundingClientRect().height),
      );
    const before = await heights();
    await page.$$eval('inkan-seal', (seals) => {
      for (const seal of seals)
        if (seal instanceof HTMLElement) seal.style.setProperty('display', 'none', 'important');
    });
    expect(await heights()).toEqual(before);
    await show({ cards: false });
    expect(await heights()).toEqual(before);
  });

  test('an open card stays inside the window, at any size and while it scrolls', async () => {
    for (const [width, height] of [
      [1280, 900],
      [320, 568],
      [900, 400],
    ] as const) {
      await show({ cards: false }, width, height);
      for (const title of ['calm', 'held']) {
        await (await sealButton(title))?.focus();
        await press('Enter');
        await page.evaluate(() => scrollBy(0, 40));
        const [box] = await openCards();
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(width);
        expect(box.bottom).toBeLessThanOrEqual(height);
        await press('Escape');
      }
    }
  });

  // A common notebook, the same at 125 %, and at 200 %, where one turn of the wheel may be needed.
  test.each([
    [1366, 657, 0],
    [1093, 526, 0],
    [683, 328, 100],
  ])('what to do is in view at %i by %i', async (width, height, scroll) => {
    for (const language of LANGUAGES) {
      await show({ cards: false, language }, width, height);
      for (const { title } of exhibits) {
        await page.evaluate(() => scrollTo(0, 0));
        await (await sealButton(title))?.focus();
        await press('Enter');
        const bottom = await page.$eval(
          'inkan-card',
          (host, by) => {
            const card = host.shadowRoot?.querySelector('.card');
            card?.scrollBy(0, by);
            const advice = card?.querySelector('.do p')?.getBoundingClientRect();
            const room = card?.getBoundingClientRect();
            return advice && room ? advice.bottom - Math.min(room.bottom, innerHeight) : 1;
          },
          scroll,
        );
        expect(bottom, `${title} ${language}`).toBeLessThanOrEqual(0);
        await press('Escape');
      }
    }
  });

  test('a Korean particle stays with the value that it follows, however wide the line', async () => {
    let followed = 0;
    const begun: string[] = [];
    for (let width = 320; width <= 620; width += 20) {
      await show({ language: 'ko' }, width);
      const lines = await page.$$eval('inkan-card', (cards) =>
        cards.flatMap((card) =>
          [...(card.shadowRoot?.querySelectorAll('.address, bdi') ?? [])].flatMap((value) => {
            const text = value.nextElementSibling?.firstChild;
            if (!(text instanceof Text) || !/^\p{L}/u.test(text.data)) return [];
            const first = document.createRange();
            first.setStart(text, 0);
            first.setEnd(text, 1);
            const end = [...value.getClientRects()].at(-1);
            const { top, height } = first.getBoundingClientRect();
            if (!end || height === 0) return [];
            return [
              { text: `${value.textContent} ${text.data}`, isNext: top - end.top > height / 2 },
            ];
          }),
        ),
      );
      followed += lines.length;
      begun.push(...lines.filter(({ isNext }) => isNext).map(({ text }) => `${width}: ${text}`));
    }
    expect(followed).toBeGreaterThan(100);
    expect(begun).toEqual([]);
  });

  test('the field for the address that forwards is as wide as its line', async () => {
    const [calm] = exhibits;
    const offers = [{ kind: 'trustForwarder' as const, reverseName: 'mx.rental.example' }];
    const story = { ...calm!.story, offers: offers.map((each) => ({ ...each, addresses: [] })) };
    await page.setViewport({ width: 1366, height: 657 });
    await page.evaluate((one, look) => window.exhibit([one], look), { ...calm!, story }, LOOK);
    await (await page.$('inkan-card >>> .report > .buttons button'))?.click();
    const [field, line] = await Promise.all(
      ['.ask input', '.ask > p'].map(async (selector) => {
        const element = await page.waitForSelector(`inkan-card >>> ${selector}`);
        return (await element!.boundingBox())!.width;
      }),
    );
    expect(field).toBeCloseTo(line!, 0);
  });

  test('a seal stays in sight where the line is cut off, and the end of the domain with it', async () => {
    await show({ cards: false }, 260);
    const inSight = await page.$$eval('inkan-seal', (seals) =>
      seals.map((seal) => {
        const { left, right } = seal.getBoundingClientRect();
        return left >= 0 && right <= innerWidth;
      }),
    );
    expect(inSight).not.toContain(false);
  });

  test('the card goes with its seal: drawn again it stays, gone it closes', async () => {
    await show({ cards: false });
    await (await sealButton('calm'))?.click();
    await page.$eval('inkan-seal[data-for="calm"]', (seal) => {
      const parent = seal.parentElement;
      seal.remove();
      setTimeout(() => parent?.append(seal), 100);
    });
    await new Promise((done) => setTimeout(done, 900));
    expect(await openCards()).toHaveLength(1);
    await page.$eval('inkan-seal[data-for="calm"]', (seal) => seal.parentElement?.remove());
    await page.waitForFunction(() => document.querySelector('inkan-card') === null);
  });

  test('the card goes with the seal of a header that was drawn anew, too', async () => {
    await show({ cards: false });
    await (await sealButton('calm'))?.click();
    await page.$eval('inkan-seal[data-for="calm"]', (seal) => {
      const another = document.createElement('inkan-seal');
      another.dataset.for = 'calm';
      another.textContent = 'another seal';
      another.style.display = 'inline-flex';
      seal.replaceWith(another);
    });
    await new Promise((done) => setTimeout(done, 900));
    expect(await openCards()).toHaveLength(1);
    await page.$eval('inkan-seal[data-for="calm"]', (seal) => seal.remove());
    await page.waitForFunction(() => document.querySelector('inkan-card') === null, {
      timeout: PATIENCE,
    });
  });

  test('the usual seal is carved where seals are, elsewhere a stamp, and of one colour that is no warning', async () => {
    const marks = () =>
      page.evaluate(() => {
        const pixel = document.createElement('canvas').getContext('2d')!;
        const hex = (element: Element) => {
          pixel.fillStyle = getComputedStyle(element).color;
          pixel.fillRect(0, 0, 1, 1);
          const parts = [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
          return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        };
        const mark = (tone: string) =>
          document
            .querySelector(`inkan-seal[data-for="${tone}"]`)!
            .shadowRoot!.querySelector<SVGElement>('.mark')!;
        return {
          drawn: [...mark('calm').querySelectorAll('.glyph')]
            .filter((path) => getComputedStyle(path).display !== 'none')
            .map((path) => path.getAttribute('class')),
          calm: hex(mark('calm')),
          caution: hex(mark('caution')),
        };
      });
    for (const theme of ['light', 'dark'] as const) {
      const seen = new Set<string>();
      for (const language of LANGUAGES) {
        await show({ cards: false, language, theme });
        const { drawn, calm, caution } = await marks();
        const isCarved = ['ja', 'ko', 'zh'].includes(language.slice(0, 2));
        expect(drawn, language).toEqual([isCarved ? 'glyph carved' : 'glyph stamp']);
        expect(hueBetween(calm, caution), language).toBeGreaterThan(60);
        seen.add(calm);
      }
      expect(seen.size).toBe(1);
      const ground = theme === 'light' ? '#ffffff' : '#1b1b1b';
      for (const calm of seen) expect(contrastOf(calm, ground), theme).toBeGreaterThan(4.5);
    }
  });

  /** The mark of a tone as it stands in a compact line, 16 by 16: how bright each pixel is, 0 to 1. */
  async function readGreys(tone: string): Promise<number[]> {
    const mark = await page.$(`inkan-seal[data-for="${tone}"] >>> .mark`);
    const picture = await mark!.screenshot({ encoding: 'base64' });
    return page.evaluate(async (png) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = new OffscreenCanvas(16, 16).getContext('2d')!;
      canvas.drawImage(image, 0, 0, 16, 16);
      const { data } = canvas.getImageData(0, 0, 16, 16);
      return Array.from(
        { length: 256 },
        (_, at) =>
          (0.2126 * data[4 * at]! + 0.7152 * data[4 * at + 1]! + 0.0722 * data[4 * at + 2]!) / 255,
      );
    }, picture);
  }
  test('whatever colour a reader chose, the marks are different drawings at 16 pixels without any colour', async () => {
    for (const theme of ['light', 'dark'] as const)
      for (const [name, color] of SEAL_COLORS) {
        await show({ cards: false, compact: true, theme, personal: { color, glyph: '印' } });
        const tones = ['calm', 'caution', 'danger'];
        const greys = new Map<string, number[]>();
        for (const tone of tones) greys.set(tone, await readGreys(tone));
        for (const one of tones)
          for (const other of tones.slice(tones.indexOf(one) + 1)) {
            const far = greys
              .get(one)!
              .map((grey, at) => Math.abs(grey - greys.get(other)![at]!))
              .reduce((sum, each) => sum + each, 0);
            expect(far / 256, `${theme} ${name}: ${one}, ${other}`).toBeGreaterThan(0.2);
          }
      }
  });

  test('forced colours keep shape, word and border', async () => {
    await page.emulateMediaFeatures([{ name: 'forced-colors', value: 'active' }]);
    await show();
    expect(await violations()).toEqual([]);
    const border = await page.$eval('inkan-seal[data-tone="danger"]', (seal) => {
      const button = seal.shadowRoot?.querySelector('button');
      return button ? getComputedStyle(button).borderTopStyle : null;
    });
    expect(border).toBe('solid');
    await page.emulateMediaFeatures([]);
  });

  test('nothing is written with markup, as Gmail enforces', async () => {
    await page.evaluate(() => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'Content-Security-Policy';
      meta.content = "require-trusted-types-for 'script'; trusted-types 'none'";
      document.head.append(meta);
      const broken: string[] = [];
      Object.assign(window, { broken });
      document.addEventListener('securitypolicyviolation', ({ sample }) => broken.push(sample));
    });
    await show();
    await (await sealButton('danger'))?.click();
    expect(await openCards()).toHaveLength(1);
    const broken = () => page.evaluate(() => (window as unknown as { broken: string[] }).broken);
    expect(await broken()).toEqual([]);
    await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>markup</b>';
      } catch {
        // Refused: the policy is in force.
      }
    });
    await page.waitForFunction(() => (window as unknown as { broken: string[] }).broken.length > 0);
  });
});
