// The whole DNS room against a real BIND: both HTTP versions, every fault, the server's own log.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { createResolver, tryProvider } from '../../lib/dns/resolver.ts';
import type { LookupFailure, RecordType, Resolver } from '../../lib/model.ts';
import { FAULTS, type Fault } from '../helpers/dns/faults.ts';
import { trustingFetch } from '../helpers/dns/fetch.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import { startDns, type TestDns } from '../helpers/dns/start.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { namesOf, SENDERS } from './senders.ts';
import { TRACKED, trackingSenders } from './tracking.ts';

/** Long enough for a busy machine; only what hangs waits for it. */
const TIMEOUT_MS = 3_000;
const longKey = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(24)}`;

const zone: Zone = {
  'shop.example': {
    A: ['192.0.2.1', '192.0.2.2'],
    AAAA: ['2001:db8::25'],
    MX: [{ priority: 10, exchange: 'mx.shop.example' }],
    TXT: ['v=spf1 include:_spf.example.net -all', ['two ', 'strings']],
  },
  'nomail.example': { MX: [{ priority: 0, exchange: '.' }] },
  's1._domainkey.shop.example': { CNAME: ['s1.shop.keys.example.net'] },
  's1.shop.keys.example.net': { TXT: [longKey] },
  'dangling._domainkey.shop.example': { CNAME: ['gone.example.net'] },
  'one.loop.example': { CNAME: ['two.loop.example'] },
  'two.loop.example': { CNAME: ['one.loop.example'] },
  'deep.under.shop.example': { A: ['192.0.2.3'] },
  'octets.example': { TXT: ['\xe3\x81\x82 "quoted" back\\slash; \0'] },
  'large.example': { TXT: ['x'.repeat(9000)] },
  '4.113.0.203.in-addr.arpa': { PTR: ['mail.shop.example'] },
  'broken.example': { fail: 'servfail' },
};

const questions: [string, RecordType][] = [
  ['shop.example', 'A'],
  ['shop.example', 'AAAA'],
  ['shop.example', 'MX'],
  ['shop.example', 'TXT'],
  ['SHOP.example.', 'TXT'],
  ['shop.example', 'CNAME'],
  ['nomail.example', 'MX'],
  ['s1._domainkey.shop.example', 'TXT'],
  ['s1._domainkey.shop.example', 'CNAME'],
  ['dangling._domainkey.shop.example', 'TXT'],
  ['one.loop.example', 'TXT'],
  ['under.shop.example', 'TXT'],
  ['_domainkey.shop.example', 'TXT'],
  ['missing.example', 'TXT'],
  ['octets.example', 'TXT'],
  ['large.example', 'TXT'],
  ['4.113.0.203.in-addr.arpa', 'PTR'],
  ['broken.example', 'TXT'],
];

let dns: TestDns;
const clients: Record<string, ReturnType<typeof trustingFetch>> = {};

beforeAll(async () => {
  dns = await startDns(zone);
  clients.http1 = trustingFetch(dns.caPath, { http2: false });
  clients.http2 = trustingFetch(dns.caPath, { http2: true });
}, 60_000);

afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.close()));
  await dns?.close();
});

afterEach(() => {
  dns.setFault(null);
  dns.setDelay(0);
  dns.forget();
});

/** `hosts` names of the one front: several resolvers that can be told apart. */
function resolverOver(http: string, hosts = ['127.0.0.1']): Resolver {
  return createResolver({
    providers: hosts.map((host) => ({
      id: host,
      name: host,
      url: dns.url.replace('127.0.0.1', host),
    })),
    fetch: clients[http]!.fetch,
    timeoutMs: TIMEOUT_MS,
  });
}

const sorted = (answer: object) =>
  JSON.parse(
    JSON.stringify(answer, (key, value) =>
      key === 'ttl' ? undefined : key === 'records' ? [...value].sort() : value,
    ),
  );

describe.each(['http1', 'http2'])('over %s', (http) => {
  it.each(questions)('answers %s %s as the resolver in memory does', async (name, type) => {
    const answer = await resolverOver(http).ask(name, type);
    const expected = await memoryResolver(zone).ask(name, type);
    expect(sorted(answer)).toEqual(sorted(expected));
    if (answer.status === 'ok') expect(answer.ttl).toBeGreaterThan(0);
    const protocol = http === 'http1' ? 'HTTP/1.1' : 'HTTP/2';
    expect(dns.requests().map((request) => request.protocol)).toEqual([protocol]);
  });
});

it('asks by GET in whole blocks of 128 octets, without cookies or referrer', async () => {
  await resolverOver('http2').ask('shop.example', 'TXT');
  const [request] = dns.requests();
  expect(request?.method).toBe('GET');
  expect((request?.message.length ?? 1) % 128).toBe(0);
  expect(request?.headers).toMatchObject({ accept: 'application/dns-message' });
  for (const name of ['cookie', 'referer', 'origin', 'authorization'])
    expect(request?.headers).not.toHaveProperty(name);
});

it('shows new records at once', async () => {
  expect(await resolverOver('http2').ask('later.example', 'TXT')).toMatchObject({
    status: 'nxdomain',
  });
  await dns.addRecords({ 'later.example': { TXT: ['v=spf1 -all'] } });
  expect(await resolverOver('http2').ask('later.example', 'TXT')).toMatchObject({ status: 'ok' });
});

it('asks a second message with the same names nothing', async () => {
  const resolver = resolverOver('http2');
  const names: [string, RecordType][] = [...questions].filter(
    ([name]) => !/loop|broken/.test(name),
  );
  const open = () => openLookups(resolver, { mode: 'careful', folder: 'inbox' });
  const ask = async () => {
    const lookups = open();
    await Promise.all(names.map(([name, type]) => lookups.ask(name, type)));
    return lookups.queries();
  };
  expect((await ask()).length).toBeGreaterThan(8);
  expect(dns.queries().length).toBeGreaterThan(8);
  dns.forget();
  expect(await ask()).toEqual([]);
  expect(dns.queries()).toEqual([]);
});

it('asks once what several messages want at the same time', async () => {
  const resolver = resolverOver('http2');
  const messages = Array.from({ length: 100 }, () =>
    openLookups(resolver, { mode: 'careful', folder: 'inbox' }),
  );
  await Promise.all(
    messages.flatMap((lookups) => [
      lookups.ask('shop.example', 'TXT'),
      lookups.ask('s1._domainkey.shop.example', 'TXT'),
    ]),
  );
  expect([...dns.queries()].sort()).toEqual(['s1._domainkey.shop.example TXT', 'shop.example TXT']);
});

describe('faults', () => {
  const expected: Record<Fault, LookupFailure | 'ok'> = {
    hang: 'timeout',
    drip: 'timeout',
    reset: 'network',
    offline: 'network',
    redirect: 'network',
    status403: 'refused',
    status429: 'refused',
    status500: 'servfail',
    status503: 'servfail',
    noContent: 'garbage',
    html: 'garbage',
    contentType: 'garbage',
    empty: 'garbage',
    garbage: 'garbage',
    truncated: 'garbage',
    truncationBit: 'garbage',
    wrongId: 'garbage',
    wrongQuestion: 'garbage',
    notAnswer: 'garbage',
    oversized: 'garbage',
    cnameLoop: 'garbage',
    countsLie: 'garbage',
    servfail: 'servfail',
    refused: 'refused',
    filtered: 'nxdomain',
    blocked: 'refused',
    sinkhole: 'refused',
    manyStrings: 'ok',
    manyRecords: 'garbage',
  };

  it.each(['http1', 'http2'].flatMap((http) => FAULTS.map((fault) => [fault, http] as const)))(
    '%s over %s: a defined answer in time, and the next question works',
    async (fault, http) => {
      const resolver = resolverOver(http);
      dns.setFault(fault);
      const answer = await resolver.ask('shop.example', 'TXT');
      expect(answer.status).toBe(expected[fault]);
      if (fault === 'manyStrings' && answer.status === 'ok')
        expect(answer.records[0]).toHaveLength(300);
      dns.setFault(null);
      expect(await resolver.ask('shop.example', 'A')).toMatchObject({ status: 'ok' });
    },
  );

  it.each(FAULTS.filter((fault) => expected[fault] !== 'ok'))(
    '%s at one resolver: the next one answers',
    async (fault) => {
      dns.setFault(fault, { hosts: ['127.0.0.1'] });
      // Connections are cut before the front knows which resolver was meant.
      if (fault === 'offline') dns.setFault('reset', { hosts: ['127.0.0.1'] });
      const resolver = resolverOver('http1', ['127.0.0.1', 'localhost']);
      expect(await resolver.ask('shop.example', 'TXT')).toMatchObject({ status: 'ok' });
    },
  );

  it.each(['filtered', 'blocked', 'sinkhole'] as const)(
    'a resolver that hides one name (%s) hides no other',
    async (fault) => {
      dns.setFault(fault, { names: ['shop.example'] });
      const resolver = resolverOver('http2');
      expect((await resolver.ask('shop.example', 'A')).status).toBe(expected[fault]);
      expect(await resolver.ask('deep.under.shop.example', 'A')).toMatchObject({ status: 'ok' });
    },
  );

  it.each(FAULTS)('%s: what is remembered afterwards is right', async (fault) => {
    const resolver = resolverOver('http2');
    dns.setFault(fault);
    await resolver.ask('shop.example', 'MX');
    dns.setFault(null);
    const answer = await resolver.ask('shop.example', 'MX');
    // What a resolver said in due form is believed for a minute, everything else is asked again.
    if (['filtered', 'manyStrings'].includes(fault)) expect(answer.status).not.toBe('ok');
    else expect(answer).toMatchObject({ status: 'ok' });
  });

  it('a message of forty names ends in time when the resolver hangs', async () => {
    dns.setFault('hang');
    dns.forget();
    const lookups = openLookups(resolverOver('http2'), {
      mode: 'always',
      folder: 'inbox',
      deadlineMs: 1200,
    });
    for (let i = 0; i < 40; i++)
      expect((await lookups.ask(`n${i}.shop.example`, 'TXT')).status).toBe('timeout');
    // The first questions spend the time of all; nobody is asked after them.
    expect(dns.requests().length).toBeLessThan(10);
  });

  it.each([
    ['years ahead', 5 * 365 * 86_400_000],
    ['years behind', -5 * 365 * 86_400_000],
    ['at the epoch', -Date.now()],
  ])('a clock %s: answers, failures and recovery as with a right one', async (_how, skew) => {
    let shift = skew;
    const resolver = createResolver({
      providers: [{ id: 'custom', name: 'custom', url: dns.url }],
      fetch: clients.http2!.fetch,
      now: () => Date.now() + shift,
      timeoutMs: TIMEOUT_MS,
    });
    const status = async () => (await resolver.ask('shop.example', 'A')).status;
    dns.setFault('status500');
    expect(await status()).toBe('servfail');
    dns.setFault(null);
    expect(await status()).toBe('ok');
    // corrected: what was remembered by the wrong clock neither lasts for years nor stands in the way
    shift = 0;
    dns.forget();
    expect(await status()).toBe('ok');
    expect(dns.queries()).toEqual(['shop.example A']);
    expect(await status()).toBe('ok');
    expect(dns.queries()).toHaveLength(1);
  });

  it('tells a working resolver from a failing one before it is saved', async () => {
    const provider = { id: 'custom', name: 'custom', url: dns.url };
    const options = { fetch: clients.http2!.fetch, timeoutMs: TIMEOUT_MS };
    expect(await tryProvider(provider, options)).toBeNull();
    dns.setFault('html');
    expect(await tryProvider(provider, options)).toBe('garbage');
    dns.setFault(null);
    const elsewhere = { ...provider, url: dns.url.replace('/dns-query', '/wrong') };
    expect(await tryProvider(elsewhere, options)).toBe('refused');
  });
});

describe('DNSSEC', () => {
  const small: Zone = { 'shop.example': { TXT: ['v=spf1 -all'] } };
  async function askSigned(dnssec?: 'signed' | 'bogus') {
    const server = await startDns(small, dnssec ? { dnssec } : {});
    const client = trustingFetch(server.caPath, { http2: true });
    const provider = { id: 'custom', name: 'custom', url: server.url };
    const resolver = createResolver({ providers: [provider], fetch: client.fetch });
    const found = await resolver.ask('shop.example', 'TXT');
    const missing = await resolver.ask('missing.example', 'TXT');
    await client.close();
    await server.close();
    return [found, missing].map(({ status, dnssec: secure }) => ({ status, secure }));
  }

  it('a validated answer says so, and a validated absence too', async () => {
    expect(await askSigned('signed')).toEqual([
      { status: 'ok', secure: true },
      { status: 'nxdomain', secure: true },
    ]);
  });

  it('an unsigned answer does not', async () => {
    expect(await askSigned()).toEqual([
      { status: 'ok', secure: false },
      { status: 'nxdomain', secure: false },
    ]);
  });

  it('records whose signature does not fit are no answer', async () => {
    expect(await askSigned('bogus')).toEqual([
      { status: 'servfail', secure: false },
      { status: 'servfail', secure: false },
    ]);
  });
});

describe("the server's own log", () => {
  it('holds no token of 920 tracking senders in careful mode', async () => {
    const resolver = resolverOver('http2');
    const senders = trackingSenders(920, 20_261_122);
    for (const sender of senders) {
      const lookups = openLookups(resolver, {
        mode: 'careful',
        folder: 'inbox',
        reader: TRACKED,
      });
      await Promise.all(sender.names.map((name) => lookups.ask(name, 'TXT')));
    }
    const log = dns.queries();
    expect(log.length).toBeGreaterThan(0);
    const leaks = senders.filter(({ token }) =>
      log.some((line) => line.includes(token.toLowerCase())),
    );
    expect(leaks).toEqual([]);
  });

  it('holds every token after consent: the test can see a leak', async () => {
    const resolver = resolverOver('http2');
    const [sender] = trackingSenders(1, 20_261_122);
    const lookups = openLookups(resolver, { mode: 'careful', folder: 'spam', consented: true });
    await lookups.ask(sender!.names[0]!, 'TXT');
    expect(dns.queries()).toEqual([`${sender!.names[0]!.toLowerCase()} TXT`]);
  });

  it('holds exactly what the message lists, for ordinary senders', async () => {
    const resolver = resolverOver('http2');
    for (const sender of SENDERS) {
      dns.forget();
      const lookups = openLookups(resolver, { mode: 'careful', folder: 'inbox' });
      if (sender.address) lookups.admitAddress?.(sender.address);
      for (const name of namesOf(sender)) await lookups.ask(name, 'TXT');
      expect(dns.queries()).toEqual(lookups.queries().map((name) => `${name} TXT`));
    }
  });

  it('is empty for a message in Spam', async () => {
    const lookups = openLookups(resolverOver('http2'), { mode: 'always', folder: 'spam' });
    expect(await lookups.ask('shop.example', 'TXT')).toMatchObject({ status: 'held' });
    expect(dns.queries()).toEqual([]);
  });
});
