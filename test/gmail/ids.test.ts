// Gmail's ids: every form that was seen, and everything that only looks like one.
import { expect, test } from 'vitest';
import {
  decodeToken,
  legacyFromPerm,
  parseLegacyId,
  parsePermId,
  permIdsOfJslog,
} from '../../lib/gmail/ids.ts';

test.each([
  ['#msg-f:1839751187009719696', 'msg-f:1839751187009719696'],
  ['msg-f:1839751187009719696', 'msg-f:1839751187009719696'],
  ['#msg-a:r-2303110749135916240', 'msg-a:r-2303110749135916240'],
  ['#msg-a:r123', 'msg-a:r123'],
  ['#msg-a:s:1234-5678', 'msg-a:s:1234-5678'],
  ['undefined', null],
  ['#undefined', null],
  ['', null],
  ['bump-msg-f:1839751187009719696', null],
  ['#msg-f:19881bf508d14d90', null],
  ['#thread-f:1839751187009719696', null],
  ['#msg-f:1839751187009719696&attid=1', null],
])('reads the permanent id %s', (text, expected) => {
  expect(parsePermId(text)).toBe(expected);
});

test.each([
  ['msg-f:1839751187009719696', '19881bf508d14d90'],
  ['msg-f:1872888634218128140', '19fdd64a3270230c'],
  ['msg-a:r-2303110749135916240', null],
  ['msg-f:12', null],
] as const)('converts %s', (perm, hex) => {
  expect(legacyFromPerm(perm)).toBe(hex);
});

test.each([
  ['16a9c109bc51687d', true],
  ['187040914f64e007', true],
  ['ffffffffffffffff', false],
  ['0000000000000001', false],
  ['deadbeef', false],
  ['19881BF508D14D90', false],
  ['19881bf508d14d9g', false],
  ['undefined', false],
])('legacy id %s is plausible: %s', (text, plausible) => {
  expect(parseLegacyId(text)).toBe(plausible ? text : null);
});

test('the logging attribute repeats the ids', () => {
  const encoded = btoa(JSON.stringify(['#msg-f:1840959905192440233', null, 3, ['x']]));
  expect(permIdsOfJslog(`20511; u014N:xr6bB; 1:WyJ4Il0; 4:${encoded}`)).toEqual([
    'msg-f:1840959905192440233',
  ]);
  expect(permIdsOfJslog(`4:${encoded.replace(/=+$/, '')}`)).toHaveLength(1);
  for (const broken of [
    null,
    '',
    '4:',
    '4:%%%%%%%%%',
    '4:AAAAAAAAAAAA',
    `4:${btoa('{"a":1}')}`,
    ';;;',
  ]) {
    expect(permIdsOfJslog(broken)).toEqual([]);
  }
});

test('the token of the address bar names the thread', () => {
  expect(decodeToken('FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn')).toBe('f:1813691637966661266');
  expect(decodeToken('QgrcJHrtqfgLGKqwChjKsHKzZQpwRHMBqpG')).toBe('a:r-3250321130129805677');
  for (const other of [
    '',
    'inbox',
    'FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKA',
    'BBBBBBBBBBBBBBBBBBBB',
    'z'.repeat(300),
  ]) {
    expect(decodeToken(other)).toBeNull();
  }
});
