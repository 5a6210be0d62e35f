// Set-ups of senders and forwarders: broken ones with what mends them, sound ones that need nothing.
import type { RemedyId } from '../../../lib/model.ts';
import type { Case, GmailStep, SignStep, Step } from '../../helpers/cases/case.ts';

const IP = '192.0.2.25';
const SPF = `v=spf1 ip4:${IP} -all`;
const REJECT = 'v=DMARC1; p=reject';

export interface Setup {
  name: string;
  /** null: no record */
  spf?: string | null;
  dmarc?: string | null;
  zone?: Case['zone'];
  sign?: SignStep[];
  /** between signing and Gmail */
  way?: Step[];
  from?: string;
  fields?: string[];
  header?: string;
  body?: string;
  gmail?: GmailStep;
}

export interface Broken extends Setup {
  /** in order of worth */
  remedies: RemedyId[];
}

const own: SignStep = { d: 'shop.example', s: 's1' };
const service: SignStep = { d: 'service.example', s: 'k1' };

/** The case of a set-up: mail of shop.example from one server. */
export function caseOf(setup: Setup): Case {
  const { name, spf = SPF, dmarc = REJECT, sign = [own], way = [], gmail = {} } = setup;
  return {
    name,
    shows: name,
    mail: {
      from: setup.from ?? 'Shop <news@shop.example>',
      ...(setup.fields ? { fields: setup.fields } : {}),
      ...(setup.header ? { header: setup.header } : {}),
      ...(setup.body ? { body: setup.body } : {}),
    },
    domains: { 'shop.example': { ...(spf ? { spf } : {}), ...(dmarc ? { dmarc } : {}) } },
    ...(setup.zone ? { zone: setup.zone } : {}),
    path: [
      ...sign.map((one): Step => ({ sign: one })),
      ...way,
      { gmail: { ip: IP, helo: 'mail.shop.example', mailFrom: 'bounce@shop.example', ...gmail } },
    ],
    expect: { origin: 'signed', tone: 'calm' },
  };
}

const elsewhere: GmailStep = { mailFrom: 'b@service.example', helo: 'out.service.example' };
const SERVICE_ZONE = { 'service.example': { TXT: [SPF] } };
/** Words: names that count up could tell one reader from another, and are held. */
const HOSTS = 'mail web shop news cloud office relay press north south west'.split(' ');
const NINE = HOSTS.map((host) => `include:${host}.shop.example`).join(' ');
const INCLUDES = Object.fromEntries(
  HOSTS.map((host, i) => [`${host}.shop.example`, { TXT: [`v=spf1 ip4:198.51.100.${i} -all`] }]),
);
const forwarder: GmailStep = {
  ip: '203.0.113.104',
  helo: 'www104.conoha.ne.jp',
  mailFrom: 'bounce@shop.example',
};
const passedOn: Step = {
  received: `from mail.shop.example (mail.shop.example [${IP}]) by www104.conoha.ne.jp with ESMTPS id 4R`,
};
const list: Step = { field: 'List-Id: <talk.lists.example>' };

export const BROKEN: Broken[] = [
  { name: 'no SPF record', spf: null, remedies: ['spfMissing'] },
  { name: 'no SPF, no signature', spf: null, sign: [], remedies: ['spfMissing', 'dkimMissing'] },
  {
    name: 'nothing at all',
    spf: null,
    dmarc: null,
    sign: [],
    remedies: ['spfMissing', 'dkimMissing', 'dmarcMissing'],
  },
  { name: 'another server', spf: 'v=spf1 ip4:198.51.100.1 -all', remedies: ['spfServer'] },
  {
    name: 'another server, softfail',
    spf: 'v=spf1 ip4:198.51.100.1 ~all',
    sign: [],
    remedies: ['spfServer', 'dkimMissing'],
  },
  { name: 'another server, neutral', spf: 'v=spf1 mx ?all', remedies: ['spfServer'] },
  { name: 'an empty record', spf: 'v=spf1 -all', sign: [], remedies: ['spfServer', 'dkimMissing'] },
  {
    name: 'SPF by redirect to what does not list it',
    spf: 'v=spf1 redirect=web.shop.example',
    zone: INCLUDES,
    remedies: ['spfServer'],
  },
  {
    name: 'an old rental account',
    spf: null,
    sign: [],
    dmarc: null,
    gmail: { helo: 'www2345.sakura.ne.jp' },
    remedies: ['spfMissing', 'dkimMissing', 'dmarcMissing'],
  },
  {
    name: 'Xserver not listed',
    spf: 'v=spf1 mx ~all',
    gmail: { helo: 'sv100.xserver.jp' },
    remedies: ['spfServer'],
  },
  { name: 'eleven includes', spf: `v=spf1 ${NINE} -all`, zone: INCLUDES, remedies: ['spfLookups'] },
  {
    name: 'eleven includes, unsigned',
    spf: `v=spf1 ${NINE} -all`,
    zone: INCLUDES,
    sign: [],
    remedies: ['spfLookups', 'dkimMissing'],
  },
  {
    name: 'names that lead nowhere',
    spf: 'v=spf1 a:a.gone.example a:b.gone.example a:c.gone.example a:d.gone.example -all',
    remedies: ['spfVoids'],
  },
  { name: 'a misspelt mechanism', spf: `v=spf1 ipv4:${IP} -all`, remedies: ['spfSyntax'] },
  {
    name: 'an address that is none',
    spf: 'v=spf1 ip4:192.0.2.300 -all',
    sign: [],
    remedies: ['spfSyntax', 'dkimMissing'],
  },
  {
    name: 'two SPF records',
    spf: null,
    zone: {
      'shop.example': { TXT: ['v=spf1 mx -all', 'v=spf1 include:web.shop.example ~all'] },
      ...INCLUDES,
    },
    remedies: ['spfTwo'],
  },
  {
    name: 'two SPF records, unsigned',
    spf: null,
    sign: [],
    zone: { 'shop.example': { TXT: ['v=spf1 mx -all', 'v=spf1 a -all'] } },
    remedies: ['spfTwo', 'dkimMissing'],
  },
  {
    name: 'a service without any set-up',
    sign: [service],
    zone: SERVICE_ZONE,
    gmail: elsewhere,
    remedies: ['spfOtherDomain', 'dkimService'],
  },
  {
    name: 'a service, envelope only',
    sign: [],
    zone: SERVICE_ZONE,
    gmail: elsewhere,
    remedies: ['spfOtherDomain', 'dkimMissing'],
  },
  {
    name: "the service's signature, own server not listed",
    spf: 'v=spf1 mx -all',
    sign: [service],
    remedies: ['spfServer', 'dkimService'],
  },
  {
    name: 'a key that is missing',
    sign: [{ ...own, publish: 'no' }],
    remedies: ['dkimKeyMissing'],
  },
  {
    name: 'a key that is missing, and no SPF',
    spf: null,
    sign: [{ ...own, publish: 'no' }],
    remedies: ['spfMissing', 'dkimKeyMissing'],
  },
  {
    name: 'an old key left beside the new one',
    zone: {
      's1._domainkey.shop.example': {
        TXT: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
      },
    },
    remedies: ['dkimKeyTwo'],
  },
  { name: 'a withdrawn key', sign: [{ ...own, publish: 'revoked' }], remedies: ['dkimKeyRevoked'] },
  {
    name: 'the key of another',
    sign: [{ ...own, publish: 'other' }],
    remedies: ['dkimSignatureWrong'],
  },
  { name: 'a short key', sign: [{ ...own, key: 'rsa512' as never }], remedies: ['dkimKeyShort'] },
  { name: 'SHA-1', sign: [{ ...own, sha1: true }], remedies: ['dkimSha1'] },
  {
    name: 'an expired signature',
    sign: [{ ...own, lasts: 1 }],
    gmail: { after: 3 },
    remedies: ['dkimExpired'],
  },
  {
    name: 'a key record that is none',
    sign: [{ ...own, publish: 'no' }],
    zone: { 's1._domainkey.shop.example': { TXT: ['v=DKIM1; k=rsa; p=MIIB not a key'] } },
    remedies: ['dkimKeySyntax'],
  },
  {
    name: 'a footer behind the signature',
    way: [{ append: 'Sent by our new gateway\n' }],
    remedies: ['dkimChanged'],
  },
  {
    name: 'a subject stamped behind the signature',
    way: [{ replace: ['Subject: ', 'Subject: [EXT] '] }],
    remedies: ['dkimSignatureWrong'],
  },
  {
    name: 'a list with a footer',
    way: [list, { append: '-- the list\n' }],
    gmail: { ...forwarder, mailFrom: 'talk@lists.example' },
    zone: { 'lists.example': { TXT: ['v=spf1 ip4:203.0.113.104 -all'] } },
    remedies: ['spfOtherDomain', 'dkimChangedByList', 'arcMissing'],
  },
  {
    name: 'forwarded and changed',
    way: [passedOn, { append: 'checked\n' }],
    gmail: forwarder,
    remedies: ['dkimChangedOnWay', 'spfForwarded', 'arcMissing'],
  },
  {
    name: 'forwarded without a signature',
    sign: [],
    way: [passedOn],
    gmail: forwarder,
    remedies: ['dkimMissing', 'spfForwarded', 'arcMissing'],
  },
  { name: 'forwarded with one', way: [passedOn], gmail: forwarder, remedies: ['spfForwarded'] },
  {
    name: 'an unsigned subject',
    sign: [{ ...own, h: ['from', 'to', 'date'] }],
    remedies: ['dkimSubject'],
  },
  { name: 'no DMARC record', dmarc: null, remedies: ['dmarcMissing'] },
  {
    name: 'DMARC at a name of its own',
    dmarc: null,
    zone: { 'dmarc.shop.example': { TXT: [REJECT] } },
    remedies: ['dmarcMissing'],
  },
  { name: 'a misspelt DMARC record', dmarc: 'v=DMARC; p=quarantine', remedies: ['dmarcSyntax'] },
  { name: 'DMARC without its version', dmarc: 'p=reject; v=DMARC1', remedies: ['dmarcSyntax'] },
  {
    name: 'two DMARC records',
    dmarc: null,
    zone: { '_dmarc.shop.example': { TXT: ['v=DMARC1; p=none', REJECT] } },
    remedies: ['dmarcTwo'],
  },
  {
    name: 'strict DKIM, signed by a sub-domain',
    spf: null,
    dmarc: `${REJECT}; adkim=s`,
    sign: [{ d: 'mail.shop.example', s: 's1' }],
    remedies: ['dmarcStrict', 'spfMissing'],
  },
  {
    name: 'strict SPF, sent by a sub-domain',
    dmarc: `${REJECT}; aspf=s`,
    sign: [],
    zone: { 'mail.shop.example': { TXT: [SPF] } },
    gmail: { mailFrom: 'b@mail.shop.example' },
    remedies: ['dmarcStrict', 'dkimMissing'],
  },
  {
    name: 'p=none that everything agrees with',
    dmarc: 'v=DMARC1; p=none',
    remedies: ['dmarcNone'],
  },
  { name: 'no reverse name', gmail: { reverse: null }, remedies: ['reverseMissing'] },
  { name: 'no TLS', gmail: { tls: false }, remedies: ['tlsMissing'] },
  {
    name: 'no reverse name, no TLS',
    gmail: { reverse: null, tls: false },
    remedies: ['reverseMissing', 'tlsMissing'],
  },
  { name: 'a second Subject', fields: ['Subject: again'], remedies: ['fields'] },
  {
    name: 'unsubscribe without one click',
    fields: ['List-Unsubscribe: <https://shop.example/u>'],
    remedies: ['oneClick'],
  },
];

const sub = 'Shop <news@mail.shop.example>';
const QUARANTINE = 'v=DMARC1; p=quarantine; rua=mailto:d@shop.example';
const kinds = ['rsa1024', 'rsa2048', 'ed25519'] as const;

export const SOUND: Setup[] = [
  { name: 'all three' },
  { name: 'quarantine', dmarc: QUARANTINE },
  { name: 'softfail at the end', spf: `v=spf1 ip4:${IP} ~all` },
  { name: 'a network', spf: 'v=spf1 ip4:192.0.2.0/24 -all' },
  {
    name: 'by include',
    spf: 'v=spf1 include:web.shop.example -all',
    zone: { 'web.shop.example': { TXT: [SPF] } },
  },
  {
    name: 'by redirect',
    spf: 'v=spf1 redirect=web.shop.example',
    zone: { 'web.shop.example': { TXT: [SPF] } },
  },
  {
    name: 'by a',
    spf: 'v=spf1 a:out.shop.example -all',
    zone: { 'out.shop.example': { A: [IP] } },
  },
  { name: 'by mx', spf: 'v=spf1 mx -all', zone: { 'mx.shop.example': { A: [IP] } } },
  { name: 'IPv6', spf: 'v=spf1 ip6:2001:db8::25 -all', gmail: { ip: '2001:db8::25' } },
  {
    name: 'ten lookups',
    spf: `v=spf1 ${NINE.split(' ').slice(0, 9).join(' ')} ip4:${IP} -all`,
    zone: INCLUDES,
  },
  ...kinds.map((key): Setup => ({ name: `a key ${key}`, sign: [{ ...own, key }] })),
  ...['simple/simple', 'relaxed/simple', 'simple/relaxed', 'relaxed/relaxed'].map(
    (c): Setup => ({ name: `canonicalisation ${c}`, sign: [{ ...own, c }] }),
  ),
  { name: 'two signatures of its own', sign: [own, { ...own, s: 's2', key: 'ed25519' }] },
  { name: 'its own and the service', sign: [service, own] },
  { name: 'its own broken and its own sound', sign: [{ ...own, s: 'old', publish: 'no' }, own] },
  { name: 'the service broken and its own sound', sign: [{ ...service, publish: 'no' }, own] },
  { name: 'a service that signs for it', zone: SERVICE_ZONE, gmail: elsewhere },
  {
    name: 'a service with a return path of its own',
    zone: { 'b.shop.example': { TXT: [SPF] } },
    gmail: { mailFrom: 'x@b.shop.example' },
  },
  { name: 'a sub-domain under the policy of the organisation', from: sub },
  {
    name: 'a sub-domain that signs itself',
    from: sub,
    sign: [{ d: 'mail.shop.example', s: 's1' }],
  },
  {
    name: 'a sub-domain that signs for the organisation',
    sign: [{ d: 'mail.shop.example', s: 's1' }],
  },
  { name: 'strict and the very same', dmarc: `${REJECT}; adkim=s; aspf=s` },
  { name: 'a signature that expires later', sign: [{ ...own, lasts: 100 }] },
  {
    name: 'every field signed',
    sign: [{ ...own, h: ['from', 'to', 'subject', 'date', 'message-id'] }],
  },
  {
    name: 'a newsletter with one click',
    fields: [
      'List-Unsubscribe: <https://shop.example/u>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ],
  },
  {
    name: 'recorded so',
    gmail: { spf: 'pass', dkim: ['pass shop.example s1'], dmarc: 'pass reject' },
  },
  {
    name: 'old mail whose key was rotated',
    sign: [{ ...own, publish: 'no' }],
    gmail: { spf: 'pass', dkim: ['pass shop.example s1'], dmarc: 'pass reject' },
  },
  {
    name: 'old mail whose record moved',
    spf: 'v=spf1 ip4:198.51.100.1 -all',
    gmail: { spf: 'pass', dkim: ['pass shop.example s1'], dmarc: 'pass reject' },
  },
  {
    name: 'forwarded with SRS',
    way: [passedOn],
    gmail: { ...forwarder, mailFrom: 'SRS0=ab=cd=shop.example=bounce@fwd.example' },
    zone: { 'fwd.example': { TXT: ['v=spf1 ip4:203.0.113.104 -all'] } },
  },
  {
    name: 'a list that changes nothing',
    way: [list],
    gmail: { ...forwarder, mailFrom: 'talk@lists.example' },
    zone: { 'lists.example': { TXT: ['v=spf1 ip4:203.0.113.104 -all'] } },
  },
  { name: 'testing', dmarc: `${REJECT}; t=y` },
  { name: 'an old pct', dmarc: `${REJECT}; pct=50` },
  { name: 'upper case', from: 'Shop <NEWS@SHOP.EXAMPLE>' },
  { name: 'Japanese', from: 'Shop <news@shop.example>', body: '本日のお知らせです。\n' },
  { name: 'an empty body', body: '\n' },
  {
    name: 'TXT records beside',
    zone: { 'shop.example': { TXT: ['google-site-verification=x', 'MS=ms1'] } },
  },
  { name: 'other texts at the policy', zone: { '_dmarc.shop.example': { TXT: ['hello'] } } },
];
