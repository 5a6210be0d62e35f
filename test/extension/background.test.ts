// The background as a tab meets it: what fails once is no reason to fail for the rest of the worker's life.
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Handlers } from '../../lib/extension/messaging.ts';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';

const readSettings = vi.fn();
let handlers: Handlers | null = null;
vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
vi.mock('../../lib/extension/badge.ts', () => ({ followBadge() {} }));
vi.mock('../../lib/extension/pieces.ts', () => ({ servePieces() {} }));
vi.mock('../../lib/extension/install.ts', () => ({
  welcomeOnInstall() {},
  askForPolicyResolver: async () => {},
}));
vi.mock('../../lib/extension/settings.ts', () => ({
  readSettings,
  onSettingsChanged() {},
}));
vi.mock('../../lib/extension/messaging.ts', () => ({
  answer(given: Handlers) {
    handlers = given;
  },
}));
const { default: background } = await import('../../entrypoints/background.ts');

test('settings that could not be read once are read at the next question', async () => {
  void background.main();
  const ask = () => handlers?.rows({ rows: [], account: 'a', reader: null }, { isPrivate: false });
  readSettings.mockRejectedValueOnce(new Error('not now'));
  await expect(ask()).rejects.toThrow('not now');
  readSettings.mockResolvedValue({ ...DEFAULT_SETTINGS, locked: [] });
  expect(await ask()).toEqual([]);
  await ask();
  expect(readSettings).toHaveBeenCalledTimes(2);
});
