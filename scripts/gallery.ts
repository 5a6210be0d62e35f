// Pictures of every seal and card, to look at: npm run gallery [-- folder [name…]]; a name picks pictures by their start.
// `windows-…` are contact sheets: the card of every tone in the windows people have.
// The tones come from samples; `cases` shows every message of the demo mailbox, judged for real.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import { build } from 'vite';
import { tell } from '../lib/verdict/story/tell.ts';
import { LANGUAGES } from '../lib/words.ts';
import { samples } from '../test/components/samples.ts';
import { buildCase } from '../test/helpers/cases/build.ts';
import { loadCases } from '../test/helpers/cases/case.ts';
import { judgeCase } from '../test/helpers/cases/judge.ts';
import type { Exhibit, Look } from './gallery/page.tsx';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = process.argv[2] ?? `${ROOT}.output/gallery`;

async function cases(): Promise<Omit<Exhibit, 'story'>[]> {
  const judged = loadCases()
    .filter(({ demo }) => demo)
    .map(async (input) => {
      const judgement = await judgeCase(buildCase(input));
      return { title: input.name, judgement };
    });
  return Promise.all(judged);
}

/** The gallery's page as one script. */
export async function bundleGallery(): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '#words': `${ROOT}.generated/words.ts` } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      lib: { entry: `${ROOT}scripts/gallery/page.tsx`, formats: ['iife'], name: 'gallery' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('vite gave no output');
  return output.output[0].code;
}

/** Only the pictures that were asked for by name; all of them without one. */
const NAMES = process.argv.slice(3);
const isWanted = (name: string) =>
  NAMES.length === 0 || NAMES.some((start) => name.startsWith(start));

async function shoot(
  page: Page,
  name: string,
  width: number,
  exhibits: Exhibit[],
  look: Look,
): Promise<void> {
  if (!isWanted(name)) return;
  // Seals are small: twice the size shows what a fine screen shows.
  await page.setViewport({ width, height: 300, deviceScaleFactor: look.cards ? 1 : 2 });
  await page.evaluate((list, how) => window.exhibit(list, how), exhibits, look);
  const height = await page.evaluate(() => document.body.scrollHeight);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: `${OUT}/${name}.png`, clip, captureBeyondViewport: true });
}

/** Windows people have: a common notebook, the same at 125 % and 200 %, a small one, a reading pane, right to left. */
const WINDOWS = [
  { name: '1366 × 657', width: 1366, height: 657 },
  { name: '125 %', width: 1093, height: 526 },
  { name: '200 %', width: 683, height: 328 },
  { name: '800 px', width: 800, height: 700 },
  { name: 'reading pane', width: 520, height: 657 },
  { name: 'right to left', width: 1366, height: 657, rtl: true },
];

/** One window with the card of one seal open, as a data URL. */
async function openOne(page: Page, title: string): Promise<string> {
  const seal = await page.$(`inkan-seal[data-for="${title}"] >>> button`);
  await seal?.focus();
  await page.keyboard.press('Enter');
  const picture = await page.screenshot({ encoding: 'base64' });
  await page.keyboard.press('Escape');
  return `data:image/png;base64,${picture}`;
}

/** A sheet of every tone in every window: rows are windows, columns tones. */
async function shootSheet(page: Page, name: string, exhibits: Exhibit[], look: Look) {
  if (!isWanted(name)) return;
  const rows: { name: string; pictures: string[] }[] = [];
  for (const { name: window, width, height, rtl = false } of WINDOWS) {
    await page.setViewport({ width, height });
    await page.evaluate((list, how) => globalThis.window.exhibit(list, how), exhibits, {
      ...look,
      cards: false,
      rtl,
    });
    const pictures: string[] = [];
    for (const { title } of exhibits) pictures.push(await openOne(page, title));
    rows.push({ name: window, pictures });
  }
  const sheet = await page.browser().newPage();
  await sheet.setViewport({ width: 1920, height: 400 });
  await sheet.setContent(
    '<!doctype html><meta charset="utf-8"><body style="margin:12px;font:13px sans-serif">',
  );
  await sheet.evaluate((list) => {
    for (const { name: title, pictures } of list) {
      const row = document.createElement('div');
      row.style.cssText =
        'display:grid;grid-template-columns:repeat(6,1fr);gap:8px;margin-bottom:14px';
      const head = document.createElement('h3');
      head.textContent = title;
      head.style.cssText = 'grid-column:1/-1;margin:0';
      row.append(head);
      for (const src of pictures) {
        const image = document.createElement('img');
        image.src = src;
        image.style.cssText = 'width:100%;outline:1px solid #999';
        row.append(image);
      }
      document.body.append(row);
    }
  }, rows);
  await sheet.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
  await sheet.close();
  await page.bringToFront();
}

async function takePictures(page: Page): Promise<void> {
  const tones = samples();
  const judged = await cases();
  for (const theme of ['light', 'dark'] as const) {
    for (const language of LANGUAGES) {
      const all = judged.map((one) => ({ ...one, story: tell(one.judgement, language) }));
      const look: Look = { theme, language, open: false, cards: true };
      const seals: Look = { ...look, cards: false };
      const end = `${theme}-${language}`;
      await shootSheet(page, `windows-${end}`, tones, look);
      await shoot(page, `cards-${end}`, 1460, tones, look);
      await shoot(page, `seals-${end}`, 620, tones, seals);
      await shoot(page, `details-${end}`, 480, tones.slice(0, 1), { ...look, open: true });
      await shoot(page, `cases-${end}`, 1940, all, look);
      await shoot(page, `case-seals-${end}`, 760, all, seals);
    }
  }
  const look: Look = { theme: 'light', language: 'en', open: true, cards: true };
  await shoot(page, 'narrow', 340, tones.slice(4, 5), look);
  await shoot(page, 'narrow-seals', 340, tones, { ...look, language: 'ja', cards: false });
  await shoot(page, 'right-to-left', 620, tones, { ...look, cards: false, rtl: true });
  const personal = { color: '#2a5d9f', glyph: '春' };
  await shoot(page, 'personal', 620, tones, { ...look, cards: false, compact: true, personal });
}

if (import.meta.main) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const code = await bundleGallery();
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-prefers-reduced-motion'],
  });
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8"><style>body{margin:0}</style>');
    await page.addScriptTag({ content: code });
    await takePictures(page);
    console.log(`pictures in ${OUT}`);
  } finally {
    await browser.close();
  }
}
