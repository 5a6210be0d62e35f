// DMARC, ARC, the clock, Google's published keys and the existence of the author's domain through measure().
import { describe, expect, test } from 'vitest';
import { measure } from '../../lib/evidence/evaluated.ts';
import { publishedGoogleKey } from '../../lib/evidence/google-keys.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import type { Stated } from '../../lib/model.ts';
import { NO_RECORD } from '../conformance/measure.ts';
import { sealArc } from '../helpers/cases/sign.ts';
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

const policy = (record: string) => ({ ...KEY_ZONE, '_dmarc.example.com': { TXT: [record] } });

test('DMARC by the record of the author domain', async () => {
  const { dmarc } = await evaluate(sign(draft()), policy('v=DMARC1; p=reject; adkim=s'));
  expect(dmarc).toEqual({
    result: 'pass',
    policy: 'reject',
    domain: 'example.com',
    published: [],
    policyDomain: 'example.com',
    organizationalDomain: 'example.com',
    record: 'v=DMARC1; p=reject; adkim=s',
    testing: false,
    adkim: 'strict',
    aspf: 'relaxed',
    alignedDkim: true,
    alignedSpf: false,
    reason: null,
  });
});

test.each([
  ['relaxed', 'v=DMARC1; p=none', true, 'pass'],
  ['strict', 'v=DMARC1; p=none; adkim=s', false, 'fail'],
] as const)('alignment %s', async (_name, record, aligned, result) => {
  const { dkim, dmarc } = await evaluate(sign(draft('ann@news.example.com')), policy(record));
  expect([dkim[0]?.aligned, dmarc.result]).toEqual([aligned, result]);
});

test('without a record alignment is relaxed, by the public suffixes', async () => {
  const { dkim, dmarc } = await evaluate(sign(draft('ann@news.example.com')));
  expect([dmarc.result, dmarc.record, dkim[0]?.aligned]).toEqual(['none', null, true]);
  const other = await evaluate(sign(draft('ann@example.net')));
  expect(other.dkim[0]?.aligned).toBe(false);
});

test('a failed signature is aligned or not without a further question', async () => {
  const over = lookups(policy('v=DMARC1; p=none'));
  const message = sign(draft('ann@example.com'), { d: 'mail.example.com' });
  const { dkim } = await evaluate({ ...message, body: 'changed' }, over);
  expect(dkim[0]).toMatchObject({ result: 'fail', aligned: true });
  expect(over.asked.filter((one) => one.includes('mail.example.com'))).toEqual([]);
});

test.each(['held', 'timeout'] as const)('policy lookup %s', async (status) => {
  const { dmarc } = await evaluate(
    draft(),
    lookups({}, { refuse: (name) => (name.startsWith('_dmarc.') ? status : null) }),
  );
  expect(dmarc).toMatchObject({
    result: 'temperror',
    policy: null,
    reason: status === 'held' ? 'held' : 'dnsFailed',
  });
});

describe('a leaf of the policy walk that is held', () => {
  const leaf = (name: string) => (name === '_dmarc.token.example.com' ? 'held' : null);
  const zone = policy('v=DMARC1; p=reject');

  test('the walk goes on, and a pass above it counts', async () => {
    const message = sign(draft('ann@token.example.com'), { d: 'example.com' });
    const { dmarc, dkim } = await evaluate(message, lookups(zone, { refuse: leaf }));
    expect(dmarc).toMatchObject({ result: 'pass', policyDomain: 'example.com', reason: null });
    expect(dkim[0]).toMatchObject({ result: 'pass', aligned: true });
  });

  test('a failure above it does not: the leaf may ask for less', async () => {
    const over = lookups(zone, { refuse: leaf });
    const { dmarc } = await evaluate(draft('ann@token.example.com'), over);
    expect(dmarc).toMatchObject({ result: 'temperror', policy: null, reason: 'held' });
    expect(over.asked).toContain('_dmarc.example.com TXT');
  });
});

test('two From fields: no author domain, which is not "no policy"', async () => {
  const message = draft();
  message.fields.unshift('From: eve@example.net');
  const { dmarc, engineAuthors } = await evaluate(message);
  expect(dmarc).toMatchObject({ result: 'permerror', domain: null });
  expect(engineAuthors).toEqual(['eve@example.net', 'ann@example.com']);
});

const RESULTS = 'mx.google.com; dmarc=pass header.from=example.com';
const sealed = (s = 'arc-20240605') =>
  sealArc(draft(), { d: 'google.com', s, cv: 'none', t: RECEIVED / 1_000, results: RESULTS });
const googleZone = (s = 'arc-20240605') => ({
  [`${s}._domainkey.google.com`]: { TXT: [keyRecord('rsa2048')] },
});

test('every set of a chain, with its own seal', async () => {
  const twice = sealArc(sealed(), {
    d: 'example.org',
    s: 's2',
    cv: 'pass',
    t: RECEIVED / 1_000 + 5,
    results: 'mx.example.org; arc=pass',
  });
  const zone = { ...googleZone(), 's2._domainkey.example.org': { TXT: [keyRecord('rsa2048')] } };
  const { arc } = await evaluate(twice, zone);
  expect(arc).toMatchObject({
    result: 'pass',
    reason: null,
    instances: [
      {
        instance: 1,
        sealer: 'google.com',
        selector: 'arc-20240605',
        chainValidationStatus: 'none',
        seal: 'pass',
        signature: 'pass',
        sealedAt: RECEIVED,
        results: null,
      },
      {
        instance: 2,
        sealer: 'example.org',
        chainValidationStatus: 'pass',
        seal: 'pass',
        signature: 'pass',
        sealedAt: RECEIVED + 5_000,
      },
    ],
  });
  const changed = await evaluate({ ...twice, body: 'changed' }, zone);
  expect(changed.arc).toMatchObject({
    result: 'fail',
    reason: 'failed',
    instances: [
      { seal: 'pass', signature: 'fail', signatureReason: 'bodyChanged' },
      { seal: 'pass', signature: 'fail' },
    ],
  });
});

test.each([
  ['held', 'temperror', 'held'],
  ['timeout', 'temperror', 'dnsFailed'],
  ['nxdomain', 'fail', 'failed'],
] as const)('seal key: DNS says %s', async (status, result, reason) => {
  const { arc } = await evaluate(sealed('arc-29990101'), lookups({}, { refuse: () => status }));
  expect([arc.result, arc.reason]).toEqual([result, reason]);
  expect(arc.instances).toHaveLength(1);
});

test('a chain that says of itself that it failed still names its sealers', async () => {
  const failed = sealArc(sealed(), {
    d: 'google.com',
    s: 'arc-20240605',
    cv: 'fail',
    results: RESULTS,
  });
  const { arc } = await evaluate(failed, googleZone());
  expect([
    arc.result,
    arc.instances.map(({ sealer, chainValidationStatus }) => [sealer, chainValidationStatus]),
  ]).toEqual([
    'fail',
    [
      ['google.com', 'none'],
      ['google.com', 'fail'],
    ],
  ]);
});

test('a weak seal proves nothing', async () => {
  const weak = sealArc(draft(), {
    d: 'example.org',
    s: 's2',
    key: 'rsa512',
    cv: 'none',
    results: RESULTS,
  });
  const { arc } = await evaluate(weak, {
    's2._domainkey.example.org': { TXT: [keyRecord('rsa512')] },
  });
  expect([arc.result, arc.instances[0]?.seal]).toEqual(['fail', 'policy']);
});

test("Google's published key is used where DNS has none, and DNS wins where it has one", async () => {
  // the test's own key is not Google's: its seal fails against the published key and passes against the zone's
  for (const status of ['off', 'held', 'timeout', 'nxdomain'] as const) {
    const { arc } = await evaluate(sealed(), lookups({}, { refuse: () => status }));
    expect([arc.result, arc.instances[0]?.seal], status).toEqual(['fail', 'fail']);
  }
  const { arc } = await evaluate(sealed(), googleZone());
  expect(arc.result).toBe('pass');
  expect(publishedGoogleKey('arc-20160816._domainkey.google.com')).toContain('p=MIIB');
  expect(publishedGoogleKey('arc-20160816._domainkey.google.com.example.net')).toBe(null);
  expect(publishedGoogleKey('arc-20160816._domainkey.example.com')).toBe(null);
});

test('the clock is told what the seals prove, and says when signatures are judged', async () => {
  const message = octets(
    sealArc(sign(draft(), { tags: [`x=${RECEIVED / 1_000 + 60}`] }), {
      d: 'google.com',
      s: 'arc-20240605',
      cv: 'none',
      t: RECEIVED / 1_000,
      results: RESULTS,
    }),
  );
  const made = await digest(message);
  const found = await measure(
    made,
    parse(made.header),
    NO_RECORD,
    lookups({ ...googleZone(), ...KEY_ZONE }),
    (arc) => ({
      at: arc.result === 'pass' ? (arc.instances[0]?.sealedAt ?? 0) : 0,
      clock: 'sealed',
    }),
  );
  expect([found.judgedAt, found.clock, found.dkim[0]?.result]).toEqual([
    RECEIVED,
    'sealed',
    'pass',
  ]);
});

const PASSED: Partial<Stated> = { dmarc: 'pass', receivedAt: RECEIVED - 24 * 3_600_000 };

test.each([
  ['gone from both resolvers', {}, {}, PASSED, true],
  ['gone from one only', {}, { 'example.com': { A: ['192.0.2.1'] } }, PASSED, false],
  ['exists', { 'example.com': { A: ['192.0.2.1'] } }, {}, PASSED, false],
  ['exists without an address', { 'www.example.com': { A: ['192.0.2.1'] } }, {}, PASSED, false],
  [
    'alias of something gone',
    { 'example.com': { CNAME: ['gone.example.net'] } },
    {},
    PASSED,
    false,
  ],
  ['old mail', {}, {}, { ...PASSED, receivedAt: RECEIVED - 31 * 24 * 3_600_000 }, false],
  ['gone, whatever the record says', {}, {}, { ...PASSED, dmarc: 'fail' }, true],
] satisfies [string, Zone, Zone, Partial<Stated>, boolean][])(
  'author domain: %s',
  async (_name, zone, confirm, stated, gone) => {
    const { domain } = await evaluate(draft(), lookups(zone, { confirm }), stated);
    expect(domain).toEqual({ gone, subdomainGone: false });
  },
);

test('without a second resolver nothing is called gone', async () => {
  const { domain } = await evaluate(draft(), lookups({}), PASSED);
  expect(domain.gone).toBe(false);
});

test('a sub-domain that does not exist although its parent does', async () => {
  const zone = { 'example.com': { A: ['192.0.2.1'] } };
  const stated = { ...PASSED, dmarc: 'fail' as const };
  const { domain } = await evaluate(draft('x@none.example.com'), zone, stated);
  expect(domain).toEqual({ gone: false, subdomainGone: true });
});
