// Draws the icons of the extension, public/icon/*.png: node scripts/icons.ts
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { INKAN } from '../components/glyph.ts';

const SIZES = [16, 32, 48, 96, 128];
const VERMILION = '#c73e21';
const PAPER = '#fff8f0';

/** The seal as it is cut: the character stays paper, all else takes the ink. Small sizes leave the inner rim out. */
export function drawSeal(size: number): string {
  const small = size <= 32;
  const rim = small
    ? ''
    : `<circle cx="10" cy="10" r="8.5" fill="none" stroke="${PAPER}" stroke-width=".55"/>`;
  const weight = size <= 16 ? 1.9 : small ? 1.6 : 1.35;
  const scale = small ? 1.12 : 0.92;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="${size}" height="${size}">
    <circle cx="10" cy="10" r="9.9" fill="${VERMILION}"/>${rim}
    <g transform="translate(10 10) scale(${scale}) translate(-10 -10.2)">
      <path d="${INKAN}" fill="none" stroke="${PAPER}" stroke-width="${weight}" stroke-linejoin="round"/>
    </g></svg>`;
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('../public/icon/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    for (const size of SIZES) {
      await page.setViewport({ width: size, height: size });
      await page.setContent(`<body style="margin:0">${drawSeal(size)}</body>`);
      await page.screenshot({ path: `${folder}${size}.png`, omitBackground: true });
    }
  } finally {
    await browser.close();
  }
}
