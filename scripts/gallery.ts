// Pictures of every seal and card, to look at: node scripts/gallery.ts [folder]
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import { build } from 'vite';
import { tell } from '../lib/verdict/story.ts';
import {
  BRAND_NAME,
  FIRST_CONTACT,
  judgement,
  mailbox,
  REPLY_ELSEWHERE,
} from '../test/components/samples.ts';
import type { Exhibit, Look } from './gallery/page.tsx';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = process.argv[2] ?? `${ROOT}.output/gallery`;

/** One judgement for each tone, and one that waits for the reader. */
function samples(): Exhibit[] {
  const held = ['u9f3a7c21d4._domainkey.news.example'];
  const list: [string, Parameters<typeof judgement>[0]][] = [
    ['calm', { author: mailbox('Shop', 'news@mail.shop.example') }],
    ['neutral', { tone: 'neutral', author: mailbox('山田工務店', 'info@yamada.example') }],
    ['unknown', { tone: 'unknown', evidence: null, reason: 'source' }],
    [
      'caution',
      {
        tone: 'caution',
        author: mailbox('Kenji Sato', 'kenji@office.example'),
        findings: [REPLY_ELSEWHERE],
      },
    ],
    [
      'danger',
      {
        tone: 'danger',
        author: mailbox('三井住友カード', 'info@kxqz-service.example'),
        findings: [BRAND_NAME, FIRST_CONTACT],
      },
    ],
    ['held', { origin: 'recorded', situation: 'held', held }],
  ];
  return list.map(([title, choice]) => {
    const made = judgement(choice);
    return { title, judgement: made, story: tell(made) };
  });
}

async function bundle(): Promise<string> {
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

async function shoot(page: Page, name: string, exhibits: Exhibit[], look: Look): Promise<void> {
  await page.evaluate((list, how) => window.exhibit(list, how), exhibits, look);
  await page.setViewport({ ...page.viewport()!, height: 301 });
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const code = await bundle();
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--force-prefers-reduced-motion'],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent('<!doctype html><meta charset="utf-8"><style>body{margin:0}</style>');
  await page.addScriptTag({ content: code });
  const exhibits = samples();
  for (const theme of ['light', 'dark'] as const) {
    for (const language of ['en', 'ja'] as const) {
      const look: Look = { theme, language, open: false, cards: true };
      await page.setViewport({ width: 1460, height: 900, deviceScaleFactor: 1 });
      await shoot(page, `cards-${theme}-${language}`, exhibits, look);
      await page.setViewport({ width: 620, height: 300, deviceScaleFactor: 2 });
      await shoot(page, `seals-${theme}-${language}`, exhibits, { ...look, cards: false });
    }
  }
  await page.setViewport({ width: 480, height: 300, deviceScaleFactor: 2 });
  const calm = exhibits.slice(0, 1);
  const open: Look = { theme: 'light', language: 'en', open: true, cards: true };
  await shoot(page, 'details-light-en', calm, open);
  await shoot(page, 'details-dark-ja', calm, { ...open, theme: 'dark', language: 'ja' });
  await page.setViewport({ width: 340, height: 900, deviceScaleFactor: 2 });
  await shoot(page, 'narrow-light-en', exhibits.slice(4, 5), open);
  await page.setViewport({ width: 340, height: 300, deviceScaleFactor: 2 });
  await shoot(page, 'narrow-seals-light-ja', exhibits, { ...open, language: 'ja', cards: false });
  await page.setViewport({ width: 620, height: 300, deviceScaleFactor: 2 });
  await shoot(page, 'rtl-light-en', exhibits, { ...open, cards: false, rtl: true });
  console.log(`pictures in ${OUT}`);
} finally {
  await browser.close();
}
