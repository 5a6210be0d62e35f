// Is it a message, and the one on screen? Octets of every kind, and From fields that leave no doubt or some.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, isSameAuthor, plainAuthor, readShape } from '../../lib/gmail/shape.ts';
import { parseAddressField } from '../../lib/message/addresses.ts';

const octets = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const MAIL = 'Received: by x\r\nFrom: Aoi <aoi@shop.example>\r\nSubject: x\r\n\r\nbody\r\n';

test.each([
  ['CRLF', MAIL],
  ['bare LF', MAIL.replaceAll('\r\n', '\n')],
  ['a byte order mark', `\u00ef\u00bb\u00bf${MAIL}`],
  ['blank lines first', `\r\n\r\n${MAIL}`],
  ['an mbox line', `From aoi@shop.example Mon Nov  2 01:46:10 2026\r\n${MAIL}`],
  ['an escaped mbox line', `>From - Mon Nov  2 01:46:10 2026\n${MAIL}`],
  ['NUL and eight bits', MAIL.replace('x', '\u0000\u00ff')],
  ['a header line without a colon', MAIL.replace('Subject', 'no colon here\r\nSubject')],
  ['2,000 Received fields', 'Received: by x\r\n'.repeat(2000) + MAIL],
  ['a megabyte in one line', MAIL.replace('Subject: x', `Subject: ${'x'.repeat(1_000_000)}`)],
  ['lower case and space before the colon', MAIL.replace('From:', 'from :')],
])('a message with %s', (_what, text) => {
  expect(readShape(octets(text))).toMatchObject({
    kind: 'message',
    from: [' Aoi <aoi@shop.example>'],
  });
});

test.each([
  ['html', '<!doctype html><p>From: x\r\nTo: y\r\n'],
  ['html', '\u00ef\u00bb\u00bf\r\n  <html>'],
  ['other', ''],
  ['other', '{"From": "x"}'],
  ['other', 'Hello there.\r\nFrom: me\r\n\r\nyes'],
  ['other', '\u0000'.repeat(100)],
  ['truncated', MAIL.slice(0, MAIL.indexOf('\r\n\r\n'))],
  ['truncated', MAIL.slice(0, 50)],
])('%s: %j', (kind, text) => {
  expect(readShape(octets(text)).kind).toBe(kind);
});

test.each([
  ['CRLF', MAIL.slice(0, MAIL.indexOf('\r\n\r\n') + 2), true],
  ['bare LF', MAIL.replaceAll('\r\n', '\n').slice(0, MAIL.indexOf('\r\n\r\n') - 1), true],
  ['an empty body', MAIL.slice(0, MAIL.indexOf('\r\n\r\n') + 4), false],
  ['a body', MAIL, false],
])('a message need not have a body: %s', (_what, text, isHeaderOnly) => {
  expect(readShape(octets(text))).toMatchObject({ kind: 'message', isHeaderOnly });
});

test('the mailbox it was delivered to is the topmost one', () => {
  const text = `Delivered-To: Alice@Gmail.example\r\nDelivered-To: eve@evil.example\r\n${MAIL}`;
  expect(readShape(octets(text))).toMatchObject({ deliveredTo: 'alice@gmail.example' });
});

test('folded, repeated and UTF-8 From fields', () => {
  const utf8 = new TextEncoder().encode(
    'Date: x\r\nFrom: 葵\r\n <aoi@メール.example>\r\nFrom: b@b.example\r\n\r\n',
  );
  expect(readShape(utf8)).toEqual({
    kind: 'message',
    from: [' 葵 <aoi@メール.example>', ' b@b.example'],
    deliveredTo: '',
    isHeaderOnly: false,
  });
});

test.each([
  ['Aoi <aoi@shop.example>', 'aoi@shop.example'],
  ['aoi@shop.example', 'aoi@shop.example'],
  ['"a@b.example, (x) <c@d.example>" <aoi@shop.example>', 'aoi@shop.example'],
  ['(comment <x@y.example>) aoi@shop.example', 'aoi@shop.example'],
  ['=?utf-8?B?6JG1?= <aoi@shop.example>', 'aoi@shop.example'],
  ['a@a.example, b@b.example', null],
  ['Group: a@a.example;', null],
  ['<@route.example:a@a.example>', null],
  ['<a@a.example> <b@b.example>', null],
  ['=?utf-8?Q?aoi=40shop.example?=', null],
  ['=?utf-8?Q?x?=@shop.example', null],
  ['aoi@shop.example <b@b.example> ', 'b@b.example'],
  ['Aoi <aoi@(where)shop.example>', 'aoi@shop.example'],
  ['Aoi <aoi@[192.0.2.1]>', 'aoi@[192.0.2.1]'],
  [String.raw`"a\" <b@b.example>" <aoi@shop.example>`, 'aoi@shop.example'],
  ['((x@y.example) <c@d.example>) aoi@shop.example', 'aoi@shop.example'],
  ['(b@b.example <aoi@shop.example>', null],
  ['"b@b.example <aoi@shop.example>', null],
  ['"aoi" @shop.example', null],
  ['<"aoi"@shop.example>', null],
  ['<aoi @shop.example>', null],
  ['<aoi@ shop.example>', null],
  ['<aoi@shop.example', null],
  ['<aoi@shop.example> b@b.example', null],
  ['<aoi@b@shop.example>', null],
  ['<<aoi@shop.example>>', null],
  ['x> <aoi@shop.example>', null],
  ['undisclosed', null],
  ['', null],
])('the author of %j is plain: %s', (value, address) => {
  expect(plainAuthor([value])).toBe(address);
});

test('octets in an address that are no UTF-8 leave a doubt, in a name beside it they do not', () => {
  const authorOf = (from: string) => {
    const shape = readShape(octets(`Date: x\r\nFrom: ${from}\r\n\r\n`));
    return shape.kind === 'message' ? shape.from : [];
  };
  // Every lone octet above ASCII, in local part and domain; whatever is shown, it may be this message.
  for (let octet = 0x80; octet <= 0xff; octet++) {
    const raw = String.fromCharCode(octet);
    expect(isSameAuthor(authorOf(`City <factur${raw}@city.example>`), 'facturé@city.example')).toBe(
      true,
    );
    expect(plainAuthor(authorOf(`a@caf${raw}.example`))).toBeNull();
    expect(plainAuthor(authorOf(`${raw} <eve@evil.example>`))).toBe('eve@evil.example');
  }
  // UTF-8 is read (RFC 6532), and another address stays another one.
  const utf8 = authorOf(Buffer.from('<facturé@city.example>').toString('latin1'));
  expect(plainAuthor(utf8)).toBe('facturé@city.example');
  expect(isSameAuthor(utf8, 'eve@evil.example')).toBe(false);
});

test('a plain author is the one whom the reader of address fields finds there, and nobody else', () => {
  const words = [
    'a@a.example',
    'b@b.example',
    'Aoi',
    '<',
    '>',
    '@',
    ',',
    ':',
    ';',
    '"',
    '(',
    ')',
    '[',
    ']',
  ];
  const field = fc.array(fc.constantFrom(...words, String.fromCharCode(92), ' ', '.'), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(field, (parts) => {
      const value = parts.join('');
      const plain = plainAuthor([value]);
      const found = parseAddressField(value).mailboxes.map(({ address }) => address);
      if (plain !== null) expect(found.map(comparable)).toContain(comparable(plain));
    }),
    { numRuns: 3000 },
  );
});

test('same author: spelling does not count, doubt does not reject, another address does', () => {
  expect(isSameAuthor(['<Aoi@SHOP.example>'], 'aoi@shop.example')).toBe(true);
  expect(isSameAuthor(['<aoi@xn--mgba0b.example>'], 'aoi@xn--mgba0b.example')).toBe(true);
  expect(isSameAuthor(['<aoi@xn--eckwd4c7c.example>'], 'aoi@ドメイン.example')).toBe(true);
  expect(isSameAuthor(['<eve@shop.example>'], 'aoi@shop.example')).toBe(false);
  expect(isSameAuthor(['a@a.example', 'b@b.example'], 'aoi@shop.example')).toBe(true);
  expect(isSameAuthor([], 'aoi@shop.example')).toBe(true);
  expect(isSameAuthor(['<eve@shop.example>'], '')).toBe(true);
  // An address ends where its domain does.
  for (const more of ['#x', '/x', '?x', ':80'])
    expect(isSameAuthor(['<aoi@shop.example>'], `aoi@shop.example${more}`), more).toBe(false);
});
