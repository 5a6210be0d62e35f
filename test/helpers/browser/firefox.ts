// Firefox for tests: driven by WebDriver BiDi alone, its own window too; a profile that disappears.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { PATIENCE } from '../patience.ts';
import { endFirstRun, type LaunchedBrowser, type LaunchOptions } from './browser.ts';
import { findBrowser } from './find.ts';

/** The extension's address part, pinned so that its pages have a known address. */
const UUID = '11111111-2222-4333-8444-555555555555';

/** Starts Firefox and installs the extension for the time it runs, with its host permissions granted. */
export async function launchFirefox(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { language = 'en', dark = false, headless = true } = options;
  const program = findBrowser('firefox');
  const folder = mkdtempSync(join(tmpdir(), 'inkan-firefox-'));
  const id = options.extension ? geckoId(options.extension) : null;
  const { proxyPort } = options;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: dieTogether(program, folder),
    headless,
    acceptInsecureCerts: true,
    defaultViewport: options.viewport ?? { width: 1280, height: 860 },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.failover_direct': false,
      'network.proxy.allow_hijacking_localhost': false,
      'network.trr.mode': 5,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'intl.locale.requested': language === 'en' ? 'en-US' : language,
      'intl.accept_languages': language === 'en' ? 'en-US, en' : `${language}, en`,
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      ...(id ? { 'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }) } : {}),
      ...options.firefoxPreferences,
    },
  });
  const close = async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (options.extension) await browser.installExtension(resolve(options.extension));
    await endFirstRun(browser, options);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'firefox',
    browser,
    extensionId: id,
    async newPage(type = 'tab') {
      const page = await browser.newPage({ type });
      page.setDefaultTimeout(PATIENCE);
      return page;
    },
    async setOffline(_page, offline) {
      const run = "(state) => { Services.io.offline = state === 'offline'; }";
      await runInWindow(browser, run, offline ? 'offline' : 'online');
    },
    extensionUrl: (path) => `moz-extension://${UUID}/${path}`,
    openExtensionPage: (path) => openTab(browser, `moz-extension://${UUID}/${path}`),
    async allowPrivateWindows() {
      await runInWindow(
        browser,
        `async (id) => {
          const load = (path) => ChromeUtils.importESModule('resource://gre/modules/' + path);
          const { ExtensionPermissions } = load('ExtensionPermissions.sys.mjs');
          const { AddonManager } = load('AddonManager.sys.mjs');
          const permissions = ['internal:privateBrowsingAllowed'];
          await ExtensionPermissions.add(id, { permissions, origins: [] });
          await (await AddonManager.getAddonByID(id)).reload();
        }`,
        id ?? '',
      );
    },
    async killWorker() {
      const state = await runInWindow(
        browser,
        `(id) => {
          const { extension } = WebExtensionPolicy.getByID(id);
          return extension.terminateBackground({}).then(() => extension.backgroundState);
        }`,
        id ?? '',
      );
      if (state !== 'stopped') throw new Error(`The event page is ${String(state)}, not stopped.`);
    },
    async reloadExtension() {
      if (options.extension) await browser.installExtension(resolve(options.extension));
    },
    close,
  };
}

/** Puppeteer's own BiDi connection, for commands it has no words for. */
interface Connection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/** Runs a function in the browser's window, where it may do anything; a promise is awaited, the result plain. */
async function runInWindow(browser: Browser, run: string, argument: string): Promise<unknown> {
  const { connection } = browser as unknown as { connection: Connection };
  const tree = await connection.send('browsingContext.getTree', {
    'moz:scope': 'chrome',
    maxDepth: 0,
  });
  const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
  const answer = await connection.send('script.callFunction', {
    target: { context: window?.context },
    functionDeclaration: run,
    arguments: [{ type: 'string', value: argument }],
    awaitPromise: true,
  });
  const outcome = answer.result as {
    result?: { value?: unknown };
    exceptionDetails?: { text: string };
  };
  if (outcome.exceptionDetails) throw new Error(outcome.exceptionDetails.text);
  return outcome.result?.value;
}

/** A tab with a page of the extension: BiDi may use it, but only the browser's window may open it. */
async function openTab(browser: Browser, url: string): Promise<Page> {
  const before = new Set(await browser.pages());
  await runInWindow(
    browser,
    `(url) => {
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(url, { triggeringPrincipal });
    }`,
    url,
  );
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const page = (await browser.pages()).find((one) => !before.has(one));
    const ready = () => `${location.href} ${document.readyState}`;
    const state = await page?.evaluate(ready).catch(() => null);
    if (page && state === `${url} complete`) return page;
    await sleep(50);
  }
  throw new Error(`Firefox did not open ${url}.`);
}

function geckoId(extension: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const id = (manifest as { browser_specific_settings?: { gecko?: { id?: string } } })
    .browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`The manifest in ${extension} names no gecko id.`);
  return id;
}

/** A start script that ties Firefox's life to this process, where the system can; a killed test leaves nothing. */
function dieTogether(program: string, folder: string): string {
  const setpriv = '/usr/bin/setpriv';
  if (!existsSync(setpriv)) return program;
  const script = join(folder, 'firefox');
  writeFileSync(script, `#!/bin/sh\nexec ${setpriv} --pdeathsig KILL ${program} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}
