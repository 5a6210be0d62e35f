// The pages at their limits: ten thousand senders, a thousand files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { BUILDS } from '../../test/helpers/browser/build.ts';
import { seedSenders } from '../../test/helpers/browser/senders.ts';
import { loadCases } from '../../test/helpers/cases/case.ts';
import { startWorld, type World } from '../../test/helpers/world.ts';
import { fixed, type Line, median, ms, quantile, type Section } from './stats.ts';

const SENDERS = 10_000;
const FILES = 1_000;

type Figures = { painted: number };

/** Milliseconds from the start of the navigation to the frame that shows the first row. */
async function paint(world: World): Promise<number> {
  const page = await world.launched.newPage();
  await page.evaluateOnNewDocument(() => {
    const look = () => {
      if (!document.querySelector('.long tbody tr')) requestAnimationFrame(look);
      else
        requestAnimationFrame(() => {
          Object.assign(window, { painted: performance.now() });
        });
    };
    requestAnimationFrame(look);
  });
  await page.goto(world.launched.extensionUrl('senders.html'));
  await page.waitForFunction(() => 'painted' in window, { polling: 20 });
  const painted = await page.evaluate(() => (window as unknown as Figures).painted);
  await page.close();
  return painted;
}

/** Milliseconds from a click on a head, or a letter typed, to the frame after the table changed. */
function change(page: Page, what: 'sort' | 'search', round: number): Promise<number> {
  return page.evaluate(
    async (kind, odd) => {
      const state = () =>
        `${document.querySelector('.long table')?.ariaRowCount} ${document.querySelector('.long tbody td')?.textContent}`;
      const before = state();
      const started = performance.now();
      if (kind === 'sort') {
        document.querySelectorAll<HTMLElement>('.sort')[odd ? 0 : 1]?.click();
      } else {
        const field = document.querySelector<HTMLInputElement>('input[type=search]')!;
        field.value = field.value === '' ? 'bank' : '';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      do await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      while (state() === before);
      return performance.now() - started;
    },
    what,
    round % 2 === 0,
  );
}

function lineOf(what: string, times: number[], target: number | null): Line {
  const value = median(times);
  const cells = [value, quantile(times, 0), quantile(times, 1)].map(ms);
  return { what, cells: [...cells, `${times.length}`], value, target };
}

async function benchSenders(world: World, rounds: number): Promise<Section> {
  const page = await world.launched.openExtensionPage('senders.html');
  await page.waitForSelector('.sheet');
  await seedSenders(page, 'alice@example.com', SENDERS);
  await page.close();
  const paints: number[] = [];
  for (let round = 0; round < rounds; round++) paints.push(await paint(world));
  const shown = await world.launched.openExtensionPage('senders.html');
  await shown.waitForSelector('.long tbody tr');
  const sorts: number[] = [];
  const searches: number[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    sorts.push(await change(shown, 'sort', round));
    searches.push(await change(shown, 'search', round));
  }
  await shown.close();
  return {
    title: `Senders page with ${SENDERS.toLocaleString('en')} domains`,
    note: 'Milliseconds to the frame on screen: from the start of the navigation, from the click on a head, from the letter typed.',
    heads: ['median', 'least', 'most', 'rounds'],
    lines: [
      lineOf('first rows', paints, 200),
      lineOf('sort', sorts, 200),
      lineOf('search', searches, 200),
    ],
  };
}

async function benchAnalyser(world: World): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-bench-'));
  try {
    const paths = Array.from({ length: FILES }, (_, index) => {
      const path = join(folder, `${String(index).padStart(4, '0')}.eml`);
      writeFileSync(path, world.built[index % world.built.length]!.raw);
      return path;
    });
    const page = await world.launched.openExtensionPage('analyser.html');
    await page.waitForSelector('.drop');
    await page.evaluate(() => {
      const frames: number[] = [];
      Object.assign(window, { frames });
      let last = performance.now();
      const look = () => {
        const now = performance.now();
        frames.push(now - last);
        last = now;
        requestAnimationFrame(look);
      };
      look();
    });
    const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    const started = performance.now();
    await field.uploadFile(...paths);
    await page.waitForSelector('.progress');
    await page.waitForFunction(() => !document.querySelector('.progress'), { polling: 50 });
    const took = performance.now() - started;
    const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
    await page.close();
    const line = (what: string, text: string, value: number | null, target: number | null) => ({
      what,
      cells: [text],
      value,
      target,
    });
    const longest = quantile(frames, 1);
    return {
      title: `Analyser with ${FILES.toLocaleString('en')} files`,
      note: 'From the choice of the files to the last result, and how long the page kept the reader waiting for a frame.',
      heads: [''],
      lines: [
        line('all results', `${fixed(took / 1000, 1)} s`, null, null),
        line('a file', `${ms(took / FILES)} ms`, null, null),
        line('frame, 99 of 100', `${ms(quantile(frames, 0.99))} ms`, null, null),
        line('longest frame', `${ms(longest)} ms`, longest, 200),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchPages(rounds: number): Promise<Section[]> {
  const cases = loadCases().filter(({ demo }) => demo);
  const world = await startWorld({ cases, extension: BUILDS.chromium });
  try {
    return [await benchSenders(world, rounds), await benchAnalyser(world)];
  } finally {
    await world.close();
  }
}
