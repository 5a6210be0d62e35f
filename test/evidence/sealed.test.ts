// The proof by Google's seal: genuine mail proves itself, and nothing that was changed, moved or copied does.
import { describe, expect, test } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { collect } from '../../lib/evidence/collect.ts';
import { fillArcResults, seal } from '../../lib/evidence/sealed.ts';
import { state } from '../../lib/evidence/stated.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type { ArcEvaluation, ArcInstance, Context, Evidence } from '../../lib/model.ts';
import type { GmailStep } from '../helpers/cases/case.ts';
import { GOOGLE_SELECTOR, receiveAtGmail } from '../helpers/cases/gmail.ts';
import { type Draft, keyRecord, sealArc } from '../helpers/cases/sign.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { BANK, BANK_PASSES, BLOCKS, block, FORGED, gmail, mail } from './gmail-blocks.ts';

const AT = Date.UTC(2026, 10, 2, 1, 46, 17);
const ZONE: Zone = {
  [`${GOOGLE_SELECTOR}._domainkey.google.com`]: { TXT: [keyRecord('rsa2048', 'google')] },
  'k._domainkey.forwarder.example': { TXT: [keyRecord('rsa2048', 'forwarder')] },
  'k._domainkey.google.com': { TXT: [keyRecord('rsa2048', 'google')] },
};

const draft = (from = 'News <news@shop.example>', ...more: string[]): Draft => ({
  fields: [
    `From: ${from}`,
    'To: alice@gmail.com',
    'Subject: Receipt of your order',
    'Date: Mon, 2 Nov 2026 01:46:10 +0000',
    'Message-ID: <1@shop.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    ...more,
  ],
  body: 'Thank you.\r\nSee you again.\r\n',
});
const PASS: GmailStep = { spf: 'pass', dmarc: 'pass reject', dkim: ['pass shop.example s1'] };
const receive = (from: Draft, step: GmailStep = PASS, domain = 'shop.example') =>
  receiveAtGmail(from, step, domain, AT);

async function read(
  message: Draft,
  context: Partial<Context> = {},
  zone = ZONE,
): Promise<Evidence> {
  const raw = Buffer.from(`${message.fields.join('\r\n')}\r\n\r\n${message.body}`, 'latin1');
  const lookups = openLookups(memoryResolver(zone), { mode: 'always', folder: 'inbox' });
  const full = { ...LOCAL_CONTEXT, now: AT + 86_400_000, ...context };
  return collect(await digest(raw), lookups, full);
}

const replace = (message: Draft, pattern: RegExp, text: string): Draft => {
  const fields = message.fields.map((field) => field.replace(pattern, text));
  const body = message.body.replace(pattern, text);
  expect({ fields, body }).not.toEqual(message);
  return { fields, body };
};

describe('genuine mail proves itself', () => {
  test('as a file: the record counts, with the time of the seal', async () => {
    const { stated } = await read(receive(draft()));
    expect(stated).toMatchObject({
      proof: 'sealed',
      absence: null,
      sealDoubt: null,
      dmarc: 'pass',
      receivedAt: AT,
      forged: [],
    });
  });

  test('fetched from Gmail', async () => {
    const { stated } = await read(receive(draft()), { source: 'gmail' });
    expect(stated).toMatchObject({ proof: 'sealed', helo: 'mail.shop.example' });
    expect(stated.boundary?.reverseName).toBe('mail.shop.example');
  });

  test('forwarded by Gmail: two sets of Google', async () => {
    const inner = receive(draft(), { ...PASS, keepResults: false });
    const step = {
      spf: 'neutral',
      dmarc: 'fail reject',
      arc: 'pass (i=1 spf=pass)',
      mailFrom: 'a+caf_=alice=gmail.com@own.example',
    };
    const { stated, evaluated } = await read(receive(inner, step));
    expect(stated).toMatchObject({ proof: 'sealed', dmarc: 'fail', arc: 'pass', forged: [] });
    expect(evaluated?.arc.instances.map((one) => one.results?.authservId)).toEqual([
      'mx.google.com',
      'mx.google.com',
    ]);
  });

  test('behind two other sealers', async () => {
    let message = draft();
    for (const results of [
      'mx.forwarder.example; dmarc=pass header.from=shop.example',
      'mx2.forwarder.example; arc=pass',
    ]) {
      const cv = message.fields[0]?.startsWith('ARC') ? 'pass' : 'none';
      message = sealArc(message, {
        d: 'forwarder.example',
        s: 'k',
        owner: 'forwarder',
        cv,
        results,
        t: AT / 1000 - 60,
      });
    }
    const { stated, evaluated } = await read(receive(message));
    expect(stated.proof).toBe('sealed');
    expect(evaluated?.arc.instances).toHaveLength(3);
  });

  test('without a DMARC record, by the signed From', async () => {
    const { stated } = await read(receive(draft(), { spf: 'pass' }));
    expect(stated).toMatchObject({ proof: 'sealed', dmarc: null, spf: 'pass' });
  });

  test('replayed to somebody else it still is what it is: To tells', async () => {
    const { stated, message } = await read(
      receive({
        ...draft(),
        fields: draft().fields.map((one) =>
          one.replace('alice@gmail.com', 'mallory@other.example'),
        ),
      }),
    );
    expect(stated.proof).toBe('sealed');
    expect(message.to.map((one) => one.address)).toEqual(['mallory@other.example']);
  });

  test('fields that nothing covers may have been added: the signed fields tell', async () => {
    const genuine = receive(draft());
    const { stated, evaluated } = await read({
      ...genuine,
      fields: [...genuine.fields, 'Reply-To: x@evil.example'],
    });
    expect(stated.proof).toBe('sealed');
    const signed = evaluated?.arc.instances.at(-1)?.signedFields;
    expect(signed).not.toContain('reply-to');
    expect(signed).not.toContain('content-type');
    expect(signed).toContain('from');
  });
});

describe('of a loose file, only what the seal covers is told', () => {
  test('HELO and reverse name above the record are anybody’s', async () => {
    const lie = replace(receive(draft()), /mail\.shop\.example\. \[/, 'trusted.example. [');
    const { stated } = await read(lie);
    expect(stated).toMatchObject({
      proof: 'sealed',
      helo: null,
      mailFrom: 'bounce@shop.example',
      clientAddress: '192.0.2.10',
    });
    expect(stated.boundary).toMatchObject({ helo: null, reverseName: null, address: '192.0.2.10' });
  });

  test('a client address that the sealed copy does not name is dropped', async () => {
    const genuine = receive(draft());
    const fields = genuine.fields.map((field) =>
      field
        .replace('[192.0.2.10]', '[198.51.100.1]')
        .replace('client-ip=192.0.2.10', 'client-ip=198.51.100.1'),
    );
    const { stated } = await read({ ...genuine, fields });
    expect(stated).toMatchObject({ proof: 'sealed', clientAddress: null });
    expect(stated.boundary?.address).toBeNull();
  });

  test('the envelope sender is the one in the sealed copy', async () => {
    const { stated } = await read(
      replace(
        receive(draft()),
        /Return-Path: <bounce@shop.example>/,
        'Return-Path: <x@evil.example>',
      ),
    );
    expect(stated).toMatchObject({ proof: 'sealed', mailFrom: 'bounce@shop.example' });
  });

  test('the date of the boundary is not believed', async () => {
    const { stated } = await read(
      replace(receive(draft()), /^(Received: from[\s\S]*) 2026 /, '$1 2019 '),
    );
    expect(stated).toMatchObject({ proof: 'sealed', receivedAt: AT });
  });
});

describe('changed, moved or copied: no proof', () => {
  test.each<[string, RegExp, string]>([
    ['the body', /Thank you/, 'Pay now'],
    ['the sender’s name', /From: News/, 'From: Bank'],
    ['the sender’s address', /news@shop/, 'pay@shop'],
    ['the subject', /Receipt of/, 'Invoice for'],
    ['the message id', /<1@shop/, '<2@shop'],
    ['the signature of the content', /(ARC-Message-Signature[\s\S]*? b=)[^ \r]{8}/, '$1AAAAAAAA'],
    ['the seal', /(ARC-Seal[\s\S]*? b=)[^ \r]{8}/, '$1AAAAAAAA'],
    ['the time of the seal', /t=17935/, 't=17934'],
    ['the sealed copy', /^(ARC-Authentication-Results[\s\S]*)spf=pass/, '$1spf=fail'],
  ])('%s', async (_, pattern, text) => {
    const { stated } = await read(replace(receive(draft()), pattern, text));
    expect(stated).toMatchObject({ proof: 'absent', absence: 'file' });
    expect(stated.sealDoubt === 'signature' || stated.results === null).toBe(true);
  });

  test.each<[string, RegExp, string]>([
    ['a result', /^(Authentication-Results[\s\S]*)spf=pass/, '$1spf=fail'],
    ['a property', /^(Authentication-Results[\s\S]*header\.from=)shop/, '$1bank'],
    ['a comment', /^(Authentication-Results[\s\S]*)p=REJECT/, '$1p=NONE'],
    ['its authserv-id', /^(Authentication-Results: )mx/, '$1gmr-mx'],
  ])('the record: %s', async (_, pattern, text) => {
    const { stated } = await read(replace(receive(draft()), pattern, text));
    expect(stated).toMatchObject({ proof: 'absent', absence: 'file', results: null, dmarc: null });
  });

  test.each<[string, RegExp, string]>([
    ['above the record', /^(Authentication-Results:)/, 'X-Other: 1\r\n$1'],
    ['above the hop', /^(Return-Path:)/, 'X-New-Thing: 1\r\n$1'],
    ['on top of all', /^(Delivered-To:)/, 'X-Google-New-Thing: 1\r\n$1'],
  ])('a field nobody knows %s takes no proof away', async (_, pattern, text) => {
    const { stated } = await read(replace(receive(draft()), pattern, text));
    expect(stated).toMatchObject({ proof: 'sealed', dmarc: 'pass', forged: [] });
  });

  test('both copies alike, sealed by nobody', async () => {
    const { stated } = await read(
      replace(receive(draft(), { ...PASS, dmarc: 'fail reject' }), /dmarc=fail/, 'dmarc=pass'),
    );
    expect(stated).toMatchObject({ proof: 'absent', dmarc: null, sealDoubt: 'signature' });
  });

  test('a record copied from another mail', async () => {
    const genuine = receive(draft());
    const other = draft('Shop <news@shop.example>');
    const count = genuine.fields.length - draft().fields.length;
    const { stated } = await read({
      fields: [...genuine.fields.slice(0, count), ...other.fields],
      body: 'Pay now.\r\n',
    });
    expect(stated).toMatchObject({ proof: 'absent', absence: 'file', sealDoubt: 'signature' });
  });

  test.each(['on top', 'below'])(
    'a genuine set under a rewritten mail with a foreign set %s',
    async (place) => {
      const genuine = receive(draft());
      const rewritten = { ...genuine, body: 'Pay now.\r\n' };
      const resealed = sealArc(rewritten, {
        d: 'forwarder.example',
        s: 'k',
        owner: 'forwarder',
        cv: 'pass',
        results: `mx.google.com; ${BANK_PASSES}`,
        t: AT / 1000,
      });
      const fields =
        place === 'on top' ? resealed.fields : [...genuine.fields, ...resealed.fields.slice(0, 3)];
      const { stated, evaluated } = await read({ ...rewritten, fields });
      expect(evaluated?.arc.instances).toHaveLength(2);
      expect(stated).toMatchObject({ proof: 'absent', absence: 'file' });
    },
  );

  test.each<[string, (fields: string[]) => string[]]>([
    ['on top of the message', (fields) => ['From: ceo@bank.example', ...fields]],
    [
      'right below the record',
      (fields) =>
        fields.flatMap((field) =>
          field.startsWith('From:') ? ['From: ceo@bank.example', field] : [field],
        ),
    ],
    ['at the end', (fields) => [...fields, 'From: ceo@bank.example']],
    [
      'folded into the record',
      (fields) =>
        fields.flatMap((field) =>
          field.startsWith('From:') ? [' From: ceo@bank.example', field] : [field],
        ),
    ],
  ])('a second From %s', async (_, change) => {
    const genuine = receive(draft());
    const { stated, message } = await read({ ...genuine, fields: change(genuine.fields) });
    expect(message.author).toBeNull();
    expect(stated.proof).toBe('absent');
  });

  test('a record about another author', async () => {
    const { stated } = await read(receive(draft(), { ...PASS, headerFrom: 'bank.example' }));
    expect(stated).toMatchObject({ proof: 'absent', sealDoubt: 'author' });
  });

  test.each<[string, Partial<Parameters<typeof sealArc>[1]>]>([
    ['another domain', { d: 'forwarder.example', s: 'k', owner: 'forwarder' }],
    ['a selector Google does not seal with', { s: 'k' }],
    ['a signature that leaves out From', { h: ['to', 'subject', 'date'] }],
  ])('a seal with %s', async (_, options) => {
    const results = 'mx.google.com;\r\n       spf=pass (x) smtp.mailfrom=a@shop.example';
    const sealed = sealArc(draft(), {
      d: 'google.com',
      s: GOOGLE_SELECTOR,
      owner: 'google',
      cv: 'none',
      results,
      t: AT / 1000,
      ...options,
    });
    const lines = receive(draft(), {
      results: 'spf=pass (x) smtp.mailfrom=a@shop.example',
      seal: false,
    }).fields;
    const place = lines.findIndex((line) => line.startsWith('Return-Path'));
    const fields = [...lines.slice(0, place), ...sealed.fields.slice(0, 3), ...lines.slice(place)];
    const { stated } = await read({ ...draft(), fields });
    expect(stated.proof).toBe('absent');
    expect(['signature', 'author']).toContain(stated.sealDoubt);
  });

  test('Groups never prove', async () => {
    const { stated } = await read(receive(draft(), { ...PASS, host: 'gmr-mx.google.com' }));
    expect(stated).toMatchObject({ proof: 'absent', sealDoubt: 'groups' });
  });

  test('a proof that fails leaves the anchored record of Gmail standing', async () => {
    const changed = replace(receive(draft()), /Thank you/, 'Thank_you');
    const { stated } = await read(changed, { source: 'gmail' });
    expect(stated).toMatchObject({
      proof: 'anchored',
      absence: null,
      sealDoubt: 'signature',
      dmarc: 'pass',
    });
    const alone = await read(receive(draft()), { source: 'gmail' }, {});
    expect(alone.stated).toMatchObject({ proof: 'anchored', dmarc: 'pass' });
  });

  test('one changed letter or digit anywhere that record, seal or content signature cover', async () => {
    const genuine = receive(draft());
    const covered = /^(?:ARC-|Authentication-Results|From|To|Subject|Date|Message-ID|MIME-Version)/;
    // Not the last letter of base64 before its padding: some of its bits are not decoded.
    const positions = [...genuine.fields, genuine.body].flatMap((text, line) =>
      line < genuine.fields.length && !covered.test(text)
        ? []
        : [...text].flatMap((letter, at) =>
            // A record under another name is no record: what the set holds is one all the same.
            /[A-Za-z0-9]/.test(letter) &&
            text[at + 1] !== '=' &&
            !(text.startsWith('Authentication') && at < text.indexOf(':'))
              ? [[line, at] as const]
              : [],
          ),
    );
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let run = 0; run < 250; run++) {
      const [line, at] = positions[random(positions.length)]!;
      const parts = [...genuine.fields, genuine.body];
      const text = parts[line]!;
      const letter = text[at]!;
      // not the same letter in the other case: names and domains are compared without it
      const other = /\d/.test(letter)
        ? String((Number(letter) + 1) % 10)
        : letter.toLowerCase() === 'q'
          ? 'z'
          : 'q';
      parts[line] = text.slice(0, at) + other + text.slice(at + 1);
      const { stated } = await read({ fields: parts.slice(0, -1), body: parts.at(-1)! });
      expect(stated.proof, `${text.slice(0, at)}[${letter}→${other}]`).toBe('absent');
    }
  }, 60_000);
});

const instance = (one: Partial<ArcInstance> = {}): ArcInstance => ({
  instance: 1,
  sealer: 'google.com',
  selector: 'arc-20240605',
  chainValidationStatus: 'none',
  seal: 'pass',
  signature: 'pass',
  signatureReason: null,
  signedFields: ['from', 'to'],
  sealedAt: AT,
  results: null,
  ...one,
});
const chain = (
  instances: ArcInstance[],
  reason: ArcEvaluation['reason'] = null,
): ArcEvaluation => ({
  result: 'pass',
  reason,
  instances,
});

describe('why there is no proof', () => {
  const message = parse(BLOCKS.cleanPass);
  const doubt = (arc: ArcEvaluation) =>
    seal(state(message, 'gmail'), message, fillArcResults(arc, message)).sealDoubt;

  test.each<[string, ArcEvaluation, string | null]>([
    ['proved', chain([instance()]), null],
    ['no seal at all', chain([]), null],
    ['a broken seal', chain([instance({ seal: 'fail' })]), 'signature'],
    [
      'a broken content signature',
      chain([instance({ signature: 'fail', signatureReason: 'bodyChanged' })]),
      'signature',
    ],
    [
      'a neutral content signature',
      chain([instance({ signature: 'neutral', signatureReason: 'malformed' })]),
      'signature',
    ],
    ['a question held back', chain([instance({ seal: null, signature: null })], 'held'), 'held'],
    [
      'a question held back, told by the signature',
      chain([instance({ seal: 'temperror', signature: 'temperror', signatureReason: 'held' })]),
      'held',
    ],
    ['silent DNS', chain([instance({ seal: null, signature: null })], 'dnsFailed'), 'dns'],
    [
      'a withdrawn key',
      chain([instance({ seal: 'neutral', signature: 'neutral', signatureReason: 'keyMissing' })]),
      'dns',
    ],
    ['silent DNS for the seal only', chain([instance({ seal: 'temperror' })]), 'dns'],
    ['not verified', chain([instance({ seal: null })]), 'signature'],
    [
      'a newer foreign set',
      chain([instance(), instance({ instance: 2, sealer: 'forwarder.example' })]),
      'signature',
    ],
    [
      'a newer set of Google whose results are missing',
      chain([instance(), instance({ instance: 2 })]),
      'differs',
    ],
    ['From unsigned', chain([instance({ signedFields: ['to'] })]), 'author'],
  ])('%s', (_, arc, expected) => expect(doubt(arc)).toBe(expected));

  test('without a record there is nothing to doubt', () => {
    const sent = parse(BLOCKS.sentByMe);
    expect(seal(state(sent, 'gmail'), sent, chain([instance()]))).toMatchObject({
      proof: 'absent',
      absence: 'sent',
      sealDoubt: null,
    });
  });
});

describe('fillArcResults', () => {
  test('gives each instance its own results', () => {
    const message = parse(BLOCKS.autoForward);
    const filled = fillArcResults(
      chain([instance(), instance({ instance: 2 }), instance({ instance: 3 })]),
      message,
    );
    expect(
      filled.instances.map(
        (one) => one.results?.methods.find(({ method }) => method === 'dmarc')?.result,
      ),
    ).toEqual(['pass', 'fail', undefined]);
  });

  test('two results in one set are none', () => {
    const message = parse(
      block(
        'ARC-Authentication-Results: i=1; a.example; none',
        'ARC-Authentication-Results: i=1; b.example; none',
        mail(BANK),
      ),
    );
    expect(fillArcResults(chain([instance()]), message).instances[0]?.results).toBeNull();
  });
});

describe('forged results, once the seals are known', () => {
  const forged = (lines: string[], arc: ArcEvaluation) => {
    const message = parse(block(lines));
    return seal(state(message, 'gmail'), message, fillArcResults(arc, message)).forged;
  };
  const inner = gmail({ results: BANK_PASSES, top: false, mailFrom: 'ceo@bank.example' });
  const lines = [...gmail({ ...FORGED, i: 2, cv: 'pass' }), ...inner, ...mail(BANK)];
  const top = instance({ instance: 2, chainValidationStatus: 'pass' });

  test('results that Google sealed when it received the mail before accuse nobody', () => {
    expect(forged(lines, chain([instance({ signature: null }), top]))).toEqual([]);
  });

  test('nor while nobody could check', () => {
    expect(forged(lines, chain([instance({ seal: null, signature: null }), top], 'held'))).toEqual(
      [],
    );
    expect(state(parse(block(lines)), 'gmail').forged).toEqual([]);
  });

  test('a seal that does not verify backs nothing', () => {
    expect(forged(lines, chain([instance({ seal: 'fail' }), top]))).toMatchObject([
      { field: 'Authentication-Results', passForAuthor: true },
      { field: 'ARC-Authentication-Results', passForAuthor: true },
    ]);
  });

  test('results that differ from what Google sealed are somebody else’s', () => {
    const other = inner.map((line) =>
      line.replace(/^(Authentication-Results[\s\S]*)header\.s=k/, '$1header.s=z'),
    );
    expect(
      forged([...gmail({ ...FORGED, i: 2 }), ...other, ...mail(BANK)], chain([instance(), top])),
    ).toMatchObject([{ field: 'Authentication-Results' }]);
  });

  test('a broken older seal accuses nobody where the record passes the author as well', () => {
    const both = [
      ...gmail({ results: BANK_PASSES, i: 2, cv: 'pass' }),
      ...inner.filter((line) => !line.startsWith('Authentication')),
      ...mail(BANK),
    ];
    expect(forged(both, chain([instance({ seal: 'fail' }), top]))).toEqual([]);
  });
});
