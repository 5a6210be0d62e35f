// Session storage for answers of DNS: a browser that fails once is asked again.
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
const { ANSWERS, forgetAnswers, sessionStore } = await import('../../lib/extension/store.ts');

test('a browser that fails once is read at the next question', async () => {
  await fakeBrowser.storage.session.set({ [`${ANSWERS}A:example.com`]: 1 });
  const store = sessionStore(ANSWERS);
  vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValueOnce(new Error('not now'));
  await expect(store.read(`${ANSWERS}A:example.com`)).rejects.toThrow('not now');
  expect(await store.read(`${ANSWERS}A:example.com`)).toBe(1);
});

test('forgetting a domain forgets its answers and those below it, and no others', async () => {
  const keys = ['TXT:shop.example', 'TXT:s1._domainkey.shop.example', 'TXT:workshop.example'];
  await fakeBrowser.storage.session.set(
    Object.fromEntries(keys.map((key) => [`${ANSWERS}${key}`, 1])),
  );
  await forgetAnswers('shop.example');
  const left = Object.keys(await fakeBrowser.storage.session.get(null));
  expect(left.filter((key) => key.includes('shop'))).toEqual([`${ANSWERS}TXT:workshop.example`]);
});
