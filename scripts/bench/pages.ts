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

/** The table knows every row. */
const WHOLE = '.long [aria-busy=false] tbody tr';

type Figures = { painted: number; whole: number };

/** Milliseconds from the start of the navigation to the frame that shows the first row, and to the one that knows all. */
async function paint(world: World): Promise<Figures> {
  const page = await world.launched.newPage();
  await page.evaluateOnNewDocument((whole) => {
    const figures: Partial<Figures> = {};
    Object.assign(window, { figures });
    const time = (selector: string, name: keyof Figures) => {
      const look = () => {
        if (!document.querySelector(selector)) requestAnimationFrame(look);
        else
          requestAnimationFrame(() => {
            figures[name] = performance.now();
          });
      };
      requestAnimationFrame(look);
    };
    time('.long tbody tr', 'painted');
    time(whole, 'whole');
  }, WHOLE);
  await page.goto(world.launched.extensionUrl('senders.html'));
  const read = () => (window as unknown as { figures: Figures }).figures;
  await page.waitForFunction(() => 'whole' in (window as unknown as { figures: Figures }).figures, {
    polling: 20,
  });
  const figures = await page.evaluate(read);
  await page.close();
  return figures;
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
  const paints: Figures[] = [];
  for (let round = 0; round < rounds; round++) paints.push(await paint(world));
  const shown = await world.launched.openExtensionPage('senders.html');
  await shown.waitForSelector(WHOLE);
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
      lineOf(
        'first rows',
        paints.map(({ painted }) => painted),
        200,
      ),
      lineOf(
        'all rows and the chart',
        paints.map(({ whole }) => whole),
        null,
      ),
      lineOf('sort', sorts, 200),
      lineOf('search', searches, 200),
    ],
  };
}

interface Frame {
  start: number;
  length: number;
}

/** From now on the page notes its frames, and when files were chosen. */
function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { frames: [] as Frame[], chosen: 0 };
    Object.assign(window, { seen });
    document.addEventListener(
      'change',
      () => {
        seen.chosen = performance.now();
      },
      true,
    );
    let start = performance.now();
    const look = () => {
      const now = performance.now();
      seen.frames.push({ start, length: now - start });
      start = now;
      requestAnimationFrame(look);
    };
    look();
  });
}

/** Milliseconds of every frame, and of those that began after the files were chosen. */
async function readFrames(page: Page): Promise<{ all: number[]; after: number[] }> {
  const { frames, chosen } = await page.evaluate(
    () => (window as unknown as { seen: { frames: Frame[]; chosen: number } }).seen,
  );
  const lengths = (list: Frame[]) => list.map(({ length }) => length);
  return { all: lengths(frames), after: lengths(frames.filter(({ start }) => start > chosen)) };
}

const choose = async (page: Page, paths: string[]) =>
  ((await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(...paths);

/** The longest frame of a page that has nothing but a field for files, when these are chosen. */
async function chooseBarely(world: World, paths: string[]): Promise<number> {
  const page = await world.launched.newPage();
  await page.setContent('<input type="file" multiple>');
  await watchFrames(page);
  await choose(page, paths);
  await page.waitForFunction(
    () => {
      const { frames, chosen } = (
        window as unknown as { seen: { frames: Frame[]; chosen: number } }
      ).seen;
      return chosen > 0 && frames.at(-1)!.start > chosen;
    },
    { polling: 50 },
  );
  const { all } = await readFrames(page);
  await page.close();
  return quantile(all, 1);
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
    await watchFrames(page);
    const started = performance.now();
    await choose(page, paths);
    await page.waitForSelector('.progress');
    await page.waitForFunction(() => !document.querySelector('.progress'), { polling: 50 });
    const took = performance.now() - started;
    const { all, after } = await readFrames(page);
    await page.close();
    const bare = await chooseBarely(world, paths);
    const line = (what: string, text: string, value: number | null, target: number | null) => ({
      what,
      cells: [text],
      value,
      target,
    });
    const [longest, later] = [quantile(all, 1), quantile(after, 1)];
    return {
      title: `Analyser with ${FILES.toLocaleString('en')} files`,
      note: 'From the choice of the files to the last result, and how long the page kept the reader waiting for a frame. The browser makes the list of the files in one task: a bare page with nothing but a field for files shows how long that is.',
      heads: [''],
      lines: [
        line('all results', `${fixed(took / 1000, 1)} s`, null, null),
        line('a file', `${ms(took / FILES)} ms`, null, null),
        line('frame, 99 of 100', `${ms(quantile(all, 0.99))} ms`, null, null),
        line('longest frame', `${ms(longest)} ms`, longest, 200),
        line('longest frame of a bare page', `${ms(bare)} ms`, null, null),
        line('longest frame after the choice', `${ms(later)} ms`, later, 200),
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
