// How often and in how many round trips DNS is asked: near the depth of the zone, and hardly more than the engine needs.
import { expect, test } from 'vitest';
import { measure } from '../../lib/evidence/evaluated.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import type { Answer, Lookups, RecordType, Stated } from '../../lib/model.ts';
import { NO_RECORD } from '../conformance/measure.ts';
import { evaluateDmarc, spf, verifyOnNode } from '../conformance/node-mailauth.ts';
import { type Draft, sealArc } from '../helpers/cases/sign.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { draft, keyRecord, octets, RECEIVED, sign } from './evaluated-helper.ts';

const ROUND_TRIP = 25;

/** Answers come in waves: everything asked since the last wave is answered together. */
function inWaves(zone: Zone): Lookups & { waves: string[][] } {
  const resolver = memoryResolver(zone);
  const waves: string[][] = [];
  let wave: { asked: string[]; answered: Promise<void> } | null = null;
  return {
    waves,
    expandsReaderMacros: true,
    queries: () => waves.flat(),
    held: () => [],
    async ask<T extends RecordType>(name: string, type: T): Promise<Answer<T>> {
      if (!wave) {
        const asked: string[] = [];
        waves.push(asked);
        wave = {
          asked,
          answered: new Promise((resolve) =>
            setTimeout(() => {
              wave = null;
              resolve();
            }, ROUND_TRIP),
          ),
        };
      }
      wave.asked.push(`${type} ${name}`);
      await wave.answered;
      return resolver.ask(name, type);
    },
  };
}

/** The questions mailauth asks by itself on Node, one after another, each once. */
async function askedByMailauth(
  raw: Uint8Array,
  zone: Zone,
  stated: Partial<Stated>,
): Promise<Set<string>> {
  const asked = new Set<string>();
  const codes: Record<string, string> = { nxdomain: 'ENOTFOUND', nodata: 'ENODATA' };
  const memory = memoryResolver(zone);
  const resolver = async (name: string, type: string) => {
    asked.add(`${type} ${name.toLowerCase()}`);
    const answer = await memory.ask(name, type as RecordType);
    if (answer.status === 'ok') return answer.records;
    throw Object.assign(new Error(answer.status), { code: codes[answer.status] });
  };
  const { verifier } = await verifyOnNode(raw, { resolver, at: new Date(RECEIVED) });
  const sender = await spf({
    sender: stated.mailFrom,
    ip: stated.clientAddress,
    helo: stated.helo,
    mta: 'x',
    strict: true,
    resolver,
  });
  await evaluateDmarc({
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    spfDomains: sender.status.result === 'pass' ? [sender.domain] : [],
    dkimDomains: verifier.results
      .filter(({ status }) => status.result === 'pass')
      .map(({ signingDomain }) => ({ domain: signingDomain })),
    resolver,
  });
  return asked;
}

const GOOGLE: Zone = {
  'example.com': { TXT: ['v=spf1 redirect=_spf.example.net'] },
  '_spf.example.net': {
    TXT: ['v=spf1 include:_b1.example.net include:_b2.example.net include:_b3.example.net ~all'],
  },
  '_b1.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/25 ~all'] },
  '_b2.example.net': { TXT: ['v=spf1 ip6:2001:db8::/48 ~all'] },
  '_b3.example.net': { TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
  's1._domainkey.example.com': { TXT: [keyRecord('rsa2048')] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; sp=quarantine'] },
};

const NEWSLETTER: Zone = {
  'bounce.mail.example.com': {
    TXT: ['v=spf1 ip4:198.51.100.1 mx include:spf.example.net -all'],
    MX: [{ priority: 5, exchange: 'mx.example.net' }],
  },
  'mx.example.net': { A: ['203.0.113.9'] },
  'spf.example.net': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  's1._domainkey.news.example.com': { TXT: [keyRecord('rsa2048')] },
  's2._domainkey.example.net': { TXT: [keyRecord('rsa2048')] },
  'seal._domainkey.example.org': { TXT: [keyRecord('rsa2048')] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; np=reject'] },
};

const EARLY: Zone = {
  'example.com': {
    TXT: [`v=spf1 ${[1, 2, 3, 4, 5, 6, 7].map((n) => `include:i${n}.example.net`).join(' ')} -all`],
  },
  'i1.example.net': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
  ...Object.fromEntries(
    [2, 3, 4, 5, 6, 7].map((n) => [`i${n}.example.net`, { TXT: ['v=spf1 -all'] }]),
  ),
  's1._domainkey.example.com': { TXT: [keyRecord('rsa2048')] },
};

const LOCAL: Zone = {
  'example.com': {
    TXT: ['v=spf1 a mx ip4:192.0.2.1 include:never.example.net -all'],
    A: ['203.0.113.1'],
    MX: [{ priority: 1, exchange: 'mx.example.com' }],
  },
  'mx.example.com': { A: ['203.0.113.2'] },
  's1._domainkey.example.com': { TXT: [keyRecord('rsa2048')] },
};

const newsletter = () => {
  let message: Draft = draft('news@a.news.example.com');
  message = sign(message, { d: 'news.example.com' });
  message = sign(message, { d: 'example.net', s: 's2' });
  message = sealArc(message, {
    d: 'example.org',
    s: 'seal',
    cv: 'none',
    results: 'mx.example.org; spf=pass',
  });
  return sealArc(message, {
    d: 'example.org',
    s: 'seal',
    cv: 'pass',
    results: 'mx.example.org; arc=pass',
  });
};

test.each([
  [
    'redirect and three includes, match in the third',
    GOOGLE,
    sign(draft()),
    'bounce@example.com',
    3,
    0,
  ],
  [
    'same, match in the first',
    { ...GOOGLE, '_b1.example.net': { TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'] } },
    sign(draft()),
    'bounce@example.com',
    3,
    2,
  ],
  [
    'newsletter: two signatures, two seals, mx and include, sub-domains',
    NEWSLETTER,
    newsletter(),
    'b@bounce.mail.example.com',
    3,
    0,
  ],
  ['seven includes, match in the first', EARLY, sign(draft()), 'bounce@example.com', 2, 2],
  ['a and mx before a literal', LOCAL, sign(draft()), 'bounce@example.com', 3, 0],
  [
    'no SPF, no policy',
    { 's1._domainkey.example.com': { TXT: [keyRecord('rsa2048')] } },
    sign(draft()),
    'bounce@example.net',
    1,
    0,
  ],
] satisfies [string, Zone, Draft, string, number, number][])(
  '%s',
  async (_name, zone, message, mailFrom, depth, extra) => {
    const raw = octets(message);
    const stated = { clientAddress: '192.0.2.1', helo: 'out.example.com', mailFrom };
    const lookups = inWaves(zone);
    const made = await digest(raw);
    const found = await measure(
      made,
      parse(made.header),
      { ...NO_RECORD, ...stated },
      lookups,
      () => ({ at: RECEIVED, clock: 'received' }),
    );
    const asked = lookups.waves
      .flat()
      .map((one) => one.toLowerCase().replace(/^[a-z]+/, (type) => type.toUpperCase()));
    expect(new Set(asked).size).toBe(asked.length);
    const needed = await askedByMailauth(raw, zone, stated);
    expect([...needed].filter((one) => !asked.includes(one))).toEqual([]);
    expect(asked.filter((one) => !needed.has(one))).toHaveLength(extra);
    expect(lookups.waves, JSON.stringify(lookups.waves)).toHaveLength(depth);
    expect(found.dkim.every(({ result }) => result === 'pass')).toBe(true);
  },
);

test('names made by macros are never asked ahead', async () => {
  const zone: Zone = {
    'example.com': { TXT: ['v=spf1 ip4:192.0.2.1 exists:%{i}.x.example.net -all'] },
  };
  const lookups = inWaves(zone);
  const made = await digest(octets(draft()));
  const stated = {
    ...NO_RECORD,
    clientAddress: '192.0.2.1',
    helo: 'h.example.com',
    mailFrom: 'a@example.com',
  };
  await measure(made, parse(made.header), stated, lookups, () => ({
    at: RECEIVED,
    clock: 'received',
  }));
  expect(lookups.waves.flat().filter((one) => one.includes('x.example.net'))).toEqual([]);
});
