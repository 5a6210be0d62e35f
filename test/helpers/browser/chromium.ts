// Chromium for tests: the extension loaded unpacked, the network reduced to the proxy, a profile that disappears.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser } from 'puppeteer-core';
import { PATIENCE } from '../patience.ts';
import { endFirstRun, type LaunchedBrowser, type LaunchOptions } from './browser.ts';
import { findBrowser } from './find.ts';

/** What the browser's own page for extensions can do. */
interface DeveloperPages {
  developerPrivate: {
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    updateExtensionConfiguration(change: object): Promise<void>;
  };
}

/** As POSIX spells it: `ja_JP`. */
function localeOf(language: string): string {
  const { language: tag, region } = new Intl.Locale(language).maximize();
  return `${tag}_${region}`;
}

/** The language of the messages that the extension gets from the browser. */
async function spokenLanguage(browser: Browser, id: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/manifest.json`);
  const spoken = await page.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { i18n: { getMessage(name: string): string } };
    };
    return chrome.i18n.getMessage('language');
  });
  await page.close();
  return spoken;
}

/**
 * Installs the extension and ends its first run. One start of Chromium in thousands hands it the messages of the default
 * language, for as long as it is loaded: then it is loaded once more.
 *
 * @returns its id
 */
async function install(browser: Browser, folder: string, options: LaunchOptions): Promise<string> {
  const { language = 'en' } = options;
  const id = await browser.installExtension(folder);
  await endFirstRun(browser, options);
  if (language === 'en' || (await spokenLanguage(browser, id)) === language) return id;
  await browser.installExtension(folder);
  const spoken = await spokenLanguage(browser, id);
  if (spoken !== language) throw new Error(`Chromium speaks ${spoken || 'no language'}.`);
  return id;
}

/** Starts Chromium. The process ends with this one: its pipe breaks. */
export async function launchChromium(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { language = 'en', dark = false, headless = true } = options;
  const viewport = options.viewport ?? { width: 1280, height: 860 };
  const executablePath = findBrowser('chromium');
  const browser = await puppeteer.launch({
    executablePath,
    headless,
    pipe: true,
    defaultViewport: headless ? viewport : null,
    enableExtensions: options.extension !== undefined,
    env: {
      ...process.env,
      LANGUAGE: language,
      LC_ALL: language === 'en' ? 'C.UTF-8' : `${localeOf(language)}.UTF-8`,
    },
    args: [
      // root has no sandbox, and a container may have none
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=OptimizationHints,AutofillServerCommunication,MediaRouter',
      `--lang=${language}`,
      `--ignore-certificate-errors-spki-list=${options.spkiHashes.join(',')}`,
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
    ],
  });
  let extensionId: string | null = null;
  try {
    if (options.extension) {
      extensionId = await install(browser, resolve(options.extension), options);
    }
  } catch (error) {
    await browser.close();
    throw error;
  }
  const newPage = async (type: 'tab' | 'window' = 'tab') => {
    const page = await browser.newPage({ type });
    page.setDefaultTimeout(PATIENCE);
    const value = dark ? 'dark' : 'light';
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    return page;
  };
  const extensionUrl = (path: string) => `chrome-extension://${extensionId}/${path}`;
  return {
    kind: 'chromium',
    browser,
    extensionId,
    newPage,
    extensionUrl,
    async openExtensionPage(path) {
      const page = await newPage();
      await page.goto(extensionUrl(path));
      return page;
    },
    setOffline: (page, offline) => page.setOfflineMode(offline),
    async allowPrivateWindows() {
      const page = await newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(async (id) => {
        const { developerPrivate } = (globalThis as unknown as { chrome: DeveloperPages }).chrome;
        await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await developerPrivate.updateExtensionConfiguration({
          extensionId: id,
          incognitoAccess: true,
        });
      }, extensionId);
      // The extension is unloaded by now and comes back when it can: until then its pages are refused.
      const back = () => page.goto(extensionUrl('manifest.json')).catch(() => null);
      while ((await back()) === null) await sleep(100);
      await page.close();
    },
    async killWorker() {
      // As the browser itself does it. A worker whose target is closed may come back half attached, and hang.
      const [page] = await browser.pages();
      const session = await page?.createCDPSession();
      await session?.send('ServiceWorker.enable');
      await session?.send('ServiceWorker.stopAllWorkers');
      await session?.detach();
    },
    async reloadExtension() {
      if (options.extension) await browser.installExtension(resolve(options.extension));
    },
    close: () => browser.close(),
  };
}
