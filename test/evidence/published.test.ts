// Check a domain: what is published as found, counted as receivers count, and mended where it is broken.
import { describe, expect, test } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
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
