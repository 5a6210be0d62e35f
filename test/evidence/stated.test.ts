// The record: found where only Gmail writes, absent everywhere else.
import { describe, expect, test } from 'vitest';
import { state } from '../../lib/evidence/stated.ts';
import { parse } from '../../lib/message/parse.ts';
import {
  ARRIVED,
  BANK,
  BANK_PASSES,
  BLOCKS,
  block,
  FORGED,
  type GmailFields,
  gmail,
  internalHop,
  mail,
  PASS,
  SHOP,
  xReceived,
} from './gmail-blocks.ts';

const ME = ['alice@gmail.example'];
const read = (header: string, me = ME) => state(parse(header), 'gmail', me);

describe('mail as Gmail stores it', () => {
  test.each<[keyof typeof BLOCKS, object]>([
    [
      'cleanPass',
      {
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'pass',
        arc: null,
        clientAddress: '192.0.2.10',
        mailFrom: 'bounce@mail.shop.example',
        helo: 'mta1.shop.example',
        dmarcComment: { p: 'reject', sp: 'reject', dis: 'none' },
      },
    ],
    [
      'spoof',
      {
        spf: 'softfail',
        dkim: null,
        dmarc: 'fail',
        clientAddress: '198.51.100.66',
        helo: 'unknown',
        dmarcComment: { p: 'none', sp: 'none', dis: 'none' },
      },
    ],
    [
      'unaligned',
      {
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'fail',
        dmarcComment: { p: 'quarantine', sp: 'quarantine', dis: 'quarantine' },
      },
    ],
    [
      'rentalForward',
      { spf: 'softfail', dkim: 'pass', dmarc: 'pass', clientAddress: '203.0.113.5' },
    ],
    [
      'autoForward',
      {
        spf: 'neutral',
        dkim: 'pass',
        dmarc: 'fail',
        arc: 'pass',
        mailFrom: 'a+caf_=alice=gmail.example@own.example',
        envelope: { kind: 'caf', original: 'alice@gmail.example', forwarder: 'a@own.example' },
        clientAddress: '209.85.220.41',
      },
    ],
    [
      'groups',
      {
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'pass',
        arc: 'pass',
        mailFrom: 'list+bncBC@googlegroups.com',
      },
    ],
    [
      'gmailToGmail',
      {
        spf: 'pass',
        dkim: 'pass',
        dmarc: 'pass',
        dmarcComment: { p: 'none', sp: 'quarantine', dis: 'none' },
      },
    ],
    [
      'unsignedAndRepaired',
      { spf: 'none', dkim: null, dmarc: null, dmarcComment: { p: null, sp: null, dis: null } },
    ],
    ['workspace', { spf: 'pass', dkim: 'pass', dmarc: null, gateway: false }],
    [
      'gateway',
      { spf: 'pass', dkim: 'pass', dmarc: null, gateway: true, clientAddress: '203.0.113.230' },
    ],
    ['gatewayUnrecorded', { spf: 'pass', gateway: true, clientAddress: null }],
    ['microsoftBelow', { dmarc: 'pass' }],
  ])('%s is anchored', (name, expected) => {
    const stated = read(BLOCKS[name]);
    expect(stated).toMatchObject({
      proof: 'anchored',
      absence: null,
      sealDoubt: null,
      authservId: 'mx.google.com',
      receivedAt: ARRIVED,
      forged: [],
      ...expected,
    });
    expect(stated.boundary?.by).toBe('mx.google.com');
  });

  test.each([
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1', false],
    ['2001:DB8::1', '2001:db8::2', true],
    ['::ffff:192.0.2.10', '192.0.2.10', false],
    ['::ffff:192.0.2.10', '::ffff:c000:20a', false],
    ['::ffff:192.0.2.10', '::ffff:192.9.9.9', true],
  ])('a hop from %s and a result about %s: a gateway between them, %s', (hop, client, gateway) => {
    const stated = read(
      block(
        gmail({
          results: PASS,
          from: `from mta1.shop.example (mta1.shop.example. [${hop}])`,
          spf: `pass (google.com: domain of x) client-ip=${client};`,
        }),
        mail(SHOP),
      ),
    );
    expect(stated).toMatchObject({ gateway, clientAddress: gateway ? null : client.toLowerCase() });
  });

  test('forged fields below the record count for nothing and are told', () => {
    const stated = read(BLOCKS.forgedBelow);
    expect(stated).toMatchObject({
      proof: 'anchored',
      dmarc: 'fail',
      spf: 'softfail',
      clientAddress: '198.51.100.66',
    });
    expect(stated.forged).toEqual([
      {
        field: 'Authentication-Results',
        claims: 'mx.google.com; dkim=pass; spf=pass; dmarc=pass',
        passForAuthor: true,
      },
      expect.objectContaining({ field: 'Received-SPF', passForAuthor: true }),
    ]);
  });

  test.each<[keyof typeof BLOCKS, string[], string]>([
    ['sentByMe', ME, 'sent'],
    ['sentByMe', ['other@example.com'], 'imported'],
    ['sentByApi', ME, 'sent'],
    ['sentByApi', ['other@example.com'], 'internal'],
    ['collected', ME, 'collected'],
    ['forgedOnly', ME, 'imported'],
  ])('%s for %s has no record', (name, me, absence) => {
    expect(read(BLOCKS[name], me)).toMatchObject({
      proof: 'absent',
      absence,
      results: null,
      dmarc: null,
      spf: null,
      authservId: null,
    });
  });

  test.each(['sent', 'draft'] as const)(
    'from another address, kept as %s: perhaps an alias',
    (folder) => {
      const stated = (me: string[]) => state(parse(BLOCKS.sentByMe), 'gmail', me, folder).absence;
      expect(stated(['other@example.com'])).toBe('sentAs');
      expect(stated([])).toBe('sentAs');
      expect(stated(ME)).toBe('sent');
      const collected = state(parse(BLOCKS.collected), 'gmail', ['other@example.com'], folder);
      expect(collected.absence).toBe('collected');
    },
  );

  test('without known addresses, mail without any hop counts as sent', () => {
    expect(state(parse(BLOCKS.sentByMe), 'gmail').absence).toBe('sent');
  });

  test('imported mail that brings Gmail results of its own is told', () => {
    expect(read(BLOCKS.forgedOnly).forged).toMatchObject([
      { field: 'Authentication-Results', passForAuthor: true },
    ]);
  });

  test.each(['plain', 'noSource', 'twoReceived', 'forwardedEncrypted'] as const)(
    'order %s above the boundary',
    (order) => {
      expect(read(block(gmail({ results: PASS, order }), mail(SHOP)))).toMatchObject({
        proof: 'anchored',
        dmarc: 'pass',
      });
    },
  );

  test('mail of before ARC', () => {
    expect(
      read(
        block(gmail({ results: PASS.replace('spf=pass', 'spf=hardfail'), arc: false }), mail(SHOP)),
      ),
    ).toMatchObject({ proof: 'anchored', spf: 'fail' });
  });

  test('the null sender', () => {
    const results =
      'spf=none (google.com: mta1.shop.example does not designate permitted sender hosts) smtp.helo=mta1.shop.example';
    expect(read(block(gmail({ results, mailFrom: '' }), mail(SHOP))).mailFrom).toBe('');
  });

  test.each([
    ['inside Google', [internalHop, xReceived, ...mail('bob@corp.example')], ME, 'internal'],
    [
      'sent by web mail',
      [
        'MIME-Version: 1.0',
        'Received: by 10.1.2.3 with HTTP; Sun, 1 Nov 2026 17:46:17 -0800 (PST)',
        ...mail('alice@gmail.example'),
      ],
      ME,
      'sent',
    ],
    [
      'handed in by SMTP',
      [
        'Received: from laptop ([192.0.2.9]) by smtp.gmail.com with ESMTPSA id 1; Sun, 1 Nov 2026 17:46:17 -0800',
        ...mail('alice@gmail.example'),
      ],
      ME,
      'sent',
    ],
    [
      'of another provider',
      [
        'Authentication-Results: mx.other.example; dkim=pass header.d=shop.example',
        'Received: from a (a.example [192.0.2.1]) by mx.other.example with ESMTPS id 1; Mon, 2 Nov 2026 01:00:00 +0000',
        ...mail(SHOP),
      ],
      ME,
      'foreign',
    ],
    [
      'appended',
      [
        'Received: from a (a.example [192.0.2.1]) by mx.other.example with ESMTPS id 1; Mon, 2 Nov 2026 01:00:00 +0000',
        ...mail(SHOP),
      ],
      ME,
      'imported',
    ],
  ])('%s: %s', (_, lines, me, absence) => {
    expect(read(block(lines), me)).toMatchObject({ proof: 'absent', absence });
  });

  test('collected by POP in a later form, with a record that names no client', () => {
    const results =
      'spf=neutral (google.com: best guess record for domain of transitioning unknown does not designate <unknown> as permitted sender) smtp.mailfrom=x@shop.example';
    expect(read(block(gmail({ results, spf: null }), mail(SHOP)))).toMatchObject({
      proof: 'absent',
      absence: 'collected',
    });
  });
});

describe('Google Groups as receiver', () => {
  test('its results are read but are no record', () => {
    expect(
      read(block(gmail({ results: PASS, host: 'gmr-mx.google.com' }), mail(SHOP))),
    ).toMatchObject({
      proof: 'absent',
      absence: 'unanchored',
      sealDoubt: 'groups',
      authservId: 'gmr-mx.google.com',
      dmarc: 'pass',
    });
  });

  test('results of one host below a hop of the other are nobody’s', () => {
    const lines = gmail({ results: PASS });
    lines[lines.length - 1] = lines.at(-1)!.replace('mx.google.com', 'gmr-mx.google.com');
    expect(read(block(lines, mail(SHOP)))).toMatchObject({ proof: 'absent', results: null });
  });
});

describe('a loose file', () => {
  test('is not believed, but what stands in the record’s place is kept for the seal', () => {
    expect(state(parse(BLOCKS.cleanPass), 'file', ME)).toMatchObject({
      proof: 'absent',
      absence: 'file',
      dmarc: 'pass',
      clientAddress: '192.0.2.10',
    });
  });

  test('keeps its record under what exports and mail programs add on top', () => {
    const labels = 'X-GM-THRID: 1793583977\r\nX-Gmail-Labels: Inbox\r\nX-Mozilla-Status: 0001\r\n';
    expect(state(parse(labels + BLOCKS.cleanPass), 'file', ME).dmarc).toBe('pass');
  });

  test('of the reader’s own mail stays a file', () => {
    expect(state(parse(BLOCKS.sentByMe), 'file', ME)).toMatchObject({
      proof: 'absent',
      absence: 'file',
      results: null,
    });
  });
});

describe('attacks on the position', () => {
  const genuine = gmail(FORGED);
  const forgedBlock = gmail({
    results: BANK_PASSES,
    mailFrom: 'ceo@bank.example',
    from: 'from good (good.bank.example. [192.0.2.1])',
    spf: 'pass (google.com: domain of ceo@bank.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;',
  });
  const results = `Authentication-Results: mx.google.com; ${BANK_PASSES}`;

  test('a whole forged block below the real one changes nothing', () => {
    const stated = read(block(genuine, forgedBlock, mail(BANK)));
    expect(stated).toMatchObject({
      proof: 'anchored',
      dmarc: 'fail',
      clientAddress: '198.51.100.66',
    });
  });

  test.each<[string, string[]]>([
    ['a field of the sender above the boundary', ['Subject: x', ...genuine]],
    ['a From above the boundary', [`From: ${BANK}`, ...genuine]],
    ['results above the boundary', [results, ...genuine]],
    [
      'results between the prefix and the boundary',
      [...genuine.slice(0, -3), results, ...genuine.slice(-3)],
    ],
    [
      'a foreign hop on top',
      [
        'Received: from a (a.example [192.0.2.1]) by mx.evil.example with SMTP id 1; Mon, 2 Nov 2026 01:00:00 +0000',
        ...forgedBlock,
      ],
    ],
    ['a boundary without any hop inside Google', forgedBlock.slice(2)],
    [
      'a host that only begins like Google',
      forgedBlock.map((line) => line.replace('by mx.google.com', 'by mx.google.com.evil.example')),
    ],
    [
      'a host that only ends like Google',
      forgedBlock.map((line) => line.replace('by mx.google.com', 'by xmx.google.com')),
    ],
    ['a boundary over HTTP', forgedBlock.map((line) => line.replace('with ESMTPS', 'with HTTP'))],
    [
      'results with another authserv-id',
      forgedBlock.map((line) =>
        line.replace('Results: mx.google.com;', 'Results: mx.google.com.evil.example;'),
      ),
    ],
    [
      'results that carry an ARC instance',
      forgedBlock.map((line) =>
        line.replace(/^Authentication-Results: /, 'Authentication-Results: i=1; '),
      ),
    ],
    [
      'results without authserv-id in the record’s place',
      [...forgedBlock.slice(0, -1), 'Authentication-Results: dkim=none; dmarc=none', results],
    ],
    ['a field between boundary and results', [...forgedBlock.slice(0, -1), 'X-Other: 1', results]],
    [
      'a sealed copy that says something else',
      gmail({ results: BANK_PASSES, sealedResults: FORGED.results }),
    ],
    ['a name with a blank', ['Delivered-To : x', ...forgedBlock]],
    [
      'a comment that is not closed',
      forgedBlock.map((line) => line.replace('(p=REJECT', '((p=REJECT')),
    ],
    [
      'a quote that is not closed',
      forgedBlock.map((line) => line.replace('header.s=k', 'header.s="k')),
    ],
    [
      'two dmarc results',
      gmail({ results: `${BANK_PASSES}; dmarc=fail header.from=bank.example` }),
    ],
    ['two spf results', gmail({ results: `${BANK_PASSES}; spf=fail` })],
  ])('%s: no record', (_, lines) => {
    expect(read(block(lines, mail(BANK)))).toMatchObject({
      proof: 'absent',
      results: null,
      dmarc: null,
      dkim: null,
      spf: null,
    });
  });

  test('a sealed copy that differs is said', () => {
    expect(
      read(block(gmail({ results: BANK_PASSES, sealedResults: FORGED.results }), mail(BANK))),
    ).toMatchObject({ absence: 'unanchored', sealDoubt: 'differs' });
  });

  test('a first line that starts with a blank folds into the record: it is not of it, and there are two senders', () => {
    const message = parse(block(genuine, ' From: <admin@bank.example>', 'From: x@evil.example'));
    expect(message.from).toHaveLength(2);
    expect(message.author).toBeNull();
    expect(state(message, 'gmail', ME)).toMatchObject({
      proof: 'anchored',
      foldedTail: 'From: <admin@bank.example>',
    });
  });
});

describe('an envelope sender that writes results', () => {
  const judge = (
    sender: string,
    tail = '; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example',
  ) => {
    const comment = `google.com: domain of transitioning ${sender} does not designate 198.51.100.66 as permitted sender`;
    const fields: GmailFields = {
      ...FORGED,
      results: `spf=softfail (${comment}) smtp.mailfrom=${sender}${tail}`,
      mailFrom: sender,
      spf: `softfail (${comment}) client-ip=198.51.100.66;`,
    };
    return read(block(gmail(fields), mail(BANK)));
  };

  test.each([
    '"x;dmarc=pass header.from=bank.example"@evil.example',
    '"x\\"; dmarc=pass header.from=bank.example; y=\\""@evil.example',
    '"client-ip=192.0.2.1;"@evil.example',
  ])('%s is read as the address it is', (sender) => {
    expect(judge(sender)).toMatchObject({
      proof: 'anchored',
      dmarc: 'fail',
      spf: 'softfail',
      clientAddress: '198.51.100.66',
      mailFrom: sender,
    });
  });

  test.each([
    '"x); dmarc=pass header.from=bank.example; y=pass ("@evil.example',
    '"x) client-ip=192.0.2.1; ("@evil.example',
    'any@bank.example(.evil.example',
  ])('%s leaves no pass', (sender) => {
    for (const tail of ['', '; dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=bank.example']) {
      const stated = judge(sender, tail);
      expect(stated.dmarc).not.toBe('pass');
      expect(stated.clientAddress).not.toBe('192.0.2.1');
    }
  });

  test('quotes that were resolved before writing: the sender is not all there, so no record', () => {
    // Gmail is not known to do this; the text is what a careless writer would make of "a\" ; dmarc=pass … ; x=\""@evil.example
    const written =
      'a ; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=bank.example ; x=pass smtp.y=@evil.example';
    const fields: GmailFields = {
      ...FORGED,
      results: `spf=softfail (google.com: x) smtp.mailfrom=${written}`,
      mailFrom:
        '"a\\" ; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=bank.example ; x=pass smtp.y=\\""@evil.example',
    };
    expect(read(block(gmail(fields), mail(BANK)))).toMatchObject({ proof: 'absent', dmarc: null });
  });
});

describe('forged results', () => {
  const forged = (...lines: string[]) => read(block(gmail(FORGED), lines, mail(BANK))).forged;

  test.each([
    ['Google’s name', `Authentication-Results: mx.google.com; ${BANK_PASSES}`, true],
    [
      'a name that begins like it',
      `Authentication-Results: mx.google.com.evil.example; ${BANK_PASSES}`,
      true,
    ],
    [
      'Google’s name after a comment',
      `Authentication-Results: (x) mx.google.com; ${BANK_PASSES}`,
      true,
    ],
    [
      'Google’s name for somebody else',
      'Authentication-Results: mx.google.com; dmarc=pass header.from=other.example',
      false,
    ],
    ['Google’s name in broken text', 'Authentication-Results: mx.google.com; dmarc=pass (', false],
    ['results of Groups', `Authentication-Results: gmr-mx.google.com; ${BANK_PASSES}`, true],
  ])('%s', (_, line, passForAuthor) => {
    expect(forged(line)).toMatchObject([{ field: 'Authentication-Results', passForAuthor }]);
  });

  test.each([
    ['a forwarder’s own results', `Authentication-Results: mx.rental.example; ${BANK_PASSES}`],
    [
      'a host that ends differently',
      'Authentication-Results: mx.notgoogle.com; dmarc=pass header.from=bank.example',
    ],
    ['results without authserv-id', 'Authentication-Results: dmarc=pass header.from=bank.example'],
    ['what Groups moved away', `X-Original-Authentication-Results: mx.google.com; ${BANK_PASSES}`],
  ])('%s accuses nobody', (_, line) => expect(forged(line)).toEqual([]));

  test('an incomplete set of Google that passes the author is told', () => {
    expect(forged(`ARC-Authentication-Results: i=1; mx.google.com; ${BANK_PASSES}`)).toMatchObject([
      { field: 'ARC-Authentication-Results', passForAuthor: true },
    ]);
  });

  test('where the record passes the author too, a broken copy is no news', () => {
    expect(
      read(
        block(
          gmail({ results: PASS, i: 2 }),
          `ARC-Authentication-Results: i=1; mx.google.com; ${PASS}`,
          mail(SHOP),
        ),
      ).forged,
    ).toEqual([]);
  });

  test('history of mail collected from another mailbox at Google accuses nobody', () => {
    const lines = BLOCKS.collected.split('\r\n').slice(0, 5);
    expect(read(block(lines, gmail({ results: PASS, top: false }), mail(SHOP))).forged).toEqual([]);
  });
});
