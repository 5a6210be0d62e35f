// Analyser and senders page in real Firefox: what differs between browsers is how files, dialogs and memory work.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILDS } from '../helpers/browser/build.ts';
import { type LaunchedBrowser, launchFirefox } from '../helpers/browser/launch.ts';
import { startProxy, type TestProxy } from '../helpers/browser/proxy.ts';
import { seedSenders } from '../helpers/browser/senders.ts';
import { buildCase } from '../helpers/cases/build.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { eventually } from '../helpers/patience.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkan-firefox-files-'));
let proxy: TestProxy;
let launched: LaunchedBrowser;
beforeAll(async () => {
  proxy = await startProxy({});
  launched = await launchFirefox({
    extension: BUILDS.firefox,
    proxyPort: proxy.port,
    spkiHashes: [],
  });
});
afterAll(async () => {
  await launched?.close();
  await proxy?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('files are judged, and a card opens over the table', async () => {
  const mail = join(folder, 'mail.eml');
  writeFileSync(mail, buildCase(loadCase('brand-name-from-own-domain'), Date.now()).raw);
  const other = join(folder, 'other.eml');
  writeFileSync(other, 'no mail at all');
  const page = await launched.openExtensionPage('analyser.html');
  await page.waitForSelector('.drop');
  const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(mail, other);
  await eventually(async () => {
    const kinds = await page.$$eval('.long tbody tr', (rows) =>
      rows.map((row) => row.querySelectorAll('td')[2]?.textContent),
    );
    expect(kinds).toEqual(['Warning', 'Not an email']);
  });
  await page.$eval('.open', (button) => (button as HTMLButtonElement).click());
  await eventually(async () => {
    const text = await page.evaluate(() => {
      const hosts = [...document.querySelectorAll('dialog[open] div')];
      const root = hosts.find(({ shadowRoot }) => shadowRoot)?.shadowRoot;
      return root?.querySelector('.card')?.textContent;
    });
    expect(text).toContain('kxqz-service.example');
  });
  await page.close();
});

test('thousands of senders scroll to the last', async () => {
  const first = await launched.openExtensionPage('senders.html');
  await first.waitForSelector('.sheet');
  await seedSenders(first, 'alice@example.com', 3_000);
  await first.close();
  const page = await launched.openExtensionPage('senders.html');
  await page.waitForSelector('.long [aria-busy=false] tbody tr');
  await page.$eval('.long', (box) => box.scrollTo(0, box.scrollHeight));
  await page.waitForSelector('[aria-rowindex="3001"]');
  expect((await page.$$('.long tbody tr')).length).toBeLessThan(60);
  await page.close();
});
