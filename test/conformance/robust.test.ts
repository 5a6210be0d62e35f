// Bad mail and bad DNS are results: whatever stands in header, body or answers, measure() gives an Evaluated.
import { expect, test } from 'vitest';
import type { Answer } from '../../lib/model.ts';
import { sealArc, signDkim } from '../helpers/cases/sign.ts';
import { failed, lookupsOver, measureRaw, ok } from './measure.ts';
import { random } from './random.ts';

const WORDS = ['pass', 'fail', 'softfail', 'policy', 'neutral', 'none', 'temperror', 'permerror'];
const pick = random(424_242);

function message(): string {
  let draft = {
    fields: [
      'From: Ann <ann@example.com>',
      'To: reader@example.org',
      'Subject: Hello',
      'Return-Path: <b@example.com>',
      'Content-Type: multipart/mixed; boundary="b"',
    ],
    body: 'Hello\r\n--b\r\nContent-Type: text/calendar\r\n\r\nMETHOD:REQUEST\r\n--b--\r\n',
  };
  draft = signDkim(draft, {
    d: 'example.com',
    s: 's1',
    i: 'a@mail.example.com',
    tags: ['l=5', 'x=1790000000', 'q=dns/txt'],
    t: 1_780_000_000,
  });
  draft = sealArc(draft, {
    d: 'google.com',
    s: 'arc-20240605',
    cv: 'none',
    t: 1_780_000_000,
    results: 'mx.google.com; dmarc=pass',
  });
  draft = sealArc(draft, {
    d: 'example.org',
    s: 's2',
    cv: 'pass',
    results: 'mx.example.org; arc=pass',
  });
  return `${draft.fields.join('\r\n')}\r\n\r\n${draft.body}`;
}

const PIECES = [
  '',
  ' ',
  '\t',
  '\r\n',
  '\r\n ',
  '\n',
  '\r',
  '\0',
  ':',
  ';',
  '=',
  ',',
  '@',
  '<',
  '>',
  '(',
  ')',
  '"',
  '\\',
  '\xe9',
  '\xc2\xa0',
  '\xe3\x80\x80',
  'i=',
  'i=51;',
  'i=0;',
  'a=',
  'c=/relaxed;',
  'c=/',
  'l=-1;',
  'l=1e9;',
  'x=99999999999999999999;',
  't=abc;',
  'h=;',
  'h=from:from;',
  'd=.;',
  'd=[1.2.3.4];',
  's=;',
  'b=;',
  'bh=;',
  'From: x@y\r\n',
  'DKIM-Signature: ',
  'ARC-Seal: i=3; ',
  '__proto__=1;',
  'constructor=x;',
  '%{l}',
  '=?utf-8?q?=00?=',
  '=41',
  '🙂',
  '9'.repeat(400),
  'a.'.repeat(200),
];

function damage(text: string): string {
  let damaged = text;
  for (let n = pick([1, 1, 2, 3, 8]); n > 0; n--) {
    const at =
      Math.floor((pick([...Array(97).keys()]) / 97) * damaged.length) + pick([0, 1, 2, 3, 5, 7]);
    const cut = pick([0, 0, 1, 3, 20, 120]);
    damaged = damaged.slice(0, at) + pick(PIECES) + damaged.slice(at + cut);
  }
  return damaged;
}

const RECORDS = [
  '',
  'v=DKIM1; p=',
  'v=DKIM1; k=rsa; p=MIIB',
  'p=AAAA',
  'v=spf1',
  'v=spf1 ',
  'v=spf1 include:example.com -all',
  'v=spf1 exists:%{l}.%{d} -all',
  'v=spf1 a:%{',
  'v=spf1 redirect=example.com',
  'v=spf1 mx ptr ~all',
  'v=spf1 ip6:::/129',
  'v=DMARC1; p=reject',
  'v=DMARC1',
  'v=DMARC1; p=reject; psd=y; np=none',
  'v=DMARC1; __proto__=1; p=none',
  ';;;=',
  '\xff\0',
  'x'.repeat(5_000),
];

function answer(type: string): Answer {
  const status = pick([
    'ok',
    'ok',
    'ok',
    'nxdomain',
    'nodata',
    'timeout',
    'servfail',
    'refused',
    'garbage',
    'badname',
    'held',
    'budget',
    'off',
    'network',
  ] as const);
  if (status !== 'ok') return failed(status);
  if (type === 'TXT')
    return ok<'TXT'>(pick([[[pick(RECORDS)]], [[pick(RECORDS)], [pick(RECORDS)]], [[]], []]));
  if (type === 'MX')
    return ok<'MX'>(
      pick([[{ priority: 1, exchange: 'mx.example.com' }], [{ priority: 0, exchange: '.' }], []]),
    );
  return ok<'A'>(pick([['192.0.2.1'], ['2001:db8::1'], ['nonsense'], ['mx.example.com.'], []]));
}

test('6,000 damaged messages in front of a mad resolver', async () => {
  const original = message();
  let refused = 0;
  for (let i = 0; i < 6_000; i++) {
    const text = damage(original);
    const careful = pick([true, false]);
    const found = await measureRaw({
      raw: Buffer.from(text, 'latin1'),
      lookups: lookupsOver((_name, type) => answer(type), careful),
      stated: {
        clientAddress: pick(['192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1', 'bad', null]),
        helo: pick(['out.example.com', '[192.0.2.1]', '', null]),
        mailFrom: pick([
          'b@example.com',
          '',
          '"a@b"@example.com',
          'nonsense',
          '@',
          'x@\xe9.example',
          null,
        ]),
        dmarc: pick(['pass', 'fail', null]),
        receivedAt: pick([Date.UTC(2026, 0, 1), null]),
      },
      at: pick([0, Date.UTC(2026, 0, 1)]),
      now: Date.UTC(2026, 0, 2),
    }).catch((error: Error) => {
      if (error.message.startsWith('refused: ')) return null;
      throw new Error(`${JSON.stringify(text)}\n${error.stack}`);
    });
    if (!found) {
      refused++;
      continue;
    }
    const words = [
      found.dmarc.result,
      found.arc.result,
      ...found.dkim.map(({ result }) => result),
      ...(found.spf ? [found.spf.result] : []),
    ];
    expect(
      words.filter((word) => !WORDS.includes(word)),
      text,
    ).toEqual([]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  }
  expect(refused).toBeLessThan(600);
});
