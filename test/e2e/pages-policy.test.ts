// An organisation's policy in real browsers, from real policy files: it counts, it is shown, it cannot be changed.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { findBrowser } from '../helpers/browser/find.ts';
import { settledSeals } from '../helpers/browser/launch.ts';
import {
  canMountPrivately,
  chromiumWithPolicy,
  firefoxWithPolicy,
  type PolicyBrowser,
} from '../helpers/browser/policy.ts';
import { stored } from '../helpers/browser/storage.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;

const POLICY = {
  ownDomains: ['corp.example'],
  protectedNames: ['Carol Example'],
  extraBrands: [{ names: ['Example Bank'], domains: ['bank.example'] }],
  trustedForwarders: ['relay.example'],
  lookups: 'off',
  resolver: 'https://dns.corp.example/dns-query',
  show: 'everything',
  lock: ['protectedNames', 'memory'],
};

const BROWSERS = {
  chromium: {
    files: '/etc/chromium/policies',
    possible: canMountPrivately(),
    variable: 'INKAN_CHROMIUM',
    program: () => findBrowser('chromium'),
    manage: (program: string) => chromiumWithPolicy(program, BUILDS.chromium, POLICY),
  },
  firefox: {
    files: 'managed-storage manifest',
    possible: true,
    variable: 'INKAN_FIREFOX',
    program: () => findBrowser('firefox'),
    manage: (program: string) => firefoxWithPolicy(program, 'inkan@inkan.example', POLICY),
  },
};

for (const browser of ['chromium', 'firefox'] as const) {
  const { files, possible, variable, program, manage } = BROWSERS[browser];
  describe.runIf(possible)(`${browser}, ${files}`, () => {
    let managed: PolicyBrowser;
    let world: World;
    let page: Page;

    beforeAll(async () => {
      managed = manage(program());
      vi.stubEnv(variable, managed.program);
      world = await startWorld({
        browser,
        cases: [loadCase('signed-newsletter')],
        // Grants what is asked, as a reader would who presses "Allow".
        firefoxPreferences: { 'extensions.webextOptionalPermissionPrompts': false },
      });
      vi.unstubAllEnvs();
      page = await world.launched.openExtensionPage('options.html');
      // An extension loaded by a test sees an empty policy for its first moments.
      await eventually(async () => {
        const found = await page.$$eval('.notice', (all) => all.map((one) => one.textContent));
        expect(found).toEqual([say['policy.about']]);
      });
      await eventually(async () => expect(await opened()).toBe(1));
      await page.bringToFront();
    });
    afterAll(async () => {
      await world?.close();
      managed?.close();
    });

    /** tabs that opened by themselves to ask for the resolver's host */
    const opened = async () => {
      const pages = await world.launched.browser.pages();
      const addresses = await Promise.all(
        pages.map((one) => one.evaluate(() => location.href).catch(() => '')),
      );
      return addresses.filter((address) => address.endsWith('/options.html#lookups')).length;
    };

    const list = (label: string) =>
      page.$$eval(`ul[aria-label="${label}"] > li`, (items) =>
        items.map((item) => `${item.className}: ${item.querySelector('bdi')?.textContent}`),
      );

    test('its values are chosen, and nobody can choose others', async () => {
      const radios = await page.$$eval(
        '#lookups input[type=radio], #show input[type=radio]',
        (all) =>
          all.map((one) => {
            const { value, checked, disabled } = one as HTMLInputElement;
            return { value, checked, disabled };
          }),
      );
      expect(radios.filter(({ checked }) => checked).map(({ value }) => value)).toEqual([
        'off',
        'custom',
        'everything',
      ]);
      expect(radios.every(({ disabled }) => disabled)).toBe(true);
      expect(await page.$eval('.inset input', (field) => (field as HTMLInputElement).value)).toBe(
        POLICY.resolver,
      );
      const marked = await page.$$eval('.managed', (all) => all.map((one) => one.textContent));
      expect(marked.length).toBeGreaterThanOrEqual(6);
      expect(new Set(marked)).toEqual(new Set([say['page.managed']]));
    });

    test('its lists stand beside the reader’s own; a locked one takes nothing more', async () => {
      expect(await list(say['options.me.domains'])).toEqual(['entry fixed: corp.example']);
      expect(await list(say['options.known.brands'])).toEqual([
        'entry fixed: Example Bank: only from bank.example',
      ]);
      expect(await list(say['options.known.protectedNames'])).toEqual([
        'entry fixed: Carol Example',
      ]);
      const isDisabled = (label: string) =>
        page.$eval(
          `aria/${label}[role="textbox"]`,
          (field) => (field as HTMLInputElement).disabled,
        );
      expect(await isDisabled(say['options.known.protectedNames'])).toBe(true);
      expect(await isDisabled(say['options.me.domains'])).toBe(false);
      const field = await page.$(`aria/${say['options.me.domains']}[role="textbox"]`);
      await field?.type('mine.example');
      await page.keyboard.press('Enter');
      await eventually(async () =>
        expect(await list(say['options.me.domains'])).toEqual([
          'entry fixed: corp.example',
          'entry: mine.example',
        ]),
      );
      // What is the organisation's never becomes the reader's.
      expect(await stored(page, 'settings')).toMatchObject({
        lookups: 'careful',
        resolver: 'auto',
        show: 'line',
        reader: { ownDomains: ['mine.example'], protectedNames: [] },
      });
    });

    test('the browser has to be asked once for its resolver', async () => {
      expect(await page.$$eval('.ask button', (all) => all.map((one) => one.textContent))).toEqual([
        say['options.lookups.allow'].replace('{host}', 'dns.corp.example'),
      ]);
    });

    test('the page that asks for it opened by itself, once', async () => {
      await world.launched.killWorker();
      const gmail = await world.open(world.built[0]);
      await settledSeals(gmail, 1);
      expect(await opened()).toBe(1);
      await gmail.close();
    });

    test('memory is kept as it is', async () => {
      const controls = await page.$$eval(
        '#memory input[type=checkbox], #memory select, #memory input[type=file]',
        (all) => all.map((one) => (one as HTMLInputElement).disabled),
      );
      expect(controls).toEqual([true, true, true]);
    });

    test('it counts in Gmail: nothing is looked up, and the card opens with its details', async () => {
      const gmail = await world.open(world.built[0]);
      const [seal] = await settledSeals(gmail, 1);
      expect(seal?.origin).toBe('recorded');
      expect(world.dns.requests()).toEqual([]);
      await gmail.evaluate(() =>
        document.querySelector('inkan-seal')?.shadowRoot?.querySelector('button')?.click(),
      );
      await eventually(async () =>
        expect(
          await gmail.evaluate(
            () =>
              document
                .querySelector('inkan-card')
                ?.shadowRoot?.querySelector<HTMLDetailsElement>('.card > details')?.open,
          ),
        ).toBe(true),
      );
      await gmail.close();
    });

    test('axe finds nothing in what is locked', async () => {
      expect(await findViolations(page)).toEqual([]);
    });

    // A headless Chromium shows its question to nobody.
    test.runIf(browser === 'firefox')(
      'asked and allowed, the resolver needs nothing more',
      async () => {
        await (await page.$('.ask button'))?.click();
        await eventually(async () => expect(await page.$$('.ask')).toHaveLength(0));
      },
    );
  });
}
