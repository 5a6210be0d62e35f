// A mailbox export of fifty megabytes in the page for files: every message is judged, and next to nothing of it kept.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { writeMailbox } from '../../scripts/bench/mailbox.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { takeDownloads } from '../helpers/browser/downloads.ts';
import { pressButton } from '../helpers/browser/press.ts';
import { store } from '../helpers/browser/storage.ts';
import { startWorld, type World } from '../helpers/world.ts';

const MEGABYTE = 1 << 20;
const say = WORDS.en;
const folder = mkdtempSync(join(tmpdir(), 'inkan-analyser-mbox-'));

let world: World;
let page: Page;

beforeAll(async () => {
  world = await startWorld({ cases: [], extension: BUILDS.chromium });
  page = await world.launched.openExtensionPage('analyser.html');
  await store(page, { settings: { version: 1, lookups: 'off' } });
  await page.reload();
  await page.waitForSelector('.drop');
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true });
});

/** What the page holds once everything nobody holds is gone: objects, octets, and what the browser keeps for them. */
async function held(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  return usage.usedSize + usage.backingStorageSize + usage.embedderHeapUsedSize;
}

const press = (text: string) => pressButton(page, text);

test('fifty megabytes: all rows, their groups and their files, in less than a thousand octets a message', async () => {
  const path = join(folder, 'export.mbox');
  const count = writeMailbox(path, 50 * MEGABYTE);
  const session = await page.createCDPSession();
  const before = await held(session);
  const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(path);
  await page.waitForSelector('.progress');
  await page.waitForFunction(() => !document.querySelector('.progress'), {
    timeout: 0,
    polling: 500,
  });
  const grown = (await held(session)) - before;
  const shown = await page.evaluate(() => ({
    rows: Number(document.querySelector('.long table')?.ariaRowCount ?? 0) - 1,
    drawn: document.querySelectorAll('.long tbody tr').length,
    groups: [...document.querySelectorAll('.causes button')].map(({ textContent }) => textContent),
  }));
  expect(shown.rows).toBe(count);
  expect(shown.drawn).toBeLessThan(60);
  expect(shown.groups[0]).toMatch(/^shop\d+\.example: .+ \(\d+ of \d+\)$/);
  // The page itself grows by its table once; what grows with the file is a row.
  expect(grown / count).toBeLessThan(1_000);
  expect(statSync(path).size / grown).toBeGreaterThan(15);
  const downloads = await takeDownloads(page);
  await press(say['analyser.save.jsonl']);
  const lines = (await downloads.next()).content.toString().trimEnd().split('\n');
  downloads.close();
  expect(lines.length).toBe(count);
  expect(JSON.parse(lines.at(-1)!).file).toBe(`export.mbox#${count}`);
});
