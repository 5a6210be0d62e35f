// Too much of everything: what a message may cost does not grow with what its sender puts in.
import { describe, expect, test } from 'vitest';
import { keyRecord, sealArc, signDkim } from '../helpers/cases/sign.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import {
  BOTH,
  draftOf,
  expectBounded,
  judge,
  MEBIBYTE,
  MOST_HASHES,
  MOST_NAMES,
} from './journey.ts';

const FROM = 'From: Bank <info@bank.example>';
const junk = (i: number, more = '') =>
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=s${i}.example; s=k${i};${more} h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA`;
const list = (count: number, field: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => field(i));

describe.each(BOTH)('%s', (_where, circumstances) => {
  test.each([
    ['9,000 signatures of other domains', list(9_000, (i) => junk(i).slice(0, 110))],
    ['6,000 signatures whose body hash is right', list(6_000, (i) => junk(i))],
    ['5,000 signatures, each with an l= of its own', list(5_000, (i) => junk(i, ` l=${i};`))],
    [
      '5,000 signatures that could align',
      list(5_000, (i) => junk(i).replace(/d=[^;]+/, 'd=bank.example')),
    ],
    ['9,000 empty signatures', list(9_000, () => 'DKIM-Signature:')],
    [
      '4,000 message signatures of ARC',
      list(4_000, (i) =>
        junk(i).replace('DKIM-Signature: v=1', `ARC-Message-Signature: i=${(i % 50) + 1}`),
      ),
    ],
    [
      '4,000 seals',
      list(
        4_000,
        (i) => `ARC-Seal: i=${(i % 50) + 1}; a=rsa-sha256; cv=none; d=s${i}.example; s=k; b=AAAA`,
      ),
    ],
    [
      '4,000 results',
      list(
        4_000,
        () => 'Authentication-Results: mx.google.com; dmarc=pass header.from=bank.example',
      ),
    ],
    ['10,000 fields', list(10_000, (i) => `X-Field-${i}: ${'v'.repeat(60)}`)],
    [
      '8,000 Received',
      list(
        8_000,
        (i) => `Received: from a by b.example with SMTP id ${i}; Fri, 20 Nov 2026 08:00:00 +0000`,
      ),
    ],
    ['10,000 From', list(10_000, (i) => `From: a${i}@bank${i}.example`)],
    [
      'one From of 20,000 mailboxes',
      [`From: ${list(20_000, (i) => `a${i}@b${i}.example`).join(', ')}`],
    ],
    ['100,000 characters in h=', [junk(1).replace('h=from', `h=${'from:'.repeat(20_000)}from`)]],
    ['20,000 tags', [`DKIM-Signature: ${list(20_000, (i) => `t${i}=${i}`).join('; ')}`]],
    ['a To of 20,000 addresses', [`To: ${list(20_000, (i) => `a${i}@b.example`).join(', ')}`]],
  ])('%s', async (_name, fields) => {
    const outcome = await judge(draftOf([FROM, ...fields]), circumstances);
    await expectBounded(outcome);
    expect(outcome.report.tone).not.toBe('calm');
  });
});

describe('what is genuine is found among what is not', () => {
  const zone: Zone = { 's1._domainkey.shop.example': { TXT: [keyRecord('rsa2048')] } };
  const draft = draftOf(['From: Shop <info@shop.example>']);
  const signed = signDkim(draft, { d: 'shop.example', s: 's1' });

  test.each([
    ['6,000 signatures above', list(6_000, (i) => junk(i)), []],
    ['6,000 signatures below', [], list(6_000, (i) => junk(i))],
    ['10,000 fields around', list(5_000, (i) => `X-A${i}: a`), list(5_000, (i) => `X-B${i}: b`)],
  ])('its own signature, with %s', async (_name, above, below) => {
    const fields = [...above, ...signed.fields, ...below];
    const outcome = await judge({ ...signed, fields }, { zone, dmarc: 'none none' });
    await expectBounded(outcome);
    expect(outcome.report).toMatchObject({ origin: 'signed', tone: 'calm' });
  });

  test('fifty sets of ARC are read, and no more are verified than needed', async () => {
    let chain = signed;
    for (let i = 0; i < 50; i++)
      chain = sealArc(chain, {
        d: `hop${i}.example`,
        s: 'k',
        cv: i ? 'pass' : 'none',
        results: 'x.example; spf=none',
      });
    const keys = Object.fromEntries(
      list(50, (i) => `k._domainkey.hop${i}.example`).map((name) => [
        name,
        { TXT: [keyRecord('rsa2048')] },
      ]),
    );
    const { report, asked, hashes } = await judge(chain, {
      zone: { ...zone, ...keys },
    });
    expect(new Set(asked.map((one) => one.split(' ')[0])).size).toBeLessThanOrEqual(MOST_NAMES);
    expect(hashes).toBeLessThanOrEqual(MOST_HASHES);
    expect(report.evaluated?.arc.sealers.length).toBe(50);
  });
});

describe('bodies', () => {
  const MANY = 8 * MEBIBYTE;
  const fill = (piece: string) => piece.repeat(Math.ceil(MANY / piece.length));
  const signed = ['relaxed/relaxed', 'simple/simple', 'relaxed/simple', 'simple/relaxed'].map(
    (c, i) =>
      `DKIM-Signature: v=1; a=rsa-sha256; c=${c}; d=bank.example; s=k${i}; h=from; bh=x; b=y`,
  );
  test.each([
    ['line ends', fill('\r\n')],
    ['bare line feeds', fill('\n')],
    ['carriage returns', fill('\r')],
    ['blanks', fill(' ')],
    ['blanks and line ends', fill(' \r\n')],
    ['dashes', fill('-')],
    ['delimiters', fill('--b\r\n')],
    ['parts', fill('--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n')],
    ['calendars', fill('--b\r\nContent-Type: text/calendar\r\n\r\nORGANIZER:x\r\n')],
    ['NUL', fill('\0')],
    ['high octets', fill('\xff')],
  ])('eight mebibytes of %s', async (_name, body) => {
    const fields = [FROM, ...signed, 'Content-Type: multipart/mixed; boundary=b'];
    const outcome = await judge(draftOf(fields, body));
    await expectBounded(outcome);
    expect(outcome.report.tone).not.toBe('calm');
  });
});

describe('DNS', () => {
  const received = (zone: Zone) =>
    judge(draftOf(['From: Bank <info@bank.example>']), { zone, dmarc: 'none none' });
  const include = (names: string[]) => ({
    TXT: [`v=spf1 ${names.map((n) => `include:${n}`).join(' ')} -all`],
  });

  const nodeOf = (i: number) => (i === 0 ? 'evil.example' : `n${i}.example`);
  const tree: Zone = Object.fromEntries(
    list(111, String).map((_, i) => [nodeOf(i), include(list(9, (k) => nodeOf(i * 9 + k + 1)))]),
  );
  const mailHosts = list(100, String).map((_, i) => ({
    priority: i,
    exchange: `mx${i}.example`,
  }));

  test.each<[string, Zone]>([
    ['an SPF record that includes itself', { 'evil.example': include(['evil.example']) }],
    ['a tree of a thousand includes', tree],
    ['a hundred mail hosts', { 'evil.example': { TXT: ['v=spf1 mx -all'], MX: mailHosts } }],
    [
      'a record of 60 kB',
      { 'evil.example': { TXT: [`v=spf1 ${'ip4:192.0.2.1 '.repeat(4_000)}-all`] } },
    ],
    [
      'three hundred records',
      { 'evil.example': { TXT: list(300, (i) => `v=spf1 a:${i}.example -all`) } },
    ],
    [
      'a policy of tags nobody knows',
      {
        '_dmarc.bank.example': { TXT: [`v=DMARC1; p=none; ${'__proto__=1; x=y; '.repeat(3_000)}`] },
      },
    ],
  ])('%s', async (_name, zone) => {
    const outcome = await received(zone);
    await expectBounded(outcome);
    expect(outcome.report.tone).not.toBe('calm');
  });

  test('an author of a hundred labels costs eight policies', async () => {
    const domain = `${'a.'.repeat(100)}bank.example`;
    const { asked, report } = await judge(draftOf([`From: x@${domain}`]), { dmarc: 'none none' });
    expect(asked.filter((one) => one.startsWith('_dmarc.')).length).toBeLessThanOrEqual(8);
    expect(report.tone).not.toBe('calm');
  });
});
