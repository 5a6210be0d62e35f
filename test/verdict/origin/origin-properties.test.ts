// What must hold for every combination of record and measurement.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  ArcEvaluation,
  Context,
  DkimEvaluation,
  DkimReason,
  Evaluated,
  Evidence,
  OriginVerdict,
} from '../../../lib/model.ts';
import { TONES } from '../../../lib/model.ts';
import { decideOrigin } from '../../../lib/verdict/origin/decide.ts';
import { classifyRecord } from '../../../lib/verdict/reading/record.ts';
import { findProof } from '../../../lib/verdict/reading/signature.ts';
import {
  arcSet,
  boundary,
  brokenDkim,
  context,
  DAY,
  dkim,
  dmarc,
  evidence,
  NOW,
  READER,
  spf,
} from '../evidence.ts';

const REASONS: DkimReason[] = [
  'bodyChanged',
  'headersChanged',
  'keyMissing',
  'keyRevoked',
  'keyWeak',
  'expired',
  'dnsFailed',
  'held',
  'malformed',
];
const own = { sdid: 'shop.example', aligned: true };
const other = { sdid: 'mailer.example', aligned: false };

const signature: fc.Arbitrary<DkimEvaluation> = fc.oneof(
  fc.constant(dkim()),
  fc.constant(dkim(other)),
  fc
    .record({
      keyBits: fc.constantFrom(512, 1024, 2048, null),
      testing: fc.boolean(),
      unsignedOctets: fc.constantFrom(0, 7),
      algorithm: fc.constantFrom('rsa-sha256', 'rsa-sha1', 'ed25519-sha256'),
    })
    .map((words) => dkim({ ...own, ...words })),
  fc
    .tuple(fc.constantFrom(...REASONS), fc.constantFrom(own, other))
    .map(([reason, whose]) => brokenDkim(reason, whose)),
);

const result = (method: string, domains: string[]) =>
  fc
    .tuple(
      fc.constantFrom(
        'pass',
        'fail',
        'softfail',
        'neutral',
        'none',
        'temperror',
        'permerror',
        'policy',
      ),
      fc.constantFrom(...domains),
    )
    .map(([word, domain]) => `${method}=${word} ${domain}`);

const results = fc
  .tuple(
    fc.array(result('dkim', ['shop.example', 'mailer.example', 'mail.shop.example']), {
      maxLength: 2,
    }),
    fc.array(result('spf', ['shop.example', 'mailer.example']), { maxLength: 1 }),
    fc.array(result('dmarc', ['shop.example', 'evil.example']), { maxLength: 1 }),
  )
  .map((lists) => lists.flat());

const arc: fc.Arbitrary<ArcEvaluation> = fc.record({
  result: fc.constantFrom('none', 'pass', 'fail'),
  reason: fc.constantFrom(null, 'held', 'dnsFailed', 'failed'),
  instances: fc
    .array(
      fc.constantFrom(
        'google.com: dmarc=pass shop.example',
        'evil.example: dmarc=pass shop.example',
        'google.com: dmarc=fail shop.example',
      ),
      { maxLength: 3 },
    )
    .map((texts) => texts.map((text, index) => arcSet(index + 1, text))),
});

const measured = fc.record({
  dkim: fc.array(signature, { maxLength: 3 }),
  spf: fc.option<Evaluated['spf']>(
    fc
      .constantFrom('pass', 'fail', 'none', 'temperror')
      .map((word) => spf({ result: word as 'pass' })),
  ),
  arc,
  dmarc: fc
    .record({
      policy: fc.constantFrom('none', 'quarantine', 'reject', null),
      testing: fc.boolean(),
      result: fc.constantFrom('pass', 'fail', 'none', 'temperror'),
      reason: fc.constantFrom(null, 'held', 'dnsFailed'),
    })
    .map((words) => dmarc(words)),
  domain: fc.record({ gone: fc.boolean(), subdomainGone: fc.boolean() }),
});

const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    from: fc.constantFrom('news@shop.example', 'taro@gmail.com'),
    results: fc.option(results),
    proof: fc.constantFrom('sealed', 'anchored'),
    policy: fc.constantFrom(undefined, 'none', 'quarantine', 'reject'),
    absence: fc.constantFrom(
      'foreign',
      'collected',
      'imported',
      'unanchored',
      'internal',
      'sent',
      'sentAs',
    ),
    age: fc.constantFrom(1, 10, 40, null),
    reverse: fc.constantFrom('mta.shop.example', 'www1.sakura.ne.jp', 'mail-ed1.google.com', null),
    listId: fc.constantFrom(null, 'birds.lists.example'),
    evaluated: fc.option(measured),
  })
  .map((r) =>
    evidence({
      message: { from: r.from, listId: r.listId },
      stated: {
        results: r.results,
        ...(r.results === null
          ? { absence: r.absence as 'foreign' }
          : { proof: r.proof as 'sealed', boundary: boundary(r.reverse) }),
        ...(r.policy === undefined ? {} : { policy: r.policy }),
        receivedAt: r.results === null || r.age === null ? null : NOW - r.age * DAY,
      },
      evaluated: r.evaluated,
    }),
  );

const anyContext: fc.Arbitrary<Context> = fc
  .record({
    source: fc.constantFrom('gmail', 'file'),
    fidelity: fc.constantFrom('exact', 'approximate'),
    folder: fc.constantFrom('inbox', 'spam', 'sent', 'draft'),
    lookups: fc.constantFrom('always', 'careful', 'ask', 'off'),
    trustedForwarders: fc.constantFrom<string[][]>([], ['www123.sakura.ne.jp']),
    learnedForwarders: fc.constantFrom<string[][]>([], ['www123.sakura.ne.jp']),
    knownLists: fc.constantFrom<string[][]>([], ['birds.lists.example']),
    ownDomains: fc.constantFrom<string[][]>([], ['shop.example']),
    trustedSealers: fc.constantFrom<string[][]>([], ['evil.example']),
  })
  .map((words) => context(words));

const both = fc.tuple(anyEvidence, anyContext);
const recordOf = (one: Evidence, reader: Context) =>
  classifyRecord(one.stated, one.message.author?.domain ?? null, reader);
const rank = ({ tone }: OriginVerdict) => TONES.indexOf(tone);
const check = (property: (one: Evidence, reader: Context) => void) =>
  fc.assert(
    fc.property(both, ([one, reader]) => property(one, reader)),
    { numRuns: 1500 },
  );

describe('for any evidence', () => {
  test('green needs a recorded pass or a signature that passes', () => {
    check((one, reader) => {
      if (decideOrigin(one, reader).tone !== 'calm') return;
      expect(recordOf(one, reader) === 'pass' || findProof(one) !== null).toBe(true);
    });
  });

  test('red needs a recorded failure and a policy, or gmail.com', () => {
    check((one, reader) => {
      if (decideOrigin(one, reader).tone !== 'danger') return;
      expect(recordOf(one, reader)).toBe('fail');
      const policy = one.stated.dmarcComment.p ?? one.evaluated?.dmarc.policy;
      const gmail = one.message.author?.domain === 'gmail.com';
      expect(gmail || policy === 'quarantine' || policy === 'reject').toBe(true);
    });
  });

  test('a piece that is missing makes nothing green or red', () => {
    const without: ((one: Evidence) => Evidence)[] = [
      (one) => ({ ...one, evaluated: null }),
      (one) => ({ ...one, evaluated: one.evaluated && { ...one.evaluated, dkim: [] } }),
      (one) => ({
        ...one,
        evaluated: one.evaluated && {
          ...one.evaluated,
          dkim: one.evaluated.dkim.map((d) =>
            brokenDkim('held', { sdid: d.sdid, aligned: d.aligned }),
          ),
        },
      }),
      (one) => ({ ...one, evaluated: one.evaluated && { ...one.evaluated, spf: null } }),
      (one) => ({
        ...one,
        stated: {
          ...one.stated,
          proof: 'absent',
          absence: 'foreign',
          results: null,
          spf: null,
          dkim: null,
          dmarc: null,
          arc: null,
        },
      }),
      (one) => ({ ...one, stated: { ...one.stated, boundary: null, receivedAt: null } }),
    ];
    check((one, reader) => {
      for (const remove of without) {
        const less = remove(one);
        const { tone } = decideOrigin(less, reader);
        if (tone === 'calm')
          expect(recordOf(less, reader) === 'pass' || findProof(less) !== null).toBe(true);
        if (tone === 'danger') expect(recordOf(less, reader)).toBe('fail');
      }
    });
  });

  test('nothing measured now lowers a recorded pass, except a domain that is gone', () => {
    check((one, reader) => {
      if (recordOf(one, reader) !== 'pass' || one.evaluated?.domain.gone) return;
      const verdict = decideOrigin(one, reader);
      const offline = decideOrigin({ ...one, evaluated: null }, { ...reader, source: 'gmail' });
      expect(['signed', 'recorded']).toContain(verdict.origin);
      if (reader.source === 'gmail') expect(rank(verdict)).toBeLessThanOrEqual(rank(offline));
    });
  });

  test('SPF measured now changes neither origin nor tone', () => {
    check((one, reader) => {
      if (!one.evaluated) return;
      const now = decideOrigin(one, reader);
      for (const word of ['pass', 'fail', 'none'] as const) {
        const changed = { ...one, evaluated: { ...one.evaluated, spf: spf({ result: word }) } };
        const { origin, tone, row } = decideOrigin(changed, reader);
        expect({ origin, tone, row }).toEqual({ origin: now.origin, tone: now.tone, row: now.row });
      }
    });
  });

  test('approximate bytes allow no negative measurement', () => {
    check((one, reader) => {
      const { evaluated } = one;
      if (!evaluated) return;
      const approximate = { ...reader, fidelity: 'approximate' as const };
      const broken = evaluated.dkim.map((each) =>
        each.aligned && each.result !== 'pass' ? brokenDkim('bodyChanged') : each,
      );
      const none = evaluated.dkim.filter((each) => !each.aligned || each.result === 'pass');
      const [withBroken, without] = [broken, none].map((dkim) =>
        decideOrigin({ ...one, evaluated: { ...evaluated, dkim } }, approximate),
      );
      expect(withBroken?.tone).toBe(without?.tone);
      expect(withBroken?.origin).toBe(without?.origin);
    });
  });
});

describe('nothing that the sender writes lowers a tone', () => {
  const WRITTEN: ((one: Evidence) => Evidence)[] = [
    (one) => ({ ...one, message: { ...one.message, listId: 'birds.other.example' } }),
    (one) => ({ ...one, message: { ...one.message, listId: 'birds.lists.example' } }),
    (one) => withField(one, 'x-forwarded-for', `a@own.example ${READER}`),
    (one) => withField(one, 'x-forwarded-to', READER),
    (one) => withField(one, 'delivered-to', 'user@own.example'),
    (one) => withField(one, 'precedence', 'list'),
    (one) => withField(one, 'x-original-from', 'bob@shop.example'),
    (one) => withField(one, 'list-unsubscribe-post', 'List-Unsubscribe=One-Click'),
    (one) => withField(one, 'arc-seal', 'i=1; d=google.com; b=x'),
    (one) => ({
      ...one,
      message: {
        ...one.message,
        received: [...one.message.received, { ...boundary('www1.sakura.ne.jp'), index: 90 }],
      },
    }),
    (one) => ({
      ...one,
      message: {
        ...one.message,
        author: one.message.author && { ...one.message.author, name: "'Bob' via Birds" },
      },
    }),
  ];
  function withField(one: Evidence, name: string, value: string): Evidence {
    const field = { name, raw: ` ${value}`, value, index: 50, spaced: false };
    return { ...one, message: { ...one.message, fields: [...one.message.fields, field] } };
  }
  test('list, forwarding, "via" and lower Received lines', () => {
    check((one, reader) => {
      const plain = { ...one, message: { ...one.message, listId: null } };
      const before = rank(decideOrigin(plain, reader));
      for (const write of WRITTEN)
        expect(rank(decideOrigin(write(plain), reader))).toBeGreaterThanOrEqual(before);
    });
  });
});
