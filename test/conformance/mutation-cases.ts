// Valid messages for the mutation tests: every one is proved by Google's seal and signed by its author.
import type { Case, GmailStep, SignStep, Step } from '../helpers/cases/case.ts';
import type { KeyKind } from '../helpers/cases/sign.ts';

const AUTHOR = 'paper-mill.example';
const RECORD = { spf: 'v=spf1 ip4:192.0.2.140 -all', dmarc: 'v=DMARC1; p=reject' };

/** How the message travels between its signature and the last reception at Gmail. */
const JOURNEYS: Record<string, { steps: Step[]; gmail?: GmailStep }> = {
  direct: { steps: [] },
  forwarder: {
    steps: [
      {
        seal: {
          d: 'relay-house.example',
          s: 'arc',
          results: `relay-house.example; dmarc=pass header.from=${AUTHOR}`,
        },
      },
      {
        received:
          'from mx.paper-mill.example ([192.0.2.140]) by out.relay-house.example with ESMTPS id 7',
      },
    ],
    gmail: {
      helo: 'out.relay-house.example',
      ip: '203.0.113.40',
      spf: 'softfail',
      arc: 'pass (i=1)',
    },
  },
  twoForwarders: {
    steps: [
      {
        seal: {
          d: 'relay-house.example',
          s: 'arc',
          results: `relay-house.example; dmarc=pass header.from=${AUTHOR}`,
        },
      },
      {
        seal: {
          d: 'second-relay.example',
          s: 'arc',
          c: 'simple/simple',
          results: 'second-relay.example; arc=pass',
        },
      },
    ],
    gmail: { helo: 'out.second-relay.example', ip: '203.0.113.41', spf: 'fail', arc: 'pass (i=2)' },
  },
  automaticForward: {
    steps: [
      {
        gmail: {
          top: false,
          keepResults: false,
          ip: '192.0.2.140',
          for: 'a@own.example',
          dkim: [`pass ${AUTHOR} s1`],
          spf: 'pass',
          dmarc: 'pass reject',
        },
      },
      { autoForward: 'a@own.example' },
    ],
    gmail: {
      inside: true,
      helo: 'mail-sor-f41.google.com',
      ip: '209.85.220.41',
      mailFrom: 'a+caf_=alice=gmail.com@own.example',
      spf: 'neutral',
      arc: `pass (i=1 dmarc=pass fromdomain=${AUTHOR})`,
    },
  },
  brokenChain: {
    steps: [
      {
        seal: {
          d: 'relay-house.example',
          s: 'arc',
          owner: 'nobody',
          publish: 'no',
          results: 'relay-house.example; none',
        },
      },
    ],
    gmail: {
      helo: 'out.relay-house.example',
      ip: '203.0.113.40',
      spf: 'softfail',
      arc: 'fail (signature failed)',
      cv: 'fail',
    },
  },
};

function mutant(
  name: string,
  journey: string,
  sign: Partial<SignStep>,
  mail: Case['mail'] = {},
  gmail: GmailStep = {},
): Case {
  const { steps, gmail: last } = JOURNEYS[journey] ?? { steps: [] };
  const source = name.length % 2 === 0 ? ('file' as const) : ('gmail' as const);
  return {
    name,
    shows: 'a valid message',
    mail: {
      from: { name: 'Paper Mill', address: `hello@${AUTHOR}` },
      subject: 'Paper samples, spring and autumn',
      body: 'Our samples are ready.\n\nThey weigh  80 grams.\t\n',
      fields: ['Cc: bob@own.example,\r\n carol@own.example', 'X-Mailer:  Mill 1.0 '],
      ...mail,
    },
    domains: { [AUTHOR]: RECORD },
    path: [
      { sign: { d: AUTHOR, s: 's1', ...sign } },
      ...steps,
      {
        gmail: {
          ip: '192.0.2.140',
          dkim: [`pass ${AUTHOR} s1`],
          spf: 'pass',
          dmarc: 'pass reject',
          ...last,
          ...gmail,
        },
      },
    ],
    context: { source },
    expect: { origin: 'signed', tone: 'calm' },
  };
}

const CANONICAL = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'];
const KEYS: KeyKind[] = ['rsa2048', 'rsa1024', 'ed25519'];
const H = ['from', 'to', 'cc', 'subject', 'date', 'message-id', 'mime-version', 'content-type'];

/** Every canonicalisation with every kind of key on every journey, and what is special once. */
export function validCases(): Case[] {
  const grid = CANONICAL.flatMap((c) =>
    KEYS.flatMap((key) =>
      Object.keys(JOURNEYS).map((journey) =>
        mutant(`${journey} ${c} ${key}`, journey, { c, key, h: H }),
      ),
    ),
  );
  const special = [
    mutant('oversigned', 'direct', { h: [...H, 'from', 'subject', 'reply-to'] }),
    mutant('whole length', 'direct', { tags: ['l=53'], c: 'simple/simple' }),
    mutant('empty body', 'direct', {}, { body: '\n\n' }),
    mutant('empty body simple', 'direct', { c: 'simple/simple' }, { body: '' }),
    mutant(
      'encoded subject',
      'direct',
      { c: 'simple/simple' },
      { subject: '見本ができました、春と秋の紙です' },
    ),
    mutant('eight-bit body', 'direct', { c: 'relaxed/simple' }, { body: '見本ができました\n' }),
    mutant('page', 'direct', {}, { html: '<p>Our samples</p>\n<p>are ready.</p>\n' }),
    mutant('without source', 'direct', {}, {}, { form: 'noSource' }),
    mutant('two X-Received', 'direct', {}, {}, { form: 'twoReceived' }),
    mutant('forwarded encrypted', 'direct', {}, {}, { form: 'forwardedEncrypted' }),
    mutant('over IPv6', 'direct', {}, {}, { ip: '2001:db8:4864:20::d48', spf: 'softfail' }),
    mutant('behind a gateway', 'direct', {}, {}, { clientIp: '203.0.113.230', spf: 'none' }),
    mutant('expired since', 'direct', { lasts: 2 }),
    mutant(
      'null sender',
      'direct',
      {},
      {},
      { mailFrom: '', helo: 'mx.paper-mill.example', spf: 'none' },
    ),
  ];
  return [...grid, ...special];
}
