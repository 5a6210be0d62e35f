// The browser harness itself: a tiny extension in real Chromium and Firefox, its pages, its worker, its seals, its network.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPaths, howToInstall } from '../helpers/browser/find.ts';
import { type GmailTab, type GmailWorld, startGmail } from '../helpers/browser/gmail.ts';
import { launchChromium, launchFirefox, settledSeals } from '../helpers/browser/launch.ts';
import { PATIENT } from '../helpers/patience.ts';
import { sampleAccounts } from '../replica/sample.ts';

/** Puts a seal beside each sender, which says which life of the background answered it. */
const CONTENT = `
const api = globalThis.browser ?? chrome;
setInterval(async () => {
  for (const adn of document.querySelectorAll('.adn[data-legacy-message-id]')) {
    if (adn.closest('.a3s') || adn.querySelector(':scope > .gs > .gE inkan-seal')) continue;
    const host = document.createElement('inkan-seal');
    host.dataset.for = adn.dataset.legacyMessageId;
    host.dataset.state = 'checking';
    host.attachShadow({ mode: 'open' }).append(document.createElement('button'));
    adn.querySelector('h3').append(host);
    const answer = await api.runtime.sendMessage('life').catch((error) => String(error));
    host.shadowRoot.firstChild.textContent = answer;
    Object.assign(host.dataset, { origin: 'signed', tone: 'calm', state: 'done' });
  }
}, 50);`;
const BACKGROUND = `
const api = globalThis.browser ?? chrome;
const life = 'life ' + Math.random();
api.runtime.onMessage.addListener((message, sender, reply) => { reply(life); });
api.runtime.onMessage.addListener((message) => {
  if (message === 'call') fetch('https://elsewhere.example/').catch(() => undefined);
});`;
const PAGE = `<!doctype html><title>options</title><button>press</button><script src="page.js"></script>`;
const SCRIPT = `document.querySelector('button').onclick = () => {
  document.title = navigator.userActivation.isActive ? 'pressed' : 'forged';
  (globalThis.browser ?? chrome).runtime.sendMessage('call');
};`;

const folder = mkdtempSync(join(tmpdir(), 'inkan-browsers-'));
// Whatever a browser leaves behind is then easy to see.
process.env.TMPDIR = folder;

function writeExtension(kind: 'chromium' | 'firefox', version = '1.0'): string {
  const path = join(folder, kind);
  mkdirSync(path, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'harness',
    version,
    host_permissions: ['https://mail.google.com/*'],
    content_scripts: [{ matches: ['https://mail.google.com/*'], js: ['content.js'] }],
    background:
      kind === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] },
    ...(kind === 'firefox'
      ? { browser_specific_settings: { gecko: { id: 'harness@inkan.example' } } }
      : {}),
  };
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'content.js': CONTENT,
    'background.js': BACKGROUND,
    'options.html': PAGE,
    'page.js': SCRIPT,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('%s', (kind, launch) => {
  let gmail: GmailWorld;
  let tab: GmailTab;

  beforeAll(async () => {
    const accounts = sampleAccounts();
    gmail = await startGmail({ launch, accounts, extension: writeExtension(kind), dark: true });
    tab = await gmail.newTab();
  });
  afterAll(() => gmail?.close());

  test('reads seals through their shadow roots, and not those of a mail', async () => {
    await tab.load();
    await tab.open('Account notice');
    const [own, forged] = await settledSeals(tab.page, 2);
    expect(own).toMatchObject({
      for: gmail.replica.message('Account notice').legacyId,
      origin: 'signed',
      tone: 'calm',
      state: 'done',
      visible: true,
    });
    expect(own?.text).toMatch(/^life 0\./);
    expect(forged?.text).toBe('');
  });

  test('ends the background, and the next message starts a new one', async () => {
    await tab.load();
    await tab.open('Your receipt');
    const [before] = await settledSeals(tab.page, 1);
    await gmail.browser.killWorker();
    await tab.open('Weekly news');
    const [after] = await settledSeals(tab.page, 1);
    expect(after?.text).toMatch(/^life 0\./);
    expect(after?.text).not.toBe(before?.text);
  });

  test('loads the extension anew under a page that stays open', async () => {
    await tab.load();
    await tab.open('Your receipt');
    await settledSeals(tab.page, 1);
    writeExtension(kind, '2.0');
    await gmail.browser.reloadExtension();
    const options = await gmail.browser.openExtensionPage('options.html');
    const version = await options.evaluate(() => {
      interface Api {
        runtime: { getManifest(): { version: string } };
      }
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      return (browser ?? chrome).runtime.getManifest().version;
    });
    expect(version).toBe('2.0');
    await options.close();
    await tab.load();
    await tab.open('Weekly news');
    expect((await settledSeals(tab.page, 1))[0]?.text).toMatch(/^life 0\./);
  });

  test('opens pages of the extension, and a click there is the reader’s', async () => {
    const options = await gmail.browser.openExtensionPage('options.html');
    expect(await options.evaluate((a, b) => `${document.title} ${a + b}`, 1, 2)).toBe('options 3');
    expect(await options.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
      true,
    );
    expect(await options.evaluate(async () => (await fetch('page.js')).status)).toBe(200);
    await options.click('button');
    expect(await options.title()).toBe('pressed');
    await options.close();
  });

  test('reports every host that was not led to a local server', async () => {
    await expect.poll(() => gmail.proxy.refused(), PATIENT).toEqual(['elsewhere.example:443']);
  });

  test('without a network nothing is reached', async () => {
    gmail.proxy.setOffline(true);
    const fetched = () =>
      tab.page.evaluate(() =>
        fetch('/mail/u/0/feed/atom').then(
          ({ status }) => status,
          (error) => error.name,
        ),
      );
    expect(await fetched()).toBe('TypeError');
    gmail.proxy.setOffline(false);
    await expect.poll(fetched, PATIENT).toBe(200);
  });
});

test('a browser that is not there is named with the way to install it', () => {
  const nowhere = { platform: 'linux', env: { PATH: '/nowhere' }, home: '/' } as const;
  expect(browserPaths('chromium', nowhere)).toContain('/nowhere/chromium');
  expect(howToInstall('chromium', nowhere)).toContain('sudo apt-get install chromium');
});

test('no profile is left behind', () => {
  const left = readdirSync(folder).filter((name) => !name.startsWith('inkan-certificate'));
  expect(left.sort()).toEqual(['chromium', 'firefox']);
});
