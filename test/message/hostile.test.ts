// Headers built to hang or break a parser: never an exception, never more than linear time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAnchor } from '../../lib/evidence/anchor.ts';
import { state } from '../../lib/evidence/stated.ts';
import { parseAuthenticationResults } from '../../lib/message/authentication-results.ts';
import { explainEnvelope } from '../../lib/message/envelope.ts';
import { parse } from '../../lib/message/parse.ts';
import { parseReceived } from '../../lib/message/received.ts';
import { expectCost } from '../helpers/work.ts';

const MEGABYTE = 1 << 20;
const fill = (piece: string, size = MEGABYTE) => piece.repeat(Math.ceil(size / piece.length));

/** Measuring loops. What is linear in one megabyte costs a few dozen, what is quadratic thousands. */
const LIMIT = 300;

const NAMES = [
  'From',
  'To',
  'Subject',
  'Received',
  'Authentication-Results',
  'Received-SPF',
  'Date',
  'List-Id',
  'X',
];
const BODIES: [string, string][] = [
  ['blanks', fill(' ')],
  ['folds', fill('\r\n a')],
  ['folds of nothing', fill('\r\n ')],
  ['folded From', fill('\r\n From: a@b.example')],
  ['opening comments', fill('(')],
  ['closing comments', fill(')')],
  ['deep comments', `${fill('(', 10_000)}x${fill(')', 10_000)}`],
  ['many comments', fill('(a@b.c) ')],
  ['quotes', fill('"')],
  ['quotes in comments', fill('(")" ')],
  ['backslashes', fill('\\')],
  ['quoted pairs', `"${fill('\\"')}`],
  ['opening brackets', fill('<')],
  ['brackets', fill('<>')],
  ['at-signs', fill('@')],
  ['words with at-signs', fill('a@')],
  ['short addresses', fill('a@b,')],
  ['spaced short addresses', fill('a@b ')],
  ['addresses', fill('a@b.example, ')],
  ['spaced addresses', fill('a@b.example ')],
  ['commas', fill(',')],
  ['words and commas', fill('a, ')],
  ['colons', fill(':')],
  ['groups', fill('a:b;')],
  ['literals', fill('@[')],
  ['open encoded words', fill('=?utf-8?q?')],
  ['encoded words', fill('=?utf-8?q?a?= ')],
  ['half encoded words', fill('=?')],
  ['base64 padding', `=?utf-8?b?${fill('=')}a?=`],
  ['escapes', fill('\x1b$B')],
  ['Japanese', fill('\x1b$B;0\x1b(B')],
  ['high octets', fill('\xe2\x80\x80')],
  ['NUL', fill('\0')],
  ['semicolons', fill(';')],
  ['results', `mx.google.com${fill(';a=b')}`],
  ['properties', `mx.google.com;a=b${fill(' c.d=e')}`],
  ['dots', `mx.google.com;a=b ${fill('c.')}`],
  ['spaced dots', `mx.google.com;a=b ${fill('c . ')}`],
  ['equals', fill('=')],
  ['clauses', fill('from a by b ')],
  ['words', `from ${fill('a ')}`],
  ['long label', `a@${fill('a')}.example`],
  ['long IDN label', `a@${fill('\xe6\x97\xa5')}.example`],
  ['colons of IPv6', `from x ([${fill('1:')}])`],
  ['tls words', `from x (${fill('TLS ')})`],
  ['digits', fill('1')],
  ['zones', `Mon, 2 Nov 2026 10:00:00 ${fill('(')}`],
];

describe('one megabyte of', () => {
  test.each(BODIES)('%s', async (_, body) => {
    await expectCost(() => {
      for (const name of NAMES) state(parse(`${name}: ${body}\r\n\r\n`), 'gmail');
    }, LIMIT);
  });
});

describe('many fields', () => {
  test.each([
    ['empty names', ':\r\n'],
    ['From', 'From: a@b.example\r\n'],
    [
      'Received',
      'Received: from a (b.example. [192.0.2.1]) by c.example with SMTP id 1; Mon, 2 Nov 2026 10:00:00 +0000\r\n',
    ],
    ['results', 'Authentication-Results: mx.google.com; dmarc=pass header.from=b.example\r\n'],
    [
      'ARC sets',
      'ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from=b.example\r\n',
    ],
    [
      'Received-SPF',
      'Received-SPF: pass (google.com: domain of a@b.example designates) client-ip=192.0.2.1;\r\n',
    ],
    ['no colon', 'a\r\n'],
  ])('%s', async (_, line) => {
    const header = `${fill(line)}From: a@b.example\r\n\r\n`;
    await expectCost(() => state(parse(header), 'gmail'), LIMIT);
  });
});

/** Text out of the pieces that mean something to one of the parsers. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '"',
          '\\',
          '(',
          ')',
          '<',
          '>',
          '@',
          ',',
          ';',
          ':',
          '.',
          '[',
          ']',
          '=',
          ' ',
          '\t',
          '\r\n',
          '\r\n ',
          '\r',
          '\n',
        ],
        ...[
          '=?utf-8?b?',
          '=?iso-2022-jp?Q?',
          '?=',
          '\x1b$B',
          '\x1b(B',
          '\0',
          '\x7f',
          '\xff',
          '\xc2\xa0',
          '\xe3\x80\x80',
        ],
        ...[
          'from ',
          'by ',
          'mx.google.com',
          'with ESMTPS',
          'dmarc=pass',
          'header.from=',
          'a@b.example',
          'i=1;',
          '192.0.2.1',
        ],
        ...[
          'From:',
          'Received:',
          'Authentication-Results:',
          'ARC-Seal:',
          'Return-Path: <a@b.example>\r\n',
          'Delivered-To: x',
        ],
      ),
      fc.string({
        unit: fc.integer({ min: 0, max: 255 }).map((octet) => String.fromCharCode(octet)),
        maxLength: 8,
      }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('random text', () => {
  test('never throws', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const message = parse(text);
        for (const source of ['gmail', 'file'] as const) state(message, source, ['a@b.example']);
        parseAuthenticationResults(text);
        parseReceived(text, 0);
        explainEnvelope(text);
      }),
      { numRuns: 5_000 },
    );
  });

  test('every From line is a From', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const line = text.replace(/[\r\n]/g, '');
        expect(parse(`X: y\r\nFrom:${line}\r\n\r\n`).from).toHaveLength(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what the sender writes never becomes the record', () => {
    const above = [
      'Delivered-To: alice@gmail.example',
      'Received: by 2002:a05:7300::1 with SMTP id 1; Sun, 1 Nov 2026 17:46:17 -0800 (PST)',
      'Return-Path: <x@evil.example>',
      'Received: from a (b.example. [198.51.100.66]) by mx.google.com with ESMTPS id 1; Sun, 01 Nov 2026 17:46:17 -0800 (PST)',
      'Authentication-Results: mx.google.com; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example',
    ].join('\r\n');
    fc.assert(
      fc.property(pieces, (text) => {
        const message = parse(`${above}\r\n${text}`);
        const { results } = findAnchor(message);
        // A first line that starts with a blank folds into the record: then there is none.
        expect(results === null || state(message, 'gmail').dmarc === 'fail').toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
