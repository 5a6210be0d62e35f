// The record in the words of the table, and whose domains belong together.

import { describe, expect, test } from 'vitest';
import { domainOf } from '../../../lib/text/addresses.ts';
import {
  hasKnownSuffix,
  organizationalDomain,
  organizationalLabel,
  publicSuffix,
  sameOrganization,
  tenantDomain,
} from '../../../lib/text/organization.ts';
import { classifyRecord, receiptOf } from '../../../lib/verdict/reading/record.ts';
import { NOW, stated } from '../evidence.ts';

const GMAIL = { source: 'gmail' as const };
const classify = (results: string[], author: string | null = 'shop.example') =>
  classifyRecord(stated({ results }), author, GMAIL);

describe('what Gmail recorded', () => {
  test.each([
    ['pass', ['dmarc=pass shop.example']],
    ['pass', ['dkim=pass shop.example', 'dmarc=pass shop.example']],
    ['pass', ['dkim=pass mail.shop.example']],
    ['pass', ['dkim=pass shop.example', 'spf=fail shop.example', 'dmarc=none shop.example']],
    ['pass', ['dkim=fail mailer.example', 'dkim=pass shop.example']],
    ['listed', ['spf=pass shop.example', 'dmarc=pass shop.example']],
    ['listed', ['dkim=pass mailer.example', 'spf=pass shop.example', 'dmarc=pass shop.example']],
    ['listed', ['spf=pass bounce.mailer.example', 'dmarc=pass shop.example']],
    ['listed', ['spf=pass mail.shop.example']],
    ['fail', ['dkim=pass mailer.example', 'dmarc=fail shop.example']],
    ['temperror', ['dkim=pass shop.example', 'dmarc=temperror shop.example']],
    ['temperror', ['dkim=temperror shop.example']],
    ['temperror', ['dkim=temperror']],
    ['none', ['dkim=temperror mailer.example', 'spf=none shop.example']],
    ['permerror', ['dmarc=permerror shop.example']],
    ['permerror', ['spf=permerror shop.example']],
    ['none', ['dmarc=pass elsewhere.example']],
    ['none', ['dkim=pass shop.example', 'dmarc=pass']],
    ['none', ['dmarc=policy shop.example']],
    ['none', ['spf=softfail shop.example']],
    ['none', ['dkim=pass notshop.example']],
    ['none', []],
  ])('%s: %j', (expected, results) => {
    expect(classify(results)).toBe(expected);
  });

  test('a sub-domain may be spoken of by its organisation', () => {
    expect(classify(['dmarc=pass shop.example'], 'news.shop.example')).toBe('pass');
    expect(classify(['dmarc=pass news.shop.example'])).toBe('none');
  });
  test('what Gmail aligned above tenants of a shared host is theirs only under that host', () => {
    const tenant = (...results: string[]) =>
      classify(
        [...results, 'spf=pass b.myshopify.com', 'dmarc=pass myshopify.com'],
        'a.myshopify.com',
      );
    expect(tenant()).toBe('listed');
    expect(tenant('dkim=pass evil.example')).toBe('listed');
    expect(tenant('dkim=pass evilmyshopify.com')).toBe('listed');
    expect(tenant('dkim=fail myshopify.com')).toBe('listed');
    expect(tenant('dkim=pass myshopify.com')).toBe('pass');
    expect(tenant('dkim=pass evil.example', 'dkim=pass myshopify.com')).toBe('pass');
  });
  test("nobody's record says nothing", () => {
    expect(classify(['dkim=pass shop.example'], null)).toBe('none');
    expect(classify(['dmarc=pass shop.example'], null)).toBe('none');
  });
  test('SPF of the null sender speaks of the HELO name', () => {
    const helo = stated({ results: [] });
    helo.results?.methods.push({
      method: 'spf',
      result: 'pass',
      reason: null,
      comments: [],
      properties: { 'smtp.helo': 'mx.shop.example' },
    });
    expect(classifyRecord(helo, 'shop.example', GMAIL)).toBe('listed');
  });
  test('it is believed by proof, or by its place in bytes from Gmail', () => {
    const anchored = stated({ results: ['dmarc=pass shop.example'] });
    const file = { source: 'file' as const };
    expect(classifyRecord(anchored, 'shop.example', file)).toBe('absent');
    expect(classifyRecord({ ...anchored, proof: 'sealed' }, 'shop.example', file)).toBe('pass');
    expect(classifyRecord({ ...anchored, proof: 'absent' }, 'shop.example', GMAIL)).toBe('absent');
    expect(receiptOf(anchored, { ...file, receivedAt: null })).toBeNull();
    expect(receiptOf(anchored, { ...GMAIL, receivedAt: null })).toBe(anchored.receivedAt);
    expect(receiptOf(anchored, { ...file, receivedAt: NOW })).toBe(NOW);
  });
});

test('the domain of an identity', () => {
  expect(
    ['a@B.Example', '@b.example.', 'b.example', '<a@b.example>', '"x@y"@b.example'].map(domainOf),
  ).toEqual(Array(5).fill('b.example'));
});

describe('whose name it is', () => {
  test('by the ICANN section of the Public Suffix List', () => {
    expect(organizationalDomain('a.b.example.co.jp')).toBe('example.co.jp');
    expect(organizationalDomain('co.jp')).toBeNull();
    expect(organizationalDomain('192.0.2.1')).toBeNull();
    expect(organizationalDomain('a.github.io')).toBe('github.io');
    expect(organizationalLabel('www.rakuten-card.co.jp')).toBe('rakuten-card');
    expect(organizationalLabel('co.jp')).toBeNull();
    expect(publicSuffix('example.co.jp')).toBe('co.jp');
    expect(hasKnownSuffix('example.co.jp')).toBe(true);
    expect(hasKnownSuffix('co.jp')).toBe(false);
    expect(hasKnownSuffix('report.internal')).toBe(false);
  });
  test('tenants of one host are strangers', () => {
    expect(tenantDomain('x.a.github.io')).toBe('a.github.io');
    expect(sameOrganization('a.github.io', 'b.github.io')).toBe(false);
    expect(sameOrganization('x.a.github.io', 'a.github.io')).toBe(true);
  });
  test('equal names belong together, even where nobody can register them', () => {
    expect(sameOrganization('Shop.Example.', 'mail.shop.example')).toBe(true);
    expect(sameOrganization('localhost', 'localhost')).toBe(true);
    expect(sameOrganization('co.jp', 'example.co.jp')).toBe(false);
    expect(sameOrganization('', '')).toBe(false);
  });
});
