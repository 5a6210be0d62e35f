// Check a domain: what is published as found, counted as receivers count, and mended where it is broken.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { Questions } from '../../lib/evidence/evaluated/questions.ts';
import { evaluateSpf } from '../../lib/evidence/evaluated/spf.ts';
import type { SpfIdentity } from '../../lib/evidence/evaluated/spf-identity.ts';
import { checkDomain, readDomain } from '../../lib/evidence/published/index.ts';
import type { LookupMode } from '../../lib/model.ts';
import { LANGUAGES, say } from '../../lib/words.ts';
import { keyRecord } from '../helpers/cases/sign.ts';
import { brokenDomains } from '../helpers/dns/domains.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';

const NOW = Date.UTC(2026, 10, 20);

function check(domain: string, zone: Zone, selectors: string[] = [], mode: LookupMode = 'always') {
  const lookups = openLookups(memoryResolver(zone), { mode, folder: 'inbox', budget: 100 });
  return checkDomain(domain, selectors, lookups, NOW);
}

describe('broken domains', () => {
  test.each(Object.entries(brokenDomains()))(
    '%s',
    async (domain, { zone, selectors, remedies }) => {
      const report = await check(domain, zone, selectors);
      expect(report.remedies.map(({ id }) => id)).toEqual(remedies);
      for (const language of LANGUAGES)
        for (const { id, params } of report.remedies)
          expect(say(language, { key: `domain.remedy.${id}`, params })).not.toMatch(/\{\w+\}/);
    },
  );
});

test('signs that nobody sees, at any place of any record, stop no check', async () => {
  const records: Record<string, string> = {
    'shop.example':
      'v=spf1 include:_spf.shop.example a:out.shop.example/24 exp=e.shop.example -all',
    '_spf.shop.example': 'v=spf1 ip4:192.0.2.0/24 redirect=_spf2.shop.example',
    '_dmarc.shop.example': 'v=DMARC1; p=reject; pct=50; rua=mailto:d@shop.example!10m',
    's1._domainkey.shop.example': keyRecord('rsa2048'),
    'default._bimi.shop.example': 'v=BIMI1; l=https://shop.example/l.svg',
    '_mta-sts.shop.example': 'v=STSv1; id=1',
    '_smtp._tls.shop.example': 'v=TLSRPTv1; rua=mailto:t@shop.example',
  };
  const sign = fc.constantFrom(
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\t',
    '\u007f',
    '\u00a0',
    '\u2028',
    ';',
    '"',
    '\\',
  );
  const place = fc.tuple(fc.constantFrom(...Object.keys(records)), fc.nat(200), sign);
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), async (places) => {
      const written = { ...records };
      for (const [name, at, odd] of places) {
        const text = written[name]!;
        written[name] = text.slice(0, at % text.length) + odd + text.slice(at % text.length);
      }
      const zone = Object.fromEntries(
        Object.entries(written).map(([name, text]) => [name, { TXT: [text] }]),
      );
      const report = await check('shop.example', zone, ['s1']);
      expect(report).toMatchObject({ domain: 'shop.example', exists: true });
    }),
    { numRuns: 400, seed: 20261128 },
  );
});

test('a sound domain has no remedies, and its tree shows every address', async () => {
  const report = await check(
    'shop.example',
    {
      'shop.example': {
        TXT: [
          'v=spf1 include:_spf.shop.example a:out.shop.example mx ip6:2001:db8::/32 -all',
          'x=y',
        ],
        MX: [{ priority: 10, exchange: 'mx.shop.example' }],
      },
      '_spf.shop.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
      'out.shop.example': { A: ['198.51.100.7'] },
      'mx.shop.example': { A: ['198.51.100.8'], AAAA: ['2001:db8::8'] },
      '_dmarc.shop.example': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@shop.example'] },
      's1._domainkey.shop.example': { TXT: [keyRecord('rsa2048')] },
      'ed._domainkey.shop.example': { TXT: [keyRecord('ed25519')] },
      'default._bimi.shop.example': { TXT: ['v=BIMI1; l=https://shop.example/l.svg'] },
      '_mta-sts.shop.example': { TXT: ['v=STSv1; id=1'] },
      '_smtp._tls.shop.example': { TXT: ['v=TLSRPTv1; rua=mailto:t@shop.example'] },
    },
    ['s1', 'ed'],
  );
  expect(report.remedies).toEqual([]);
  expect(report.spf).toMatchObject({ lookups: 3, voids: 0 });
  const found = report.spf.tree?.children.map(({ term, addresses, children }) => [
    term,
    addresses,
    children.length,
  ]);
  expect(found).toEqual([
    ['include:_spf.shop.example', [], 2],
    ['a:out.shop.example', ['198.51.100.7'], 0],
    ['mx', ['198.51.100.8', '2001:db8::8'], 0],
    ['ip6:2001:db8::/32', ['2001:db8::/32'], 0],
    ['-all', [], 0],
  ]);
  expect(report.dmarc.tags).toEqual({ v: 'DMARC1', p: 'reject', rua: 'mailto:d@shop.example' });
  expect(report.keys.map(({ kind, bits }) => [kind, bits])).toEqual([
    ['rsa', 2048],
    ['ed25519', 256],
  ]);
  expect([report.bimi, report.mtaSts, report.tlsRpt].map(({ records }) => records.length)).toEqual([
    1, 1, 1,
  ]);
});

test('a sub-domain has the policy of the domain above', async () => {
  const zone = { '_dmarc.shop.example': { TXT: ['v=DMARC1; p=reject; sp=none'] } };
  const { dmarc } = await check('mail.shop.example', zone);
  expect(dmarc.name).toBe('_dmarc.shop.example');
});

describe('DMARC as it applies', () => {
  const dmarc = async (text: string) => {
    const zone: Zone = {
      'shop.example': { TXT: ['v=spf1 -all'] },
      '_dmarc.shop.example': { TXT: [text] },
    };
    const { remedies } = await check('shop.example', zone);
    return remedies.map(({ id, params, publish }) => [id, params.policy, publish?.value]);
  };

  test.each([
    ['v=DMARC1 p=reject', 'v=DMARC1; p=reject; rua=mailto:postmaster@shop.example'],
    ['v=DMARC1, p=quarantine', 'v=DMARC1; p=quarantine; rua=mailto:postmaster@shop.example'],
    ['v=dmarc1; p=reject', 'v=DMARC1; p=reject; rua=mailto:postmaster@shop.example'],
    [
      'p=reject; v=DMARC1; sp=Quarantine; adkim=s; rua=mailto:d@shop.example',
      'v=DMARC1; p=reject; sp=quarantine; adkim=s; rua=mailto:d@shop.example',
    ],
    ['v=DMARC1; p=rejct', 'v=DMARC1; p=none; rua=mailto:postmaster@shop.example'],
  ])('%s is broken, and keeps what it meant', async (text, mended) => {
    expect(await dmarc(text)).toEqual([['dmarcSyntax', undefined, mended]]);
    expect((await dmarc(mended)).filter(([id]) => id !== 'dmarcNone')).toEqual([]);
  });

  test('white space before the version and around the signs changes nothing', async () => {
    expect(await dmarc(' v =\tDMARC1 ;p = reject ; ')).toEqual([]);
  });

  test.each([
    ['v=DMARC1; p=none', 'p=none'],
    ['v=DMARC1; p=quarantine; t=y', 'p=quarantine; t=y'],
    ['v=DMARC1; rua=mailto:d@shop.example', 'p=none'],
  ])('%s asks for nothing: %s', async (text, policy) => {
    expect(await dmarc(text)).toEqual([['dmarcNone', policy, undefined]]);
  });
});

test('a domain that takes no mail and sends none', async () => {
  const zone: Zone = {
    'shop.example': { MX: [{ priority: 0, exchange: '.' }] },
    '_dmarc.shop.example': { TXT: ['v=DMARC1; p=reject'] },
  };
  const { remedies } = await check('shop.example', zone);
  expect(remedies.map(({ publish }) => publish?.value)).toEqual(['v=spf1 -all']);
});

test('a domain that does not exist is said not to, and nothing is to be published', async () => {
  const { exists, remedies } = await check('nowhere.example', {});
  expect([exists, remedies.map(({ id }) => id)]).toEqual([false, ['domainMissing']]);
});

describe('the tree and the evaluator are of one mind', () => {
  const ZONE: Zone = {
    'dead.example': { A: ['192.0.2.9'] },
    'two.example': { TXT: ['v=spf1 -all', 'v=spf1 mx -all'] },
    'loop.example': { TXT: ['v=spf1 include:loop.example -all'] },
    'deep.example': { TXT: ['v=spf1 redirect=dead.example'] },
    'late.example': { TXT: ['v=spf1 -all include:dead.example'] },
    'misspelt.example': { TXT: ['v=spf1 ipv4:192.0.2.9 -all'] },
    'fine.example': { TXT: ['v=spf1 a:dead.example ip4:192.0.2.7 -all'] },
    'mx.example': { MX: [{ priority: 1, exchange: 'gone.example' }] },
    '99.113.0.203.in-addr.arpa': { PTR: ['out.example'] },
  };
  const NAMES = ['fine', 'dead', 'two', 'loop', 'deep', 'late', 'misspelt', 'gone', 'mx'];
  const name = fc.constantFrom(...NAMES.map((one) => `${one}.example`));
  const number = fc.constantFrom('', '/0', '/24', '/33', '//64', '/24//64', '//129', '/', '/024');
  const term = fc.oneof(
    fc.constantFrom(
      'a',
      'mx',
      'ptr',
      'a:',
      'all',
      'foo=bar',
      'foo=%{q}',
      'exp=fine.example',
      'exp=',
    ),
    fc.constantFrom(
      'ip4:192.0.2.1',
      'ip4:192.0.2.256',
      'ip6:2001:db8::',
      'ip6:1:2',
      'ip4:192.0.2.1,',
    ),
    fc.constantFrom('a:192.0.2.1', 'include:localhost', 'exists:%{i', 'a:mail_host', 'ptr:x'),
    fc
      .tuple(fc.constantFrom('include:', 'exists:', 'redirect=', 'A:', 'mx:'), name)
      .map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('a:', 'mx:'), name, number).map((parts) => parts.join('')),
  );
  const end = fc.constantFrom('-all', '~all', '', 'redirect=fine.example', 'all:', '-all;');
  const identity: SpfIdentity = {
    identity: 'mailfrom',
    sender: 'x@shop.example',
    helo: 'out.example',
    domain: 'shop.example',
    clientAddress: '203.0.113.99',
    client: 'ipv4',
  };

  test('for any record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(term, { maxLength: 6 }), end, async (terms, last) => {
        const record = ['v=spf1', ...terms, last].join(' ');
        const zone: Zone = { ...ZONE, 'shop.example': { TXT: [record], A: ['192.0.2.1'] } };
        // What everybody matches ends the evaluation before what is wrong behind it.
        if (/\/0$|\/0 |exists:dead|(?<!\S)\+?all(?!\S)/.test(record)) return;
        const lookups = openLookups(memoryResolver(zone), {
          ...{ mode: 'always', folder: 'inbox', consented: true, budget: 100 },
        });
        const { result } = await evaluateSpf(identity, new Questions(lookups), lookups);
        const { remedies } = await check('shop.example', zone);
        const broken = remedies.filter(({ id }) => id.startsWith('spf'));
        expect([record, broken.length > 0]).toEqual([record, result === 'permerror']);
      }),
      { numRuns: 500 },
    );
  });
});

test('what does not answer is said to be unknown, and nothing is mended', async () => {
  const zone: Zone = {
    'shop.example': { fail: 'servfail' },
    '_dmarc.shop.example': { fail: 'timeout' },
    's1._domainkey.shop.example': { fail: 'network' },
  };
  const report = await check('shop.example', zone, ['s1']);
  expect(report.remedies).toEqual([]);
  expect(report.unknown).toEqual(
    expect.arrayContaining(['shop.example', '_dmarc.shop.example', 's1._domainkey.shop.example']),
  );
});

test('mode Never asks nothing', async () => {
  const report = await check('shop.example', {}, ['s1'], 'off');
  expect(report.queries).toEqual([]);
  expect(report.remedies).toEqual([]);
});

test('a tree of any size is followed to an end', async () => {
  const zone = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `n${i}.shop.example`,
      {
        TXT: [
          `v=spf1 ${[1, 2, 3, 4].map((k) => `include:n${i * 4 + k}.shop.example`).join(' ')} -all`,
        ],
      },
    ]),
  );
  const { spf, queries } = await check('n0.shop.example', zone);
  expect(spf.lookups).toBeGreaterThan(10);
  expect(queries.length).toBeLessThan(60);
});

test.each([
  ['Shop.Example.', 'shop.example'],
  ['info@shop.example', 'shop.example'],
  ['  日本語.example ', 'xn--wgv71a119e.example'],
  ['shop', null],
  ['192.0.2.1', null],
  ['https://shop.example/', null],
  ['shop.example:25', null],
  ['a b.example', null],
  ['', null],
  [`${'a'.repeat(64)}.example`, null],
])('%j is the domain %s', (typed, domain) => {
  expect(readDomain(typed)).toBe(domain);
});
