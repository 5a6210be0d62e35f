// Addresses taken apart and compared.
import { expect, test } from 'vitest';
import { canonicalAddress, domainOf, splitAddress } from '../../lib/text/addresses.ts';
import { isUnder, toAscii, toAsciiDomain } from '../../lib/text/domains.ts';

test.each([
  ['a@b.example', 'a', 'b.example'],
  ['"a@b"@c.example', '"a@b"', 'c.example'],
  ['nobody', 'nobody', ''],
  ['@b.example', '', 'b.example'],
  ['', '', ''],
])('%s', (address, localPart, domain) => {
  expect(splitAddress(address)).toEqual({ localPart, domain });
});

test.each([
  ['a@B.Example.', 'b.example'],
  ['b.example', 'b.example'],
  ['<a@b.example>', 'b.example'],
])('the domain of %s is %s', (value, domain) => {
  expect(domainOf(value)).toBe(domain);
});

test('Gmail has one spelling, everybody else their own', () => {
  expect(canonicalAddress('A.B+tag@Googlemail.com')).toBe('ab@gmail.com');
  expect(canonicalAddress('A.B+tag@shop.example')).toBe('a.b+tag@shop.example');
});

test('a header’s domain is not folded as a reader folds it', () => {
  expect(toAscii('ｓｈｏｐ。example')).toBe('shop.example');
  expect(toAsciiDomain('ｓｈｏｐ.example')).not.toBe('shop.example');
});

test('nothing is under nobody', () => {
  expect(isUnder('', '')).toBe(false);
  expect(isUnder('a.b.example', 'b.example')).toBe(true);
  expect(isUnder('ab.example', 'b.example')).toBe(false);
});
