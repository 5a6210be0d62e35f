// Writes forgeries over the carriers of honest mail: one point is wrong in each. Seeded: a message comes back.
import type { Case, GmailStep, Step } from '../helpers/cases/case.ts';
import { googleDate } from '../helpers/cases/gmail.ts';
import {
  BODIES,
  type Carrier,
  LIST,
  LIST_ID,
  LIST_SIGNS,
  type Pick,
  published,
  SUBJECTS,
  type Written,
} from './honest-mail.ts';

const AUTHOR = 'minutes.example';

/** What differs from a fresh mail to the list, the text of which somebody else wrote. */
interface Point {
  mail?: Partial<Case['mail']>;
  /** on the way, before the list hands it over */
  steps?: Step[];
  signature?: Written['signature'];
  change?: Written['change'];
  hop?: Partial<GmailStep>;
  context?: Case['context'];
  listId?: string;
  /** what somebody else wrote below the author's own text */
  text?: string;
  /** it came through no list */
  isDirect?: true;
  /** what the reader listed or trusts may be wrong about: caution is enough, or less */
  excused?: number;
}

const tagOf = (field: string, tag: string, value: (old: string) => string) =>
  field.replace(
    new RegExp(`((?:^|;|\\s)${tag}[ \\t]*=)([^;]*)`),
    (_, start: string, old: string) => start + value(old),
  );
const signatureTag =
  (tag: string, value: (old: string) => string): Written['change'] =>
  ({ fields: [first = '', ...rest], body }) => ({
    fields: [tagOf(first, tag, value), ...rest],
    body,
  });
const add =
  (...fields: string[]): Written['change'] =>
  (draft) => ({ ...draft, fields: [...fields, ...draft.fields] });
const put =
  (name: string, value: string): Written['change'] =>
  (draft) => ({
    ...draft,
    fields: draft.fields.map((field) =>
      field.startsWith(`${name}:`) ? `${name}: ${value}` : field,
    ),
  });

const DIRECT: GmailStep = {
  helo: 'vps.mailer.example',
  ip: '198.51.100.66',
  mailFrom: 'x@mailer.example',
  spf: 'none',
};
const RENTED: GmailStep = {
  helo: 'www123.sakura.ne.jp',
  ip: '203.0.113.5',
  mailFrom: `ann@${AUTHOR}`,
  spf: 'softfail',
};
const sealed = (words: Partial<Extract<Step, { seal: unknown }>['seal']>): Step => ({
  seal: {
    d: 'relay-house.example',
    s: 'arc',
    results: `mx.relay-house.example; dkim=pass header.d=${AUTHOR}; dmarc=pass header.from=${AUTHOR}`,
    ...words,
  },
});
const VOUCHED = 'pass (i=1 dkim=pass dmarc=pass)';
const TRUSTS = { trustedSealers: ['relay-house.example'] };

/** Points that a mail through a list, whose sender, subject and date would be proved, is wrong in. */
const THROUGH_A_LIST: Record<string, Point> = {
  unsigned: { signature: { none: true } },
  'made-up signature': { change: signatureTag('b', (old) => old.replace(/[A-Za-z0-9+/]/g, 'A')) },
  'one sign of the signature': {
    change: signatureTag('b', (old) => old.replace(/[a-z]/, (sign) => (sign === 'q' ? 'r' : 'q'))),
  },
  'new subject': { steps: [{ replace: ['Subject: ', 'Subject: Urgent: '] }] },
  'two tags': { steps: [{ replace: ['Subject: ', 'Subject: [dev] [pay now] '] }] },
  'a tag behind the subject': {
    change: (draft) => ({
      ...draft,
      fields: draft.fields.map((field) =>
        field.startsWith('Subject:') ? `${field} [pay now]` : field,
      ),
    }),
  },
  'new sender name': { steps: [{ replace: ['From: ', 'From: The Director '] }] },
  'second to': { change: add('To: alice@gmail.com') },
  'second cc': { change: add('Cc: alice@gmail.com', 'Cc: bob@gmail.com') },
  'second date': { change: add(`Date: ${googleDate(Date.UTC(2026, 10, 20))}`) },
  'new date': { change: put('Date', googleDate(Date.UTC(2026, 10, 19, 23))) },
  'new message-id': { change: put('Message-ID', '<new@mail.example>') },
  'old date': { mail: { age: 9 * 24 }, hop: { after: 9 * 24 - 3 } },
  'never addressed to the list': { mail: { to: 'carol@elsewhere.example' } },
  'list only in an unsigned cc': {
    mail: { to: 'carol@elsewhere.example' },
    change: add(`Cc: dev@${LIST}`),
  },
  'reply-to': { change: add('Reply-To: ann@elsewhere.example') },
  'key silent': { signature: { key: 'silent' } },
  'key under test': { signature: { key: 'testing' } },
  'key of somebody else': { signature: { owner: 'somebody else' } },
  'held selector': { signature: { selector: 'x7kq9zt2vw4m1b8rj3ph6' } },
  'link in the footer': {
    text: `${'_'.repeat(47)}\nPay here: https://pay.example/now\n`,
  },
  'list proves nothing': {
    hop: { mailFrom: 'a@mailer.example', spf: 'none' },
    listId: 'dev.others.example',
  },
  'list at a free-mail domain': { hop: { mailFrom: 'x@gmail.com' }, listId: 'dev.gmail.com' },
  'no list at all': { listId: '' },
  'telephone in the footer': { text: '-- \nQuestions? Call +1 900 555 0100 today.\n' },
  'length limit': { change: signatureTag('bh', (old) => `${old}; l=5`) },
  expired: { change: signatureTag('bh', (old) => `${old}; x=1000000000`) },
};

/** Mail through no list, and through somebody whom the reader may know. */
const DIRECTLY: Record<string, Point> = {
  'sent by a stranger': { isDirect: true, hop: DIRECT },
  'sent by a stranger, unsigned': { isDirect: true, hop: DIRECT, signature: { none: true } },
  'under another domain of the same server': { isDirect: true, hop: { ...DIRECT, spf: 'pass' } },
  'in the name of a list nobody knows': { hop: DIRECT, signature: { none: true } },
  'from a rental host': { isDirect: true, hop: RENTED },
  'through a learned forwarder': {
    isDirect: true,
    hop: RENTED,
    context: { learnedForwarders: ['www123.sakura.ne.jp'] },
  },
  'beside the listed forwarder': {
    isDirect: true,
    hop: { ...RENTED, helo: 'www124.sakura.ne.jp' },
    context: { trustedForwarders: ['www123.sakura.ne.jp alice@gmail.com'] },
  },
  'for another address of the listed forwarder': {
    isDirect: true,
    hop: RENTED,
    context: { trustedForwarders: ['www123.sakura.ne.jp info@shop.example'] },
  },
  'through the listed forwarder': {
    isDirect: true,
    hop: RENTED,
    context: { trustedForwarders: ['www123.sakura.ne.jp alice@gmail.com'] },
    excused: 8,
  },
  'sealed by a stranger': { isDirect: true, hop: { ...DIRECT, arc: VOUCHED }, steps: [sealed({})] },
  'a trusted seal with a made-up key': {
    isDirect: true,
    hop: { ...DIRECT, arc: 'fail (no key)', cv: 'fail' },
    context: TRUSTS,
    steps: [sealed({ owner: 'attacker', publish: 'no' })],
  },
  'a trusted sealer that saw a failure': {
    isDirect: true,
    hop: { ...DIRECT, arc: VOUCHED },
    context: TRUSTS,
    steps: [
      sealed({
        results: `mx.relay-house.example; dkim=fail header.d=${AUTHOR}; dmarc=fail header.from=${AUTHOR}`,
      }),
    ],
  },
  'a trusted sealer that vouches for another author': {
    isDirect: true,
    hop: { ...DIRECT, arc: VOUCHED },
    context: TRUSTS,
    steps: [
      sealed({
        results:
          'mx.relay-house.example; dkim=pass header.d=others.example; dmarc=pass header.from=others.example',
      }),
    ],
  },
  'a trusted seal below a stranger': {
    isDirect: true,
    hop: { ...DIRECT, arc: VOUCHED },
    context: TRUSTS,
    steps: [sealed({}), sealed({ d: 'stranger.example' })],
  },
  'a trusted seal and a new subject': {
    isDirect: true,
    hop: { ...DIRECT, arc: 'fail (signature failed)', cv: 'fail' },
    context: TRUSTS,
    steps: [sealed({}), { replace: ['Subject: ', 'Subject: Urgent: '] }],
  },
  'a trusted sealer that vouches': {
    isDirect: true,
    hop: { ...DIRECT, arc: VOUCHED },
    context: TRUSTS,
    steps: [sealed({})],
    excused: 6,
  },
};

const ALL: Record<string, Point> = { ...THROUGH_A_LIST, ...DIRECTLY };
export const POINTS = Object.keys(ALL);

export interface Forged extends Written {
  /** the row that may excuse it, by what the reader listed or trusts; null for none */
  excused: number | null;
}

/**
 * A forgery that wears what honest mail wears: its author never wrote this text, and one more point is wrong. With null
 * nothing else is: somebody passed a fresh mail to the list on with a text of his own.
 */
export function writeForgery(
  pick: Pick,
  carriers: readonly Carrier[],
  n: number,
  name: string | null,
): Forged {
  const point: Point = name === null ? {} : ALL[name]!;
  const policy = pick(name === null ? ['quarantine', 'reject'] : ['none', 'quarantine', 'reject']);
  const isDirect = point.isDirect ?? false;
  const steps: Step[] = [
    { append: point.text ?? 'Pay the new account today.\n' },
    ...(point.steps ?? []),
  ];
  const listId = point.listId ?? LIST_ID;
  if (!isDirect && listId !== '') steps.push({ field: `List-Id: Dev <${listId}>` });
  if (!isDirect && point.hop === undefined) steps.push(LIST_SIGNS);
  steps.push({
    gmail: {
      helo: `mx.${LIST}`,
      ip: '192.0.2.71',
      mailFrom: `dev-bounces@${LIST}`,
      spf: 'pass',
      ...point.hop,
      dkim: [`fail ${AUTHOR} k`],
      dmarc: `fail ${policy}`,
    },
  });
  const input: Case = {
    name: `forged-${n}`,
    shows: name ?? 'fresh mail to the list with another text',
    mail: {
      from: { name: 'Ann Writer', address: `ann@${AUTHOR}` },
      to: isDirect ? 'alice@gmail.com' : `dev@${LIST}`,
      subject: pick(SUBJECTS),
      body: pick(BODIES),
      age: 3,
      ...point.mail,
    },
    path: steps,
    domains: published(AUTHOR, policy),
    context: point.context ?? pick([{}, { knownLists: [LIST] }]),
    expect: { origin: 'contradicted', tone: 'danger' },
  };
  return {
    input,
    template: pick(carriers).template,
    kind: name ?? 'fresh',
    enforcing: policy !== 'none',
    sure: false,
    signer: 'author',
    ...(point.signature ? { signature: point.signature } : {}),
    ...(point.change ? { change: point.change } : {}),
    excused: point.excused ?? null,
  };
}
