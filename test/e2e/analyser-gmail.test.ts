// In Gmail: an attached message is checked where it hangs, and a report of an open one is copied and saved.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { takeDownloads } from '../helpers/browser/downloads.ts';
import { createTab, type GmailWorld, startGmail } from '../helpers/browser/gmail.ts';
import { launchChromium, launchFirefox, settledSeals } from '../helpers/browser/launch.ts';
import { buildCase } from '../helpers/cases/build.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { sampleAccounts } from '../replica/sample.ts';

const say = WORDS.en;
const CHECK = 'inkan-check';
const attachedMail = buildCase(loadCase('brand-name-from-own-domain'), Date.now()).raw;

/** What the open card says; null without one. */
const card = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelector('inkan-card')?.shadowRoot?.querySelector('.card')?.textContent ?? null,
  );
const checks = (page: Page) =>
  page.$$eval('inkan-check', (hosts) =>
    hosts.map((host) => {
      const button = host.shadowRoot?.querySelector('button');
      return {
        text: button?.textContent?.trim() ?? '',
        spoken: button?.ariaLabel ?? '',
        tone: (host as HTMLElement).dataset.tone ?? null,
      };
    }),
  );
const pressCheck = (page: Page) =>
  page.$eval('inkan-check', (host) => host.shadowRoot?.querySelector('button')?.click());
/** presses a button inside the open card, with the mouse, as a clipboard demands */
async function pressInCard(page: Page, text: string): Promise<void> {
  for (const button of await page.$$('inkan-card >>> button')) {
    if ((await button.evaluate(({ textContent }) => textContent)) !== text) continue;
    await button.click();
    return;
  }
  throw new Error(`no "${text}" in the card`);
}

/** Mail of the sample with a message, a picture and a second message attached to one of them. */
function accounts() {
  const all = sampleAccounts();
  for (const { messages } of all)
    for (const message of messages)
      if (message.attachments)
        message.attachments = [
          { name: 'お知らせ: 1.eml', type: 'message/rfc822', content: attachedMail },
          { name: 'photo.png', type: 'image/png', content: new Uint8Array(3) },
          {
            name: 'page.eml',
            type: 'application/octet-stream',
            content: new TextEncoder().encode('<!doctype html><form action="/signin">'),
          },
        ];
  return all;
}

describe.each([
  ['chromium', launchChromium, BUILDS.chromium],
  ['firefox', launchFirefox, BUILDS.firefox],
] as const)('an attached message in %s', (_kind, launch, extension) => {
  let gmail: GmailWorld;
  let page: Page;
  beforeAll(async () => {
    gmail = await startGmail({ accounts: accounts(), launch, extension });
  });
  afterAll(() => gmail?.close());
  afterEach(() => page?.close());

  async function open(): Promise<void> {
    page = await gmail.browser.newPage();
    const tab = createTab(page, gmail.replica);
    await tab.load();
    await tab.open('Account notice');
    await page.waitForSelector(CHECK);
  }

  test('has a button beside its chip; nothing is fetched before it is pressed', async () => {
    await open();
    expect(await checks(page)).toEqual([
      { text: 'Check', spoken: 'Check. Check who sent お知らせ: 1.eml', tone: 'unknown' },
      { text: 'Check', spoken: 'Check. Check who sent page.eml', tone: 'unknown' },
    ]);
    const asked = gmail.replica.requests.filter(({ url }) => url.includes('attid=0.'));
    expect(asked).toEqual([]);
  });

  test('is fetched when pressed, and its card says that a copy can be made up', async () => {
    await open();
    await pressCheck(page);
    await eventually(async () => expect(await card(page)).toContain('kxqz-service.example'));
    expect(await card(page)).toContain(say['attachment.copy']);
    expect((await checks(page))[0]?.tone).toBe('danger');
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await card(page)).toBeNull());
    const before = gmail.replica.requests.length;
    await pressCheck(page);
    await eventually(async () => expect(await card(page)).toContain('kxqz-service.example'));
    expect(
      gmail.replica.requests.slice(before).filter(({ url }) => url.includes('attid=0.')),
    ).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('opens no card over what the reader writes meanwhile', async () => {
    await open();
    await page.evaluate(() => {
      const reply = document.createElement('div');
      reply.contentEditable = 'true';
      reply.tabIndex = 0;
      document.body.append(reply);
      document.querySelector('inkan-check')?.shadowRoot?.querySelector('button')?.click();
      reply.focus();
    });
    await eventually(async () => expect((await checks(page))[0]?.tone).toBe('danger'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await card(page)).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('div');
    await pressCheck(page);
    await eventually(async () => expect(await card(page)).toContain('kxqz-service.example'));
    await page.keyboard.press('Escape');
  });

  test('keeps its card when Gmail draws the chip anew', async () => {
    await open();
    await pressCheck(page);
    await eventually(async () => expect(await card(page)).toContain('kxqz-service.example'));
    await page.$eval('[download_url]', (chip) => {
      chip.nextElementSibling?.remove();
      chip.replaceWith(chip.cloneNode(true));
    });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await eventually(async () => expect((await checks(page))[0]?.tone).toBe('danger'));
    expect(await card(page)).toContain('kxqz-service.example');
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await card(page)).toBeNull());
  });

  test('that is no message is told calmly, without a colour', async () => {
    await open();
    await page.$$eval('inkan-check', (hosts) =>
      hosts[1]?.shadowRoot?.querySelector('button')?.click(),
    );
    await eventually(async () => {
      const [, second] = await checks(page);
      expect(second).toMatchObject({ text: say['attachment.failed'], tone: 'unknown' });
    });
    expect(await card(page)).toBeNull();
  });
});

describe('a report of an open message', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      cases: [loadCase('brand-name-from-own-domain'), loadCase('sent-by-reader')],
      extension: BUILDS.chromium,
    });
    const context = world.launched.browser.defaultBrowserContext();
    await context.overridePermissions('https://mail.google.com', [
      'clipboard-read',
      'clipboard-sanitized-write',
      'clipboard-write',
    ]);
  });
  afterAll(() => world?.close());

  test('is copied without the reader’s address; the message is saved octet for octet, without a request', async () => {
    const built = world.built[0]!;
    const page = await world.open(built);
    await settledSeals(page, 1);
    await page.$eval('inkan-seal', (seal) => seal.shadowRoot?.querySelector('button')?.click());
    await eventually(async () => expect(await card(page)).not.toBeNull());
    const before = world.replica.requests.length;
    await pressInCard(page, say['report.open']);
    await pressInCard(page, say['report.do.centre']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await eventually(async () => expect(await copied()).toContain('kxqz-service.example'));
    expect(await copied()).toContain('Authentication-Results: mx.google.com');
    expect(await copied()).not.toContain(READER);
    const downloads = await takeDownloads(page);
    await page.$eval('inkan-card', (host) =>
      host.shadowRoot?.querySelector<HTMLInputElement>('.report input')?.click(),
    );
    await pressInCard(page, say['report.do.message']);
    const { name, content } = await downloads.next();
    expect(name).toMatch(/\.eml$/);
    expect(new Uint8Array(content)).toEqual(new Uint8Array(built.raw));
    downloads.close();
    expect(world.replica.requests.length).toBe(before);
    expect(world.replica.cspReports).toEqual([]);
    await page.close();
  });

  test('goes round by keyboard, and Escape closes the card from inside the menu', async () => {
    const page = await world.open(world.built[0]);
    await settledSeals(page, 1);
    await page.$eval('inkan-seal', (seal) => seal.shadowRoot?.querySelector('button')?.focus());
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await card(page)).not.toBeNull());
    const focused = () =>
      page.evaluate(() => {
        const inside = document.activeElement?.shadowRoot?.activeElement;
        return inside?.textContent || inside?.localName || '';
      });
    const tabTo = async (text: string) => {
      for (let step = 0; step < 30; step++) {
        if ((await focused()) === text) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no Tab leads to "${text}"`);
    };
    await tabTo(say['report.open']);
    await page.keyboard.press('Enter');
    await tabTo(say['report.do.message']);
    await tabTo('input');
    await page.keyboard.press('Space');
    expect(
      await page.$eval(
        'inkan-card',
        (host) => host.shadowRoot?.querySelector<HTMLInputElement>('.report input')?.checked,
      ),
    ).toBe(true);
    await tabTo(say['card.details']);
    await tabTo(say['report.open']);
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await card(page)).toBeNull());
    await page.close();
  });
});
