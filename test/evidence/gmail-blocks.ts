// Header blocks as Gmail stores them, by class of mail: the fields it writes, in its order, with dummy signatures.

const B64 = 'ZHVtbXkgc2lnbmF0dXJlIG9mIGEgdGVzdA==';
const DATE = 'Sun, 01 Nov 2026 17:46:17 -0800 (PST)';
/** The time of every boundary hop below. */
export const ARRIVED = Date.UTC(2026, 10, 2, 1, 46, 17);

export interface GmailFields {
  /** result list, without authserv-id */
  results: string;
  i?: number;
  cv?: string;
  host?: string;
  mailFrom?: string;
  /** everything between `Received: ` and `by` */
  from?: string;
  with?: string;
  for?: string;
  tls?: string;
  /** Received-SPF value; null for none */
  spf?: string | null;
  /** fields between Received: by and ARC-Seal */
  order?: 'plain' | 'noSource' | 'twoReceived' | 'forwardedEncrypted';
  /** false: Gmail of before 2016, without ARC */
  arc?: boolean;
  /** result list of the sealed copy, the same unless said */
  sealedResults?: string;
  /** false: the field was taken away, as from the inner reception of an automatic forward */
  record?: boolean;
  /** false: no Delivered-To and inner hop */
  top?: boolean;
}

export const source = `X-Google-Smtp-Source: AGHT+IHy5P0o${B64}`;
export const xReceived = `X-Received: by 2002:a17:90b:4c46:b0:22c:9217:68b6 with SMTP id np6-2002mr4707091pjb.14.1793583977084;\r\n        ${DATE}`;
export const internalHop = `Received: by 2002:a05:7300:538f:b0:7c:ab41:dfcf with SMTP id g15csp950363dye;\r\n        Sun, 1 Nov 2026 17:46:17 -0800 (PST)`;

const ORDERS = {
  plain: [source, xReceived],
  noSource: [xReceived],
  twoReceived: [xReceived, source, xReceived],
  forwardedEncrypted: [`X-Forwarded-Encrypted: i=1; ${B64}`, source, xReceived],
};

/** One ARC set of Google with a dummy signature. */
export function arcSet(i: number, cv: string, results: string, host = 'mx.google.com'): string[] {
  return [
    `ARC-Seal: i=${i}; a=rsa-sha256; t=1793583977; cv=${cv};\r\n        d=google.com; s=arc-20240605;\r\n        b=${B64}`,
    `ARC-Message-Signature: i=${i}; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc-20240605;\r\n        h=to:subject:message-id:date:from:mime-version:dkim-signature;\r\n        bh=${B64}; fh=${B64}; b=${B64}; dara=google.com`,
    `ARC-Authentication-Results: i=${i}; ${host};\r\n       ${results}`,
  ];
}

/** What Gmail puts on top of a message from outside. */
export function gmail(fields: GmailFields): string[] {
  const {
    results,
    i = 1,
    cv = 'none',
    host = 'mx.google.com',
    mailFrom = 'bounce@mail.shop.example',
    from = 'from mta1.shop.example (mta1.shop.example. [192.0.2.10])',
    spf = 'pass (google.com: domain of bounce@mail.shop.example designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;',
    order = 'plain',
    arc = true,
  } = fields;
  const list = results.split('; ').join(';\r\n       ');
  const recipient = fields.for ?? '\r\n        for <alice@gmail.example>';
  const tls =
    fields.tls ?? '\r\n        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)';
  return [
    ...(fields.top === false ? [] : ['Delivered-To: alice@gmail.example', internalHop]),
    ...ORDERS[order],
    ...(arc ? arcSet(i, cv, fields.sealedResults ?? list, host) : []),
    `Return-Path: <${mailFrom}>`,
    `Received: ${from}\r\n        by ${host} with ${fields.with ?? 'ESMTPS'} id 23-2002si3324935pjr.10.2026.11.01.17.46.16${recipient}${tls};\r\n        ${DATE}`,
    ...(spf === null ? [] : [`Received-SPF: ${spf}`]),
    ...(fields.record === false ? [] : [`Authentication-Results: ${host};\r\n       ${list}`]),
  ];
}

/** A sender's own fields. */
export function mail(from: string, ...more: string[]): string[] {
  return [
    ...more,
    `From: ${from}`,
    'To: alice@gmail.example',
    'Subject: Receipt',
    'Date: Mon, 2 Nov 2026 01:46:10 +0000',
    'Message-ID: <1@shop.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
  ];
}

export const block = (...parts: (string | string[])[]) => `${parts.flat().join('\r\n')}\r\n\r\n`;

export const PASS =
  'dkim=pass header.i=@shop.example header.s=s1 header.b=CTgfsDHt; spf=pass (google.com: domain of bounce@mail.shop.example designates 192.0.2.10 as permitted sender) smtp.mailfrom=bounce@mail.shop.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=shop.example; dara=pass header.i=@gmail.example';
export const SHOP = '"Shop" <news@shop.example>';

/** A forgery that claims to be bank.example, received and judged by Gmail. */
export const FORGED: GmailFields = {
  results:
    'spf=softfail (google.com: domain of transitioning ceo@bank.example does not designate 198.51.100.66 as permitted sender) smtp.mailfrom=ceo@bank.example; dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=bank.example',
  mailFrom: 'ceo@bank.example',
  from: 'from unknown (vps.evil.example. [198.51.100.66])',
  spf: 'softfail (google.com: domain of transitioning ceo@bank.example does not designate 198.51.100.66 as permitted sender) client-ip=198.51.100.66;',
};
export const BANK = '"CEO" <ceo@bank.example>';
/** What its sender would like Gmail to have said. */
export const BANK_PASSES =
  'dkim=pass header.i=@bank.example header.s=k header.b=AAAAAAAA; spf=pass (google.com: domain of ceo@bank.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ceo@bank.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=bank.example';

const AUTO_FORWARD =
  'dkim=pass header.i=@zonevs.example header.s=z header.b=AAAAAAAA; arc=pass (i=1 spf=pass spfdomain=zone.example dkim=pass dkdomain=zone.example dmarc=pass fromdomain=zone.example); spf=neutral (google.com: 209.85.220.41 is neither permitted nor denied by best guess record for domain of a+caf_=alice=gmail.example@own.example) smtp.mailfrom="a+caf_=alice=gmail.example@own.example"; dmarc=fail (p=REJECT sp=REJECT dis=NONE arc=pass) header.from=zone.example';
const INNER =
  'dkim=pass header.i=@zone.example header.s=z header.b=AAAAAAAA; spf=pass (google.com: domain of info@zone.example designates 192.0.2.44 as permitted sender) smtp.mailfrom=info@zone.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=zone.example';
const GATEWAY: GmailFields = {
  results:
    'dkim=pass header.i=@sender.example header.s=s1 header.b=AAAAAAAA; spf=pass (google.com: domain of b@esp.example designates 203.0.113.230 as permitted sender) smtp.mailfrom=b@esp.example',
  mailFrom: 'b@esp.example',
  from: 'from mx08-1.gateway.example (mx08-1.gateway.example. [198.51.100.212])',
  spf: 'pass (google.com: domain of b@esp.example designates 203.0.113.230 as permitted sender) client-ip=203.0.113.230;',
};
const filterHop =
  'Received: from pps.filterd (m1.gateway.example [127.0.0.1])\r\n\tby mx07-1.gateway.example (8.17.1.5/8.17.1.5) with ESMTP id 1; Mon, 2 Nov 2026 01:46:12 +0000';
const espHop =
  'Received: from mail.esp.example (mail.esp.example [203.0.113.230])\r\n\tby mx07-1.gateway.example (PPS) with ESMTPS id 2; Mon, 2 Nov 2026 01:46:11 +0000';

/** Every class by name. */
export const BLOCKS = {
  cleanPass: block(
    gmail({ results: PASS }),
    mail(
      SHOP,
      `DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=s1; h=from:to; bh=${B64}; b=${B64}`,
    ),
  ),
  spoof: block(gmail(FORGED), mail(BANK)),
  unaligned: block(
    gmail({
      results:
        'dkim=pass header.i=@esp.example header.s=k1 header.b=AAAAAAAA; spf=pass (google.com: domain of bounces@esp.example designates 192.0.2.20 as permitted sender) smtp.mailfrom=bounces@esp.example; dmarc=fail (p=QUARANTINE sp=QUARANTINE dis=QUARANTINE) header.from=bank.example',
      mailFrom: 'bounces@esp.example',
      from: 'from out.esp.example (out.esp.example. [192.0.2.20])',
      spf: 'pass (google.com: domain of bounces@esp.example designates 192.0.2.20 as permitted sender) client-ip=192.0.2.20;',
    }),
    mail(BANK),
  ),
  rentalForward: block(
    gmail({
      results:
        'dkim=pass header.i=@sender.example header.s=sel header.b=AAAAAAAA; spf=softfail (google.com: domain of transitioning info@sender.example does not designate 203.0.113.5 as permitted sender) smtp.mailfrom=info@sender.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=sender.example',
      mailFrom: 'info@sender.example',
      from: 'from www123.rental.example (www123.rental.example. [203.0.113.5])',
      spf: 'softfail (google.com: domain of transitioning info@sender.example does not designate 203.0.113.5 as permitted sender) client-ip=203.0.113.5;',
    }),
    'Received: from mx.sender.example (mx.sender.example [192.0.2.30]) by www123.rental.example with ESMTPS id 9; Mon, 2 Nov 2026 01:46:13 +0000',
    'Delivered-To: user@own.example',
    'X-Original-To: user@own.example',
    mail('info@sender.example'),
  ),
  autoForward: block(
    gmail({
      results: AUTO_FORWARD,
      i: 2,
      cv: 'pass',
      mailFrom: 'a+caf_=alice=gmail.example@own.example',
      from: 'from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41])',
      with: 'SMTPS',
      tls: '\r\n        (Google Transport Security)',
      spf: 'neutral (google.com: 209.85.220.41 is neither permitted nor denied by best guess record for domain of a+caf_=alice=gmail.example@own.example) client-ip=209.85.220.41;',
      order: 'noSource',
    }),
    `X-Google-DKIM-Signature: v=1; a=rsa-sha256; d=1e100.net; s=20230601; bh=${B64}; b=${B64}`,
    `X-Gm-Message-State: AOJu0Y\r\n\t${B64}`,
    xReceived,
    'X-Forwarded-To: alice@gmail.example',
    'X-Forwarded-For: a@own.example alice@gmail.example',
    'Delivered-To: a@own.example',
    internalHop,
    gmail({
      results: INNER,
      top: false,
      mailFrom: 'info@zone.example',
      from: 'from mx.zone.example (mx.zone.example. [192.0.2.44])',
      for: '\r\n        for <a@own.example>',
      spf: 'pass (google.com: domain of info@zone.example designates 192.0.2.44 as permitted sender) client-ip=192.0.2.44;',
      record: false,
    }),
    mail('info@zone.example'),
  ),
  groups: block(
    gmail({
      results:
        'dkim=pass header.i=@googlegroups.com header.s=20230601 header.b=AAAAAAAA; arc=pass (i=2 spf=pass spfdomain=shop.example dkim=pass dkdomain=shop.example dmarc=pass fromdomain=shop.example); spf=pass (google.com: domain of list+bncbc@googlegroups.com designates 209.85.220.69 as permitted sender) smtp.mailfrom=list+bncBC@googlegroups.com; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=googlegroups.com',
      i: 3,
      cv: 'pass',
      mailFrom: 'list+bncBC@googlegroups.com',
      from: 'from mail-sor-f69.google.com (mail-sor-f69.google.com. [209.85.220.69])',
      with: 'SMTPS',
      tls: '\r\n        (Google Transport Security)',
      spf: 'pass (google.com: domain of list+bncbc@googlegroups.com designates 209.85.220.69 as permitted sender) client-ip=209.85.220.69;',
      order: 'noSource',
    }),
    'X-BeenThere: list@googlegroups.com',
    arcSet(2, 'pass', INNER, 'gmr-mx.google.com'),
    arcSet(1, 'none', INNER),
    'X-Original-From: Bob <bob@shop.example>',
    'X-Original-Authentication-Results: gmr-mx.google.com;       dkim=pass header.i=@shop.example',
    'List-ID: <list.googlegroups.com>',
    mail(`"'Bob' via List" <list@googlegroups.com>`),
  ),
  gmailToGmail: block(
    gmail({
      results:
        'dkim=pass header.i=@gmail.example header.s=20230601 header.b=AAAAAAAA; spf=pass (google.com: domain of bob@gmail.example designates 209.85.220.41 as permitted sender) smtp.mailfrom=bob@gmail.example; dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=gmail.example; dara=pass header.i=@gmail.example',
      mailFrom: 'bob@gmail.example',
      from: 'from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41])',
      with: 'SMTPS',
      tls: '\r\n        (Google Transport Security)',
      spf: 'pass (google.com: domain of bob@gmail.example designates 209.85.220.41 as permitted sender) client-ip=209.85.220.41;',
      order: 'noSource',
    }),
    `X-Gm-Message-State: AOJu0Y\r\n\t${B64}`,
    source,
    xReceived,
    'Received: by 2002:a17:90b:1 with HTTP; Sun, 1 Nov 2026 17:46:15 -0800 (PST)',
    mail('bob@gmail.example'),
  ),
  sentByMe: block(mail('alice@gmail.example')),
  sentByApi: block(
    'Received: from 717284730244 named unknown by gmailapi.google.com with HTTPREST;\r\n        Sun, 1 Nov 2026 17:46:17 -0800',
    mail('alice@gmail.example'),
  ),
  collected: block(
    'Delivered-To: alice@gmail.example',
    'Received: by 10.216.4.18 with SMTP id 18cs1wei; Sun, 1 Nov 2010 17:46:17 -0800 (PST)',
    'Received-SPF: softfail (google.com: best guess record for domain of transitioning x@shop.example does not designate <unknown> as permitted sender)',
    'Received: by 10.216.4.18 with POP3 id 18mf1wei.7; Sun, 1 Nov 2010 17:46:17 -0800 (PST)',
    'X-Gmail-Fetch-Info: a@own.example 1 pop.own.example 995 a',
    'Return-Path: <x@shop.example>',
    'Received: from mta1.shop.example (mta1.shop.example [192.0.2.10]) by pop.own.example with ESMTP id 1; Mon, 1 Nov 2010 10:00:00 +0000',
    mail(SHOP),
  ),
  forgedBelow: block(
    gmail(FORGED),
    `Authentication-Results: mx.google.com;\r\n       ${BANK_PASSES}`,
    'Received-SPF: pass (google.com: domain of ceo@bank.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;',
    'Received: from good (good.bank.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1; Sun, 01 Nov 2026 17:46:16 -0800 (PST)',
    `ARC-Seal: i=1; a=rsa-sha256; t=1793583977; cv=none; d=google.com; s=arc-20240605; b=${B64}`,
    mail(BANK),
  ),
  forgedOnly: block(
    `Authentication-Results: mx.google.com;\r\n       ${BANK_PASSES}`,
    'Received-SPF: pass (google.com: domain of ceo@bank.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;',
    'Received: from good (good.bank.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1; Sun, 01 Nov 2026 17:46:16 -0800 (PST)',
    mail(BANK),
  ),
  unsignedAndRepaired: block(
    gmail({
      results:
        'spf=none (google.com: box.small.example does not designate permitted sender hosts) smtp.mailfrom=u@small.example',
      mailFrom: 'u@small.example',
      from: 'from box.small.example (box.small.example. [192.0.2.77])',
      for: '',
      spf: 'none (google.com: box.small.example does not designate permitted sender hosts) client-ip=192.0.2.77;',
    }),
    'Message-ID: <6546.SMTPIN_ADDED_MISSING@mx.google.com>',
    mail('u@small.example'),
  ),
  workspace: block(
    gmail({
      results:
        'dkim=pass header.i=@corp-example.20230601.gappssmtp.com header.s=20230601 header.b="a/b+c=="; spf=pass (google.com: domain of eve@corp.example designates 2001:db8:4864:20::d48 as permitted sender) smtp.mailfrom=eve@corp.example',
      mailFrom: 'eve@corp.example',
      from: 'from mail-io1-xd48.google.com (mail-io1-xd48.google.com. [2001:db8:4864:20::d48])',
      spf: 'pass (google.com: domain of eve@corp.example designates 2001:db8:4864:20::d48 as permitted sender) client-ip=2001:db8:4864:20:0:0:0:d48;',
    }),
    mail('eve@corp.example'),
  ),
  gateway: block(gmail(GATEWAY), filterHop, espHop, mail('x@sender.example')),
  gatewayUnrecorded: block(gmail(GATEWAY), filterHop, mail('x@sender.example')),
  microsoftBelow: block(
    gmail({ results: PASS }),
    'Authentication-Results: dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none header.from=shop.example;',
    mail(SHOP),
  ),
};
