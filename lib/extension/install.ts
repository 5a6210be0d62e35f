// The first run: one page, once. An update opens nothing, and neither does an uninstallation.
import { browser } from 'wxt/browser';

/** To be called while the background starts, before anything is awaited: browsers tell only who listens by then. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') {
      void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
    }
  });
}

/** The extension's own version, as the manifest says. */
export function version(): string {
  return browser.runtime.getManifest().version;
}
