// Header blocks: nothing that an attacker relies on is tidied away.
import { describe, expect, test } from 'vitest';
import { splitFields } from '../../lib/message/fields.ts';
import { parse } from '../../lib/message/parse.ts';

const block = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

describe('splitFields', () => {
  test('folding stays in raw and goes from value', () => {
    const [field] = splitFields(block('Subject: one', '\ttwo', '  three'));
    expect(field).toEqual({
      name: 'subject',
      raw: ' one\r\n\ttwo\r\n  three',
      value: 'one\ttwo  three',
      index: 0,
      spaced: false,
    });
  });

  test('the block ends at the empty line', () => {
    expect(splitFields('A: 1\r\n\r\nFrom: x@example.com\r\n').map((field) => field.name)).toEqual([
      'a',
    ]);
  });

  test.each([
    ['a blank before the name, at the top', [' From: a@example.com', 'X: y']],
    ['a blank behind the name', ['From : a@example.com']],
    ['a fold behind the name', ['From', ' : a@example.com']],
    ['a control in front', ['\x01From: a@example.com']],
    ['a no-break space behind', ['From\xc2\xa0: a@example.com']],
  ])('%s is seen and marked', (_, lines) => {
    const [field] = splitFields(block(...lines));
    expect(field).toMatchObject({ name: 'from', value: 'a@example.com', spaced: true });
  });

  test('a From that folded into the results above it is a From', () => {
    const fields = splitFields(
      block(
        'Authentication-Results: mx.google.com; none',
        ' From: <first@attacker.example>',
        'From: <admin@victim.example>',
      ),
    );
    expect(fields.map((field) => [field.name, field.index, field.spaced])).toEqual([
      ['authentication-results', 0, false],
      ['from', 0, true],
      ['from', 1, false],
    ]);
    expect(fields[1]?.value).toBe('<first@attacker.example>');
  });

  test('text about a sender in other fields is only text', () => {
    const fields = splitFields(
      block('Subject: Re:', ' From: the desk of Bob', 'Received: by a', ' from here; x'),
    );
    expect(fields).toHaveLength(2);
  });

  test('a line without a colon has no name and hides nothing', () => {
    const fields = splitFields(block('>From somewhere', 'From: a@example.com'));
    expect(fields.map((field) => field.name)).toEqual(['', 'from']);
    expect(fields[1]?.spaced).toBe(false);
  });

  test('an mbox line is no From', () => {
    expect(
      parse(block('From alice@example.com Mon Nov  2 10:00:00 2026', 'From: a@example.com')).from,
    ).toHaveLength(1);
  });

  test('a byte order mark is no part of the first name', () => {
    expect(splitFields('\xef\xbb\xbfFrom: a@example.com\r\n')[0]).toMatchObject({
      name: 'from',
      spaced: false,
    });
  });

  test('bare line feeds and a missing end are read', () => {
    expect(splitFields('A: 1\n 2\nB: 3').map((field) => [field.name, field.value])).toEqual([
      ['a', '1 2'],
      ['b', '3'],
    ]);
  });

  test('only blanks of RFC 5322 are taken off a value', () => {
    expect(splitFields('A: \t\xa0x\xc2\xa0 \r\n')[0]?.value).toBe('\xa0x\xc2\xa0');
  });
});

describe('parse', () => {
  const header = block(
    'Delivered-To: Alice@Example.com',
    'Received: from mx.example.net (mx.example.net. [192.0.2.1]) by mx.google.com with ESMTPS id 1; Mon, 2 Nov 2026 10:00:05 +0900',
    'From: =?utf-8?B?5pel5pys?= <Info@Shop.Example>',
    'Sender: mailer@example.net',
    'Reply-To: a@example.org, b@example.org',
    'To: Alice <alice@example.com>, bob@example.com',
    'To: carol@example.com',
    'Cc: Team: dave@example.com;',
    'Subject: =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=',
    ' =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=',
    'Date: Mon, 2 Nov 2026 10:00:00 +0900',
    'List-Id: News of the shop <News.Shop.Example>',
  );

  test('reads everything once', () => {
    const message = parse(header);
    expect(message.author).toEqual({
      name: '日本',
      address: 'Info@Shop.Example',
      localPart: 'Info',
      domain: 'shop.example',
    });
    expect(message.sender?.address).toBe('mailer@example.net');
    expect(message.replyTo.map((one) => one.address)).toEqual(['a@example.org', 'b@example.org']);
    expect(message.to.map((one) => one.address)).toEqual([
      'alice@example.com',
      'bob@example.com',
      'carol@example.com',
    ]);
    expect(message.cc.map((one) => one.address)).toEqual(['dave@example.com']);
    expect(message.subject).toBe('日本語日本語');
    expect(message.date).toBe(Date.UTC(2026, 10, 2, 1));
    expect(message.listId).toBe('news.shop.example');
    expect(message.deliveredTo).toEqual(['alice@example.com']);
    expect(message.received).toHaveLength(1);
  });

  test.each([
    ['no From', 'X: y'],
    ['two From', 'From: a@example.com\r\nFrom: a@example.com'],
    ['two authors', 'From: a@example.com, b@example.com'],
    ['no address', 'From: Alice'],
  ])('%s: no one author', (_, header) => {
    expect(parse(`${header}\r\n\r\n`).author).toBeNull();
  });

  test('nothing gives nothing', () => {
    expect(parse('')).toMatchObject({
      fields: [],
      from: [],
      author: null,
      subject: '',
      date: null,
      listId: null,
    });
  });

  test.each([
    ['<a.example>', 'a.example'],
    ['A list', 'a list'],
    ['(comment) <a.example> ', 'a.example'],
    ['', null],
  ])('List-Id %s', (value, expected) =>
    expect(parse(`List-Id: ${value}\r\n`).listId).toBe(expected),
  );
});
