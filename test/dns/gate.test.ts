// The privacy gate: modes, consent, Spam, budget, time, and what careful mode lets through.
import { describe, expect, it } from 'vitest';
import { type GateOptions, openLookups } from '../../lib/dns/gate.ts';
import { Tally } from '../../lib/dns/tally.ts';
import { weigh } from '../../lib/dns/unique.ts';
import type { Answer, Resolver } from '../../lib/model.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import { namesOf, SENDERS } from './senders.ts';
import { FAMILIES, PLACE_NAMES, seeded, splitToken, TRACKED, trackingSenders } from './tracking.ts';

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
    const { lookups, statusOf, asked } = gate({ mode: 'always' });
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

  it('lists a name when it is handed on, whether or not anybody waits for the answer', async () => {
    const { lookups } = gate({}, { ask: () => new Promise(() => {}), asked: [] } as never);
    void lookups.ask('_dmarc.shop.example', 'TXT');
    void lookups.ask(TOKEN, 'TXT');
    await Promise.resolve();
    expect(lookups.queries()).toEqual(['_dmarc.shop.example']);
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
    lookups.admitAuthor?.(sender.from);
    await Promise.all(namesOf(sender).map((name) => lookups.ask(name, 'TXT')));
    expect(lookups.held()).toEqual([]);
    expect(lookups.queries()).toEqual([...new Set(namesOf(sender))]);
  });

  it.each(waiting)('waits with one key, and checks the rest: $title', async (sender) => {
    const { lookups } = gate();
    await Promise.all(namesOf(sender).map((name) => lookups.ask(name, 'TXT')));
    expect(lookups.held()).toEqual(sender.waits);
  });

  const SEED = Number(process.env.INKAN_FUZZ_SEED ?? 20_261_122);

  it(`asks no name that carries a token, over ${FAMILIES.length} families in ${PLACE_NAMES.length} places (seed ${SEED})`, async () => {
    const senders = trackingSenders(FAMILIES.length * PLACE_NAMES.length * 5, SEED);
    expect(FAMILIES.length).toBeGreaterThanOrEqual(40);
    expect(senders.length).toBeGreaterThanOrEqual(900);
    const leaks: string[] = [];
    for (const sender of senders) {
      const { lookups, asked } = gate({ reader: TRACKED });
      lookups.admitAuthor?.('tracker.example');
      for (const name of sender.names) await lookups.ask(name, 'TXT');
      const token = sender.token.toLowerCase();
      // what reached the sender's name servers, not what we say of it
      const log = asked.map((one) => one.split(' ')[0]!);
      leaks.push(
        ...log.filter((name) => name.includes(token)).map((name) => `${sender.family}: ${name}`),
      );
      expect(lookups.queries()).toEqual(log);
      // The gate holds the token, not the sender: names without it are asked.
      const clean = sender.names.filter((name) => !name.toLowerCase().includes(token));
      expect(log.filter((name) => !name.includes(token))).toEqual(clean);
    }
    expect(leaks).toEqual([]);
  });

  it('keeps its share of unnoticed tokens small over many seeds', async () => {
    // Some random tokens look like words or calendar days. How many do is a property worth watching.
    let leaks = 0;
    const seeds = Array.from({ length: 10 }, (_, i) => SEED + 1 + i);
    const senders = seeds.flatMap((seed) => trackingSenders(1_000, seed));
    for (const sender of senders) {
      const { lookups } = gate({ reader: TRACKED });
      for (const name of sender.names) await lookups.ask(name, 'TXT');
      if (lookups.queries().some((name) => name.includes(sender.token.toLowerCase()))) leaks++;
    }
    expect(leaks / senders.length, `seeds from ${SEED + 1}`).toBeLessThan(0.001);
  });

  it.each(Array.from({ length: 19 }, (_, i) => i + 2))(
    'gives away no number split over %i names',
    async (pieces) => {
      for (let k = 0; k < 20; k++) {
        const { names, bitsOf } = splitToken(pieces, SEED + 100 * pieces + k);
        const { lookups, asked } = gate();
        lookups.admitAuthor?.('tracker.example');
        await Promise.all(names.map((name) => lookups.ask(name, 'TXT')));
        const told = [...new Set(asked)].reduce((sum, one) => sum + bitsOf(one.split(' ')[0]!), 0);
        // 40 bits as the gate counts them; two letters pass for an abbreviation and carry half as much again
        expect(told, `seed ${SEED}, ${asked}`).toBeLessThanOrEqual(58);
      }
    },
  );

  it.each([
    ['two words', ['mail', 'news']],
    ['four words', ['mail', 'news', 'www', 'app']],
    ['what standards prescribe elsewhere', ['_dmarc', '_domainkey', 'in-addr', 'ip']],
    ['two spellings of one word', ['ed25519', 'ed']],
    ['an underscore ahead', ['mail', '_mail']],
    ['separators', ['a-b', 'a_b']],
    ['the two lightest letters', ['a', 'b']],
  ])('gives away no number written in the order of a few labels: %s', async (_, words) => {
    const random = seeded(SEED);
    for (let run = 0; run < 60; run++) {
      const length = 1 + (run % 20);
      const row = () => Array.from({ length }, () => words[random(words.length)]).join('.');
      const key = random(2) === 0 ? '._domainkey' : '';
      const { lookups, asked } = gate();
      lookups.admitAuthor?.('tracker.example');
      for (let i = 0; i < 8; i++) await lookups.ask(`${row()}${key}.tracker.example`, 'TXT');
      const told = new Set(asked).size * length * Math.log2(words.length);
      expect(told, `seed ${SEED}, ${asked}`).toBeLessThanOrEqual(58);
    }
  });

  it('counts no ending twice, nor what a standard prescribes in its place', async () => {
    const tally = new Tally();
    const cost = (name: string) => {
      const { labels } = weigh(name, '203.0.113.4');
      const bits = tally.cost(labels);
      tally.add(labels);
      return bits;
    };
    expect(cost('_dmarc.news.shop.example')).toBe(2);
    expect(cost('news.shop.example')).toBe(0);
    expect(cost('_dmarc.shop.example')).toBe(0);
    expect(cost('k1._domainkey.news.shop.example')).toBeGreaterThan(0);
    expect(cost('k1._domainkey.news.shop.example')).toBe(0);
    expect(cost('k1.k1._domainkey.news.shop.example')).toBeGreaterThan(0);
    expect(cost('news.news.shop.example')).toBeGreaterThan(0);
    expect(cost('_dmarc.k1._dmarc.shop.example')).toBeGreaterThan(0);
    expect(cost('4.113.0.203.in-addr.shop.example')).toBe(2);
  });

  it("keeps room for the author's own names behind junk", async () => {
    const { lookups, statusOf } = gate();
    lookups.admitAuthor?.('mail.shop.example');
    for (let i = 0; i < 8; i++)
      await statusOf(`x${4_703_816 + 91_357 * i}._domainkey.junk.example`);
    for (let i = 0; i < 40; i++) await statusOf(`_dmarc.j${'abcdefgh'[i % 8]}.example`);
    for (const name of [
      '_dmarc.mail.shop.example',
      's1._domainkey.shop.example',
      'mail.shop.example',
    ])
      expect(await statusOf(name)).toBe('nxdomain');
  });

  it.each([
    'hiroko.sch.at',
    'hirokoreader.ltd.io',
    's1._domainkey.hirokoreader.web.io',
    'reader.plc.de',
    'muller.evil.example',
    'mueller.evil.example',
  ])(
    'holds %s: what anybody may register is no suffix, and a name is spelt as domains do',
    async (name) => {
      const addresses = ['hiroko.reader@gmail.com'];
      const reader = { addresses, name: 'Änne Müller' };
      expect(await gate({ reader }).statusOf(name)).toBe('held');
    },
  );

  it('holds a token below a name that only looks like a suffix', async () => {
    const { statusOf } = gate();
    expect(await statusOf('9f86d081884c7d659a2feaa0c55ad015.ltd.io')).toBe('held');
    expect(await statusOf('shop.co.jp')).toBe('nxdomain');
    expect(await statusOf('q.z.x.j.k.v.w.p.b.d.h.c.f.g.m.n.shop.example')).toBe('held');
  });

  it('holds what carries the reader, in whatever mode of writing, and nothing of the own domain', async () => {
    const reader = { addresses: ['alice.smith+x@office.example'], name: 'Alice Smith' };
    const { lookups, statusOf } = gate({ reader });
    lookups.protect?.(['bob@gmail.com']);
    for (const name of [
      'alice-smith._domainkey.shop.example',
      'alicesmith2._domainkey.shop.example',
      'x.alice.smith.shop.example',
      'smith.shop.example',
      'k-bob._domainkey.shop.example',
    ])
      expect([name, await statusOf(name)]).toEqual([name, 'held']);
    for (const name of [
      'smith.example',
      '_dmarc.smith.example',
      'alice.office.example',
      'bobcat._domainkey.shop.example',
      'info.shop.example',
    ])
      expect([name, await statusOf(name)]).toEqual([name, 'nxdomain']);
  });

  it('prints how much ordinary messages tell', async () => {
    const totals = checked.map((sender) => {
      const tally = new Tally();
      for (const name of namesOf(sender)) tally.add(weigh(name, sender.address ?? null).labels);
      return tally.bits;
    });
    const sorted = totals.sort((a, b) => a - b);
    const most = sorted.at(-1)!;
    console.log(
      `bits of ${sorted.length} ordinary senders: median ${sorted[sorted.length >> 1]!.toFixed(1)}, most ${most.toFixed(1)}, of 40`,
    );
    expect(most).toBeLessThan(40);
  });
});
