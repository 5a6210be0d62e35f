// The memory of answers: bounds, expiry, clocks that jump, damaged and full stores.
import { describe, expect, it } from 'vitest';
import { type CacheStore, createCache, memoryStore } from '../../lib/dns/cache.ts';
import type { Answer } from '../../lib/model.ts';

const HOUR = 3600;
const ok = (ttl: number): Answer => ({ status: 'ok', records: [['a']], ttl, dnssec: false });
const missing = (ttl: number): Answer => ({ status: 'nxdomain', ttl, dnssec: false });

function cacheAt(store: CacheStore = memoryStore()) {
  const clock = { time: 1_700_000_000_000 };
  const cache = createCache(store, () => clock.time);
  const put = (name: string, answer: Answer) => cache.put(name, 'TXT', { answer, provider: 'one' });
  /** seconds for which the answer is still known */
  const lifetime = async (name: string, answer: Answer) => {
    await put(name, answer);
    const found = await cache.get(name, 'TXT');
    await cache.clear();
    return found?.answer.ttl ?? 0;
  };
  return { cache, clock, put, lifetime, store };
}

describe('createCache', () => {
  it.each([
    ['a positive answer by its TTL', 'a.example', ok(600), 600],
    ['at least five minutes', 'a.example', ok(1), 300],
    ['at most a day', 'a.example', ok(90 * HOUR), 24 * HOUR],
    ['a key at least a day', 's._domainkey.a.example', ok(300), 24 * HOUR],
    ['a key at most a week', 's._domainkey.a.example', ok(900 * HOUR), 168 * HOUR],
    ['a missing name by its SOA', 'a.example', missing(120), 120],
    ['at least a minute', 'a.example', missing(0), 60],
    ['at most a quarter of an hour', 'a.example', missing(9 * HOUR), 900],
    ['a missing key as briefly', 's._domainkey.a.example', missing(9 * HOUR), 900],
    ['no timeout', 'a.example', { status: 'timeout', ttl: 0, dnssec: false } as Answer, 0],
    ['no SERVFAIL', 'a.example', { status: 'servfail', ttl: 60, dnssec: false } as Answer, 0],
  ])('remembers %s', async (_, name, answer, seconds) => {
    expect(await cacheAt().lifetime(name, answer)).toBe(seconds);
  });

  it('forgets at the end of the time and when the clock was set back', async () => {
    const { cache, clock, put } = cacheAt();
    await put('a.example', ok(600));
    clock.time += 599_999;
    expect(await cache.get('a.example', 'TXT')).not.toBeNull();
    clock.time += 1;
    expect(await cache.get('a.example', 'TXT')).toBeNull();
    clock.time -= 700_000;
    expect(await cache.get('a.example', 'TXT')).toBeNull();
  });

  it('keeps types apart and hands out copies', async () => {
    const { cache, put } = cacheAt();
    await put('a.example', ok(600));
    expect(await cache.get('a.example', 'A')).toBeNull();
    const first = await cache.get('a.example', 'TXT');
    if (first?.answer.status === 'ok') first.answer.records.pop();
    expect(await cache.get('a.example', 'TXT')).toMatchObject({ answer: { records: [['a']] } });
  });

  it('stays bounded and evicts the oldest', async () => {
    const { cache, clock, put, store } = cacheAt();
    for (let i = 0; i < 2600; i++) {
      clock.time += 1;
      await put(`n${i}.example`, ok(HOUR));
    }
    expect((await store.list()).length).toBeLessThanOrEqual(2000);
    expect(await cache.get('n2599.example', 'TXT')).not.toBeNull();
    expect(await cache.get('n0.example', 'TXT')).toBeNull();
  });

  it('evicts what is over first', async () => {
    const { cache, clock, put, store } = cacheAt();
    for (let i = 0; i < 90; i++) await put(`old${i}.example`, ok(300));
    clock.time += 301_000;
    for (let i = 0; i < 200; i++) await put(`new${i}.example`, ok(300));
    expect((await store.list()).some(([key]) => key.includes('old'))).toBe(false);
    expect(await cache.get('new0.example', 'TXT')).not.toBeNull();
  });

  it('leaves an oversized answer out', async () => {
    const { cache, put } = cacheAt();
    await put('a.example', {
      status: 'ok',
      records: [['x'.repeat(20_000)]],
      ttl: 600,
      dnssec: false,
    });
    expect(await cache.get('a.example', 'TXT')).toBeNull();
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    [
      'an answer without records',
      { answer: { status: 'ok' }, provider: 'a', stored: 0, expires: 1e15 },
    ],
    [
      'records without ok',
      { answer: { status: 'nodata', records: [] }, provider: 'a', stored: 0, expires: 1e15 },
    ],
    ['no answer', { provider: 'a', stored: 0, expires: 1e15 }],
    ['no times', { answer: missing(1), provider: 'a' }],
    [
      'records that are none',
      { answer: { status: 'ok', records: [5] }, provider: 'a', stored: 0, expires: 1e15 },
    ],
    [
      'an empty record',
      { answer: { status: 'ok', records: [null] }, provider: 'a', stored: 0, expires: 1e15 },
    ],
    ['a word nobody knows', { answer: { status: 'odd' }, provider: 'a', stored: 0, expires: 1e15 }],
  ])('takes damage in the store for nothing: %s', async (_, value) => {
    const { cache } = cacheAt({ ...memoryStore(), read: async () => value });
    expect(await cache.get('a.example', 'TXT')).toBeNull();
  });

  it('works without its store when that fails', async () => {
    const fails = () => Promise.reject(new Error('quota exceeded'));
    const { cache, put } = cacheAt({ read: fails, write: fails, remove: fails, list: fails });
    await put('a.example', ok(600));
    expect(await cache.get('a.example', 'TXT')).toBeNull();
  });

  it('keeps remembering in a store that is full by its length', async () => {
    const entries = memoryStore();
    const used = async () =>
      (await entries.list()).reduce((sum, one) => sum + JSON.stringify(one).length, 0);
    const full: CacheStore = {
      ...entries,
      async write(key, entry) {
        if ((await used()) + JSON.stringify([key, entry]).length > 5_000_000)
          throw new Error('QUOTA_BYTES exceeded');
        await entries.write(key, entry);
      },
    };
    const { cache, put, clock } = cacheAt(full);
    const long: Answer = {
      status: 'ok',
      records: [['x'.repeat(14_000)]],
      ttl: HOUR,
      dnssec: false,
    };
    await put('short.example', ok(HOUR));
    for (let i = 0; i < 900; i++) {
      clock.time += 1;
      await put(`n${i}.flood.example`, long);
      expect(await cache.get(`n${i}.flood.example`, 'TXT')).not.toBe(null);
    }
    // a few long answers go before a short one
    expect(await cache.get('short.example', 'TXT')).not.toBe(null);
    expect(await used()).toBeLessThan(5_000_000);
  });
});
