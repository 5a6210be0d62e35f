// What comes before the table (who is the sender at all?) and what lies on top of it (lists, files, spam).
import { describe, expect, test } from 'vitest';
import type { Context, Evidence, Message } from '../../../lib/model.ts';
import { decideOrigin } from '../../../lib/verdict/origin/decide.ts';
import {
  arcSet,
  boundary,
  brokenDkim,
  context,
  dkim,
  type EvidenceWords,
  evidence,
  FAIL,
  field,
  LISTED,
  mailbox,
  PASS,
  READER,
} from '../evidence.ts';

const signedPass: EvidenceWords = { stated: { results: PASS }, evaluated: { dkim: [dkim()] } };

const decide = (words: EvidenceWords, more: Partial<Context> = {}) =>
  decideOrigin(evidence(words), context(more));

/** Evidence whose From is rewritten by hand. */
function withFrom(change: (message: Message) => Partial<Message>, words = signedPass): Evidence {
  const made = evidence(words);
  return { ...made, message: { ...made.message, ...change(made.message) } };
}

describe('row 2: who sent it is ambiguous', () => {
  const one = (message: Message) => message.from[0]!;
  const cases: [string, string, Evidence, Partial<Context>][] = [
    [
      'two From fields',
      'fromMultiple',
      withFrom((m) => ({ from: [one(m), one(m)], author: null })),
      {},
    ],
    ['no From field', 'fromMissing', withFrom(() => ({ from: [], author: null })), {}],
    [
      'a From without an address',
      'fromMissing',
      withFrom((m) => ({ from: [{ ...one(m), mailboxes: [] }], author: null })),
      {},
    ],
    [
      'a space before the colon',
      'fromSpace',
      withFrom((m) => ({
        fields: [...m.fields, { ...field('from', 'x@evil.example'), spaced: true }],
      })),
      {},
    ],
    [
      'a source route',
      'fromSyntax',
      withFrom((m) => ({ from: [{ ...one(m), defects: ['route'] }] })),
      {},
    ],
    [
      'an encoded address',
      'fromEncoded',
      withFrom((m) => ({ from: [{ ...one(m), defects: ['encodedAddress'] }] })),
      {},
    ],
    [
      'authors of two organisations',
      'fromList',
      withFrom((m) => ({
        from: [{ ...one(m), mailboxes: [...one(m).mailboxes, mailbox('x@evil.example')] }],
        author: null,
      })),
      {},
    ],
    [
      'the engine reads another author',
      'parserDisagreement',
      evidence({
        ...signedPass,
        evaluated: { dkim: [dkim()], engineAuthors: ['admin@evil.example'] },
      }),
      {},
    ],
    [
      'Gmail shows another author',
      'parserDisagreement',
      evidence(signedPass),
      { rendered: { name: '', address: 'admin@evil.example' } },
    ],
  ];
  test.each(cases)('%s', (_, rule, made, more) => {
    const verdict = decideOrigin(made, context(more));
    expect(verdict).toMatchObject({
      row: 2,
      origin: 'ambiguous',
      tone: 'danger',
      situation: 'ambiguous',
    });
    expect(verdict.findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(verdict.params.domain).toBeUndefined();
  });

  test('honest differences are none', () => {
    const same = withFrom((m) => ({
      from: [{ ...one(m), mailboxes: [...one(m).mailboxes, mailbox('two@mail.shop.example')] }],
    }));
    expect(decideOrigin(same, context()).row).not.toBe(2);
    const upper = { rendered: { name: '', address: 'NEWS@shop.EXAMPLE' } };
    expect(decide(signedPass, upper).row).toBe(14);
    const idn = withFrom(() => {
      const author = { ...mailbox('post@xn--bcher-kva.example'), address: 'post@bücher.example' };
      return {
        author,
        from: [{ mailboxes: [author], groups: [], comments: [], defects: [], written: '' }],
      };
    });
    const read = {
      ...idn,
      evaluated: { ...idn.evaluated!, engineAuthors: ['post@xn--bcher-kva.example'] },
    };
    const shown = { rendered: { name: '', address: 'post@bücher.example' } };
    expect(decideOrigin(read, context(shown)).row).not.toBe(2);
  });

  test('an own draft comes later', () => {
    const twice = (m: Message) => ({ from: [one(m), one(m)], author: null, received: [] });
    const draft = withFrom(twice, {
      message: { from: READER },
      stated: { absence: 'sent' },
      evaluated: null,
    });
    expect(decideOrigin(draft, context({ folder: 'draft' })).row).toBe(2);
  });
});

describe('a signature that is less than a DKIM pass proves nothing', () => {
  test.each([
    ['not aligned', { aligned: false }],
    ['RSA of 1023 bits', { keyBits: 1023 }],
    ['a key of unknown size', { keyBits: null }],
    ['SHA-1', { algorithm: 'rsa-sha1' }],
    ['a key under test', { testing: true }],
    ['octets not signed', { unsignedOctets: 1 }],
    ['From not signed', { signedFields: ['to', 'subject'] }],
  ])('%s', (_, words) => {
    const one = dkim(words);
    expect(decide({ evaluated: { dkim: [one] } }).origin).toBe('unknown');
    expect(
      decide({ stated: { results: FAIL, policy: 'reject' }, evaluated: { dkim: [one] } }).row,
    ).toBe(9);
  });
  test('Ed25519 has no size to measure', () => {
    const one = dkim({ algorithm: 'ed25519-sha256', keyBits: null });
    expect(decide({ evaluated: { dkim: [one] } }).origin).toBe('signed');
  });
});

describe('which policy was enforced', () => {
  const of = (
    p: string | null,
    sp: string | null,
    words: EvidenceWords = {},
    from = 'news@shop.example',
  ) =>
    decide({
      ...words,
      message: { from },
      stated: { results: [`dmarc=fail ${from.split('@')[1]}`], dmarcComment: { p, sp, dis: null } },
    }).tone;
  test('p= for the organisation, sp= only for names below it', () => {
    expect(of('reject', 'none')).toBe('danger');
    expect(of('none', 'reject')).toBe('caution');
    expect(of('reject', 'none', { evaluated: null })).toBe('danger');
  });
  test('a name below it follows sp= where the record is known to stand above', () => {
    expect(of('none', 'reject', {}, 'a@mail.shop.example')).toBe('danger');
    expect(of('reject', 'none', {}, 'a@mail.shop.example')).toBe('caution');
  });
  test('where that is not known, the weaker of both counts', () => {
    expect(of('none', 'reject', { evaluated: null }, 'a@mail.shop.example')).toBe('caution');
    expect(of('reject', 'none', { evaluated: null }, 'a@mail.shop.example')).toBe('caution');
    expect(of('reject', 'quarantine', { evaluated: null }, 'a@mail.shop.example')).toBe('danger');
  });
  test('without any policy nothing is forged', () => {
    expect(of(null, null, { evaluated: null })).toBe('caution');
  });
});

describe('vouchers', () => {
  const vouched = (...sets: ReturnType<typeof arcSet>[]) =>
    decide({
      stated: { results: FAIL, policy: 'reject' },
      evaluated: { arc: { result: 'pass', reason: null, instances: sets } },
    });
  const google = (instance: number) => arcSet(instance, 'google.com: dmarc=fail shop.example');
  test('Google Groups speaks for itself', () => {
    const groups = arcSet(1, 'google.com: dmarc=pass shop.example', {
      results: {
        authservId: 'gmr-mx.google.com',
        instance: 1,
        methods: [
          {
            method: 'dmarc',
            result: 'pass',
            reason: null,
            comments: [],
            properties: { 'header.from': 'shop.example' },
          },
        ],
      },
    });
    expect(vouched(groups, google(2))).toMatchObject({
      row: 6,
      params: { forwarder: 'Google Groups' },
    });
  });
  test.each([
    ['an unknown sealer', [arcSet(1, 'evil.example: dmarc=pass shop.example'), google(2)]],
    ['a pass for another author', [arcSet(1, 'microsoft.com: dmarc=pass evil.example'), google(2)]],
    ['no dmarc= in the set', [arcSet(1, 'microsoft.com: dkim=pass shop.example'), google(2)]],
    [
      'a name that only ends alike',
      [arcSet(1, 'notmicrosoft.com: dmarc=pass shop.example'), google(2)],
    ],
    [
      'From not covered by the newest set',
      [
        arcSet(1, 'microsoft.com: dmarc=pass shop.example'),
        arcSet(2, 'google.com: dmarc=fail shop.example', { signedFields: ['to'] }),
      ],
    ],
  ])('%s vouches for nothing', (_, sets) => {
    expect(vouched(...sets).row).toBe(9);
  });
  describe('offline, where Gmail recorded arc=pass', () => {
    const offline = (...seals: string[]) =>
      decide({
        message: { fields: seals.map((seal) => `arc-seal: ${seal}; b=x`) },
        stated: {
          results: [...FAIL, 'arc=pass i=1 dmarc=pass fromdomain=shop.example'],
          policy: 'reject',
        },
        evaluated: null,
      }).row;
    test.each([
      ['the sealer is trusted', 6, ['i=1; d=microsoft.com', 'i=2; d=google.com']],
      [
        'a later sealer is unknown',
        9,
        ['i=1; d=microsoft.com', 'i=2; d=evil.example', 'i=3; d=google.com'],
      ],
      ['the sealer is unknown', 9, ['i=1; d=evil.example', 'i=2; d=google.com']],
      ['the set stands twice', 9, ['i=1; d=microsoft.com', 'i=1; d=evil.example']],
      ['d= stands twice', 9, ['i=1; d=microsoft.com; d=evil.example']],
      ['the set is not there', 9, ['i=2; d=google.com']],
    ])('%s', (_, row, seals) => {
      expect(offline(...seals)).toBe(row);
    });
    test('a record that is not believed vouches for nothing', () => {
      const words: EvidenceWords = {
        message: { fields: ['arc-seal: i=1; d=microsoft.com; b=x'] },
        stated: { results: [...FAIL, 'arc=pass i=1 dmarc=pass fromdomain=shop.example'] },
        evaluated: null,
      };
      expect(decide(words).row).toBe(6);
      expect(decide(words, { source: 'file' }).row).toBe(20);
    });
    test('arc=pass for another author vouches for nothing', () => {
      const verdict = decide({
        message: { fields: ['arc-seal: i=1; d=microsoft.com; b=x'] },
        stated: {
          results: [...FAIL, 'arc=pass i=1 dmarc=pass fromdomain=evil.example'],
          policy: 'reject',
        },
        evaluated: null,
      });
      expect(verdict.row).toBe(9);
    });
  });
  test('a chain that does not pass vouches for nothing', () => {
    const instances = [arcSet(1, 'microsoft.com: dmarc=pass shop.example'), google(2)];
    const verdict = decide({
      message: { fields: ['arc-seal: i=1; d=microsoft.com; b=x'] },
      stated: {
        results: [...FAIL, 'arc=pass i=1 dmarc=pass fromdomain=shop.example'],
        policy: 'reject',
      },
      evaluated: { arc: { result: 'fail', reason: 'failed', instances } },
    });
    expect(verdict.row).toBe(9);
  });
});

test("mail in Sent that came over a server is not the reader's own", () => {
  const words: EvidenceWords = { message: { from: READER }, stated: { absence: 'unanchored' } };
  expect(decide(words, { folder: 'sent' }).row).toBe(20);
});

describe('a signature that nobody looked at', () => {
  const words: EvidenceWords = {
    message: { fields: ['dkim-signature: v=1; d=shop.example; s=s1; b=x'] },
    evaluated: null,
  };
  test.each([
    ['off', [], 'held'],
    ['ask', [], 'held'],
    ['careful', ['s1._domainkey.shop.example'], 'held'],
    ['careful', [], 'network'],
    ['always', [], 'network'],
  ] as const)('look-ups %s, held %j: %s', (lookups, held, reason) => {
    expect(decide({ ...words, held: [...held] }, { lookups }).reason).toBe(reason);
  });
  test('without one there is nothing to look up', () => {
    expect(decide({ evaluated: null }).reason).toBe('foreign');
  });
});

describe('on top of the rows', () => {
  test('spam is never calm', () => {
    expect(decide(signedPass, { folder: 'spam' }).tone).toBe('neutral');
    expect(decide({ stated: { results: FAIL, policy: 'reject' } }, { folder: 'spam' }).tone).toBe(
      'danger',
    );
  });

  test('a list that rewrote From is said as the list', () => {
    const verdict = decide({
      message: {
        from: 'team@lists.shop.example',
        name: "'Bob' via Team",
        listId: 'team.lists.shop.example',
      },
      stated: { results: ['dkim=pass shop.example', 'dmarc=pass lists.shop.example'] },
      evaluated: { dkim: [dkim()] },
    });
    expect(verdict.notes).toContainEqual({
      key: 'story.note.asList',
      params: { list: 'team.lists.shop.example', domain: 'lists.shop.example' },
    });
  });

  test('an alias service is named', () => {
    const verdict = decide({
      message: { from: 'x_at_y_com_1@privaterelay.appleid.com' },
      stated: {
        results: ['dkim=pass privaterelay.appleid.com', 'dmarc=pass privaterelay.appleid.com'],
      },
    });
    expect(verdict.notes?.map(({ key }) => key)).toContain('story.note.relayService');
  });

  test('a rental host is asked about, never believed', () => {
    const verdict = decide({
      stated: { results: FAIL, policy: 'none', boundary: boundary('www123.sakura.ne.jp') },
    });
    expect(verdict).toMatchObject({ row: 10, tone: 'caution' });
    expect(verdict.notes).toContainEqual({
      key: 'story.note.rentalHost',
      params: { forwarder: 'Sakura', server: 'www123.sakura.ne.jp' },
    });
  });

  test('nothing measured is said', () => {
    const keys = (words: EvidenceWords) => decide(words).notes?.map(({ key }) => key);
    expect(keys({ stated: { results: LISTED }, evaluated: null })).toContain(
      'story.note.notRechecked',
    );
    expect(keys({ stated: { results: LISTED }, evaluated: null, held: ['a.example'] })).toContain(
      'story.note.held',
    );
  });
});

describe('a loose file', () => {
  const file = (words: EvidenceWords, more: Partial<Context> = {}) =>
    decide(words, { source: 'file', ...more });
  const sealed: EvidenceWords = {
    stated: { results: PASS, proof: 'sealed' },
    evaluated: { dkim: [dkim()] },
  };

  test('is calm when it proves itself and names the reader', () => {
    expect(file(sealed)).toMatchObject({ row: 14, origin: 'signed', tone: 'calm' });
  });
  test('is not calm when it is addressed to somebody else, or the reader is not known', () => {
    expect(file({ ...sealed, message: { to: ['bob@example.com'] } }).tone).toBe('neutral');
    expect(file(sealed, { me: { addresses: [], name: '' } }).tone).toBe('neutral');
  });
  test('is not calm when nothing covers the To that names the reader', () => {
    const bare = dkim({ signedFields: ['from'] });
    expect(
      file({ stated: { results: PASS, proof: 'sealed' }, evaluated: { dkim: [bare] } }).tone,
    ).toBe('neutral');
  });
  test.each(['reply-to'])('%s that nothing covers is a caution', (name) => {
    const bare = dkim({ signedFields: ['from', 'to'] });
    const message = { fields: [`${name}: x@evil.example`] };
    const open = file({
      message,
      stated: { results: PASS, proof: 'sealed' },
      evaluated: { dkim: [bare] },
    });
    expect(open.findings).toEqual([
      {
        rule: 'dkimUnsignedFields',
        severity: 'caution',
        params: { fields: name, domain: 'shop.example' },
      },
    ]);
    const arc = {
      result: 'pass' as const,
      reason: null,
      instances: [
        arcSet(1, 'google.com: dmarc=pass shop.example', { signedFields: ['from', 'to', name] }),
      ],
    };
    const covered = file({
      message,
      stated: { results: PASS, proof: 'sealed' },
      evaluated: { dkim: [bare], arc },
    });
    expect(covered).toMatchObject({ tone: 'calm', findings: [] });
    const doubled = file({
      message: { fields: [...message.fields, ...message.fields] },
      stated: { results: PASS, proof: 'sealed' },
      evaluated: { dkim: [bare], arc },
    });
    expect(doubled.findings).toHaveLength(1);
  });
  test('position proves nothing: neither record, nor forwarder', () => {
    const anchored = { stated: { results: PASS }, evaluated: { dkim: [brokenDkim('keyMissing')] } };
    expect(file(anchored).row).toBe(20);
    const fail = {
      stated: {
        results: FAIL,
        proof: 'sealed' as const,
        policy: 'none',
        boundary: boundary('www1.sakura.ne.jp'),
      },
    };
    expect(file(fail, { trustedForwarders: ['sakura.ne.jp'] }).row).toBe(10);
  });
});
