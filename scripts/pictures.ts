// Pictures of the README, the guides and the stores, taken of the built extension on the local Gmail:
// npm run pictures [-- language…]
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementHandle, Page, ScreenshotClip, Viewport } from 'puppeteer-core';
import { LANGUAGES, type Language } from '../lib/words.ts';
import { settledSeals } from '../test/helpers/browser/launch.ts';
import { loadCases } from '../test/helpers/cases/case.ts';
import { startWorld, type World } from '../test/helpers/world.ts';
import { drawSeal } from './icons.ts';
import { readTable } from './words.ts';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Times on the pictures are those of a fixed day, so that a new picture differs only where the extension does. */
const NOW = Date.UTC(2026, 10, 20, 9, 30);
process.env.TZ = 'UTC';

/** What the Chrome Web Store asks for; Firefox takes the same. */
const STORE: Viewport = { width: 1280, height: 800, deviceScaleFactor: 1 };
/** The README shows a picture about 800 pixels wide, and a small file. */
const CARD: Viewport = { width: 1190, height: 1000, deviceScaleFactor: 1.3 };
const LINE = { x: 303, width: 690, height: 32 };

/** One message of each tone, calm first; the card is that of the last one. */
const TONES = [
  'signed-newsletter',
  'small-site-without-spf',
  'source-cannot-be-read',
  'not-confirmed-policy-none',
  'name-in-look-alike-letters',
];
/** What a language shows in its place: mail that its readers know. */
const OF_LANGUAGE: Partial<Record<Language, Record<string, string>>> = {
  ja: {
    'signed-newsletter': 'forwarded-by-rental-server',
    'name-in-look-alike-letters': 'brand-name-from-own-domain',
  },
};
const tonesOf = (language: Language) => TONES.map((name) => OF_LANGUAGE[language]?.[name] ?? name);

async function save(page: Page, name: string, clip?: ScreenshotClip): Promise<void> {
  const file = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  // As Chromium writes it, 24 bits and opaque: the stores take no palette.
  const png = await page.screenshot(clip ? { clip } : {});
  writeFileSync(file, png);
  console.log(`docs/${name}.png  ${Math.round(png.length / 1000)} kB`);
}

/** Time for fonts and for what fades in. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

function findBuilt(world: World, name: string) {
  const built = world.built.find((one) => one.case.name === name);
  if (!built) throw new Error(`no case ${name}`);
  return built;
}

async function openMessage(
  world: World,
  name: string,
  theme: Theme,
  viewport: Viewport,
): Promise<Page> {
  const built = findBuilt(world, name);
  world.replica.setPage({ theme });
  const page = await world.open(built);
  await page.setViewport(viewport);
  await settledSeals(page, 1);
  return page;
}

/** Opens the card and returns where it ends. */
async function openCard(page: Page): Promise<number> {
  await page.locator('inkan-seal >>> button').click();
  const card = await page.waitForSelector('inkan-card:popover-open');
  // Away from the seal, which looks different under the pointer.
  await page.mouse.move(5, 500);
  await settle();
  const box = await card?.boundingBox();
  if (!box) throw new Error('the card has no box');
  return box.y + box.height;
}

/** The sender's line of one message of each tone, one below the other. */
async function takeSeals(world: World, language: Language, theme: Theme): Promise<void> {
  const lines: string[] = [];
  let paper = '';
  for (const name of tonesOf(language)) {
    const page = await openMessage(world, name, theme, { ...STORE, deviceScaleFactor: 2 });
    const seal = await (await page.$('inkan-seal'))?.boundingBox();
    if (!seal) throw new Error('the seal has no box');
    const y = seal.y + seal.height / 2 - LINE.height / 2;
    lines.push(await page.screenshot({ clip: { ...LINE, y }, encoding: 'base64' }));
    paper = await page.$eval('inkan-seal', (start) => {
      let element: Element | null = start;
      const color = () => (element ? getComputedStyle(element).backgroundColor : 'white');
      while (element && /, 0\)$/.test(color())) element = element.parentElement;
      return color();
    });
    await page.close();
  }
  const sheet = await world.launched.browser.newPage();
  const height = 32 + lines.length * LINE.height + (lines.length - 1) * 10;
  await sheet.setViewport({ width: LINE.width + 40, height, deviceScaleFactor: 2 });
  const images = lines.map((line) => `<img src="data:image/png;base64,${line}">`).join('');
  await sheet.setContent(
    `<style>body{margin:0;padding:16px 20px;background:${paper};display:grid;gap:10px}
    img{inline-size:${LINE.width}px}</style>${images}`,
  );
  await save(sheet, `pictures/seals-${theme}-${language}`);
  await sheet.close();
}

async function takeCard(world: World, language: Language, theme: Theme): Promise<void> {
  const page = await openMessage(world, tonesOf(language).at(-1) ?? '', theme, CARD);
  const end = await openCard(page);
  const clip = { x: 232, y: 106, width: CARD.width - 232, height: end + 24 - 106 };
  await save(page, `pictures/card-${theme}-${language}`, clip);
  await page.close();
}

/** What the stores show first: the whole window at their size. */
async function takeWindows(world: World, language: Language): Promise<void> {
  const folder = `store/pictures/${language}`;
  const wrong = await openMessage(world, tonesOf(language).at(-1) ?? '', 'light', STORE);
  await openCard(wrong);
  await save(wrong, `${folder}/1-name`);
  await wrong.close();
  const calm = await openMessage(world, 'key-since-rotated', 'light', STORE);
  await openCard(calm);
  await save(calm, `${folder}/2-old-mail`);
  await calm.close();
  const forged = await openMessage(world, 'forged-quarantine', 'dark', STORE);
  await openCard(forged);
  await save(forged, `${folder}/3-dark`);
  await forged.close();
}

/** The page of senders, once every message was opened and memory has something to tell. */
async function takeSenders(world: World, language: Language): Promise<void> {
  for (const one of world.built) {
    const page = await world.open(one);
    await settledSeals(page, 1);
    await page.close();
  }
  const page = await world.launched.openExtensionPage('senders.html');
  await page.setViewport(STORE);
  await page.waitForSelector('main h2');
  await settle();
  await save(page, `store/pictures/${language}/4-senders`);
  await page.close();
}

/** The page for files with the message of the card, handed over as a file. */
async function takeFile(world: World, language: Language): Promise<void> {
  const file = join(folder, 'message.eml');
  writeFileSync(file, findBuilt(world, tonesOf(language).at(-1) ?? '').raw);
  const page = await world.launched.openExtensionPage('analyser.html');
  await page.setViewport(STORE);
  const input = await page.waitForSelector('input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
  await page.waitForSelector('main >>> section.card');
  await settle();
  await save(page, `store/pictures/${language}/5-file`);
  await page.close();
}

/** The Chrome Web Store's small promotional tile. */
async function takeTile(world: World, language: Language): Promise<void> {
  const words = readTable(language);
  const [name = '', motto = ''] = [words['manifest.extName'], words['manifest.extDescription']];
  const page = await world.launched.browser.newPage();
  await page.setViewport({ width: 440, height: 280, deviceScaleFactor: 1 });
  await page.setContent(`<html lang="${language}"><style>
    body{margin:0;block-size:280px;display:grid;place-content:center;justify-items:center;gap:14px;
      background:#fff8f0;color:#1f1f1f;font:15px/1.5 system-ui;text-align:center}
    b{font-size:24px;line-height:1.2} p{margin:0;inline-size:340px;text-wrap:balance;word-break:auto-phrase}
    </style>${drawSeal(104)}<b>${name}</b><p>${motto}</p>`);
  await settle();
  await save(page, `store/pictures/${language}/tile`);
  await page.close();
}

/** The face of Noto Sans CJK that draws a character as its readers know it. */
const FACES: Partial<Record<Language, string>> = { ko: 'KR', 'zh-CN': 'SC', 'zh-TW': 'TC' };

/** The same letters on every machine: Chromium's own face is whatever the system happens to have. */
function fixFonts(folder: string, language: Language): void {
  const face = `<string>Noto Sans CJK ${FACES[language] ?? 'JP'}</string>`;
  const rules = ['system-ui', 'sans-serif', 'sans', 'Google Sans', 'Roboto'].map(
    (family) => `<match target="pattern"><test name="family"><string>${family}</string></test>
      <edit name="family" mode="assign" binding="strong">${face}</edit></match>`,
  );
  const file = join(folder, `fonts-${language}.conf`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
    <include>/etc/fonts/fonts.conf</include>${rules.join('')}</fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
}

/** Languages in which the README shows seals and a card. */
const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const isInReadme = (language: Language) => README.includes(`-${language}.png`);

const folder = mkdtempSync(join(tmpdir(), 'inkan-pictures-'));
const cases = loadCases().filter((one) => one.demo);
const wanted = process.argv.slice(2);
for (const language of LANGUAGES) {
  if (wanted.length > 0 && !wanted.includes(language)) continue;
  fixFonts(folder, language);
  const world = await startWorld({ cases, now: NOW, language, mailboxLanguage: language });
  try {
    if (isInReadme(language))
      for (const theme of THEMES) {
        await takeSeals(world, language, theme);
        await takeCard(world, language, theme);
      }
    await takeWindows(world, language);
    await takeSenders(world, language);
    await takeFile(world, language);
    await takeTile(world, language);
  } finally {
    await world.close();
  }
}
rmSync(folder, { recursive: true, force: true });
