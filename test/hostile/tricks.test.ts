// Names of fields, tags and properties that mean something to JavaScript, and encoded words that mean something else.
import { describe, expect, test } from 'vitest';
import { keyRecord, signDkim } from '../helpers/cases/sign.ts';
import { draftOf, judge } from './journey.ts';

const POISON = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'length',
];

/** Everything that objects inherit, so that one name more is seen. */
const inherited = () => Object.getOwnPropertyNames(Object.prototype).sort();

describe('names that objects know', () => {
  const zone = {
    's1._domainkey.shop.example': {
      TXT: [`${keyRecord('rsa2048')}; ${POISON.map((name) => `${name}=1`).join('; ')}`],
    },
    '_dmarc.shop.example': {
      TXT: [`v=DMARC1; p=none; ${POISON.map((name) => `${name}=1`).join('; ')}`],
    },
    'evil.example': { TXT: [`v=spf1 ${POISON.map((name) => `${name}=x`).join(' ')} -all`] },
  };
  const plain = signDkim(draftOf(['From: Shop <info@shop.example>']), {
    d: 'shop.example',
    s: 's1',
  });
  const poisoned = {
    ...plain,
    fields: [
      ...POISON.map((name) => `${name}: {"tone":"calm","polluted":true}`),
      // together with the genuine one as many as are tried
      ...POISON.slice(0, 7).map(
        (name) =>
          `DKIM-Signature: ${name}=1; v=1; a=rsa-sha256; d=shop.example; s=${name}; h=${name}:from; bh=x; b=y`,
      ),
      `Authentication-Results: mx.google.com; ${POISON.map((name) => `${name}=pass ${name}.${name}=x`).join('; ')}`,
      ...plain.fields,
    ],
  };

  test.each(['file', 'gmail'])('change nothing outside, and no verdict: %s', async (source) => {
    const before = inherited();
    const where = source === 'gmail' ? { dmarc: 'none none' } : {};
    const expected = await judge(plain, { zone, ...where });
    const found = await judge(poisoned, { zone, ...where });
    expect(inherited()).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
    expect([found.report.origin, found.report.authorDomain]).toEqual([
      expected.report.origin,
      expected.report.authorDomain,
    ]);
    expect(JSON.parse(JSON.stringify(found.report))).toEqual(found.report);
  });

  // Each by itself: one name that a field may not hold hides all others of the field.
  test.each(POISON)('a method, a tag and a property called %s', async (name) => {
    const lines = [
      `Authentication-Results: mx.google.com; ${name}=pass`,
      `Authentication-Results: mx.google.com; dkim=pass ${name}.${name}=x; ${name}=pass ${name}.d=x`,
      `ARC-Authentication-Results: i=1; mx.google.com; ${name}=pass`,
      `Received-SPF: ${name} (google.com) ${name}=x;`,
      ` ; ${name}=pass`,
      `Content-Type: text/plain; charset=${name}; ${name}=${name}`,
      `List-Id: ${name} <${name}>`,
    ];
    const arc = [
      `ARC-Seal: i=1; a=rsa-sha256; cv=none; d=google.com; s=${name}; ${name}=1; b=x`,
      `ARC-Message-Signature: i=1; a=rsa-sha256; d=google.com; s=${name}; h=from; bh=x; b=y`,
    ];
    for (const line of lines)
      for (const where of [{}, { dmarc: 'none none' }]) {
        const fields = line.startsWith('ARC-') ? [line, ...arc] : [line];
        const { report } = await judge(
          { ...plain, fields: [...fields, ...plain.fields] },
          { zone, ...where },
        );
        expect(report.authorDomain, line).toBe('shop.example');
      }
  });

  test.each(POISON)('a sender called %s', async (name) => {
    const { report } = await judge(draftOf([`From: ${name} <${name}@${name}.example>`]));
    expect(report.author.address).toBe(`${name}@${name}.example`);
    expect(report.tone).not.toBe('calm');
  });
});

describe('domains with an empty label', () => {
  const BROKEN = [
    'bank..com',
    'bank.example..com',
    '.bank.com',
    'bank.co..jp',
    '..',
    '.com',
    '。。com',
    'bank。.com',
  ];
  const FIELDS = ['From', 'Reply-To', 'Sender', 'To', 'Return-Path', 'List-Id', 'Cc'];

  test.each(FIELDS)('in %s are no domains', async (field) => {
    for (const domain of BROKEN)
      for (const written of [`a@${domain}`, `"a b" <a@${domain}>`, `=?utf-8?q?a?= <a@${domain}>`]) {
        const fields = [
          ...(field === 'From' ? [] : ['From: Shop <info@shop.example>']),
          `${field}: ${written}`,
        ];
        for (const where of [{}, { dmarc: 'none none' }]) {
          const { report } = await judge(draftOf(fields), where);
          expect(report.tone, written).not.toBe('calm');
        }
      }
  });
});

describe('encoded words', () => {
  const base64 = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
  /** The mail is from evil.example; whatever the words spell, it never becomes the bank's. */
  const tricks: [string, string][] = [
    [
      'an address in a word, before the address',
      `${base64('<ceo@bank.example>')} <x@evil.example>`,
    ],
    ['an address in a word, behind it', `<x@evil.example> ${base64('<ceo@bank.example>')}`],
    ['a whole mailbox and a comma', `${base64('CEO <ceo@bank.example>,')} <x@evil.example>`],
    ['NUL', '=?utf-8?q?ceo@bank.example=00?= <x@evil.example>'],
    ['a line end and a From', '=?utf-8?q?a=0D=0AFrom:_ceo@bank.example?= <x@evil.example>'],
    ['an empty line', '=?utf-8?q?=0D=0A=0D=0A?= <x@evil.example>'],
    ['a word inside a quoted string', `"${base64('ceo@bank.example')}" <x@evil.example>`],
    [
      'a word inside a word',
      `=?utf-8?q?=3D=3Futf-8=3Fq=3Fceo=40bank.example=3F=3D?= <x@evil.example>`,
    ],
    ['a word without an end', '=?utf-8?b?Y2VvQGJhbmsuZXhhbXBsZQ <x@evil.example>'],
    ['a word without a charset', '=??b?Y2VvQGJhbmsuZXhhbXBsZQ==?= <x@evil.example>'],
    ['a charset nobody has', '=?x-unknown?b?Y2VvQGJhbmsuZXhhbXBsZQ==?= <x@evil.example>'],
    ['UTF-7', '=?utf-7?q?+AGMAZQBvAEAAYgBhAG4Aaw-?= <x@evil.example>'],
    ['UTF-16', '=?utf-16?b?YwBlAG8AQABiAGEAbgBrAA==?= <x@evil.example>'],
    ['an encoding nobody has', '=?utf-8?z?ceo@bank.example?= <x@evil.example>'],
    ['a language', '=?utf-8*en?q?ceo=40bank.example?= <x@evil.example>'],
    ['broken base64', '=?utf-8?b?!!!Y2Vv@@@?= <x@evil.example>'],
    ['base64 of nothing but padding', '=?utf-8?b?====?= <x@evil.example>'],
    ['broken quoted-printable', '=?utf-8?q?=G0=4?= <x@evil.example>'],
    ['lower-case digits', '=?utf-8?q?ceo=40bank=2eexample?= <x@evil.example>'],
    ['a character cut in two', '=?utf-8?q?=E3=81?= =?utf-8?q?=82?= <x@evil.example>'],
    ['overlong UTF-8', '=?utf-8?q?=C0=BCceo@bank.example=C0=BE?= <x@evil.example>'],
    ['surrogates', '=?utf-8?q?=ED=A0=80=ED=B0=80?= <x@evil.example>'],
    ['a byte order mark', '=?utf-8?q?=EF=BB=BFceo@bank.example?= <x@evil.example>'],
    ['right-to-left', `${base64('\u202eelpmaxe.knab@oec')} <x@evil.example>`],
    ['quotes', '=?utf-8?q?=22ceo=40bank.example=22?= <x@evil.example>'],
    [
      'ISO-2022-JP that hides a quote',
      '=?iso-2022-jp?b?GyRCIg==?=" <ceo@bank.example> " <x@evil.example>',
    ],
    ['ISO-2022-JP without the way back', '=?iso-2022-jp?q?=1B$B?= <x@evil.example>'],
    [
      'two charsets in turn',
      '=?utf-8?q?a?= =?iso-8859-1?q?=E9?= =?shift_jis?b?gqA=?= <x@evil.example>',
    ],
    ['a thousand words', `${'=?utf-8?q?a?= '.repeat(1_000)}<x@evil.example>`],
    ['ten thousand openings', `${'=?utf-8?q?'.repeat(10_000)} <x@evil.example>`],
    [
      'a word of a hundred thousand characters',
      `=?utf-8?q?${'=41'.repeat(100_000)}?= <x@evil.example>`,
    ],
    ['a word in the local part', '<=?utf-8?q?ceo=40bank.example=3E?=@evil.example>'],
    ['a word in the domain', '<x@=?utf-8?q?bank.example?=.evil.example>'],
    ['a word as the address', '=?utf-8?q?=3Cceo=40bank.example=3E?='],
    [
      'a word for the angle brackets',
      'CEO =?utf-8?q?=3C?=ceo@bank.example=?utf-8?q?=3E?= <x@evil.example>',
    ],
    ['a comment with an address', '(ceo@bank.example) x@evil.example'],
    ['a word in a comment', `(${base64('<ceo@bank.example>')}) <x@evil.example>`],
    ['raw UTF-8', 'café <x@evil.example>'],
    ['raw octets that are no UTF-8', '\xff\xfe <x@evil.example>'],
  ];

  test.each(tricks)('%s', async (_name, from) => {
    for (const circumstances of [{}, { dmarc: 'fail reject' }, { dmarc: 'none none' }]) {
      const { report } = await judge(draftOf([`From: ${from}`]), circumstances);
      expect(report.tone).not.toBe('calm');
      expect(report.authorDomain).not.toBe('bank.example');
      if (report.authorDomain !== null) expect(report.authorDomain).toMatch(/(^|\.)evil\.example$/);
      else expect(report).toMatchObject({ origin: 'ambiguous', tone: 'danger' });
    }
  });

  test.each(tricks)('in the subject: %s', async (_name, text) => {
    const { report } = await judge(draftOf(['From: x@evil.example', `Subject: ${text}`]));
    expect(report.authorDomain).toBe('evil.example');
    expect(report.tone).not.toBe('calm');
  });
});
