// Pages that open by themselves, each once: the first run, and a permission that only a click can give.
// An update opens nothing, and neither does an uninstallation.
import { browser } from 'wxt/browser';
import { hasHostAccess } from './permissions.ts';
import { readPolicy } from './policy.ts';

/** To be called while the background starts, before anything is awaited: browsers tell only who listens by then. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') {
      void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
    }
  });
}

/**
 * A policy can name a resolver, but not grant its host: the page that asks for it opens once for each resolver. To be
 * called when the background starts and whenever the policy may have changed.
 */
export function askForPolicyResolver(): Promise<void> {
  return navigator.locks.request('inkan-policy-resolver', async () => {
    const { resolver } = (await readPolicy()).policy;
    if (resolver === undefined || (await hasHostAccess(resolver))) return;
    const { askedFor } = await browser.storage.local.get('askedFor');
    if (askedFor === resolver) return;
    await browser.storage.local.set({ askedFor: resolver });
    await browser.tabs.create({ url: browser.runtime.getURL('/options.html#lookups') });
  });
}

/** The extension's own version, as the manifest says. */
export function version(): string {
  return browser.runtime.getManifest().version;
}

/** Loaded from its folder, in developer mode. Browsers tell an extension that of itself without a permission. */
export async function isDevelopment(): Promise<boolean> {
  try {
    return (await browser.management.getSelf()).installType === 'development';
  } catch {
    return false;
  }
}
