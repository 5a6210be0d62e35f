// The popup beside a real Gmail tab: what it tells of the tab, and that pausing and checking again reach it.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { launchFirefox, seals, settledSeals } from '../helpers/browser/launch.ts';
import { startProxy } from '../helpers/browser/proxy.ts';
import { stored } from '../helpers/browser/storage.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;

/** The real popup, opened from the toolbar, would close as soon as a test looks elsewhere: a tab behind Gmail stays. */
async function openPopup(gmail: Page): Promise<Page> {
  const popup = await world.launched.openExtensionPage('popup.html');
  await gmail.bringToFront();
  return popup;
}

const text = (page: Page) =>
  page.$eval('main', (main) => main.textContent.replace(/\s+/g, ' ').trim());
const press = (page: Page, name: string) =>
  page.evaluate((label) => {
    const found = [...document.querySelectorAll('button')].find((one) => one.textContent === label);
    if (!found) throw new Error(`no button "${label}"`);
    found.click();
  }, name);
const badge = (page: Page) =>
  page.evaluate(() =>
    (
      globalThis as unknown as {
        chrome: { action: { getBadgeText(of: object): Promise<string> } };
      }
    ).chrome.action.getBadgeText({}),
  );

let world: World;
let gmail: Page;
let popup: Page;

beforeAll(async () => {
  world = await startWorld({
    cases: [loadCase('signed-newsletter'), loadCase('source-cannot-be-read')],
    extension: BUILDS.chromium,
  });
});
afterAll(() => world?.close());
afterEach(async () => {
  for (const page of [popup, gmail]) if (page && !page.isClosed()) await page.close();
});

describe('beside an open message', () => {
  beforeEach(async () => {
    gmail = await world.open(world.built[0]);
    await settledSeals(gmail, 1);
    popup = await openPopup(gmail);
    await eventually(async () => expect(await text(popup)).toContain(say['popup.messages']));
  });

  test('it says what the seal says', async () => {
    const [seal] = await seals(gmail);
    expect(await text(popup)).toContain(seal?.text ?? 'no seal');
    expect(await popup.$$eval('.messages .mark.calm', (marks) => marks.length)).toBe(1);
    expect(await findViolations(popup)).toEqual([]);
  });

  test('it fits where there is less room than it likes', async () => {
    await popup.setViewport({ width: 320, height: 640 });
    const over = await popup.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(over).toBe(0);
  });

  test('"check again" asks anew', async () => {
    world.dns.forget();
    await press(popup, say['popup.again']);
    await eventually(async () => {
      const [seal] = await seals(gmail);
      expect(seal).toMatchObject({ state: 'done', origin: 'signed' });
      expect(await text(popup)).toContain(seal?.text ?? 'no seal');
    });
  });

  test('a pause in this tab takes the seals away, and resuming brings them back', async () => {
    await press(popup, say['popup.pauseHere']);
    await eventually(async () => expect(await text(popup)).toContain(say['popup.pausedHere']));
    expect(await seals(gmail)).toEqual([]);
    expect(await stored(popup, 'paused')).toBeUndefined();
    await press(popup, say['popup.resume']);
    await eventually(async () => expect(await seals(gmail)).toHaveLength(1));
    await eventually(async () => expect(await text(popup)).toContain(say['popup.messages']));
  });

  test('a pause everywhere holds in tabs that come later, and the toolbar tells it', async () => {
    await press(popup, say['popup.pauseEverywhere']);
    await eventually(async () =>
      expect(await text(popup)).toContain(say['popup.pausedEverywhere']),
    );
    await eventually(async () => expect(await badge(popup)).toBe('II'));
    expect(await seals(gmail)).toEqual([]);
    world.dns.forget();
    const later = await world.open(world.built[0]);
    await later.waitForSelector('[data-legacy-message-id]');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await seals(later)).toEqual([]);
    expect(world.dns.requests()).toEqual([]);
    await gmail.bringToFront();
    await eventually(async () =>
      expect(await text(popup)).toContain(say['popup.pausedEverywhere']),
    );
    await press(popup, say['popup.resume']);
    await eventually(async () => expect(await seals(gmail)).toHaveLength(1));
    await later.bringToFront();
    await eventually(async () => expect(await seals(later)).toHaveLength(1));
    await eventually(async () => expect(await badge(popup)).toBe(''));
    await later.close();
  });

  test('diagnostics tell the way, and nothing of the mail', async () => {
    await popup.evaluate(() => {
      const written: string[] = [];
      Object.assign(window, { written });
      navigator.clipboard.writeText = async (copied) => void written.push(copied);
    });
    await press(popup, say['popup.copy']);
    const [copied = ''] = await popup.evaluate(
      () => (window as unknown as { written: string[] }).written,
    );
    const raw = world.built[0]?.raw ?? new Uint8Array();
    expect(copied).toMatch(/^Inkan \d+\.\d+\.\d+\n/);
    expect(copied).toContain('layout: thread');
    expect(copied).toContain('messages: 1 open, 0 checking, 0 late, 0 held');
    expect(copied).toContain(
      `- att (same-origin): status 200, redirected, ${raw.length} octets, CRLF, good`,
    );
    expect(copied).toContain('self-check: good, 1 messages');
    expect(copied).toContain('- sender: class 1, attribute 1, structure 1 of 1');
    const built = world.built[0];
    for (const secret of [READER, built?.subject, built?.rendered.address, built?.rendered.name])
      expect(copied).not.toContain(secret);
    await eventually(async () =>
      expect(await popup.$eval('.link', (link) => link.textContent)).toBe(say['popup.copied']),
    );
  });
});

test('a message whose source is refused is told as it is', async () => {
  gmail = await world.open(world.built[1]);
  const [seal] = await settledSeals(gmail, 1);
  popup = await openPopup(gmail);
  await eventually(async () => expect(await text(popup)).toContain(seal?.text ?? 'no seal'));
  expect(await popup.$$eval('.messages .mark.unknown', (marks) => marks.length)).toBe(1);
});

test('the list, a page that is not Gmail, a tab that was open before', async () => {
  gmail = await world.open();
  await gmail.waitForSelector('[role=main]');
  popup = await openPopup(gmail);
  await eventually(async () => expect(await text(popup)).toContain(say['popup.nothing']));
  await gmail.goto('about:blank');
  await eventually(async () => expect(await text(popup)).toContain(say['popup.notGmail']));
  await popup.close();
  await gmail.goto(world.replica.url(0));
  await world.launched.reloadExtension();
  popup = await openPopup(gmail);
  // Woken, without a reload.
  await eventually(async () => expect(await text(popup)).toContain(say['popup.nothing']));
});

test('a layout that is not recognised is told, not passed over', async () => {
  gmail = await world.open();
  await gmail.waitForSelector('[role=main]');
  popup = await openPopup(gmail);
  await gmail.evaluate(() => {
    document.body.replaceChildren(document.createElement('main'));
    location.hash = '#inbox/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn';
  });
  await eventually(async () => expect(await text(popup)).toContain(say['popup.unrecognised']));
});

test('Firefox without permission for Gmail: the popup asks for it', async () => {
  const proxy = await startProxy({});
  const firefox = await launchFirefox({
    extension: BUILDS.firefox,
    proxyPort: proxy.port,
    spkiHashes: [],
    firefoxPreferences: {
      'extensions.originControls.grantByDefault': false,
      // Grants what is asked, as a reader would who presses "Allow".
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  try {
    const page = await firefox.openExtensionPage('popup.html');
    await eventually(async () => expect(await text(page)).toContain(say['popup.noAccess']));
    await (await page.$('button.main'))?.click();
    await eventually(async () => expect(await text(page)).toContain(say['popup.notGmail']));
  } finally {
    await firefox.close();
    await proxy.close();
  }
});
