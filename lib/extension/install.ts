// The first run: one page, once. An update opens nothing, and so does an uninstallation.
import { browser } from 'wxt/browser';

/** To be called while the background starts, before anything is awaited: browsers tell only those who listen by then. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openPage('welcome.html');
  });
}

/** Opens a page of the extension in a tab of its own. */
export async function openPage(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
}
