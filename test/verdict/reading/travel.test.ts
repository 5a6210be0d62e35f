// How a message came: envelopes decoded, the route, Google's guidelines, domains side by side.
import { describe, expect, test } from 'vitest';
import { explainEnvelope } from '../../../lib/message/envelope.ts';
import type { Received } from '../../../lib/model.ts';
import { judge } from '../../../lib/verdict/judge.ts';
import { explainForwarding, wordEnvelope } from '../../../lib/verdict/story/forwarding.ts';
import { traceRoute } from '../../../lib/verdict/story/route.ts';
import { tell } from '../../../lib/verdict/story/tell.ts';
import {
  arcSet,
  boundary,
  context,
  dkim,
  dmarc,
  type EvidenceWords,
  evidence,
  FAIL,
  mailbox,
  NOW,
  PASS,
} from '../evidence.ts';

describe('what an envelope address tells', () => {
  const words = (mailFrom: string) => {
    const { stated } = evidence({});
    return wordEnvelope({ ...stated, mailFrom, envelope: explainEnvelope(mailFrom) });
  };
  test.each([
    [
      'SRS0=HHH=TT=sender.example=info@own.example',
      'srs',
      { original: 'info@sender.example', server: 'own.example' },
    ],
    [
      'SRS0+abcd=xy=Sender.Example=a=b@own.example',
      'srs',
      { original: 'a=b@sender.example', server: 'own.example' },
    ],
    [
      'SRS1=GGG=first.example==HHH=TT=sender.example=info@second.example',
      'srs',
      { original: 'info@sender.example', server: 'second.example' },
    ],
    [
      'a+caf_=alice=gmail.example@own.example',
      'gmail',
      { from: 'a@own.example', to: 'alice@gmail.example', server: 'own.example' },
    ],
    [
      'prvs=1234abcdef=info@shop.example',
      'batv',
      { original: 'info@shop.example', server: 'shop.example' },
    ],
    [
      'bounce+alice=gmail.example@mailer.example',
      'verp',
      { to: 'alice@gmail.example', server: 'mailer.example' },
    ],
  ])('%s', (mailFrom, key, params) => {
    expect(words(mailFrom)).toEqual({ key: `story.forwarding.${key}`, params });
  });
  test.each(['info@shop.example', 'bounces+123-456@mailer.example', '', '@', 'postmaster'])(
    '%s tells nothing',
    (mailFrom) => {
      expect(words(mailFrom)).toBeNull();
    },
  );
  test('traces that the sender could have written are told as such', () => {
    const made = evidence({
      message: {
        fields: [
          'x-forwarded-for: a@own.example alice@gmail.example',
          'x-original-from: Bob <bob@shop.example>',
        ],
      },
      stated: { results: PASS, mailFrom: '' },
    });
    expect(explainForwarding(made).map(({ key }) => key)).toEqual([
      'story.forwarding.nullSender',
      'story.forwarding.forwardedFor',
      'story.forwarding.originalFrom',
    ]);
  });
});

describe('the delivery route', () => {
  const hop = (index: number, at: number | null, words: Partial<Received> = {}): Received => ({
    ...boundary(`hop${index}.example`),
    index,
    at,
    ...words,
  });
  const top = boundary();
  const route = (lower: Received[], more: Partial<EvidenceWords> = {}) =>
    traceRoute(
      evidence({
        message: { received: [top, ...lower] },
        stated: { results: PASS, boundary: top },
        ...more,
      }),
    );

  test('goes in the order of travel and knows which line Gmail wrote', () => {
    const hops = route([hop(5, top.at! - 3000), hop(7, top.at! - 4000)]);
    expect(hops.map(({ from, delay, anchored }) => [from, delay, anchored])).toEqual([
      ['hop7.example', null, false],
      ['hop5.example', 1, false],
      ['mta.shop.example', 3, true],
    ]);
  });
  test("leaves out Gmail's own steps above", () => {
    const above = hop(0, top.at! + 1000);
    expect(
      traceRoute(
        evidence({ message: { received: [above, top] }, stated: { results: PASS, boundary: top } }),
      ),
    ).toHaveLength(1);
  });
  test.each([
    [30, undefined],
    [720, { key: 'route.greylisting', params: { minutes: '12' } }],
    [7200, { key: 'route.longWait', params: { minutes: '120' } }],
  ])('a wait of %d seconds', (seconds, wait) => {
    expect(route([hop(5, top.at! - seconds * 1000)])[1]?.wait ?? undefined).toEqual(wait);
  });
  test('clocks that disagree and times that are missing', () => {
    expect(route([hop(5, top.at! + 5000)])[1]).toMatchObject({ delay: -5, wait: null });
    expect(route([hop(5, null)])[1]).toMatchObject({ delay: null, wait: null });
    expect(route([hop(5, null, { reverseName: null, helo: null, address: null })])[0]?.from).toBe(
      '',
    );
  });
});

const details = (words: EvidenceWords) => tell(judge(evidence(words), context(), null)).details!;

describe("Google's guidelines for senders", () => {
  const kept = (words: EvidenceWords) =>
    Object.fromEntries(details(words).guidelines.map((one) => [one.id, one.kept]));
  const good: EvidenceWords = { stated: { results: PASS }, evaluated: { dkim: [dkim()] } };
  test('an ordinary mail keeps what can be seen', () => {
    expect(kept(good)).toEqual({
      authenticated: 'yes',
      reverseName: 'yes',
      tls: 'yes',
      spamRate: 'open',
      form: 'yes',
      gmail: 'yes',
      arc: 'open',
      oneClick: 'open',
    });
  });
  test('what is missing is said', () => {
    const bare = { ...boundary(null), tls: null };
    expect(
      kept({
        message: { fields: ['subject: twice', 'list-unsubscribe: <https://shop.example/u>'] },
        stated: { results: ['spf=none shop.example'], boundary: bare },
      }),
    ).toMatchObject({
      authenticated: 'no',
      reverseName: 'no',
      tls: 'no',
      form: 'no',
      oneClick: 'no',
    });
  });
  test('gmail.com without Google', () => {
    const from = { message: { from: 'taro@gmail.com' } };
    expect(kept({ ...from, stated: { results: ['dmarc=fail gmail.com'] } }).gmail).toBe('no');
    expect(
      kept({ ...from, stated: { results: ['dkim=pass gmail.com', 'dmarc=pass gmail.com'] } }).gmail,
    ).toBe('yes');
    expect(kept({ ...from, stated: { results: null } }).gmail).toBe('open');
  });
  test('lists and forwarders seal', () => {
    const list = { message: { listId: 'birds.lists.example' }, stated: { results: FAIL } };
    const google = arcSet(2, 'google.com: dmarc=fail shop.example');
    const sealed = {
      result: 'pass' as const,
      reason: null,
      instances: [arcSet(1, 'lists.example: dkim=pass shop.example'), google],
    };
    expect(kept({ ...list, evaluated: { arc: sealed } }).arc).toBe('yes');
    expect(kept({ ...list, evaluated: { arc: { ...sealed, instances: [google] } } }).arc).toBe(
      'no',
    );
    expect(kept({ ...list, evaluated: null }).arc).toBe('open');
  });
  test('one click', () => {
    const fields = [
      'list-unsubscribe: <https://shop.example/u>',
      'list-unsubscribe-post: List-Unsubscribe=One-Click',
    ];
    expect(kept({ ...good, message: { fields } }).oneClick).toBe('yes');
  });
});

describe('details', () => {
  test('the domains that ought to belong together stand side by side', () => {
    const made = evidence({
      stated: { results: PASS, mailFrom: 'bounce@mail.shop.example' },
      evaluated: { dkim: [dkim(), dkim({ sdid: 'mailer.example', aligned: false })] },
    });
    const judgement = judge(
      { ...made, message: { ...made.message, replyTo: [mailbox('x@other.example')] } },
      context(),
      null,
    );
    expect(
      tell(judgement).details?.sides.map(({ role, domain, match }) => `${role} ${domain} ${match}`),
    ).toEqual([
      'from shop.example same',
      'envelope mail.shop.example same',
      'replyTo other.example other',
      'signer shop.example same',
      'signer mailer.example other',
    ]);
  });
  test('the organisation that DMARC found counts before the suffix list', () => {
    const made = details({
      message: { from: 'a@one.github.io' },
      stated: { results: PASS, mailFrom: 'b@two.github.io' },
      evaluated: { dmarc: dmarc({ organizationalDomain: 'one.github.io' }) },
    });
    expect(made.sides[1]).toMatchObject({ role: 'envelope', match: 'other' });
  });
  test('a null sender has no domain to compare', () => {
    expect(details({ stated: { results: PASS, mailFrom: '' } }).sides[1]).toMatchObject({
      domain: '',
      match: 'open',
    });
  });
  test('what sealers say they saw', () => {
    const arc = {
      result: 'pass' as const,
      reason: null,
      instances: [
        arcSet(2, 'google.com: dmarc=fail shop.example'),
        arcSet(1, 'lists.example: dkim=pass shop.example; dmarc=pass shop.example'),
      ],
    };
    expect(
      details({ stated: { results: FAIL }, evaluated: { arc } }).sealers.map(({ sealer, saw }) => [
        sealer,
        saw,
      ]),
    ).toEqual([
      ['lists.example', 'dkim=pass dmarc=pass'],
      ['google.com', 'dmarc=fail'],
    ]);
  });
  test('a logo says something only with a certificate and a proved domain', () => {
    const bimi = (certified: boolean, results = PASS) => {
      const made = evidence({
        stated: { results },
        evaluated: { dkim: results === PASS ? [dkim()] : [] },
      });
      const properties: Record<string, string> = { 'header.d': 'shop.example' };
      if (certified) properties['policy.authority'] = 'pass';
      made.stated.results?.methods.push({
        method: 'bimi',
        result: 'pass',
        reason: null,
        comments: [],
        properties,
      });
      return tell(judge(made, context(), null)).details?.bimi;
    };
    expect(bimi(true)).toEqual({ key: 'word.bimi.certified', params: { domain: 'shop.example' } });
    expect(bimi(false)?.key).toBe('word.bimi.plain');
    expect(bimi(true, ['spf=pass shop.example', 'dmarc=pass shop.example'])?.key).toBe(
      'word.bimi.plain',
    );
    expect(details({ stated: { results: PASS } }).bimi).toBeNull();
  });
  test('the recorded policy speaks where none was looked up', () => {
    const policy = (words: EvidenceWords) => details(words).policy.map(({ key }) => key);
    expect(policy({ stated: { results: PASS, policy: 'reject' }, evaluated: null })).toEqual([
      'word.policy.recorded.reject',
    ]);
    expect(
      policy({ stated: { results: PASS }, evaluated: { dmarc: dmarc({ reason: 'held' }) } }),
    ).toEqual(['word.policy.held']);
    expect(policy({ stated: { results: PASS, receivedAt: NOW }, evaluated: null })).toEqual([
      'word.policy.open',
    ]);
  });
});
