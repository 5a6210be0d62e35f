// Addresses that tabs of Gmail were told: shared with other tabs for this session, and with no private window.
import { expect, test, vi } from 'vitest';

const kept = new Map<string, unknown>();
vi.mock('../../lib/extension/store.ts', () => ({
  sessionStore: () => ({
    list: async () => [...kept],
    write: async (key: string, entry: unknown) => void kept.set(key, entry),
  }),
}));
const { createAccounts } = await import('../../lib/extension/accounts.ts');

test('what one tab was told another one knows', async () => {
  const accounts = createAccounts();
  const tab = { isPrivate: false, tab: null };
  expect(await accounts({ told: null }, tab)).toEqual([]);
  expect(await accounts({ told: 'alice@gmail.example' }, tab)).toEqual(['alice@gmail.example']);
  expect(await accounts({ told: 'alice@gmail.example' }, tab)).toEqual(['alice@gmail.example']);
  expect(await accounts({ told: null }, tab)).toEqual(['alice@gmail.example']);
  expect(await accounts({ told: 'bob@gmail.example' }, { isPrivate: true, tab: null })).toEqual([]);
  expect(await accounts({ told: null }, tab)).toEqual(['alice@gmail.example']);
  for (let index = 0; index < 100; index += 1)
    await accounts({ told: `${index}@gmail.example` }, tab);
  expect(await accounts({ told: null }, tab)).toHaveLength(50);
});
