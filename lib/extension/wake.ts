// Gmail tabs that were open before the extension came or was updated: its script starts in them too, without a reload.
import { browser } from 'wxt/browser';
import { askTab } from './tab.ts';

const SCRIPT = '/content-scripts/gmail.js';

/** Starts the script in every tab of Gmail where nobody answers. Never throws: a tab may be gone, or out of reach. */
async function wakeOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: 'https://mail.google.com/*' }).catch(() => []);
  await Promise.all(
    tabs.map(async ({ id, discarded }) => {
      // A discarded tab loads anew when it is looked at.
      if (id === undefined || discarded || (await askTab(id, 'state'))) return;
      await browser.scripting
        .executeScript({ target: { tabId: id }, files: [SCRIPT] })
        .catch(() => undefined);
    }),
  );
}

/** To be called while the background starts. Firefox starts the script by itself; the script starts once either way. */
export function wakeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' || reason === 'update') void wakeOpenTabs();
  });
}

interface Running {
  isInvalid: boolean;
}

/**
 * In the tab: true where this version runs already. A version that was cut off by an update counts for nothing.
 */
export function isRunningAlready(context: Running): boolean {
  const world = globalThis as { inkanRunning?: Running };
  if (world.inkanRunning && !world.inkanRunning.isInvalid) return true;
  world.inkanRunning = context;
  return false;
}
