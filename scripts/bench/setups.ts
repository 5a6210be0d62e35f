// Sender set-ups whose DNS is laid out like that of real senders, as cases: what each costs to check.
import type { Case } from '../../test/helpers/cases/case.ts';
import type { Zone } from '../../test/helpers/dns/zone.ts';

/** What mailauth and we see alike; the address that connected stands in Gmail's own fields. */
export interface Setup extends Case {
  client: { ip: string; helo: string; mailFrom: string };
}

const IP = '192.0.2.10';

type Rest = Pick<Case, 'path' | 'domains' | 'zone'> & { ip?: string; mailFrom?: string };

function setup(name: string, address: string, rest: Rest): Setup {
  const domain = address.split('@')[1] ?? '';
  const { ip = IP, mailFrom = `bounce@${domain}`, path = [], ...records } = rest;
  const helo = `out.${domain}`;
  return {
    name,
    shows: name,
    mail: { from: { address } },
    ...records,
    path: [...path, { gmail: { ip, helo, mailFrom, spf: 'pass', dmarc: 'pass none' } }],
    expect: { origin: 'signed', tone: 'calm' },
    client: { ip, helo, mailFrom },
  };
}

const spf = (record: string): Zone[string] => ({ TXT: [`v=spf1 ${record}`] });
const nested = (names: string[], last: string): Zone =>
  Object.fromEntries(
    names.map((name, i) => [
      name,
      spf(i === names.length - 1 ? last : `include:${names[i + 1]} ?all`),
    ]),
  );

export const SETUPS: Setup[] = [
  setup('small domain: one signature, SPF by address', 'ann@small.example', {
    domains: { 'small.example': { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: 'v=DMARC1; p=none' } },
    path: [{ sign: { d: 'small.example', s: 's1' } }],
  }),
  setup('mailbox provider: redirect, three includes, match in the third', 'ann@box.example', {
    zone: {
      'box.example': spf('redirect=_spf.provider.example'),
      '_spf.provider.example': spf(
        'include:_b1.provider.example include:_b2.provider.example include:_b3.provider.example ~all',
      ),
      '_b1.provider.example': spf('ip4:198.51.100.0/25 ~all'),
      '_b2.provider.example': spf('ip6:2001:db8::/48 ~all'),
      '_b3.provider.example': spf('ip4:192.0.2.0/24 ~all'),
      '_dmarc.box.example': { TXT: ['v=DMARC1; p=none; sp=quarantine'] },
    },
    path: [{ sign: { d: 'box.example', s: '20230601' } }],
  }),
  setup('newsletter service: two signatures, bounces at the service', 'news@mail.shop.example', {
    mailFrom: 'bounce@bounce.service.example',
    zone: {
      'bounce.service.example': spf('include:spf.service.example -all'),
      'spf.service.example': spf('ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all'),
      '_dmarc.shop.example': { TXT: ['v=DMARC1; p=quarantine'] },
    },
    path: [
      { sign: { d: 'mail.shop.example', s: 'k2' } },
      { sign: { d: 'service.example', s: 'mandrill' } },
    ],
  }),
  setup('rental server: a and mx, no policy', 'info@company.example', {
    zone: {
      'company.example': {
        ...spf('a mx ~all'),
        A: ['203.0.113.5'],
        MX: [{ priority: 10, exchange: 'mx1.rental.example' }],
      },
      'mx1.rental.example': { A: [IP] },
    },
    path: [{ sign: { d: 'company.example', s: 'default' } }],
  }),
  setup('office suite: chain of four includes', 'ann@office.example', {
    zone: {
      'office.example': spf('include:a.suite.example -all'),
      ...nested(
        ['a.suite.example', 'b.suite.example', 'c.suite.example', 'd.suite.example'],
        'ip4:192.0.2.0/24 -all',
      ),
      '_dmarc.office.example': { TXT: ['v=DMARC1; p=reject'] },
    },
    path: [{ sign: { d: 'office.example', s: 'selector1' } }],
  }),
  setup('seven includes side by side, match in the first', 'ann@many.example', {
    zone: {
      'many.example': spf(
        `${[1, 2, 3, 4, 5, 6, 7].map((n) => `include:i${n}.many.example`).join(' ')} -all`,
      ),
      'i1.many.example': spf('ip4:192.0.2.10 -all'),
      ...Object.fromEntries([2, 3, 4, 5, 6, 7].map((n) => [`i${n}.many.example`, spf('-all')])),
      '_dmarc.many.example': { TXT: ['v=DMARC1; p=reject'] },
    },
    path: [{ sign: { d: 'many.example', s: 's1' } }],
  }),
  setup('forwarded twice: two seals before Gmail’s own', 'ann@origin.example', {
    mailFrom: 'srs@forwarder.example',
    domains: {
      'origin.example': { spf: 'v=spf1 ip4:203.0.113.7 -all', dmarc: 'v=DMARC1; p=quarantine' },
      'forwarder.example': { spf: 'v=spf1 ip4:192.0.2.10 -all' },
    },
    path: [
      { sign: { d: 'origin.example', s: 's1' } },
      { seal: { d: 'list.example', s: 'arc', results: 'mx.list.example; dmarc=pass' } },
      { seal: { d: 'forwarder.example', s: 'arc', results: 'mx.forwarder.example; arc=pass' } },
    ],
  }),
  setup('deep sub-domain: np=, mx and nested includes, two signatures', 'x@a.b.news.deep.example', {
    mailFrom: 'b@bounce.mail.deep.example',
    zone: {
      'bounce.mail.deep.example': {
        ...spf('mx include:one.deep.example include:two.deep.example -all'),
        MX: [{ priority: 5, exchange: 'mx.deep.example' }],
      },
      'mx.deep.example': { A: ['203.0.113.9'] },
      'one.deep.example': spf('include:three.deep.example ?all'),
      'three.deep.example': spf('ip4:198.51.100.0/24 ?all'),
      'two.deep.example': spf('ip4:192.0.2.0/24 -all'),
      'a.b.news.deep.example': { A: ['203.0.113.4'] },
      '_dmarc.deep.example': { TXT: ['v=DMARC1; p=reject; np=reject'] },
    },
    path: [
      { sign: { d: 'news.deep.example', s: 's1' } },
      { sign: { d: 'sender.example', s: 's2' } },
    ],
  }),
  setup('null sender over IPv6: SPF by HELO', 'daemon@host.example', {
    ip: '2001:db8::10',
    mailFrom: '',
    zone: {
      'out.host.example': { ...spf('a -all'), AAAA: ['2001:db8::10'] },
      '_dmarc.host.example': { TXT: ['v=DMARC1; p=reject'] },
    },
    path: [{ sign: { d: 'host.example', s: 's1' } }],
  }),
  setup('forged: nothing signed, SPF fails, a policy that asks for rejection', 'ceo@bank.example', {
    domains: {
      'bank.example': { spf: 'v=spf1 ip4:203.0.113.7 -all', dmarc: 'v=DMARC1; p=reject' },
    },
  }),
];
