// From the moment a tab says stop no resolver is asked for it, whatever of the evaluation still runs.
import { expect, test, vi } from 'vitest';
import { createStopping, silenced } from '../../lib/extension/stopping.ts';
import type { Resolver } from '../../lib/model.ts';

test('a question after the stop is answered by nobody, at the second resolver as well; memory still answers', async () => {
  const stopping = createStopping();
  const answer = { status: 'nodata', ttl: 60, dnssec: false } as const;
  const ask = vi.fn(async () => answer);
  const resolver: Resolver = { ask, peek: async () => answer, confirm: { ask } };
  const ours = silenced(resolver, stopping.signalFor(7));
  stopping.stop(8);
  expect(await ours.ask('a.example', 'TXT')).toEqual(answer);
  expect(await ours.confirm?.ask('a.example', 'TXT')).toEqual(answer);
  expect(ask).toHaveBeenCalledTimes(2);
  stopping.stop(7);
  expect(await ours.ask('b.example', 'TXT')).toMatchObject({ status: 'off' });
  expect(await ours.confirm?.ask('b.example', 'TXT')).toMatchObject({ status: 'off' });
  expect(await ours.peek?.('b.example', 'TXT')).toEqual(answer);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(stopping.signalFor(7).aborted).toBe(false);
});

test('a resolver without a second one gets none', () => {
  const { signal } = new AbortController();
  expect(silenced({ ask: vi.fn() }, signal)).not.toHaveProperty('confirm');
});
