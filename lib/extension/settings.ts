// What the reader chose, kept in storage.local under one key, with the organisation's policy on top.
import { browser } from 'wxt/browser';
import { applyPolicy, type Governed, readPolicy } from './policy.ts';
import { readStored } from './settings-file.ts';
import type { Settings } from './settings-table.ts';

export { onSettingsChanged } from './changes.ts';
export { DEFAULT_SETTINGS, type Settings } from './settings-table.ts';

/** The reader's own settings, without the policy: what the options page changes and files carry. */
export async function readOwnSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  return readStored(settings);
}

/** The settings that count: the reader's own with the organisation's policy on top. Never write these back. */
export async function readSettings(): Promise<Governed> {
  const [own, { policy }] = await Promise.all([readOwnSettings(), readPolicy()]);
  return applyPolicy(own, policy);
}

/** Changes the reader's own settings, one change after the other, also from several pages at once. */
export function changeSettings(change: (own: Settings) => Settings): Promise<Settings> {
  return navigator.locks.request('inkan-settings', async () => {
    const settings = change(await readOwnSettings());
    await browser.storage.local.set({ settings });
    return settings;
  });
}
