// Received fields in the forms that real servers write.
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../lib/message/dates.ts';
import { parseReceived, readAddress } from '../../lib/message/received.ts';

const at = (text: string) => Date.parse(text);

describe('parseReceived', () => {
  test.each([
    [
      'Gmail',
      'from mta1.shop.example (mta1.shop.example. [192.0.2.10])\r\n        by mx.google.com with ESMTPS id 23-20a.10.2026\r\n        for <alice@gmail.example>\r\n        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n        Sun, 01 Nov 2026 17:46:17 -0800 (PST)',
      {
        helo: 'mta1.shop.example',
        reverseName: 'mta1.shop.example',
        address: '192.0.2.10',
        by: 'mx.google.com',
        with: 'ESMTPS',
        id: '23-20a.10.2026',
        for: 'alice@gmail.example',
        tls: 'TLS1_3',
        at: at('2026-11-02T01:46:17Z'),
      },
    ],
    [
      'Gmail, no reverse name',
      'from evil.example ([198.51.100.66]) by mx.google.com with ESMTP id x; Sun, 01 Nov 2026 17:46:17 -0800 (PST)',
      { helo: 'evil.example', reverseName: null, address: '198.51.100.66', tls: null, for: null },
    ],
    [
      'Gmail to Gmail',
      'from mail-sor-f41.google.com (mail-sor-f41.google.com. [2001:db8::29]) by mx.google.com with SMTPS id x.sor.1 (Google Transport Security); Sun, 01 Nov 2026 17:46:17 -0800',
      {
        reverseName: 'mail-sor-f41.google.com',
        address: '2001:db8::29',
        tls: 'encrypted',
        with: 'SMTPS',
      },
    ],
    [
      'inside Google',
      'by 2002:a05:7300:538f:b0:7c:ab41:dfcf with SMTP id g15csp950363dye; Sun, 1 Nov 2026 17:46:17 -0800 (PST)',
      { helo: null, address: null, by: '2002:a05:7300:538f:b0:7c:ab41:dfcf', with: 'SMTP' },
    ],
    [
      'the API of Gmail',
      'from 717284730244 named unknown by gmailapi.google.com with HTTPREST; Sun, 1 Nov 2026 17:46:17 -0800',
      { helo: '717284730244', by: 'gmailapi.google.com', with: 'HTTPREST' },
    ],
    [
      'POP',
      'by 10.1.2.3 with POP3 id a1b2; Sun, 1 Nov 2026 17:46:17 -0800 (PST)',
      { by: '10.1.2.3', with: 'POP3' },
    ],
    [
      'Postfix',
      'from mail.example.com (mail.example.com [IPv6:2001:db8::1])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\t(No client certificate requested)\r\n\tby mx.example.net (Postfix) with ESMTPS id 3BF376A\r\n\tfor <a@example.net>; Fri,  3 Mar 2023 15:14:51 +0100 (CET)',
      {
        reverseName: 'mail.example.com',
        address: '2001:db8::1',
        by: 'mx.example.net',
        tls: 'TLS1_3',
        for: 'a@example.net',
      },
    ],
    [
      'Postfix, unknown client',
      'from host (unknown [192.0.2.7]) by mx.example.net (Postfix) with SMTP id 1; Fri, 3 Mar 2023 15:14:51 +0100',
      { helo: 'host', reverseName: null, address: '192.0.2.7' },
    ],
    [
      'Exchange',
      'from A1.example.com (2001:db8:1::2) by B2.example.com (2001:db8:2::3) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA) id 15.20.1.2 via Frontend Transport; Mon, 2 Nov 2026 01:00:00 +0000',
      {
        helo: 'A1.example.com',
        address: '2001:db8:1::2',
        by: 'B2.example.com',
        with: 'Microsoft SMTP Server',
        tls: 'TLS1_2',
        id: '15.20.1.2',
      },
    ],
    [
      'pphosted',
      'from pps.filterd (m0098419.example.net [127.0.0.1]) by mx0b.example.net (8.17.1.5/8.17.1.5) with ESMTP id 29B8; Tue, 11 Oct 2022 10:00:30 GMT',
      {
        helo: 'pps.filterd',
        reverseName: 'm0098419.example.net',
        address: '127.0.0.1',
        by: 'mx0b.example.net',
        at: at('2022-10-11T10:00:30Z'),
      },
    ],
    [
      'Exim',
      'from [203.0.113.3] (helo=www.example.org) by bob.example.net with esmtp (Exim 4.96) id 17jtS9; Tue, 27 Aug 2002 23:25:09 -0400',
      { helo: 'www.example.org', address: '203.0.113.3', by: 'bob.example.net' },
    ],
    [
      'Exim with TLS',
      'from mail.example.org ([203.0.113.3] helo=www.example.org) by bob.example.net with esmtps (TLS1.2:ECDHE:256) (Exim 4.9) id 1; Tue, 27 Aug 2002 23:25:09 -0400',
      { helo: 'www.example.org', address: '203.0.113.3', tls: 'TLS1_2' },
    ],
    [
      'qmail',
      'from unknown (HELO mail.example.org) (203.0.113.3) by mta2.example.com with SMTP; 29 Aug 2002 17:01:38 -0000',
      {
        helo: 'mail.example.org',
        reverseName: null,
        address: '203.0.113.3',
        by: 'mta2.example.com',
      },
    ],
    [
      'sendmail',
      'from mail.example.org (root@relay.example.org [203.0.113.3]) by mx.example.com (8.11.6/8.11.6) with ESMTP id g7C; Mon, 12 Aug 2002 19:54:13 +0100',
      { helo: 'mail.example.org', reverseName: 'relay.example.org', address: '203.0.113.3' },
    ],
    [
      'a comment that came with the greeting',
      'from x(relay.example.) (vps.example. [198.51.100.66]) by mx.google.com with ESMTP id 1; Mon, 12 Aug 2002 19:54:13 +0100',
      { helo: 'x', reverseName: 'vps.example', address: '198.51.100.66' },
    ],
    [
      'a comment that came with the greeting of a host without a name',
      'from x(relay.example.) ([198.51.100.66]) by mx.google.com with ESMTP id 1; Mon, 12 Aug 2002 19:54:13 +0100',
      { helo: 'x', reverseName: null, address: '198.51.100.66' },
    ],
    [
      'a clause of less weight twice (Mimecast)',
      'from a.example (b.example [203.0.113.3]) by relay.example with ESMTP with STARTTLS (version=TLSv1.3, cipher=X) id us-1; Wed, 25 Feb 2026 03:16:11 -0500',
      { by: 'relay.example', with: 'ESMTP', tls: 'TLS1_3', id: 'us-1' },
    ],
    [
      'encrypted by name only',
      'from a.example by b.example with LMTPSA id 1',
      { tls: 'encrypted', at: null },
    ],
    [
      'no from',
      '(qmail 802 invoked from network); 7 Oct 2002 12:01:54 -0000',
      { helo: null, by: null, at: at('2002-10-07T12:01:54Z') },
    ],
  ])('%s', (_, value, expected) => {
    expect(parseReceived(value, 7)).toMatchObject({ ...expected, index: 7 });
  });

  test.each([
    [
      'a host named by',
      'from by (x.example [192.0.2.1]) by mx.google.com with SMTP id 1; Mon, 2 Nov 2026 01:00:00 +0000',
      'by',
    ],
    [
      'a host named from',
      'from from ([192.0.2.1]) by mx.google.com with SMTP id 1; Mon, 2 Nov 2026 01:00:00 +0000',
      'from',
    ],
  ])('%s', (_, value, helo) => {
    expect(parseReceived(value, 0)).toMatchObject({
      helo,
      by: 'mx.google.com',
      address: '192.0.2.1',
    });
  });

  test.each([
    [
      'a HELO that brings its own clauses',
      'from a (b.example. [192.0.2.1]) by mx.google.com with ESMTPS (c.example. [198.51.100.1]) by mx.google.com with ESMTPS id 1; Mon, 2 Nov 2026 01:00:00 +0000',
    ],
    ['an unclosed comment', 'from ((( (x.example [192.0.2.1]) by mx.google.com with SMTP'],
    [
      'an unclosed quote',
      'from "a by mx.google.com with SMTP id 1; Mon, 2 Nov 2026 01:00:00 +0000',
    ],
  ])('%s has no one reading', (_, value) => {
    expect(parseReceived(value, 3)).toEqual({
      helo: null,
      reverseName: null,
      address: null,
      by: null,
      with: null,
      id: null,
      for: null,
      tls: null,
      at: null,
      index: 3,
    });
  });
});

test('a HELO with an address of its own: neither is told', () => {
  const value =
    'from x (trusted.example. [192.0.2.1]) (evil.example. [198.51.100.66]) by mx.google.com with ESMTPS id 1; Mon, 2 Nov 2026 01:00:00 +0000';
  expect(parseReceived(value, 0)).toMatchObject({
    by: 'mx.google.com',
    address: null,
    reverseName: null,
  });
});

test('an address with a port', () => {
  expect(
    parseReceived('from x ([192.0.2.1]:54321 helo=y.example) by z.example with esmtp', 0),
  ).toMatchObject({
    helo: 'y.example',
    address: '192.0.2.1',
  });
});

test.each([
  ['[192.0.2.1]', '192.0.2.1'],
  ['IPv6:2001:DB8::1', '2001:db8::1'],
  ['[IPv6:::ffff:192.0.2.1]', '::ffff:192.0.2.1'],
  ['256.0.2.1', null],
  ['192.0.2', null],
  ['host.example', null],
  ['dead', null],
])('readAddress %s', (word, expected) => expect(readAddress(word)).toBe(expected));

test.each([
  ['Mon, 2 Nov 2026 10:00:00 +0900', '2026-11-02T01:00:00Z'],
  ['2 Nov 2026 10:00 GMT', '2026-11-02T10:00:00Z'],
  ['Mon, 02 Nov 26 10:00:00 EST', '2026-11-02T15:00:00Z'],
  ['Mon, 02 Nov 126 10:00:00 +0000', '2026-11-02T10:00:00Z'],
  ['Mon, 2 November 2026 10:00:00 -0000 (comment)', '2026-11-02T10:00:00Z'],
  ['Mon, 2 Nov 2026\r\n 10:00:00 +0000', '2026-11-02T10:00:00Z'],
  ['Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00Z'],
  ['Mon, 32 Nov 2026 10:00:00 +0000', null],
  ['Mon, 2 Foo 2026 10:00:00 +0000', null],
  ['Mon, 2 Nov 2026 25:00:00 +0000', null],
  ['2026-11-02T10:00:00Z', null],
  ['', null],
  ['31 Feb 2026 10:00:00 +0000', null],
  ['29 Feb 2028 10:00:00 +0000', '2028-02-29T10:00:00Z'],
  ['1 Jan 0050 10:00:00 +0000', null],
  ['Fri, 20 Nov 2026 08:00:00+0100', '2026-11-20T07:00:00Z'],
])('parseDate %s', (text, expected) => {
  expect(parseDate(text)).toBe(expected === null ? null : at(expected));
});
