// What only Firefox does: host permissions that a reader gives and takes, containers, and nothing but private windows.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { go, type SealState, seals, settledSeal } from '../helpers/browser/launch.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const SIGNED = loadCase('signed-newsletter');
const FORGED = loadCase('forged-quarantine');
const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;

interface Api {
  action: { getBadgeText(of: object): Promise<string> };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
}
const badge = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { browser: Api }).browser.action.getBadgeText({}));

describe('host permissions', () => {
  let world: World;
  let gmail: Page;
  let popup: Page;
  const errors: string[] = [];
  const built = ({ name }: Case) => world.built.find((one) => one.case.name === name)!;
  const idOf = (input: Case) => world.replica.message(built(input).subject).legacyId;
  const fragmentOf = (input: Case) => world.replica.fragment(built(input).subject);
  const load = async (input: Case) => {
    await gmail.goto('about:blank');
    await gmail.goto(world.replica.url(0, fragmentOf(input)));
    await gmail.waitForSelector('[role=main] .adn');
  };

  beforeAll(async () => {
    world = await startWorld({
      browser: 'firefox',
      cases: [SIGNED, FORGED],
      firefoxPreferences: {
        'extensions.originControls.grantByDefault': false,
        // Grants what is asked, as a reader would who presses "Allow".
        'extensions.webextOptionalPermissionPrompts': false,
      },
    });
    gmail = await world.launched.newPage();
    gmail.on('pageerror', (error) => errors.push(String(error)));
    popup = await world.launched.openExtensionPage('popup.html');
  });
  afterAll(() => world?.close());

  test('missing: no seal, and the toolbar says that something is wrong', async () => {
    await gmail.bringToFront();
    await load(SIGNED);
    await expect.poll(() => badge(popup), PATIENT).toBe('!');
    expect(await seals(gmail)).toEqual([]);
  });

  test('given by the popup’s button: seals after a reload, and nothing on the toolbar', async () => {
    await popup.bringToFront();
    await popup.waitForSelector('button.main');
    await (await popup.$('button.main'))?.click();
    await expect.poll(() => badge(popup), PATIENT).toBe('');
    await gmail.bringToFront();
    await load(SIGNED);
    expect(verdict(await settledSeal(gmail, idOf(SIGNED)))).toBe('signed calm');
  });

  test('taken away while Gmail is open: the toolbar says so, the page stays calm, and a reload shows no seal', async () => {
    await popup.evaluate(() => {
      const { permissions } = (globalThis as unknown as { browser: Api }).browser;
      return permissions.remove({ origins: ['https://mail.google.com/*'] });
    });
    await expect.poll(() => badge(popup), PATIENT).toBe('!');
    await go(gmail, fragmentOf(FORGED));
    expect(verdict(await settledSeal(gmail, idOf(FORGED)))).toBe('contradicted danger');
    await load(FORGED);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await seals(gmail)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('cookies of another jar', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ browser: 'firefox', cases: [SIGNED] });
  });
  afterAll(() => world?.close());

  test('a container: its own mail, and nothing through the background', async () => {
    const { subject } = world.built[0]!;
    // The ordinary cookies are there, for whoever asks with them.
    const ordinary = await world.open();
    await ordinary.waitForSelector('[role=main]');
    world.replica.setMode('no-acao');
    world.replica.requests.length = 0;
    const container = await world.launched.browser.createBrowserContext();
    const page = await container.newPage();
    await page.goto(world.replica.url(0, world.replica.fragment(subject)));
    const { legacyId } = world.replica.message(subject);
    expect(verdict(await settledSeal(page, legacyId))).toMatch(/calm$/);
    // Only a page has an address to name.
    const asked = world.replica.requests.filter(({ view }) => view !== null);
    const background = asked.filter(({ referer }) => referer === null);
    expect(background).toEqual([]);
    expect(asked.at(-1)).toMatchObject({ view: 'om', status: 200 });
    await container.close();
  });
});

describe('nothing but private windows', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      browser: 'firefox',
      cases: [SIGNED, FORGED],
      // No window is left in which the page of the first run could open.
      welcome: true,
      firefoxPreferences: {
        'browser.privatebrowsing.autostart': true,
      },
    });
    await world.launched.allowPrivateWindows();
  });
  afterAll(() => world?.close());

  test('mail is judged, and nothing of it is kept: no answer of DNS, no mark on a row', async () => {
    const [signed, forged] = world.built;
    const page = await world.open(signed);
    await settledSeal(page, world.replica.message(signed!.subject).legacyId);
    await go(page, world.replica.fragment(forged!.subject));
    const seal = await settledSeal(page, world.replica.message(forged!.subject).legacyId);
    expect(verdict(seal)).toBe('contradicted danger');
    await go(page, 'inbox');
    await page.waitForSelector('tr.zA');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await page.$$('inkan-mark')).toEqual([]);
    await page.close();
    await world.launched.killWorker();
    world.dns.forget();
    const again = await world.open(signed);
    await settledSeal(again, world.replica.message(signed!.subject).legacyId);
    expect(world.dns.requests().length).toBeGreaterThan(0);
  });
});
