// A mailbox export of a gigabyte through the command line and through the page for files: what a message takes, and how
// much memory all of them do.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { BUILDS } from '../../test/helpers/browser/build.ts';
import { store } from '../../test/helpers/browser/storage.ts';
import { startWorld } from '../../test/helpers/world.ts';
import { writeMailbox } from './mailbox.ts';
import { MB } from './messages.ts';
import { fixed, ms, type Section } from './stats.ts';

/** Memory that may be taken, whatever the size of the file. Megabytes. */
const MOST_MEMORY = 400;
const LOOK_EVERY = 100;

/** The most memory a process ever had, in megabytes; NaN where the system does not tell. */
function peakOf(pid: number): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

interface Run {
  /** messages that were judged */
  judged: number;
  /** milliseconds */
  whole: number;
  /** the most memory in megabytes: of all, and when half of the messages were judged */
  peak: number;
  half: number;
}

/** Judges a file in a process of its own. */
function explain(path: string, count: number) {
  return new Promise<Run>((resolve, reject) => {
    const args = ['scripts/explain.ts', '--json', '--lookups', 'off', path];
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let [judged, half, peak] = [0, Number.NaN, Number.NaN];
    const look = () => {
      const now = peakOf(child.pid ?? 0);
      if (!Number.isNaN(now)) peak = now;
      if (judged < count / 2) half = peak;
    };
    const timer = setInterval(look, LOOK_EVERY);
    child.stdout.on('data', (piece: Buffer) => {
      for (const octet of piece) if (octet === 10) judged++;
    });
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ judged, half, peak, whole: performance.now() - started });
      else reject(new Error(`explain ended with ${code}`));
    });
  });
}

/**
 * What the process with the extension's pages and its background has for itself now, in megabytes: its anonymous pages,
 * which Chromium's own task manager shows too. The browser's code is shared by all processes and not counted. NaN where
 * the system does not tell.
 */
function footprintOf(parent: number): number {
  const below = new Set([parent]);
  let most = Number.NaN;
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    for (const pid of pids.map(Number).sort((a, b) => a - b)) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const [, above] = /^PPid:\s+(\d+)/m.exec(status) ?? [];
      if (!below.has(Number(above))) continue;
      below.add(pid);
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process')) continue;
      const [, kilobytes] = /^RssAnon:\s+(\d+)/m.exec(status) ?? [];
      const mine = Number(kilobytes) / 1024;
      if (!(most >= mine)) most = mine;
    }
  } catch {
    // A process ended while it was looked at: the next look finds the rest.
  }
  return most;
}

/** How many are judged, as the page's own progress says; null when it is done. */
const progressOf = (page: Page) =>
  page.evaluate(() => {
    const bars = [...document.querySelectorAll('progress')];
    return bars.length === 0 ? null : (bars.at(-1)?.value ?? 0);
  });

/** Hands a file to the page in Chromium. `heap`: the largest of its JavaScript, megabytes. `longest`: a frame, ms. */
async function analyse(
  path: string,
  count: number,
): Promise<Run & { heap: number; longest: number }> {
  const world = await startWorld({ cases: [], extension: BUILDS.chromium });
  try {
    const page = await world.launched.openExtensionPage('analyser.html');
    await store(page, { settings: { version: 1, lookups: 'off' } });
    await page.reload();
    await page.waitForSelector('.drop');
    await page.evaluate(() => {
      let last = performance.now();
      Object.assign(window, { longest: 0 });
      const look = () => {
        const now = performance.now();
        const seen = window as unknown as { longest: number };
        seen.longest = Math.max(seen.longest, now - last);
        last = now;
        requestAnimationFrame(look);
      };
      look();
    });
    const browser = world.launched.browser.process()?.pid ?? 0;
    const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    const started = performance.now();
    await field.uploadFile(path);
    await page.waitForSelector('.progress');
    let [heap, half, peak] = [0, Number.NaN, Number.NaN];
    for (;;) {
      const done = await progressOf(page);
      heap = Math.max(heap, (await page.metrics()).JSHeapUsedSize ?? 0);
      const now = footprintOf(browser);
      if (!Number.isNaN(now) && !(peak >= now)) peak = now;
      if (done === null) break;
      if (done < count / 2) half = peak;
      await sleep(5 * LOOK_EVERY);
    }
    const whole = performance.now() - started;
    const seen = await page.evaluate(() => ({
      judged: Number(document.querySelector('.long table')?.ariaRowCount ?? 0) - 1,
      longest: (window as unknown as { longest: number }).longest,
    }));
    return { ...seen, whole, peak, half, heap: heap / MB };
  } finally {
    await world.close();
  }
}

const memory = ({ peak, half }: Run) => ({
  what: 'most memory, MB',
  cells: [fixed(peak, 0), `${fixed(half, 0)} at half of it`],
  value: peak,
  target: MOST_MEMORY,
});

/** `megabytes`: the size of the file, which lies in the system's folder for such things and is taken away. */
export async function benchMbox(megabytes: number): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-mbox-'));
  try {
    const path = join(folder, 'all.mbox');
    const count = writeMailbox(path, megabytes * MB);
    const what = `An mbox file of ${fixed(statSync(path).size / MB, 0)} MB with ${count} messages, generated for this run, judged without lookups`;
    const runs = { command: await explain(path, count), page: await analyse(path, count) };
    for (const { judged } of Object.values(runs))
      if (judged !== count) throw new Error(`${judged} of ${count} messages were judged`);
    const { command, page } = runs;
    const informs = (what: string, text: string) => ({
      what,
      cells: [text, ''],
      value: null,
      target: null,
    });
    return [
      {
        title: 'Command line: a mailbox export',
        note: `${what} by a process of its own. Memory is the most the process ever had, as the system counts it.`,
        heads: ['measured', ''],
        lines: [memory(command), informs('a message, ms', ms(command.whole / count))],
      },
      {
        title: 'Page for files: a mailbox export',
        note: `${what} in Chromium, with the built extension. Memory is the most that the process of the extension had for itself, its background included and the browser’s own code, which all processes share, not.`,
        heads: ['measured', ''],
        lines: [
          memory(page),
          informs('largest heap of the page, MB', fixed(page.heap, 0)),
          informs('a message, ms', ms(page.whole / count)),
          informs('longest frame, ms', ms(page.longest)),
        ],
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
