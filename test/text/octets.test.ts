// Octets and the text that stands for them, one character each.
import { expect, test } from 'vitest';
import { decodeUtf8, latin1, toBytes } from '../../lib/text/octets.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, octet) => octet);

test('every octet is the character of its number, and comes back from it', () => {
  const text = latin1(ALL);
  expect([...text].map((one) => one.charCodeAt(0))).toEqual([...ALL]);
  expect(toBytes(text)).toEqual(ALL);
  for (const octet of ALL)
    expect(latin1(Uint8Array.of(octet, 0xfe, 0xff)).charCodeAt(0)).toBe(octet);
});

test('UTF-8 is read, and what is none is nothing', () => {
  expect(decodeUtf8(latin1(new TextEncoder().encode('葵')))).toBe('葵');
  expect(decodeUtf8('\xe8\x91')).toBeNull();
});
