// RFC 8601 values: what they say, and what strangers try to make them say.
import { describe, expect, test } from 'vitest';
import {
  parseAuthenticationResults as parse,
  sameResults,
} from '../../lib/message/authentication-results.ts';

const words = (value: string) => parse(value)?.methods.map((one) => `${one.method}=${one.result}`);

describe('what receivers write', () => {
  test('Gmail', () => {
    const results = parse(
      'mx.google.com;\r\n       dkim=pass header.i=@shop.example header.s=s1 header.b="a/b+c==";\r\n' +
        '       arc=pass (i=1 spf=pass spfdomain=shop.example);\r\n' +
        '       spf=pass (google.com: domain of bounce@shop.example designates 192.0.2.10 as permitted sender) smtp.mailfrom="bounce+x=y@shop.example";\r\n' +
        '       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=shop.example;\r\n       dara=pass header.i=@gmail.com',
    );
    expect(results).toEqual({
      authservId: 'mx.google.com',
      instance: null,
      methods: [
        {
          method: 'dkim',
          result: 'pass',
          reason: null,
          properties: { 'header.i': '@shop.example', 'header.s': 's1', 'header.b': 'a/b+c==' },
          comments: [],
        },
        {
          method: 'arc',
          result: 'pass',
          reason: null,
          properties: {},
          comments: ['i=1 spf=pass spfdomain=shop.example'],
        },
        {
          method: 'spf',
          result: 'pass',
          reason: null,
          properties: { 'smtp.mailfrom': 'bounce+x=y@shop.example' },
          comments: [
            'google.com: domain of bounce@shop.example designates 192.0.2.10 as permitted sender',
          ],
        },
        {
          method: 'dmarc',
          result: 'pass',
          reason: null,
          properties: { 'header.from': 'shop.example' },
          comments: ['p=REJECT sp=REJECT dis=NONE'],
        },
        {
          method: 'dara',
          result: 'pass',
          reason: null,
          properties: { 'header.i': '@gmail.com' },
          comments: [],
        },
      ],
    });
  });

  test.each([
    ['example.com; none', []],
    ['example.com 1; none', []],
    ['example.com', []],
    ['example.com; dkim=pass header.d=example.net;', ['dkim=pass']],
    [
      'example.com (mail) ; (a) dkim (b) = (c) pass (d) header.d (e) = (f) example.net (g)',
      ['dkim=pass'],
    ],
    [
      'example.com; dkim/1=fail reason="bad (signature); really" header.d=example.net',
      ['dkim=fail'],
    ],
    ['"example.com"; auth=pass smtp.auth=alice', ['auth=pass']],
    ['example.com; DKIM=PASS header.d=example.net', ['dkim=pass']],
    ['example.com; x-new.thing=pass', undefined],
    ['example.com; iprev=pass policy.iprev=192.0.2.1; x-tls=pass', ['iprev=pass', 'x-tls=pass']],
    ['example.com; spf=pass smtp.mailfrom= ; dkim=none', ['spf=pass', 'dkim=none']],
    [
      'example.com; dmarc=fail action=none header.from=a.example; compauth=fail reason=001',
      ['dmarc=fail', 'compauth=fail'],
    ],
  ])('%s', (value, expected) => expect(words(value)).toEqual(expected));

  test('an ARC set carries its instance', () => {
    expect(parse('i=2; mx.google.com; spf=pass smtp.mailfrom=a@example.com')).toMatchObject({
      instance: 2,
      authservId: 'mx.google.com',
    });
    expect(parse(' i = 12 ;\r\n example.com 1; none')).toMatchObject({ instance: 12, methods: [] });
  });

  test('a reason is kept apart from properties', () => {
    expect(
      parse('a.example; dkim=fail reason="no key" header.d=b.example')?.methods[0],
    ).toMatchObject({
      reason: 'no key',
      properties: { 'header.d': 'b.example' },
    });
  });

  test('a local part in quotes belongs to its domain', () => {
    const value = 'a.example; spf=pass smtp.mailfrom="x;dmarc=pass y"@evil.example; dmarc=fail';
    expect(words(value)).toEqual(['spf=pass', 'dmarc=fail']);
    expect(parse(value)?.methods[0]?.properties['smtp.mailfrom']).toBe(
      'x;dmarc=pass y@evil.example',
    );
  });
});

describe('no result at all', () => {
  test.each([
    [
      'without authserv-id (Microsoft)',
      'dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=x.example;',
    ],
    [
      'without authserv-id (Microsoft, newer)',
      'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; dkim=pass header.d=x.example',
    ],
    ['an unclosed comment', 'a.example; spf=pass (x smtp.mailfrom=a@b.example'],
    ['an unclosed quote', 'a.example; spf=pass smtp.mailfrom="a@b.example; dmarc=pass'],
    ['a stray parenthesis', 'a.example; spf=pass ) dmarc=pass'],
    [
      'words that are no property',
      'a.example; dmarc=pass header.from=a.example From: <x@b.example>',
    ],
    ['a word without a result', 'a.example; dmarc'],
    [
      'a property stated twice',
      'a.example; dmarc=pass header.from=a.example header.from=b.example',
    ],
    ['a control character', 'a.example; dmarc=pass header.from=a.example\0.b.example'],
    ['nothing', ''],
  ])('%s', (_, value) => expect(parse(value)).toBeNull());
});

describe('an envelope sender that closes what a receiver opened', () => {
  const record = (sender: string) =>
    `mx.google.com; spf=softfail (google.com: domain of transitioning ${sender} does not designate 198.51.100.66 as permitted sender) smtp.mailfrom=${sender}; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example`;

  test.each([
    ['"x;dmarc=pass header.from=bank.example"@evil.example'],
    ['"x\\"; dmarc=pass header.from=bank.example; y=\\""@evil.example'],
  ])('%s is a value', (sender) => {
    expect(words(record(sender))).toEqual(['spf=softfail', 'dmarc=fail']);
  });

  test.each([
    ['"x); dmarc=pass header.from=bank.example; y=pass ("@evil.example'],
    ['"x) dmarc=pass; z=pass ("@evil.example'],
    ['"x); dmarc=pass header.from=bank.example; y("@evil.example'],
    ['any@bank.example(.evil.example'],
    ['"(" @evil.example'],
  ])('%s has two readings, so none', (sender) => expect(parse(record(sender))).toBeNull());

  test.each([["any@bank.example'@evil.example"], ["@bank.example,@any.example:'any@evil.example"]])(
    '%s parts nothing',
    (sender) => {
      expect(words(record(sender))).toEqual(['spf=softfail', 'dmarc=fail']);
    },
  );
});

test('sameResults compares everything but the instance and the folding', () => {
  const one = parse('a.example; spf=pass (x y) smtp.mailfrom=a@b.example')!;
  const folded = 'i=3; a.example;\r\n  spf=pass\r\n  (x\r\n  y) smtp.mailfrom=a@b.example';
  expect(sameResults(one, parse(folded)!)).toBe(true);
  for (const other of [
    'b.example; spf=pass (x y) smtp.mailfrom=a@b.example',
    'a.example; spf=fail (x y) smtp.mailfrom=a@b.example',
    'a.example; spf=pass (x y) smtp.mailfrom=a@c.example',
    'a.example; spf=pass (x z) smtp.mailfrom=a@b.example',
    'a.example; spf=pass (x y) reason=z smtp.mailfrom=a@b.example',
    'a.example; spf=pass (x y) smtp.mailfrom=a@b.example; dmarc=pass',
    'a.example',
  ]) {
    expect(sameResults(one, parse(other)!)).toBe(false);
  }
});
