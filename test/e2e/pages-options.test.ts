// The options page in real Chromium: everything by keyboard, saved at once, and true in Gmail the moment after.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { settledSeals } from '../helpers/browser/launch.ts';
import { store, stored } from '../helpers/browser/storage.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const say = WORDS.en;
const folder = mkdtempSync(join(tmpdir(), 'inkan-options-'));

let world: World;
let page: Page;

beforeAll(async () => {
  world = await startWorld({
    cases: [loadCase('signed-newsletter')],
    extension: BUILDS.chromium,
  });
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  page = await world.launched.openExtensionPage('options.html');
  await page.evaluateOnNewDocument(listen);
  await page.evaluate(listen);
  await page.waitForSelector('h1');
});
afterEach(async () => {
  await store(page, { settings: DEFAULT_SETTINGS });
  await page.close();
});

const settings = () => stored(page, 'settings') as Promise<typeof DEFAULT_SETTINGS | undefined>;
const press = async (...keys: Parameters<Page['keyboard']['press']>[0][]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** what the element with the focus is called */
const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    return at?.getAttribute('aria-label') ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '';
  });

/** Goes on with Tab until something with this name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 120; step++) {
    if ((await focused()).startsWith(name)) return;
    await press('Tab');
  }
  throw new Error(`no Tab leads to "${name}"`);
}

const notice = () => page.$eval('.saved', (element) => element.textContent);
/** Notes what is said at the foot of the page: on a busy machine it may be gone before a test looks. */
function listen(): void {
  const said: string[] = [];
  Object.assign(globalThis, { said });
  new MutationObserver(() => {
    const text = document.querySelector('.saved')?.textContent;
    if (text) said.push(text);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
const heard = (text: string) =>
  eventually(async () =>
    expect(
      await page.evaluate(() => (globalThis as unknown as { said: string[] }).said.join('\n')),
    ).toContain(text),
  );
/** the list under a label: its entries as they are shown */
const entries = (label: string) =>
  page.$$eval(`ul[aria-label="${label}"] > li`, (items) => items.map((item) => item.textContent));
/** what stands under a field */
const message = (field: ElementHandle) =>
  field.evaluate(
    (element) => element.closest('.control, .inset')?.querySelector('.message')?.textContent,
  );

async function fieldOf(label: string): Promise<ElementHandle<HTMLInputElement>> {
  const field = await page.$(`aria/${label}[role="textbox"]`);
  if (!field) throw new Error(`no field "${label}"`);
  return field as ElementHandle<HTMLInputElement>;
}

describe('by keyboard alone', () => {
  test('past the navigation, to a choice, and it counts at once', async () => {
    await press('Tab');
    expect(await focused()).toBe(say['page.skip']);
    await press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await tabTo(say['options.lookups.careful']);
    await press('ArrowDown');
    expect(await focused()).toContain(say['options.lookups.ask']);
    await eventually(async () => expect((await settings())?.lookups).toBe('ask'));
    await heard(say['page.saved']);
    await tabTo(say['options.show.line']);
    await press('ArrowUp');
    await eventually(async () => expect((await settings())?.show).toBe('problems'));
  });

  test('a list: several at once, what is none stays with the reason, each can go again', async () => {
    const label = say['options.me.domains'];
    await tabTo(label);
    await page.keyboard.type('Example.COM, not a domain、例え.example');
    await press('Enter');
    const field = await fieldOf(label);
    await eventually(async () =>
      expect((await settings())?.reader.ownDomains).toEqual(['example.com', 'xn--r8jz45g.example']),
    );
    expect(await field.evaluate((input) => input.value)).toBe('not a domain');
    expect(await field.evaluate((input) => input.getAttribute('aria-invalid'))).toBe('true');
    expect(await message(field)).toBe('"not a domain" is not a domain such as example.com.');
    expect(await focused()).toBe(label);
    await page.keyboard.down('Shift');
    await press('Tab', 'Tab');
    await page.keyboard.up('Shift');
    expect(await focused()).toBe('Remove example.com');
    await press('Enter');
    await eventually(async () => expect(await focused()).toBe('Remove xn--r8jz45g.example'));
    await press('Space');
    await eventually(async () => expect(await focused()).toBe(label));
    expect((await settings())?.reader.ownDomains).toEqual([]);
  });

  test('pasted lines become entries', async () => {
    const label = say['options.known.protectedNames'];
    await tabTo(label);
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'Bob Example\n山田\u3000花子\n\nBob Example\n');
      const event = new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement?.dispatchEvent(event);
    });
    await press('Enter');
    await eventually(async () =>
      expect(await entries(label)).toEqual(['Bob Example', '山田 花子']),
    );
  });

  test('a name is saved when its field is left', async () => {
    await tabTo(say['options.me.name']);
    await page.keyboard.type('Alice Example');
    await press('Tab');
    await eventually(async () => expect((await settings())?.reader.ownName).toBe('Alice Example'));
  });

  test('a brand, and without its parts the reason', async () => {
    await tabTo(say['options.known.brandNames']);
    await page.keyboard.type('Example Bank, EXBK');
    await press('Enter');
    await eventually(async () =>
      expect(
        await page.$$eval('.message.wrong', (all) => all.map((one) => one.textContent)),
      ).toEqual([say['options.known.brandWrong']]),
    );
    await press('Tab');
    await page.keyboard.type('bank.example');
    await press('Enter');
    await eventually(async () =>
      expect((await settings())?.reader.extraBrands).toEqual([
        { id: 'bank.example', names: ['Example Bank', 'EXBK'], domains: ['bank.example'] },
      ]),
    );
    expect(await entries(say['options.known.brands'])).toEqual([
      'Example Bank, EXBK: only from bank.example',
    ]);
  });

  test('the personal seal, with the real seal as it will look', async () => {
    await tabTo(say['options.seal.colors.indigo']);
    await press('ArrowRight', 'ArrowRight');
    await tabTo(say['options.seal.glyph']);
    await page.keyboard.type('春夏');
    await eventually(async () =>
      expect((await settings())?.personalSeal).toEqual({ color: '#39753d', glyph: '春' }),
    );
    await eventually(async () =>
      expect(
        await page.$eval('.preview inkan-seal >>> svg', (mark) => [
          mark.querySelector('text')?.textContent,
          getComputedStyle(mark).getPropertyValue('--own'),
        ]),
      ).toEqual(['春', '#39753d']),
    );
    await press('Tab');
    const field = await fieldOf(say['options.seal.glyph']);
    await eventually(async () => expect(await field.evaluate((input) => input.value)).toBe('春'));
  });

  test('forgetting asks first; Escape keeps everything and gives the focus back', async () => {
    const dialogs = () => page.$$eval('dialog[open]', (open) => open.length);
    await tabTo(say['options.memory.forgetAll']);
    await press('Enter');
    await eventually(async () => expect(await dialogs()).toBe(1));
    await press('Escape');
    await eventually(async () => expect(await dialogs()).toBe(0));
    await eventually(async () => expect(await focused()).toBe(say['options.memory.forgetAll']));
    // What was saved a moment ago is still said.
    await eventually(async () => expect(await notice()).toBe(''));
    await press('Enter');
    await eventually(async () => expect(await dialogs()).toBe(1));
    await press('Tab', 'Enter');
    await heard(say['options.memory.forgotten']);
  });
});

test('what was taught in each mailbox can be taken back, one by one', async () => {
  const teach = (account: string, teaching: object) =>
    page.evaluate(
      (asked) =>
        (
          globalThis as unknown as {
            chrome: { runtime: { sendMessage(m: object): Promise<unknown> } };
          }
        ).chrome.runtime.sendMessage(asked),
      { inkan: 'teach', payload: { teaching, account, ownAddress: account } },
    );
  const bob = {
    kind: 'sender',
    rule: 'nameContact',
    address: 'bob@example.net',
    name: 'Bob Example',
    domain: 'example.net',
    messageId: 'said',
  };
  expect(await teach('alice@example.com', bob)).toBe(true);
  await teach('alice@example.com', { ...bob, rule: 'nameBrand' });
  await teach('work@example.org', {
    kind: 'forwarder',
    reverseName: 'www1.rental.example',
    address: null,
  });
  await page.reload();
  await page.waitForSelector('h3.mailbox');
  expect(await page.$$eval('h3.mailbox', (all) => all.map((one) => one.textContent))).toEqual([
    'Taught in alice@example.com',
    'Taught in work@example.org',
  ]);
  const label = say['options.known.taught'];
  const lesson = (rule: string) => `Bob Example <bob@example.net>: ${rule}`;
  const [contact, brand] = ['name of somebody you know', 'name of a brand'].map(lesson);
  expect(await entries(label)).toEqual([contact, brand]);
  expect(await entries(say['options.known.taughtForwarders'])).toEqual(['www1.rental.example']);
  await tabTo(`Remove ${contact}`);
  await press('Enter');
  await eventually(async () => expect(await focused()).toBe(`Remove ${brand}`));
  await press('Enter');
  await eventually(async () => expect(await focused()).toBe(say['options.known.taughtNone']));
  await page.reload();
  await page.waitForSelector('h3.mailbox');
  expect(await entries(label)).toEqual([]);
  expect(await entries(say['options.known.taughtForwarders'])).toEqual(['www1.rental.example']);
});

test('addresses and name are kept for all mailboxes or for one', async () => {
  await page.waitForSelector('#me select');
  const label = say['options.me.addresses'];
  await tabTo(label);
  await page.keyboard.type('everywhere@example.com');
  await press('Enter');
  await eventually(async () => expect(await entries(label)).toEqual(['everywhere@example.com']));
  await page.select('#me select', 'work@example.org');
  await eventually(async () => expect(await entries(label)).toEqual([]));
  await tabTo(label);
  await page.keyboard.type('here@example.com');
  await press('Enter');
  await eventually(async () => expect(await entries(label)).toEqual(['here@example.com']));
  expect((await settings())?.reader.ownAddresses).toEqual(['everywhere@example.com']);
  await page.reload();
  await page.waitForSelector('#me select');
  expect(await entries(label)).toEqual(['everywhere@example.com']);
  await page.select('#me select', 'work@example.org');
  await eventually(async () => expect(await entries(label)).toEqual(['here@example.com']));
});

test('nothing moves when something is saved or refused', async () => {
  const places = () =>
    page.$$eval('.sheet', (sheets) =>
      sheets.map((sheet) => sheet.getBoundingClientRect().top + scrollY),
    );
  const before = await places();
  const field = await fieldOf(say['options.known.trustedForwarders']);
  await field.type('nonsense');
  await press('Enter');
  await page.click('input[value="off"]');
  await heard(say['page.saved']);
  expect(await message(field)).toContain('nonsense');
  expect(await places()).toEqual(before);
});

describe('a resolver of one’s own', () => {
  const told = () => page.$eval('.inset .message', (element) => element.textContent);
  async function check(url: string): Promise<void> {
    const field = await fieldOf(say['options.lookups.url']);
    await field.evaluate((input) => input.select());
    await field.type(url);
    await press('Enter');
  }

  test.each([
    ['dns.example.com', 'syntax'],
    ['ftp://dns.example.com/', 'scheme'],
    ['http://dns.example.com/dns-query', 'plain'],
    ['http://127.0.0.1:8053/dns-query', 'plain'],
    ['https://a:b@dns.example.com/dns-query', 'credentials'],
    ['https://dns.example.com/dns-query#a', 'fragment'],
  ] as const)('%s is refused before anything is asked', async (url, why) => {
    await check(url);
    await eventually(async () => expect(await told()).toBe(say[`options.lookups.refused.${why}`]));
    expect((await settings())?.resolver ?? 'auto').toBe('auto');
  });

  // Hosts of the table need no further permission, which no test could grant in a headless browser.
  test('one that answers is used, and nobody else is asked from then on', async () => {
    await check('https://dns.quad9.net:443/dns-query?');
    await eventually(async () => expect(await told()).toContain('dns.quad9.net'));
    await eventually(async () =>
      expect((await settings())?.resolver).toBe('https://dns.quad9.net:443/dns-query?'),
    );
    world.dns.forget();
    const gmail = await world.open(world.built[0]);
    const [seal] = await settledSeals(gmail, 1);
    expect(seal).toMatchObject({ origin: 'signed', tone: 'calm' });
    expect(new Set(world.dns.requests().map(({ host }) => host))).toEqual(
      new Set(['dns.quad9.net']),
    );
    await gmail.close();
  });

  test.each([
    ['https://dns.quad9.net/elsewhere', null, 'refused'],
    ['https://dns.quad9.net/dns-query', 'status503', 'servfail'],
    ['https://dns.quad9.net/dns-query', 'html', 'garbage'],
    ['https://dns.quad9.net/dns-query', 'reset', 'network'],
  ] as const)('%s that fails (%s) is told (%s) and not saved', async (url, fault, why) => {
    world.dns.setFault(fault);
    await check(url);
    const sentence = say[`options.lookups.refused.${why}`].replace('{host}', 'dns.quad9.net');
    await eventually(async () => expect(await told()).toBe(sentence));
    world.dns.setFault(null);
    expect((await settings())?.resolver ?? 'auto').toBe('auto');
  });
});

describe('as a file', () => {
  async function upload(nth: number, text: string): Promise<void> {
    const path = join(folder, 'upload.json');
    writeFileSync(path, text);
    const inputs = (await page.$$('input[type=file]')) as ElementHandle<HTMLInputElement>[];
    await inputs[nth]?.uploadFile(path);
  }
  const MEMORY = 0;
  const SETTINGS = 1;

  async function clickButton(name: string): Promise<void> {
    await (await page.$(`aria/${name}[role="button"]`))?.click();
  }

  async function download(button: string, name: string): Promise<string> {
    const session = await page.createCDPSession();
    await session.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await clickButton(button);
    return eventually(() => readFileSync(join(folder, name), 'utf8'));
  }

  test('settings come back as they went', async () => {
    const mine = {
      ...DEFAULT_SETTINGS,
      lookups: 'off' as const,
      memory: { keep: true, days: null },
      reader: { ...DEFAULT_SETTINGS.reader, ownDomains: ['example.com'] },
    };
    await store(page, { settings: mine });
    await eventually(async () =>
      expect(await entries(say['options.me.domains'])).toEqual(['example.com']),
    );
    const file = await download(say['options.file.export'], 'inkan-settings.json');
    await clickButton(say['options.file.resetButton']);
    await page.waitForSelector('dialog[open]');
    await press('Tab', 'Enter');
    await eventually(async () => expect(await settings()).toEqual(DEFAULT_SETTINGS));
    await upload(SETTINGS, file);
    await eventually(async () => expect(await settings()).toEqual(mine));
    await heard(say['options.file.imported']);
  });

  test.each([
    ['{', say['options.file.refused.json']],
    ['{"version":1}', say['options.file.refused.kind']],
    ['{"kind":"inkan-settings","version":9}', say['options.file.refused.newer']],
    [
      '{"kind":"inkan-settings","version":1,"lookups":"maybe","show":"problems"}',
      say['options.file.refused.field'].replace('{field}', 'lookups'),
    ],
  ])('%s is refused whole', async (text, sentence) => {
    await upload(SETTINGS, text);
    await eventually(async () =>
      expect(await page.$eval('#file .message', (element) => element.textContent)).toBe(sentence),
    );
    expect((await settings())?.show ?? 'line').toBe('line');
  });

  test('memory goes, comes back and is forgotten, with what was taught', async () => {
    const gmail = await world.open(world.built[0]);
    await settledSeals(gmail, 1);
    await gmail.close();
    const count = async () => {
      const text = await download(say['options.memory.export'], 'inkan-memory.json');
      rmSync(join(folder, 'inkan-memory.json'));
      const { records } = JSON.parse(text) as { records: { senders: unknown[] } };
      return { text, senders: records.senders.length };
    };
    await eventually(async () => expect((await count()).senders).toBe(1));
    const { text } = await count();
    await clickButton(say['options.memory.forgetAll']);
    await page.waitForSelector('dialog[open]');
    await press('Tab', 'Enter');
    await heard(say['options.memory.forgotten']);
    expect((await count()).senders).toBe(0);
    await upload(MEMORY, '{"inkan":"memory","version":1,"records":{}}');
    await eventually(async () =>
      expect(await page.$eval('#memory .message', (element) => element.textContent)).toBe(
        say['options.memory.refused.shape'],
      ),
    );
    await upload(MEMORY, text);
    await heard('Loaded');
    expect((await count()).senders).toBe(1);
  });
});

test('a change counts in an open Gmail at once', async () => {
  const gmail = await world.open(world.built[0]);
  await settledSeals(gmail, 1);
  const shown = () =>
    gmail.$eval('inkan-seal', (host) => ({
      display: getComputedStyle(host).display,
      glyph: host.shadowRoot?.querySelector('svg text')?.textContent ?? null,
    }));
  expect(await shown()).toEqual({ display: 'inline-flex', glyph: null });
  await store(page, {
    settings: { ...DEFAULT_SETTINGS, personalSeal: { color: '#2b5c9e', glyph: '春' } },
  });
  await eventually(async () =>
    expect(await shown()).toEqual({ display: 'inline-flex', glyph: '春' }),
  );
  await page.bringToFront();
  await page.click('input[value="problems"]');
  await eventually(async () => expect((await shown()).display).toBe('none'));
  await gmail.close();
});

describe('in Firefox', () => {
  let firefox: World;
  let shown: Page;

  beforeAll(async () => {
    firefox = await startWorld({
      browser: 'firefox',
      cases: [loadCase('signed-newsletter')],
      // Grants what is asked, as a reader would who presses "Allow".
      firefoxPreferences: { 'extensions.webextOptionalPermissionPrompts': false },
    });
    firefox.proxy.map('dns.example.com:443', firefox.dns.port);
    shown = await firefox.launched.openExtensionPage('options.html');
    await shown.waitForSelector('h1');
  });
  afterAll(() => firefox?.close());

  interface Api {
    permissions: {
      contains(of: object): Promise<boolean>;
      request(of: object): Promise<boolean>;
    };
  }
  const isAllowed = (host: string) =>
    shown.evaluate(
      (name) =>
        (globalThis as unknown as { browser: Api }).browser.permissions.contains({
          origins: [`https://${name}/*`],
        }),
      host,
    );
  const told = () => shown.$eval('.inset .message', (element) => element.textContent);
  async function check(url: string): Promise<void> {
    const field = await shown.$('.inset input');
    await field?.evaluate((input) => (input as HTMLInputElement).select());
    await field?.type(url);
    await shown.keyboard.press('Enter');
  }
  const resolver = async () =>
    ((await stored(shown, 'settings')) as typeof DEFAULT_SETTINGS | undefined)?.resolver ?? 'auto';

  test('a host that cannot be reached is not kept', async () => {
    await check('https://silent.example.com/dns-query');
    const sentence = say['options.lookups.refused.network'];
    await eventually(async () =>
      expect(await told()).toBe(sentence.replace('{host}', 'silent.example.com')),
    );
    expect(await isAllowed('silent.example.com')).toBe(false);
    expect(await resolver()).toBe('auto');
  });

  test('a host that answers is allowed and used, alone, until another is chosen', async () => {
    expect(await isAllowed('dns.example.com')).toBe(false);
    await check('https://dns.example.com/dns-query');
    await eventually(async () =>
      expect(await resolver()).toBe('https://dns.example.com/dns-query'),
    );
    expect(await isAllowed('dns.example.com')).toBe(true);
    expect(await isAllowed('elsewhere.example.com')).toBe(false);
    firefox.dns.forget();
    const gmail = await firefox.open(firefox.built[0]);
    const [seal] = await settledSeals(gmail, 1);
    expect(seal).toMatchObject({ origin: 'signed', tone: 'calm' });
    expect(new Set(firefox.dns.requests().map(({ host }) => host))).toEqual(
      new Set(['dns.example.com']),
    );
    await gmail.close();
    await shown.bringToFront();
    await shown.click('input[value="quad9"]');
    await eventually(async () => expect(await isAllowed('dns.example.com')).toBe(false));
    expect(await resolver()).toBe('quad9');
  });

  test('without the permission nothing changes', async () => {
    await shown.evaluate(() => {
      (globalThis as unknown as { browser: Api }).browser.permissions.request = async () => false;
    });
    firefox.dns.forget();
    await check('https://dns.example.com/dns-query');
    const sentence = say['options.lookups.refused.denied'];
    await eventually(async () =>
      expect(await told()).toBe(sentence.replace('{host}', 'dns.example.com')),
    );
    expect(await resolver()).toBe('quad9');
    expect(firefox.dns.requests()).toEqual([]);
  });
});
