// Saving an open message of 25 MB without the reader's address: Gmail's page goes on drawing meanwhile.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { caseOf, MB } from '../../scripts/bench/messages.ts';
import { traceTasks } from '../../scripts/bench/trace.ts';
import { takeDownloads } from '../helpers/browser/downloads.ts';
import { settledSeals } from '../helpers/browser/launch.ts';
import { buildCase } from '../helpers/cases/build.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;
const SUBJECT = 'The whole catalogue';
const built = buildCase(caseOf(25 * MB, SUBJECT, 'large.example'), Date.now());
const PATIENCE = 120_000;

/** Presses a button inside the open card with the mouse, as a download demands. */
async function pressInCard(page: Page, text: string): Promise<void> {
  for (const button of await page.$$('inkan-card >>> button'))
    if ((await button.evaluate(({ textContent }) => textContent)) === text) return button.click();
  throw new Error(`no "${text}" in the card`);
}

/** Counts the frames of a page until its card says a text; milliseconds, of them the longest wait for a frame. */
const countFrames = (page: Page, until: string) =>
  page.evaluate(
    (text) =>
      new Promise<{ frames: number; longest: number; whole: number }>((resolve) => {
        const started = performance.now();
        let last = started;
        let longest = 0;
        let frames = 0;
        const frame = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          frames++;
          const card = document.querySelector('inkan-card')?.shadowRoot?.textContent ?? '';
          if (card.includes(text)) resolve({ frames, longest, whole: now - started });
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    until,
  );

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ browser, cases: [] });
    await world.dns.addRecords(built.zone);
    world.replica.add({
      raw: built.raw,
      label: 'inbox',
      from: built.rendered,
      subject: SUBJECT,
      date: new Date(built.sentAt),
      snippet: 'the catalogue is attached',
      html: '<div>the catalogue is attached.</div>',
    });
  });
  afterAll(() => world?.close());

  test('the page is drawn all the time, and the file holds no address of the reader', async () => {
    const page = await world.open();
    await page.waitForSelector('tr.zA');
    await page.evaluate((name) => window.__replica.open(name), SUBJECT);
    await settledSeals(page, 1, PATIENCE);
    await page.$eval('inkan-seal', (seal) => seal.shadowRoot?.querySelector('button')?.click());
    await page.waitForFunction(() =>
      document.querySelector('inkan-card')?.shadowRoot?.querySelector('.card'),
    );
    await pressInCard(page, say['report.open']);
    const downloads = browser === 'chromium' ? await takeDownloads(page) : null;
    const save = async () => {
      const counted = countFrames(page, say['report.outcome.saved']);
      await pressInCard(page, say['report.do.message']);
      return counted;
    };
    const { result, tasks } =
      browser === 'chromium' ? await traceTasks(page, save) : { result: await save(), tasks: [] };
    const { frames, longest, whole } = result;
    console.log(
      `${browser}: 25 MB saved in ${whole.toFixed(0)} ms, ${frames} frames, the longest ${longest.toFixed(0)} ms`,
    );
    if (tasks.length > 0) {
      const work = tasks.map(({ duration }) => duration);
      const most = Math.max(...work);
      const sum = work.reduce((all, one) => all + one, 0);
      console.log(`longest task ${most.toFixed(1)} ms of processor, of ${sum.toFixed(0)} ms`);
      expect(most / sum).toBeLessThan(0.25);
    }
    // A page that is frozen while the message is read draws one frame in all that time.
    expect(longest / whole).toBeLessThan(0.5);
    expect(frames).toBeGreaterThan(5);
    if (downloads) {
      const { content } = await downloads.next();
      expect(content.length).toBeGreaterThan(24 * MB);
      expect(content.includes(READER)).toBe(false);
      expect(content.includes('redacted@redacted.invalid')).toBe(true);
      downloads.close();
    }
  });
});
