// The corpus on which engines are compared: generated messages, and those of the suites where they are present.
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import {
  type Draft,
  keyFor,
  keyRecord,
  type SealOptions,
  type SignOptions,
  sealArc,
  signDkim,
} from '../helpers/cases/sign.ts';
import type { Zone, ZoneRecords } from '../helpers/dns/zone.ts';
import type { CorpusCase } from './run-case.ts';
import { readJson, suite } from './suites.ts';

const AT = Date.UTC(2026, 10, 1);
const T = AT / 1_000 - 60;
const CLIENT = { address: '192.0.2.1', helo: 'out.example.com', mailFrom: 'bounce@example.com' };
const KINDS = ['rsa2048', 'rsa1024', 'rsa512', 'ed25519'] as const;
const FORMS = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'];

const BODIES: Record<string, string> = {
  text: 'Hello,\r\n\r\nthis is a message.\r\n',
  empty: '',
  blankLines: '\r\n\r\n\r\n',
  trailing: 'a \t\r\n\r\n \r\n\r\n',
  blanks: '  a  b\t\tc \r\n\td\r\n',
  unended: 'no line end',
  octets: 'caf\xe9 \0 \x80\xff\r\nlone\rcr\r\n',
  mime: '--b\r\nContent-Type: text/plain\r\n\r\na\r\n--b--\r\n',
};

function draft(body: string): Draft {
  return {
    fields: [
      'From: "Ann Example" <ann@example.com>',
      'To: reader@example.org,\r\n other@example.org',
      'Subject:  two   blanks ',
      'Date: Sun, 1 Nov 2026 12:00:00 +0000',
      'Content-Type: multipart/mixed; boundary="b"',
    ],
    body,
  };
}

const POLICY: Zone = {
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=quarantine; rua=mailto:d@example.com'] },
  'example.com': { TXT: ['v=spf1 include:_spf.example.net -all'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
};
const zoneWith = (record: string | null): Zone => ({
  ...POLICY,
  ...(record === null ? {} : { 's1._domainkey.example.com': { TXT: [record] } }),
});

const text = ({ fields, body }: Draft) => `${fields.join('\r\n')}\r\n\r\n${body}`;

const caseOf = (
  id: string,
  raw: string,
  zone: Zone,
  client: CorpusCase['client'] = CLIENT,
  at = AT,
): CorpusCase => ({
  id,
  raw: Buffer.from(raw, 'latin1').toString('base64'),
  zone,
  client,
  at,
});

const sign = (message: Draft, options: Partial<SignOptions> = {}) =>
  signDkim(message, { d: 'example.com', s: 's1', t: T, ...options });

function signedCases(): CorpusCase[] {
  const cases: CorpusCase[] = [];
  for (const key of KINDS)
    for (const c of FORMS)
      for (const [name, body] of Object.entries(BODIES)) {
        const message = sign(draft(body), { key, c });
        cases.push(caseOf(`${key} ${c} ${name}`, text(message), zoneWith(keyRecord(key))));
      }
  for (const c of FORMS) {
    const message = sign(draft(BODIES.text!), { c });
    const zone = zoneWith(keyRecord('rsa2048'));
    cases.push(
      caseOf(`${c} LF`, text(message).replace(/\r\n/g, '\n'), zone),
      caseOf(`${c} body changed`, text({ ...message, body: 'other' }), zone),
      caseOf(
        `${c} blanks changed`,
        text({ ...message, body: 'Hello, \r\n\r\nthis  is a message.\r\n' }),
        zone,
      ),
      caseOf(`${c} header changed`, text(message).replace('Ann', 'Eve'), zone),
      caseOf(
        `${c} name refolded`,
        text(message).replace('Subject:  two', 'SUBJECT:\r\n two'),
        zone,
      ),
      caseOf(`${c} signature broken`, text(message).replace(/b=[A-Za-z]/, 'b=/'), zone),
      caseOf(`${c} second Subject`, `Subject: new\r\n${text(message)}`, zone),
      caseOf(`${c} second From`, `From: eve@example.net\r\n${text(message)}`, zone),
    );
  }
  return cases;
}

function tagCases(): CorpusCase[] {
  const tags: Record<string, Partial<SignOptions>> = {
    l: { tags: ['l=5'] },
    l0: { tags: ['l=0'] },
    lLong: { tags: ['l=99999'] },
    expired: { tags: [`x=${T + 1}`] },
    backwards: { tags: [`x=${T - 1}`] },
    sha1: { sha1: true },
    sub: { i: 'ann@mail.example.com' },
    quoted: { i: 'a=6En@example.com' },
    query: { tags: ['q=dns/txt'] },
    fromOnly: { h: ['from'] },
    oversigned: { h: ['from', 'from', 'to', 'subject', 'subject', 'x-absent'] },
    unknownTag: { tags: ['zz=1', 'n=a (b) "c"'] },
    otherDomain: { d: 'mail.example.com' },
    stranger: { d: 'example.net' },
  };
  return Object.entries(tags).map(([name, options]) => {
    const key = keyRecord('rsa2048');
    const zone = {
      ...zoneWith(key),
      's1._domainkey.mail.example.com': { TXT: [key] },
      's1._domainkey.example.net': { TXT: [key] },
    };
    return caseOf(`tag ${name}`, text(sign(draft(BODIES.text!), options)), zone);
  });
}

function keyCases(): CorpusCase[] {
  const rsa = keyFor('rsa2048');
  const der = (key: Buffer) => `v=DKIM1; k=rsa; p=${key.toString('base64')}`;
  const { publicKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const bare = Buffer.from(keyRecord('rsa2048').replace(/.*p=/, ''), 'base64').subarray(24);
  const records: Record<string, string | null> = {
    missing: null,
    revoked: 'v=DKIM1; p=',
    garbage: 'v=DKIM1; p=!!!!',
    shortDer: 'v=DKIM1; p=MIIB',
    elliptic: der(ec.export({ type: 'spki', format: 'der' })),
    bare: der(bare),
    ed25519: keyRecord('ed25519'),
    testing: keyRecord('rsa2048', '', 't=y; '),
    noVersion: keyRecord('rsa2048').replace('v=DKIM1; ', ''),
    otherVersion: keyRecord('rsa2048').replace('DKIM1', 'DKIM2'),
    sha1Only: keyRecord('rsa2048', '', 'h=sha1; '),
    otherService: keyRecord('rsa2048', '', 's=other; '),
    spaced: keyRecord('rsa2048').replace(/.{40}/g, '$& '),
  };
  if (rsa.asymmetricKeyType !== 'rsa') throw new Error('not an RSA key');
  return Object.entries(records).map(([name, record]) =>
    caseOf(`key ${name}`, text(sign(draft(BODIES.text!))), zoneWith(record)),
  );
}

function sealedCases(): CorpusCase[] {
  const cases: CorpusCase[] = [];
  const zone = {
    ...zoneWith(keyRecord('rsa2048')),
    'seal._domainkey.example.org': { TXT: [keyRecord('rsa2048')] },
  };
  const seal = (message: Draft, options: Partial<SealOptions>) =>
    sealArc(message, {
      d: 'example.org',
      s: 'seal',
      t: T,
      cv: 'pass',
      results: 'mx.example.org; dmarc=pass header.from=example.com',
      ...options,
    });
  for (const c of FORMS)
    for (const hops of [1, 2, 3]) {
      let message = sign(draft(BODIES.text!), { c });
      for (let i = 0; i < hops; i++) message = seal(message, { c, cv: i === 0 ? 'none' : 'pass' });
      cases.push(
        caseOf(`arc ${c} ${hops}`, text(message), zone),
        caseOf(`arc ${c} ${hops} body changed`, text({ ...message, body: 'other' }), zone),
        caseOf(
          `arc ${c} ${hops} results changed`,
          text(message).replace('dmarc=pass', 'dmarc=fail'),
          zone,
        ),
        caseOf(`arc ${c} ${hops} key missing`, text(message), POLICY),
      );
    }
  const first = seal(draft(BODIES.text!), { cv: 'none' });
  cases.push(
    caseOf('arc cv=fail', text(seal(first, { cv: 'fail' })), zone),
    caseOf('arc gap', text(seal(first, { instance: 3 })), zone),
    caseOf('arc twice the same', text(seal(first, { instance: 1 })), zone),
    caseOf('arc Ed25519', text(seal(draft(BODIES.text!), { cv: 'none', key: 'ed25519' })), zone),
  );
  return cases;
}

interface SpfScenario {
  tests: Record<string, { helo: string; host: string; mailfrom: string }>;
  zonedata: Record<string, ('TIMEOUT' | Record<string, unknown>)[]>;
}

function spfZone(zonedata: SpfScenario['zonedata']): Zone {
  const zone: Zone = {};
  for (const [name, entries] of Object.entries(zonedata)) {
    const of = (kind: string) =>
      entries.flatMap((entry) =>
        entry === 'TIMEOUT' || entry[kind] === undefined ? [] : [entry[kind]],
      );
    const own = of('TXT').length > 0 ? of('TXT').filter((one) => one !== 'NONE') : of('SPF');
    const records: ZoneRecords = {
      A: of('A') as string[],
      AAAA: of('AAAA') as string[],
      CNAME: of('CNAME') as string[],
      PTR: of('PTR') as string[],
      TXT: own as (string | string[])[],
      MX: (of('MX') as [number, string][]).map(([priority, exchange]) => ({ priority, exchange })),
    };
    if (entries.includes('TIMEOUT')) records.fail = 'timeout';
    zone[name] = records;
  }
  return zone;
}

function suiteCases(): CorpusCase[] {
  const cases: CorpusCase[] = [];
  const txt = (zone: Record<string, string | null>): Zone =>
    Object.fromEntries(
      Object.entries(zone).flatMap(([name, record]) =>
        record === null ? [] : [[name, { TXT: [record] }]],
      ),
    );
  const spf = suite('spf/rfc7208.yml', 203);
  if (spf)
    for (const document of parseAllDocuments(readFileSync(spf, 'utf8'), { version: '1.1' })) {
      const { tests, zonedata } = document.toJS() as SpfScenario;
      for (const [id, { host, helo, mailfrom }] of Object.entries(tests))
        cases.push(
          caseOf(`spf ${id}`, text(draft('x\r\n')), spfZone(zonedata), {
            address: host,
            helo,
            mailFrom: mailfrom,
          }),
        );
    }
  const arcSuite = suite('arc/validation.yml', 171);
  if (arcSuite)
    for (const document of parseAllDocuments(readFileSync(arcSuite, 'utf8'), {
      uniqueKeys: false,
      version: '1.1',
    })) {
      const scenario = document.toJS() as {
        tests: Record<string, { message: string }>;
        'txt-records': Record<string, string>;
      };
      for (const [id, { message }] of Object.entries(scenario.tests))
        cases.push(
          caseOf(
            `arc ${id}`,
            Buffer.from(message).toString('latin1'),
            txt(scenario['txt-records']),
            null,
          ),
        );
    }
  const dkim = suite('dkim/mail-dkim.json', 57);
  if (dkim) {
    const { txt: zone, cases: files } = readJson<{
      txt: Record<string, string | null>;
      cases: { file: string }[];
    }>(dkim);
    for (const { file } of files)
      cases.push(
        caseOf(
          `dkim ${file}`,
          readFileSync(dkim.replace('.json', `/${file}`), 'latin1'),
          txt(zone),
          null,
        ),
      );
  }
  const real = suite('real', 200);
  if (real) {
    const { txt: zone } = readJson<{ txt: Record<string, string> }>(`${real}/zone.json`);
    for (const file of readdirSync(real).filter((name) => name.endsWith('.eml')))
      cases.push(
        caseOf(`real ${file}`, readFileSync(`${real}/${file}`, 'latin1'), txt(zone), null),
      );
  }
  return cases;
}

/** All cases as plain JSON, so that a page can run the same list. Keys are new in every process. */
export function buildCorpus(): CorpusCase[] {
  return [...signedCases(), ...tagCases(), ...keyCases(), ...sealedCases(), ...suiteCases()];
}
