// Pictures of every seal and card, to look at: node scripts/gallery.ts [folder]
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

async function cases(): Promise<Exhibit[]> {
  const judged = loadCases()
    .filter(({ demo }) => demo)
    .map(async (input) => {
      const judgement = await judgeCase(buildCase(input));
      return { title: input.name, judgement, story: tell(judgement) };
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

async function shoot(
  page: Page,
  name: string,
  width: number,
  exhibits: Exhibit[],
  look: Look,
): Promise<void> {
  // Seals are small: twice the size shows what a fine screen shows.
  await page.setViewport({ width, height: 300, deviceScaleFactor: look.cards ? 1 : 2 });
  await page.evaluate((list, how) => window.exhibit(list, how), exhibits, look);
  const height = await page.evaluate(() => document.body.scrollHeight);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: `${OUT}/${name}.png`, clip, captureBeyondViewport: true });
}

async function takePictures(page: Page): Promise<void> {
  const tones = samples();
  const all = await cases();
  for (const theme of ['light', 'dark'] as const) {
    for (const language of LANGUAGES) {
      const look: Look = { theme, language, open: false, cards: true };
      const seals: Look = { ...look, cards: false };
      const end = `${theme}-${language}`;
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
