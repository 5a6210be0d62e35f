// The badge of the toolbar button: why no seal is shown, and nothing where they are.
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

let granted = true;
const asked: unknown[] = [];
const heard = new Set<() => void>();
const event = { addListener: (listener: () => void) => heard.add(listener) };
const permissions = {
  contains: async (wanted: unknown) => {
    asked.push(wanted);
    return granted;
  },
  onAdded: event,
  onRemoved: event,
};
let badge: string | null = null;
const action = {
  setBadgeText: async ({ text }: { text: string }) => {
    badge = text;
  },
  setBadgeBackgroundColor: async () => undefined,
};
vi.mock('wxt/browser', () => ({
  browser: { ...fakeBrowser, storage: fakeBrowser.storage, permissions, action },
}));
const { followBadge } = await import('../../lib/extension/badge.ts');
const { pauseEverywhere } = await import('../../lib/extension/pause.ts');

beforeEach(() => {
  fakeBrowser.reset();
  granted = true;
  badge = null;
});
const shows = (text: string) => vi.waitFor(() => expect(badge).toBe(text));
const change = (state: boolean) => {
  granted = state;
  for (const listener of heard) listener();
};

test('nothing, a pause, no access to Gmail, and back', async () => {
  followBadge();
  await shows('');
  await pauseEverywhere(true);
  await shows('II');
  change(false);
  await shows('!');
  await pauseEverywhere(false);
  change(true);
  await shows('');
  expect(asked[0]).toEqual({ origins: ['https://mail.google.com/*'] });
});

test('without access from the beginning', async () => {
  granted = false;
  followBadge();
  await shows('!');
});
