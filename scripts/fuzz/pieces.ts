// Inputs made of what means something to a parser, and real messages with damage in them.
import fc from 'fast-check';
import { buildCase } from '../../test/helpers/cases/build.ts';
import { loadCases } from '../../test/helpers/cases/case.ts';

/** Text of the pieces, of short runs of any octet, and of pieces repeated; latin1. */
export function textOf(pieces: readonly string[], maxLength = 60): fc.Arbitrary<string> {
  const octet = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
  const piece = fc.constantFrom(...pieces);
  const repeated = fc
    .tuple(piece, fc.integer({ min: 2, max: 300 }))
    .map(([one, n]) => one.repeat(n));
  const part = fc.oneof(
    { weight: 12, arbitrary: piece },
    { weight: 2, arbitrary: fc.string({ unit: octet, maxLength: 8 }) },
    { weight: 1, arbitrary: repeated },
  );
  return fc.array(part, { maxLength }).map((parts) => parts.join(''));
}

export const SIGNS = [
  ...['"', '\\', '(', ')', '<', '>', '@', ',', ';', ':', '.', '[', ']', '=', '/', '%', '_', '-'],
  ...[' ', '\t', '\r\n', '\r\n ', '\r\n\t', '\r', '\n', '\n ', '\v', '\f'],
  ...[
    '\0',
    '\x7f',
    '\x80',
    '\x85',
    '\xa0',
    '\xff',
    '\xc2\xa0',
    '\xe3\x80\x80',
    '\xe2\x80\x8b',
    '\xef\xbb\xbf',
  ],
  ...[
    '=?utf-8?b?',
    '=?UTF-8?Q?',
    '=?iso-2022-jp?B?',
    '=?x?q?',
    '?=',
    '=3D',
    '=00',
    '\x1b$B',
    '\x1b(B',
  ],
];

export const NAMES = [
  'From',
  'from',
  'FROM',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'Received',
  'Return-Path',
  'Delivered-To',
  'Received-SPF',
  'Authentication-Results',
  'ARC-Seal',
  'ARC-Message-Signature',
  'ARC-Authentication-Results',
  'DKIM-Signature',
  'X-Received',
  'X-Google-Smtp-Source',
  'List-Id',
  'List-Unsubscribe',
  'Content-Type',
  'MIME-Version',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
];

export const WORDS = [
  'from ',
  'by ',
  'with ESMTPS',
  'for <',
  'id 1',
  'mx.google.com',
  'gmr-mx.google.com',
  'unknown',
  'a@b.example',
  'Ann <ann@b.example>',
  'ann@bank.example',
  '192.0.2.1',
  '[192.0.2.1]',
  '2001:db8::1',
  'dkim=pass',
  'spf=pass',
  'dmarc=pass',
  'dmarc=fail',
  'arc=pass (i=1)',
  'header.from=',
  'header.i=@',
  'smtp.mailfrom=',
  'i=1; ',
  'i=2; ',
  'v=1; ',
  'a=rsa-sha256; ',
  'c=relaxed/relaxed; ',
  'd=b.example; ',
  's=s1; ',
  'h=from:to; ',
  'bh=',
  'b=',
  'l=0; ',
  'x=1; ',
  't=1790000000; ',
  'cv=none; ',
  'p=REJECT',
  'Fri, 20 Nov 2026 09:00:00 +0000',
  'xn--wgv71a',
  'multipart/mixed; boundary="b"',
  '--b',
];

/** A header block: fields of known names with made-up values, and lines that are none. */
export const headers: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...NAMES),
            fc.constantFrom(':', ': ', ' :', '\t: '),
            textOf([...SIGNS, ...WORDS], 14),
          )
          .map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: textOf([...SIGNS, ...NAMES, ...WORDS], 10) },
    ),
    { maxLength: 14 },
  )
  .map((lines) => lines.join('\r\n'));

/** The cases of the tests as Gmail would hand them out, one character per octet. */
export const realMessages = (): string[] =>
  loadCases().map((one) => Buffer.from(buildCase(one).raw).toString('latin1'));

export interface Damage {
  /** 0 at the start, 1 at the end */
  at: number;
  cut: number;
  insert: string;
}

export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.constantFrom(0, 0, 1, 2, 5, 20, 200),
    insert: fc.oneof(
      textOf([...SIGNS, ...WORDS], 3),
      headers.map((block) => `\r\n${block}\r\n`),
    ),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Applies damage from `start` on; what stands before stays whole. */
export function damage(text: string, list: Damage[], start = 0): string {
  let damaged = text;
  for (const { at, cut, insert } of list) {
    const where = start + Math.floor(at * (damaged.length - start));
    damaged = damaged.slice(0, where) + insert + damaged.slice(where + cut);
  }
  return damaged;
}
