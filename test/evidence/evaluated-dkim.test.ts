// One reason for each way a signature does not pass, and the caps.
import { expect, test } from 'vitest';
import type { DkimEvaluation } from '../../lib/model.ts';
import type { Draft, SignOptions } from '../helpers/cases/sign.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import {
  draft,
  evaluate,
  KEY_ZONE,
  keyRecord,
  lookups,
  octets,
  RECEIVED,
  sign,
} from './evaluated-helper.ts';

const first = async (
  message: Draft | Uint8Array,
  zone: Parameters<typeof evaluate>[1] = KEY_ZONE,
) => {
  const { dkim } = await evaluate(message, zone);
  return dkim[0]!;
};
const words = ({ result, reason }: DkimEvaluation) => `${result} ${reason}`;
const keyed = (record: string): Zone => ({ 's1._domainkey.example.com': { TXT: [record] } });

test('a good signature, with everything it says', async () => {
  const expires = RECEIVED / 1_000 + 3_600;
  const found = await first(sign(draft(), { i: 'ann@example.com', tags: [`x=${expires}`] }), {
    's1._domainkey.example.com': { TXT: [keyRecord('rsa2048', '', 't=y; ')] },
  });
  expect(found).toMatchObject({
    result: 'pass',
    reason: null,
    sdid: 'example.com',
    auid: 'ann@example.com',
    selector: 's1',
    algorithm: 'rsa-sha256',
    canonicalization: 'relaxed/relaxed',
    aligned: true,
    keyBits: 2048,
    testing: true,
    signedFields: ['from', 'to', 'subject', 'date'],
    unsignedOctets: 0,
    bodyLengthLimit: null,
    signedAt: RECEIVED - 60_000,
    expiresAt: expires * 1_000,
    comment: null,
  });
  expect(found.keyRecord).toContain('v=DKIM1');
});

test('Ed25519 passes and has no key size', async () => {
  const found = await first(sign(draft(), { key: 'ed25519' }), keyed(keyRecord('ed25519')));
  expect([words(found), found.keyBits]).toEqual(['pass null', null]);
});

test.each([
  [
    'body changed',
    (message: Draft) => ({ ...message, body: message.body.replace('Hello', 'Hullo') }),
    KEY_ZONE,
    'fail bodyChanged',
  ],
  [
    'header changed',
    (message: Draft) => ({
      ...message,
      fields: message.fields.map((field) => field.replace('Subject: Hello', 'Subject: Money')),
    }),
    KEY_ZONE,
    'fail headersChanged',
  ],
  ['no such key', (message: Draft) => message, {}, 'neutral keyMissing'],
  [
    'a wildcard answers with another record',
    (message: Draft) => message,
    keyed('v=spf1 -all'),
    'neutral keyMissing',
  ],
  ['key revoked', (message: Draft) => message, keyed('v=DKIM1; k=rsa; p='), 'neutral keyRevoked'],
  ['key without p=', (message: Draft) => message, keyed('v=DKIM1; k=rsa'), 'neutral malformed'],
  [
    'key is garbage',
    (message: Draft) => message,
    keyed('v=DKIM1; k=rsa; p=AAAA'),
    'neutral malformed',
  ],
  [
    'key for other uses',
    (message: Draft) => message,
    keyed(keyRecord('rsa2048', '', 's=tlsrpt; ')),
    'neutral malformed',
  ],
  [
    'key of another kind',
    (message: Draft) => message,
    keyed(keyRecord('ed25519')),
    'neutral malformed',
  ],
] as const)('%s', async (_name, change, zone, expected) => {
  expect(words(await first(change(sign(draft())), zone as Zone))).toBe(expected);
});

test('a record of another kind beside the key does not hide it', async () => {
  const zone = { 's1._domainkey.example.com': { TXT: ['v=spf1 -all', keyRecord('rsa2048')] } };
  expect(words(await first(sign(draft()), zone))).toBe('pass null');
});

test.each([
  ['timeout', 'temperror dnsFailed'],
  ['network', 'temperror dnsFailed'],
  ['servfail', 'temperror dnsFailed'],
  ['refused', 'temperror dnsFailed'],
  ['garbage', 'temperror dnsFailed'],
  ['held', 'temperror held'],
  ['off', 'temperror held'],
  ['budget', 'temperror held'],
  ['nxdomain', 'neutral keyMissing'],
  ['nodata', 'neutral keyMissing'],
  ['badname', 'neutral keyMissing'],
] as const)('DNS says %s', async (status, expected) => {
  expect(words(await first(sign(draft()), lookups({}, { refuse: () => status })))).toBe(expected);
});

test.each([
  ['rsa-sha1', { sha1: true }, keyRecord('rsa2048'), 'policy keyWeak'],
  ['512 bits', { key: 'rsa512' as const }, keyRecord('rsa512'), 'policy keyWeak'],
  ['1024 bits', { key: 'rsa1024' as const }, keyRecord('rsa1024'), 'pass null'],
] satisfies [string, Partial<SignOptions>, string, string][])(
  'weak apart from broken: %s',
  async (_name, options, record, expected) => {
    const message = sign(draft(), options);
    expect(words(await first(message, keyed(record)))).toBe(expected);
    const broken = { ...message, body: 'changed' };
    expect(words(await first(broken, keyed(record)))).toBe('fail bodyChanged');
  },
);

test('x= is judged at the time of receipt, not now', async () => {
  const message = sign(draft(), { tags: [`x=${RECEIVED / 1_000 + 60}`] });
  const judge = async (at: number) => words((await evaluate(message, KEY_ZONE, {}, at)).dkim[0]!);
  expect(await judge(RECEIVED)).toBe('pass null');
  expect(await judge(RECEIVED + 61_000)).toBe('neutral expired');
});

test.each([
  ['i= of a stranger', { i: '@example.net' }, 'neutral malformed'],
  ['i= below d=', { i: '@mail.example.com' }, 'pass null'],
  ['unknown query method', { tags: ['q=http'] }, 'neutral malformed'],
  ['query method of an early draft', { tags: ['q=dns'] }, 'pass null'],
  ['From not signed', { h: ['to', 'subject'] }, 'neutral malformed'],
  ['unknown canonicalisation', { tags: ['c=nofws/simple'] }, 'neutral malformed'],
] satisfies [string, Partial<SignOptions>, string][])('%s', async (_name, options, expected) => {
  expect(words(await first(sign(draft(), options)))).toBe(expected);
});

test('t=s of the key allows no i= below d=', async () => {
  const zone = keyed(keyRecord('rsa2048', '', 't=s; '));
  expect(words(await first(sign(draft(), { i: '@mail.example.com' }), zone))).toBe(
    'neutral malformed',
  );
  expect(words(await first(sign(draft(), { i: '@example.com' }), zone))).toBe('pass null');
});

test('one unreadable signature does not take the others with it', async () => {
  const message = sign(draft());
  message.fields.unshift(
    'DKIM-Signature: v=1; a=rsa-sha256; c=/relaxed; d=example.net; s=x; h=from; bh=x; b=x',
  );
  const { dkim } = await evaluate(message);
  expect(dkim.map(words)).toEqual(['neutral malformed', 'pass null']);
});

test('unsigned octets behind l= are counted', async () => {
  const message = sign(draft(), { tags: ['l=8'] });
  const found = await first({ ...message, body: `${message.body}<p>more</p>\r\n` });
  expect(found).toMatchObject({ result: 'pass', bodyLengthLimit: 8, unsignedOctets: 34 });
});

test('eight signatures at most, those that could align first, and no key of the others is asked for', async () => {
  let message = sign(draft('ann@news.example.com'));
  for (let n = 0; n < 30; n++) message = sign(message, { d: `junk${n}.example`, s: `t${n}` });
  const over = lookups(KEY_ZONE);
  const { dkim } = await evaluate(message, over);
  expect(dkim).toHaveLength(8);
  expect(dkim.at(-1)).toMatchObject({ sdid: 'example.com', result: 'pass', aligned: true });
  expect(over.asked.filter((one) => one.includes('_domainkey'))).toHaveLength(8);
});

test('body hashes beyond the cap are not checked, which is not the same as changed', async () => {
  let message = sign(draft(), { tags: ['l=1'] });
  for (let n = 2; n <= 9; n++) message = sign(message, { d: `l${n}.example`, tags: [`l=${n}`] });
  const { dkim } = await evaluate(message);
  const own = dkim.find(({ sdid }) => sdid === 'example.com');
  expect(own).toMatchObject({ result: 'neutral', reason: null, comment: 'body not hashed' });
  const whole = await evaluate(sign(message));
  expect(whole.dkim.find(({ bodyLengthLimit }) => bodyLengthLimit === null)?.result).toBe('pass');
});

test('a message without signatures has none', async () => {
  expect((await evaluate(draft())).dkim).toEqual([]);
});

test('octets outside ASCII in signed fields', async () => {
  const message = sign({
    ...draft(),
    fields: ['From: Änn <ann@example.com>', 'Subject: \xe3\x81\x82\xff'],
  });
  expect(words(await first(octets(message)))).toBe('pass null');
});
