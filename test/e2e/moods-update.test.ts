// The extension is updated while Gmail is open: nothing wrong stays on screen, and what was kept still counts.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDS } from '../helpers/browser/build.ts';
import { go, type SealState, seals, settledSeal } from '../helpers/browser/launch.ts';
import { store, stored } from '../helpers/browser/storage.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { eventually, PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const SIGNED = loadCase('signed-newsletter');
const FORGED = loadCase('forged-quarantine');

/** Settings as the first version kept them: no version, less in them; and one value that nobody can read any more. */
const FIRST_SETTINGS = {
  show: 'problems',
  lookups: 'always',
  personalSeal: 7,
  reader: { ownAddresses: ['alice@home.example'] },
};

const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let page: Page;
  const errors: string[] = [];
  const extension = mkdtempSync(join(tmpdir(), 'inkan-build-'));
  const built = ({ name }: Case) => world.built.find((one) => one.case.name === name)!;
  const idOf = (input: Case) => world.replica.message(built(input).subject).legacyId;
  const fragmentOf = (input: Case) => world.replica.fragment(built(input).subject);

  /** Puts this build into the extension's folder, under this version. */
  function build(version: string): void {
    cpSync(BUILDS[browser], extension, { recursive: true });
    const manifest = join(extension, 'manifest.json');
    const content = JSON.parse(readFileSync(manifest, 'utf8')) as object;
    writeFileSync(manifest, JSON.stringify({ ...content, version }));
  }

  beforeAll(async () => {
    build('0.0.1');
    world = await startWorld({
      browser,
      extension,
      cases: [SIGNED, FORGED],
    });
    page = await world.launched.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(world.replica.url(0, 'inbox'));
    await page.waitForSelector('[role=main]');
  });
  afterAll(async () => {
    await world?.close();
    rmSync(extension, { recursive: true, force: true });
  });

  /** Mark on the row of the forged mail. */
  const mark = () =>
    page.evaluate(
      (address) =>
        [...document.querySelectorAll('tr.zA')]
          .find((row) => row.querySelector(`.yW [email="${address}"]`))
          ?.querySelector<HTMLElement>('inkan-mark')?.dataset.tone ?? null,
      built(FORGED).rendered.address,
    );

  describe('an update', () => {
    beforeAll(async () => {
      await go(page, fragmentOf(FORGED));
      await settledSeal(page, idOf(FORGED));
      await go(page, 'inbox');
      await eventually(async () => expect(await mark()).toBe('danger'));
      const options = await world.launched.openExtensionPage('options.html');
      await store(options, { settings: FIRST_SETTINGS });
      await options.close();
      await page.bringToFront();
      await go(page, fragmentOf(FORGED));
      await settledSeal(page, idOf(FORGED));
      build('0.0.2');
      await world.launched.reloadExtension();
      await page.bringToFront();
    });

    test('an open tab: the new version starts in it, its seals take the place of the old ones; nothing is thrown', async () => {
      await expect
        .poll(async () => (await seals(page)).map((seal) => verdict(seal)), PATIENT)
        .toEqual(['contradicted danger']);
      await go(page, fragmentOf(SIGNED));
      await settledSealHidden();
      expect(errors).toEqual([]);
    });

    /** The reader wants problems only: what is calm is judged, and not shown. */
    async function settledSealHidden(): Promise<void> {
      await expect
        .poll(async () => (await seals(page)).find((one) => one.for === idOf(SIGNED)), PATIENT)
        .toMatchObject({ origin: 'signed', tone: 'calm', visible: false });
    }

    test('after a reload the new version works with what the old one kept', async () => {
      const options = await world.launched.openExtensionPage('options.html');
      const version = await options.evaluate(() => {
        interface Api {
          runtime: { getManifest(): { version: string } };
        }
        const { browser: own, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        return (own ?? chrome).runtime.getManifest().version;
      });
      expect(version).toBe('0.0.2');
      // Reading changes nothing; what is there counts, what nobody can read has its default.
      expect(await stored(options, 'settings')).toEqual(FIRST_SETTINGS);
      const shown = () => options.evaluate(() => document.body.textContent);
      await expect.poll(shown, PATIENT).toContain('alice@home.example');
      await options.close();
      await page.bringToFront();
      await page.goto('about:blank');
      await page.goto(world.replica.url(0, fragmentOf(SIGNED)));
      await settledSealHidden();
      await go(page, 'inbox');
      await expect.poll(mark, PATIENT).toBe('danger');
    });

    test('no page opens by itself', async () => {
      const pages = await world.launched.browser.pages();
      // A tab that was closed may still be listed.
      const address = (one: Page) => one.evaluate(() => location.href).catch(() => '');
      const open = (await Promise.all(pages.map(address))).filter(
        (url) => !/^(about:|$)/.test(url),
      );
      expect(open).toEqual([page.url()]);
    });
  });
});
