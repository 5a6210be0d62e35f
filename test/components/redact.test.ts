// The reader's address in every spelling that mail gives it, and everybody else in a header that is handed on.
import { describe, expect, test } from 'vitest';
import { headerForOthers } from '../../components/report/header.ts';
import { createRedactor } from '../../components/report/redact.ts';

const OWN = ['alice.b@gmail.com', 'alice@shop.example'];
const base64 = (text: string) => Buffer.from(text).toString('base64');
const url64 = (text: string) => Buffer.from(text).toString('base64url');

describe('the reader’s own address', () => {
  test.each([
    'alice@shop.example',
    'Alice@Shop.Example',
    'ALICE@SHOP.EXAMPLE',
    'alice+news@shop.example',
    'alice+2026-11@shop.example',
    '<alice@shop.example>',
    'mailto:alice@shop.example',
    '"alice@shop.example"',
    '(alice@shop.example)',
    'alice@shop.example,',
    'alice@shop.example.',
    'alice%40shop.example',
    'https://news.example/u?e=alice%40shop.example&x=1',
    'alice=40shop.example',
    'bounce-alice=shop.example@news.example',
    'bounces+123-alice=shop.example@news.example',
    'SRS0=HHH=TT=shop.example=alice@fwd.example',
    'SRS1=HHH=fwd.example==HHH=TT=gmail.com=alice.b@next.example',
    'prvs=0123456789=alice@shop.example',
    'msprvs1=18456abc=bounces-alice=shop.example@news.example',
    'aliceb@gmail.com',
    'alice.b@gmail.com',
    'a.l.i.c.e.b@gmail.com',
    'AliceB@GoogleMail.com',
    'alice.b+bank@gmail.com',
    'aliceb%40gmail.com',
    'aliceb=gmail.com@news.example',
    base64('alice@shop.example'),
    url64('alice@shop.example'),
    base64('id=77;to=alice@shop.example;k=1'),
    url64('{"to":"aliceb@gmail.com"}'),
    `https://news.example/unsubscribe/${url64('alice@shop.example')}`,
    `https://news.example/o?d=${base64('xx alice@shop.example yy')}`,
    `=?UTF-8?B?${base64('Alice <alice@shop.example>')}?=`,
    'rfc822;alice@shop.example',
    'for <alice@shop.example>; Thu, 26 Nov 2026',
  ])('%s', (written) => {
    const text = createRedactor(OWN).text(`before ${written} after`);
    expect(text).toContain('redacted');
    expect(text).not.toMatch(/(?:shop\.example|gmail\.com)=alice/);
    expect(text).not.toMatch(/alice(?:\.?b)?(?:\+[^@]*)?(?:@|%40|=40|=)(?:shop|gmail|googlemail)/i);
    for (const token of text.match(/[A-Za-z0-9+_-]{12,}/g) ?? [])
      expect(Buffer.from(token, 'base64').toString('latin1')).not.toMatch(/alice/i);
  });

  test.each([
    'malice@shop.example',
    'alice@shop.example.net',
    'alice@other.example',
    base64('nobody in particular'),
    'v=1; a=rsa-sha256; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ])('%s is somebody else’s', (written) => {
    expect(createRedactor(OWN).text(written)).toBe(written);
  });
});

describe('a header for others', () => {
  const lines = (...fields: string[]) => headerForOthers(fields.join('\n')).split('\n');

  test('names no other recipient, and no token of this reader', () => {
    const told = headerForOthers(
      [
        'From: Shop <news@shop.example>',
        'To: Bob <bob@office.example>,\n carol@office.example',
        'Cc: dave@office.example',
        'Delivered-To: erin@office.example',
        'Return-Path: <bounce-7f3a9-frank@news.example>',
        'Received: from a.example by b.example with ESMTPS\n for <grace@office.example>; Thu',
        'List-Unsubscribe: <https://news.example/u/7f3a9?heidi>, <mailto:u-7f3a9@news.example>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Subject: Hello',
      ].join('\n'),
    );
    expect(told).not.toMatch(/bob|carol|dave|erin|frank|grace|heidi|7f3a9/);
    expect(told).toContain('From: Shop <news@shop.example>');
    expect(told).toContain('office.example');
    expect(told).toContain('https://news.example/');
    expect(told).toContain('Subject: Hello');
  });

  test('keeps what a mail administrator needs as it is written', () => {
    const fields = [
      'From: =?UTF-8?B?5bGx55Sw?= <yamada@shop.example>',
      'Authentication-Results: mx.google.com;\n dkim=pass header.i=@shop.example header.s=s1;\n dmarc=fail (p=REJECT) header.from=shop.example',
      'DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=s1; h=from:to; bh=47DEQpj8HBSa; b=abc',
      'Message-ID: <1@shop.example>',
    ];
    expect(lines(...fields)).toEqual(fields.join('\n').split('\n'));
  });

  test('a line without a field is left alone', () => {
    expect(lines('no field', 'Subject: x')).toEqual(['no field', 'Subject: x']);
  });
});
