// Files that a page saves, in a real browser: where they land, and their content once they are whole.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

export interface Downloads {
  /** The next file that is whole, with its name; it is taken away. Throws when none comes. */
  next(): Promise<{ name: string; content: Buffer }>;
  close(): void;
}

/** Chromium: saves what this page downloads into a folder of its own. */
export async function takeDownloads(page: Page): Promise<Downloads> {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-downloads-'));
  const session = await page.createCDPSession();
  await session.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return {
    async next() {
      const end = Date.now() + 10_000;
      while (Date.now() < end) {
        const name = readdirSync(folder).find((each) => !each.endsWith('.crdownload'));
        const path = name && join(folder, name);
        if (path && existsSync(path)) {
          const content = readFileSync(path);
          rmSync(path);
          return { name, content };
        }
        await sleep(50);
      }
      throw new Error('No file was saved.');
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
