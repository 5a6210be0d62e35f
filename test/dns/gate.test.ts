// The privacy gate: modes, consent, Spam, budget, time, and what careful mode lets through.
import { describe, expect, it } from 'vitest';
import { type GateOptions, openLookups } from '../../lib/dns/gate.ts';
import type { Answer, Resolver } from '../../lib/model.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import { namesOf, SENDERS } from './senders.ts';
import { trackingSenders } from './tracking.ts';

const TOKEN = '9f86d081884c7d659a2feaa0c55ad015._domainkey.tracker.example';
const PLAIN = 's1._domainkey.shop.example';

function gate(options: Partial<GateOptions> = {}, resolver = memoryResolver({})) {
  const lookups = openLookups(resolver, { mode: 'careful', folder: 'inbox', ...options });
  const statusOf = async (name: string) => (await lookups.ask(name, 'TXT')).status;
  return { lookups, statusOf, asked: resolver.asked };
}

describe('modes', () => {
  it.each([
    ['always', 'inbox', false, 'nxdomain', 'nxdomain', true],
    ['careful', 'inbox', false, 'nxdomain', 'held', false],
    ['ask', 'inbox', false, 'held', 'held', false],
    ['off', 'inbox', false, 'off', 'off', false],
    ['always', 'spam', false, 'held', 'held', false],
    ['careful', 'spam', false, 'held', 'held', false],
    ['always', 'spam', true, 'nxdomain', 'nxdomain', true],
    ['careful', 'inbox', true, 'nxdomain', 'nxdomain', true],
    ['ask', 'spam', true, 'nxdomain', 'nxdomain', true],
    ['off', 'inbox', true, 'off', 'off', false],
  ] as const)('%s in %s, consented %s', async (mode, folder, consented, plain, token, macros) => {
    const { lookups, statusOf, asked } = gate({ mode, folder, consented });
    expect([await statusOf(PLAIN), await statusOf(TOKEN)]).toEqual([plain, token]);
    expect(lookups.expandsReaderMacros).toBe(macros);
    const names = [PLAIN, TOKEN];
    const statuses = [plain, token] as string[];
    expect(lookups.queries()).toEqual(names.filter((_, i) => statuses[i] === 'nxdomain'));
    expect(lookups.held()).toEqual(names.filter((_, i) => statuses[i] === 'held'));
    expect(asked).toEqual(lookups.queries().map((name) => `${name} TXT`));
  });
});

describe('one message', () => {
  it('asks each name and type once and lists each name once', async () => {
    const { lookups, asked } = gate();
    await Promise.all([
      lookups.ask('shop.example', 'TXT'),
      lookups.ask('SHOP.example.', 'TXT'),
      lookups.ask('shop.example', 'MX'),
    ]);
    await lookups.ask('shop.example', 'TXT');
    expect(asked).toEqual(['shop.example TXT', 'shop.example MX']);
    expect(lookups.queries()).toEqual(['shop.example']);
  });

  it('hands out copies', async () => {
    const { lookups } = gate({}, memoryResolver({ 'shop.example': { TXT: ['a'] } }));
    const first = await lookups.ask('shop.example', 'TXT');
    if (first.status === 'ok') first.records.pop();
    expect(await lookups.ask('shop.example', 'TXT')).toMatchObject({ records: [['a']] });
  });

  it('asks for 40 names and no more', async () => {
    const { lookups, statusOf, asked } = gate();
    const names = Array.from({ length: 45 }, (_, i) => `n${i}.shop.example`);
    const statuses = await Promise.all(names.map(statusOf));
    expect(statuses.filter((status) => status === 'nxdomain')).toHaveLength(40);
    expect(statuses.slice(40)).toEqual(Array(5).fill('budget'));
    expect(asked).toHaveLength(40);
    expect(lookups.queries()).toHaveLength(40);
    // Another type of a name that was paid for costs nothing.
    expect((await lookups.ask('n0.shop.example', 'A')).status).toBe('nxdomain');
  });

  it('refuses names outside letters, digits, hyphen and underscore', async () => {
    const { lookups, statusOf, asked } = gate({ mode: 'always' });
    expect(await statusOf("legit.example'a.attack.example")).toBe('badname');
    expect([asked, lookups.queries(), lookups.held()]).toEqual([[], [], []]);
  });

  it('ends in time whatever the resolver does', async () => {
    const resolver: Resolver = { ask: () => new Promise(() => {}) };
    let time = 0;
    const options = { mode: 'always', folder: 'inbox', deadlineMs: 50, now: () => time } as const;
    const lookups = openLookups(resolver, options);
    expect((await lookups.ask('a.example', 'TXT')).status).toBe('timeout');
    time = 50;
    expect((await lookups.ask('b.example', 'TXT')).status).toBe('timeout');
    expect(lookups.queries()).toEqual(['a.example']);
  });

  it('passes the second opinion through the same gate', async () => {
    const second = memoryResolver({});
    const { lookups } = gate({}, memoryResolver({}, { confirm: second }));
    expect((await lookups.confirm?.ask(TOKEN, 'A'))?.status).toBe('held');
    expect((await lookups.confirm?.ask('shop.example', 'A'))?.status).toBe('nxdomain');
    expect(second.asked).toEqual(['shop.example A']);
    expect(gate().lookups.confirm).toBeUndefined();
  });

  it('answers what is held from memory, which tells nobody, and lists no question for it', async () => {
    const known: Answer<'TXT'> = { status: 'ok', records: [['v=DKIM1']], ttl: 9, dnssec: false };
    const resolver = {
      ...memoryResolver({}),
      peek: async (name: string) => (name === TOKEN ? { ...known, remembered: true } : null),
    } as ReturnType<typeof memoryResolver>;
    const { lookups, statusOf, asked } = gate({}, resolver);
    expect(await statusOf(TOKEN)).toBe('ok');
    expect(await statusOf(`x${TOKEN}`)).toBe('held');
    expect([asked, lookups.queries()]).toEqual([[], []]);
  });

  it('lists no question for what the resolver remembered', async () => {
    const resolver = memoryResolver({});
    const remembering = {
      ...resolver,
      ask: async () => ({ status: 'nodata', ttl: 1, dnssec: false, remembered: true }) as const,
    } as ReturnType<typeof memoryResolver>;
    const { lookups, statusOf } = gate({}, remembering);
    expect(await statusOf('shop.example')).toBe('nodata');
    expect(lookups.queries()).toEqual([]);
  });
});

describe('the client address in a name', () => {
  const forward = '203.0.113.77._spf.shop.example';
  const reverse = '77.113.0.203._spf.shop.example';

  it('is held until the gate knows it, in either order', async () => {
    const before = gate();
    expect([await before.statusOf(forward), await before.statusOf(reverse)]).toEqual([
      'held',
      'held',
    ]);
    const { lookups, statusOf } = gate();
    lookups.admitAddress?.('203.0.113.77');
    expect([await statusOf(forward), await statusOf(reverse)]).toEqual(['nxdomain', 'nxdomain']);
    expect(await statusOf('vps-203-0-113-77-a.shop.example')).toBe('nxdomain');
  });

  it('admits no other number and no IPv6 address', async () => {
    const { lookups, statusOf } = gate();
    lookups.admitAddress?.('203.0.113.77');
    expect(await statusOf('198.51.100.77._spf.shop.example')).toBe('held');
    const six = '1.0.0.0.f.3.a.9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2._spf.shop.example';
    const other = gate();
    other.lookups.admitAddress?.('2001:db8::9a3f:1');
    expect(await other.statusOf(six)).toBe('held');
  });
});

describe('careful mode', () => {
  const checked = SENDERS.filter((sender) => !sender.waits);
  const waiting = SENDERS.filter((sender) => sender.waits);

  it(`checks ${checked.length} of ${SENDERS.length} realistic senders at once`, () => {
    expect(SENDERS.length).toBeGreaterThanOrEqual(40);
    expect(checked.length).toBeGreaterThanOrEqual(40);
  });

  it.each(checked)('checks at once: $title', async (sender) => {
    const { lookups } = gate();
    if (sender.address) lookups.admitAddress?.(sender.address);
    await Promise.all(namesOf(sender).map((name) => lookups.ask(name, 'TXT')));
    expect(lookups.held()).toEqual([]);
    expect(lookups.queries()).toEqual([...new Set(namesOf(sender))]);
  });

  it.each(waiting)('waits with one key, and checks the rest: $title', async (sender) => {
    const { lookups } = gate();
    await Promise.all(namesOf(sender).map((name) => lookups.ask(name, 'TXT')));
    expect(lookups.held()).toEqual(sender.waits);
  });

  it('asks no name that carries a token, over 480 tracking senders', async () => {
    const leaks: string[] = [];
    const senders = trackingSenders(480);
    for (const sender of senders) {
      const { lookups } = gate();
      for (const name of sender.names) await lookups.ask(name, 'TXT');
      const token = sender.token.toLowerCase();
      leaks.push(...lookups.queries().filter((name) => name.includes(token)));
      // The gate holds the token, not the sender: names without it are asked.
      const clean = sender.names.filter((name) => !name.toLowerCase().includes(token));
      expect(lookups.queries().filter((name) => !name.includes(token))).toEqual(clean);
    }
    expect(leaks).toEqual([]);
  });

  it('keeps its share of unnoticed tokens small over many seeds', async () => {
    // Some random tokens look like words or calendar days. How many do is a property worth watching.
    let leaks = 0;
    const senders = Array.from({ length: 20 }, (_, seed) => trackingSenders(480, seed + 1)).flat();
    for (const sender of senders) {
      const { lookups } = gate();
      for (const name of sender.names) await lookups.ask(name, 'TXT');
      if (lookups.queries().some((name) => name.includes(sender.token.toLowerCase()))) leaks++;
    }
    expect(leaks / senders.length).toBeLessThan(0.001);
  });
});
