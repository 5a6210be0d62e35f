// The resolver over a pretended HTTP: sharing, fall-over, health, memory, the second opinion.
import * as packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { createCache, memoryStore } from '../../lib/dns/cache.ts';
import { chooseProviders, PROVIDERS, type Provider } from '../../lib/dns/providers.ts';
import { checkResolverUrl, createResolver, tryProvider } from '../../lib/dns/resolver.ts';

const row = (id: string): Provider => ({ id, name: id, url: `https://${id}.example/dns-query` });
const ONE = [row('one')];
const THREE = [row('one'), row('two'), row('three')];

type Behaviour = (question: packet.Question, init: RequestInit) => Response | Promise<Response>;

/** HTTP without a network: each host behaves as told, `asked` is the record. */
function pretendedFetch(behaviours: Record<string, Behaviour>) {
  const asked: string[] = [];
  const requests: { url: URL; init: RequestInit }[] = [];
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(String(input));
    const message = Buffer.from(url.searchParams.get('dns') ?? '', 'base64url');
    const question = packet.decode(message).questions?.[0] as packet.Question;
    asked.push(`${url.hostname.split('.')[0]} ${question.name} ${question.type}`);
    requests.push({ url, init });
    const behave = behaviours[url.hostname.split('.')[0] ?? ''];
    if (!behave) throw new TypeError('fetch failed');
    return behave(question, init);
  };
  return { fetch: fetch as typeof globalThis.fetch, asked, requests };
}

function respond(question: packet.Question, more: Partial<packet.Packet>, rcode = 0): Response {
  const octets = packet.encode({
    type: 'response',
    id: 0,
    flags: packet.RECURSION_AVAILABLE | rcode,
    questions: [question],
    ...more,
  });
  return new Response(new Uint8Array(octets), {
    headers: { 'content-type': 'application/dns-message' },
  });
}

const text =
  (data: string, ttl = 300): Behaviour =>
  (question) =>
    respond(question, { answers: [{ name: question.name, type: 'TXT', ttl, data }] });

const gone: Behaviour = (question) =>
  respond(
    question,
    {
      authorities: [
        { name: 'example', type: 'SOA', ttl: 60, data: { mname: 'a.example', rname: 'b.example' } },
      ],
    },
    3,
  );

const status =
  (code: number): Behaviour =>
  () =>
    new Response('no', { status: code });

const never: Behaviour = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

describe('createResolver', () => {
  it('sends no cookie, no referrer, follows no redirect and keeps nothing in the HTTP cache', async () => {
    const { fetch, requests } = pretendedFetch({ one: text('a') });
    await createResolver({ providers: ONE, fetch }).ask('Example.COM.', 'TXT');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url.pathname).toBe('/dns-query');
    expect([...(requests[0]?.url.searchParams.keys() ?? [])]).toEqual(['dns']);
    expect(requests[0]?.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      headers: { accept: 'application/dns-message' },
    });
  });

  it('shares what is in flight and hands out copies', async () => {
    const { fetch, asked } = pretendedFetch({ one: text('a') });
    const resolver = createResolver({ providers: ONE, fetch });
    const [first, second] = await Promise.all([
      resolver.ask('example.com', 'TXT'),
      resolver.ask('EXAMPLE.com', 'TXT'),
    ]);
    expect(asked).toEqual(['one example.com TXT']);
    expect(first).toEqual(second);
    if (first.status === 'ok') first.records.push(['changed']);
    expect(second).toMatchObject({ records: [['a']] });
  });

  it('asks nothing for a name that must not be asked', async () => {
    const { fetch, asked } = pretendedFetch({ one: text('a') });
    const answer = await createResolver({ providers: ONE, fetch }).ask('a\0b.example', 'TXT');
    expect(answer).toMatchObject({ status: 'badname' });
    expect(asked).toEqual([]);
  });

  it('falls over to the next resolver, and starts with the healthy one afterwards', async () => {
    let time = 1_000_000;
    const behaviours: Record<string, Behaviour> = { one: status(503), two: text('a') };
    const { fetch, asked } = pretendedFetch(behaviours);
    const resolver = createResolver({ providers: THREE, fetch, now: () => time });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'ok' });
    await resolver.ask('b.example', 'TXT');
    expect(asked).toEqual(['one a.example TXT', 'two a.example TXT', 'two b.example TXT']);

    behaviours.one = text('a');
    time += 61_000;
    await resolver.ask('c.example', 'TXT');
    expect(asked.at(-1)).toBe('one c.example TXT');
  });

  it('does not blame the resolver for a name whose own servers fail', async () => {
    const servfail: Behaviour = (question) => respond(question, {}, 2);
    const { fetch, asked } = pretendedFetch({ one: servfail, two: servfail, three: servfail });
    const resolver = createResolver({ providers: THREE, fetch });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'servfail' });
    await resolver.ask('b.example', 'TXT');
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['one', 'two', 'one', 'two']);
  });

  it('tries two resolvers at most, so that a question takes a bounded time', async () => {
    const { fetch, asked } = pretendedFetch({ one: never, two: never, three: never });
    const resolver = createResolver({ providers: THREE, fetch, timeoutMs: 40 });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'timeout' });
    expect(asked).toHaveLength(2);
  });

  it('asks exactly the one resolver that was chosen', async () => {
    const { fetch, asked } = pretendedFetch({ one: status(503), two: text('a') });
    const resolver = createResolver({ providers: ONE, fetch });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'servfail' });
    expect(resolver.confirm).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('asks again after a doubtful "does not exist" and keeps it when nobody knows better', async () => {
    const filtered: Behaviour = (question) => respond(question, {}, 3);
    const better = pretendedFetch({ one: filtered, two: text('a') });
    const resolver = createResolver({ providers: THREE, fetch: better.fetch });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'ok' });
    const alone = pretendedFetch({ one: filtered, two: status(500) });
    expect(
      await createResolver({ providers: THREE, fetch: alone.fetch }).ask('a.example', 'TXT'),
    ).toMatchObject({ status: 'nxdomain' });
  });

  it('confirms with another resolver than the one that answered', async () => {
    const { fetch, asked } = pretendedFetch({ two: gone, three: gone });
    const resolver = createResolver({ providers: THREE, fetch });
    expect(await resolver.ask('a.example', 'A')).toMatchObject({ status: 'nxdomain' });
    expect(await resolver.confirm?.ask('a.example', 'A')).toMatchObject({ status: 'nxdomain' });
    expect(asked).toEqual(['one a.example A', 'two a.example A', 'three a.example A']);
  });

  it('confirms nothing through the resolver that answered when no other works', async () => {
    const { fetch } = pretendedFetch({ one: gone });
    const resolver = createResolver({ providers: THREE, fetch });
    expect(await resolver.ask('a.example', 'A')).toMatchObject({ status: 'nxdomain' });
    expect(await resolver.confirm?.ask('a.example', 'A')).toMatchObject({ status: 'network' });
  });

  it('asks a second time only after the TTL, and says what came from memory', async () => {
    let time = 1_000_000;
    const { fetch, asked } = pretendedFetch({ one: text('a', 600) });
    const now = () => time;
    const resolver = createResolver({ providers: ONE, fetch, now });
    expect(await resolver.peek?.('a.example', 'TXT')).toBeNull();
    expect(await resolver.ask('a.example', 'TXT')).not.toHaveProperty('remembered');
    time += 599_000;
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ remembered: true, ttl: 1 });
    expect(await resolver.peek?.('a.example', 'TXT')).toMatchObject({ records: [['a']] });
    expect(asked).toHaveLength(1);
    time += 2000;
    await resolver.ask('a.example', 'TXT');
    expect(asked).toHaveLength(2);
  });

  it('shares a given memory with other resolvers', async () => {
    const { fetch, asked } = pretendedFetch({ one: text('a') });
    const cache = createCache(memoryStore());
    await createResolver({ providers: ONE, fetch, cache }).ask('a.example', 'TXT');
    await createResolver({ providers: ONE, fetch, cache }).ask('a.example', 'TXT');
    expect(asked).toHaveLength(1);
  });

  it('remembers no failure of the way', async () => {
    const behaviours: Record<string, Behaviour> = { one: status(429) };
    const { fetch } = pretendedFetch(behaviours);
    const resolver = createResolver({ providers: ONE, fetch });
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'refused' });
    behaviours.one = text('a');
    expect(await resolver.ask('a.example', 'TXT')).toMatchObject({ status: 'ok' });
  });
});

describe('the table and custom resolvers', () => {
  it('holds https endpoints with distinct ids', () => {
    expect(new Set(PROVIDERS.map((provider) => provider.id)).size).toBe(PROVIDERS.length);
    for (const provider of PROVIDERS) {
      expect(provider.url).toMatch(/^https:\/\/[\w.-]+\/dns-query$/);
      expect(checkResolverUrl(provider.url)).toBeNull();
    }
  });

  it('turns a setting into resolvers', () => {
    expect(chooseProviders('auto')).toBe(PROVIDERS);
    expect(chooseProviders('quad9').map((provider) => provider.id)).toEqual(['quad9']);
    const own = 'https://dns.company.example/q';
    expect(chooseProviders(own)).toEqual([{ id: 'custom', name: own, url: own }]);
  });

  it.each([
    ['https://dns.example/dns-query', null],
    ['https://dns.example/dns-query{?dns}', null],
    ['https://dns.example:8443/q?user=1', null],
    ['http://127.0.0.1:8053/dns-query', null],
    ['http://[::1]:8053/dns-query', null],
    ['http://localhost/dns-query', null],
    ['http://dns.example/dns-query', 'plain'],
    ['http://127.0.0.1.example/dns-query', 'plain'],
    ['ftp://dns.example/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['dns.example/dns-query', 'syntax'],
    ['', 'syntax'],
    ['https://user:secret@dns.example/', 'credentials'],
    ['https://dns.example/#part', 'fragment'],
  ])('checks %s', (url, expected) => {
    expect(checkResolverUrl(url)).toBe(expected);
  });

  it('never connects to a URL that is no resolver, and keeps the query of one that is', async () => {
    const { fetch, requests } = pretendedFetch({ dns: text('a') });
    const refused = createResolver({ providers: chooseProviders('http://dns.example/'), fetch });
    expect(await refused.ask('a.example', 'TXT')).toMatchObject({ status: 'network' });
    expect(requests).toHaveLength(0);
    const own = createResolver({
      providers: chooseProviders('https://dns.example/q?user=1'),
      fetch,
    });
    await own.ask('a.example', 'TXT');
    expect(requests[0]?.url.searchParams.get('user')).toBe('1');
  });

  it('tries a resolver with a real question', async () => {
    const a: Behaviour = (question) =>
      respond(question, {
        answers: [{ name: question.name, type: 'A', ttl: 1, data: '192.0.2.1' }],
      });
    const { fetch } = pretendedFetch({ one: a, two: status(404) });
    expect(await tryProvider(row('one'), { fetch })).toBeNull();
    expect(await tryProvider(row('two'), { fetch })).toBe('refused');
    expect(await tryProvider(row('nowhere'), { fetch })).toBe('network');
  });
});
