// Changes that follow each other faster than they are saved, and changes made elsewhere meanwhile: none undoes another.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { store, stored } from '../helpers/browser/storage.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;
let world: World;
let page: Page;

beforeAll(async () => {
  world = await startWorld({ cases: [] });
});
afterAll(() => world?.close());
beforeEach(async () => {
  page = await world.launched.openExtensionPage('options.html');
  await page.waitForSelector('h1');
});
afterEach(async () => {
  await store(page, { settings: DEFAULT_SETTINGS });
  await page.close();
});

const settings = () => stored(page, 'settings') as Promise<typeof DEFAULT_SETTINGS>;
const entries = (label: string) =>
  page.$$eval(`ul[aria-label="${label}"] > li`, (items) => items.map((item) => item.textContent));
/** Presses the crosses of these entries in one go, before anything of it can be saved. */
const removeAtOnce = (label: string, ...names: string[]) =>
  page.$$eval(
    `ul[aria-label="${label}"] button`,
    (buttons, wanted) => {
      for (const button of buttons)
        if (wanted.includes(button.parentElement?.textContent ?? '')) button.click();
    },
    names,
  );

test('two entries of a list go at once', async () => {
  const names = ['Aoi Sato', 'Bob Example', 'Carol Example'];
  const brands = names.map((name, index) => ({
    id: `b${index}.example`,
    names: [name],
    domains: [`b${index}.example`],
  }));
  const reader = { ...DEFAULT_SETTINGS.reader, protectedNames: names, extraBrands: brands };
  await store(page, { settings: { ...DEFAULT_SETTINGS, reader } });
  const list = say['options.known.protectedNames'];
  await eventually(async () => expect(await entries(list)).toEqual(names));
  await removeAtOnce(list, 'Aoi Sato', 'Carol Example');
  await eventually(async () => expect(await entries(list)).toEqual(['Bob Example']));
  const brandList = say['options.known.brands'];
  const [one = '', , three = ''] = (await entries(brandList)).map(String);
  await removeAtOnce(brandList, one, three);
  await eventually(async () => expect(await entries(brandList)).toHaveLength(1));
  expect((await settings()).reader).toMatchObject({
    protectedNames: ['Bob Example'],
    extraBrands: [brands[1]],
  });
});

test('a second brand of the same domain does not take the place of the first', async () => {
  const add = async (name: string) => {
    const [names, domains] = await page.$$('.brand-form input');
    await names?.type(name);
    await domains?.type('example.com');
    await page.keyboard.press('Enter');
  };
  const names = async () => (await settings())?.reader.extraBrands.map((one) => one.names);
  await add('Example Bank');
  await eventually(async () => expect(await names()).toEqual([['Example Bank']]));
  await add('Example Card');
  await eventually(async () => expect(await names()).toEqual([['Example Bank'], ['Example Card']]));
  await add('Example Bank');
  await eventually(async () => expect(await names()).toEqual([['Example Card'], ['Example Bank']]));
});

test('what is taught in Gmail stays when something else is taken back here', async () => {
  const teach = (reverseName: string) =>
    page.evaluate(
      (asked) =>
        (
          globalThis as unknown as {
            chrome: { runtime: { sendMessage(m: object): Promise<unknown> } };
          }
        ).chrome.runtime.sendMessage(asked),
      {
        inkan: 'teach',
        payload: {
          teaching: { kind: 'forwarder', reverseName, address: null },
          account: 'alice@example.com',
          ownAddress: 'alice@example.com',
        },
      },
    );
  await teach('www1.rental.example');
  await page.reload();
  const list = say['options.known.taughtForwarders'];
  await eventually(async () => expect(await entries(list)).toEqual(['www1.rental.example']));
  await teach('www2.rental.example');
  await removeAtOnce(list, 'www1.rental.example');
  await eventually(async () => expect(await entries(list)).toEqual(['www2.rental.example']));
});

test('a resolver that answers late does not take the place of one that was chosen meanwhile', async () => {
  const told = () => page.$eval('.inset .message', (element) => element.textContent);
  const check = async (url: string) => {
    const field = await page.$('.inset input');
    await field?.evaluate((input) => (input as HTMLInputElement).select());
    await field?.type(url);
    await page.keyboard.press('Enter');
  };
  const url = 'https://dns.quad9.net:443/dns-query?';
  world.dns.setDelay(700);
  await check(url);
  await eventually(async () => expect(await told()).toContain('dns.quad9.net'));
  await page.click('input[value="google"]');
  await eventually(async () => expect((await settings()).resolver).toBe('google'));
  await new Promise((done) => setTimeout(done, 1500));
  expect((await settings()).resolver).toBe('google');
  world.dns.setDelay(0);
  await check(url);
  await eventually(async () => expect((await settings()).resolver).toBe(url));
  // The reader hears how it went, and stays where the question was asked.
  const works = say['options.lookups.works'].replace('{host}', 'dns.quad9.net');
  await eventually(async () => expect(await told()).toBe(works));
  expect(await page.$eval('.inset input', (input) => input === document.activeElement)).toBe(true);
});
