// What a tab cannot do without is asked until it is answered, with pauses, and no longer than somebody can answer.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

class ExtensionGone extends Error {}
const ask = vi.fn();
vi.mock('../../lib/extension/messaging.ts', () => ({ ask, ExtensionGone }));
const { askUntilAnswered } = await import('../../lib/extension/insist.ts');

beforeEach(() => {
  ask.mockReset();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;

test('a failure is followed by another question after half a minute, until there is an answer', async () => {
  ask.mockRejectedValueOnce(new Error('busy'));
  ask.mockRejectedValueOnce(new Error('busy'));
  ask.mockResolvedValue(['alice@gmail.example']);
  const answer = askUntilAnswered('accounts', { told: null }, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(await answer).toEqual(['alice@gmail.example']);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('nobody is asked once the extension is gone, or this tab is', async () => {
  ask.mockRejectedValueOnce(new ExtensionGone());
  expect(await askUntilAnswered('settings', null, new AbortController().signal)).toBeNull();
  const ending = new AbortController();
  ask.mockRejectedValue(new Error('busy'));
  const answer = askUntilAnswered('settings', null, ending.signal);
  ending.abort();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(await answer).toBeNull();
  expect(ask).toHaveBeenCalledTimes(2);
});
