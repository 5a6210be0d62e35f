// Entries of the settings: stored in one form, whatever way they are written, or refused.
import { describe, expect, test } from 'vitest';
import {
  readAddress,
  readBrand,
  readColor,
  readDomain,
  readGlyph,
  readList,
  readName,
} from '../../lib/extension/entries.ts';

describe('a domain', () => {
  test.each([
    ['example.com', 'example.com'],
    ['  EXAMPLE.Com ', 'example.com'],
    ['@example.com', 'example.com'],
    ['example.com.', 'example.com'],
    ['mail.例え.example', 'mail.xn--r8jz45g.example'],
    ['example。com', 'example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
  ])('%j is %j', (text, domain) => {
    expect(readDomain(text)).toBe(domain);
  });
  test.each([
    '',
    '@',
    '.',
    'example',
    'com.',
    'https://example.com',
    'example.com/path',
    'example.com:8443',
    'name@example.com',
    '192.0.2.1',
    '0x7f.1',
    '[2001:db8::1]',
    'exa mple.com',
    'example..com',
    '-example.com',
    'example-.com',
    'example.com#a',
    'ex%61mple.com',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    '*.example.com',
    // everybody registers under it
    'co.jp',
    'gov.uk',
  ])('%j is none', (text) => {
    expect(readDomain(text)).toBeNull();
  });
});

test('an address has its domain in A-labels and no capitals', () => {
  expect(readAddress(' Alice.B+tag@EXAMPLE.com ')).toBe('alice.b+tag@example.com');
  expect(readAddress('info@例え.example')).toBe('info@xn--r8jz45g.example');
  const none = ['', 'alice', 'alice@', '@example.com', 'a b@example.com', 'a@b@example.com'];
  const hiding = ['a\u200bb@example.com', 'a\u202eb@example.com', 'a\ud800@example.com'];
  for (const text of [...none, ...hiding, 'Alice <alice@example.com>', 'alice@example'])
    expect(readAddress(text), text).toBeNull();
});

test('a name shows something and hides nothing', () => {
  expect(readName('  Alice   Example ')).toBe('Alice Example');
  expect(readName('山田\u3000花子')).toBe('山田 花子');
  for (const text of [
    '',
    '  ',
    '\u200b',
    '\u3164',
    '\u115f',
    'Alice\u202eelpmaxE',
    '…',
    'a'.repeat(101),
  ])
    expect(readName(text), text).toBeNull();
});

test('the character of a seal is the first one that a reader sees', () => {
  expect(readGlyph('印')).toBe('印');
  expect(readGlyph(' 春の印')).toBe('春');
  expect(readGlyph('e\u0301a')).toBe('é');
  expect(readGlyph('👩‍💻x')).toBe('👩‍💻');
  expect(readGlyph('🇯🇵')).toBe('🇯🇵');
  expect(readGlyph('★')).toBe('★');
  for (const text of ['', ' ', '\u3000', '\u200b', '\u202e', '\u0000', '\u2028'])
    expect(readGlyph(text), JSON.stringify(text)).toBeNull();
});

test('a colour is the usual one or six digits', () => {
  expect(readColor('')).toBe('');
  expect(readColor('#2B5C9E')).toBe('#2b5c9e');
  for (const text of ['red', '#fff', 'url(x)', '#2b5c9e;', 'var(--a)'])
    expect(readColor(text)).toBeNull();
});

test('a brand has a name and a domain, and its first domain for an id', () => {
  expect(readBrand({ names: ['Example Bank'], domains: ['Example.com', 'example.net'] })).toEqual({
    id: 'example.com',
    names: ['Example Bank'],
    domains: ['example.com', 'example.net'],
  });
  const own = { id: 'bank', names: ['B1'], domains: ['example.com'] };
  expect(readBrand(own)).toEqual(own);
  for (const value of [
    null,
    'brand',
    {},
    { names: [], domains: ['example.com'] },
    { names: ['Example'], domains: [] },
    { names: ['Example'], domains: ['no domain'] },
    { names: 'Example', domains: 'example.com' },
  ])
    expect(readBrand(value), JSON.stringify(value)).toBeNull();
});

test('a list is read whole or not at all, each entry once', () => {
  expect(readList(['a.example', 'A.example', 'b.example'], readDomain)).toEqual([
    'a.example',
    'b.example',
  ]);
  expect(readList(['a.example', 'nonsense'], readDomain)).toBeNull();
  expect(readList(['a.example', 7], readDomain)).toBeNull();
  expect(readList('a.example', readDomain)).toBeNull();
  expect(readList(new Array(2001).fill('a.example'), readDomain)).toBeNull();
});
