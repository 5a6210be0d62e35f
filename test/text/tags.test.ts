// The one reader of tag lists. RFC 6376 section 3.2.
import { expect, test } from 'vitest';
import { readTag, splitTags, tagValues } from '../../lib/text/tags.ts';

test.each([
  ['a=x; d=example.com', 'd', 'example.com'],
  [' d =\r\n\texample\r\n .com ;', 'd', 'example.com'],
  ['d=one.example; d=two.example', 'd', null],
  ['D=example.com', 'd', null],
  ['bh=a=b==; b=', 'bh', 'a=b=='],
  ['bh=a; b=', 'b', ''],
  ['word; d=example.com', 'word', null],
  ['', 'd', null],
])('%j: %s is %j', (list, name, value) => {
  expect(readTag(list, name)).toBe(value);
});

test('what stands twice can be had, and a word alone', () => {
  expect(tagValues('d=a; D=x; d= b', 'd')).toEqual(['a', 'b']);
  expect(splitTags('v=DMARC1;; reject ;')).toEqual([
    { name: 'v', value: 'DMARC1' },
    { name: ' reject ', value: null },
  ]);
});
