// Payloads of others (espoofer) as Gmail would deliver them, and the attacks of "Composition Kills" that they lack.
import { describe, expect, test } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Judgement } from '../../lib/model.ts';
import { buildCase, TEST_NOW } from '../helpers/cases/build.ts';
import type { Case, GmailStep, Step } from '../helpers/cases/case.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import { readJson, suite } from './suites.ts';

interface Payload {
  id: string;
  description: string;
  helo: string;
  mailfrom: string;
  dkim_para: { d?: string; s?: string };
  raw: string;
}

async function run(input: Case): Promise<Judgement> {
  const { raw, zone, context } = buildCase(input, TEST_NOW);
  const { lookups: mode, folder } = context;
  return evaluate(await digest(raw), openLookups(memoryResolver(zone), { mode, folder }), context);
}

const loud = ({ report }: Judgement) =>
  report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, severity }) => `${rule}:${severity}`);

const BASE = {
  name: 'payload',
  shows: 'a payload',
  expect: { origin: 'unknown', tone: 'unknown' },
} as const;
const SERVER = '192.0.2.10';

/** The attacker's own domains permit the attacker's server; the victim refuses everything that is not its own. */
const ZONE = {
  'legitimate.com': {
    TXT: ['v=spf1 ip4:203.0.113.1 -all'],
    MX: [{ priority: 10, exchange: 'mx.legitimate.com' }],
  },
  '_dmarc.legitimate.com': { TXT: ['v=DMARC1; p=reject'] },
  ...Object.fromEntries(
    ['attack.com', 'helo.attack.com', '33.attack.com', 'any.attack.com', 'a.attack.com'].map(
      (name) => [
        name,
        { TXT: [`v=spf1 ip4:${SERVER} -all`], MX: [{ priority: 10, exchange: 'mx.attack.com' }] },
      ],
    ),
  ),
};

/** Wraps a payload twice: first to let our engine find its results, then with these as Gmail's words. */
async function deliver(payload: Payload): Promise<Judgement> {
  const cut = payload.raw.indexOf('\r\n\r\n');
  const mailFrom = payload.mailfrom.replace(/^<|>$/g, '');
  const { d, s } = payload.dkim_para;
  const build = (step: GmailStep): Case => ({
    ...BASE,
    mail: { header: payload.raw.slice(0, cut), body: payload.raw.slice(cut + 4), age: 2 },
    rendered: { name: '', address: 'admin@legitimate.com' },
    zone: structuredClone(ZONE),
    path: [
      ...(d && s ? [{ sign: { d, s, h: ['from'], publish: 'no' } } as Step] : []),
      { gmail: { helo: payload.helo, ip: SERVER, mailFrom, ...step } },
    ],
  });
  const found = (await run(build({ spf: 'none' }))).evidence?.evaluated;
  const dmarc = found?.dmarc.result === 'pass' ? 'pass reject' : 'fail reject';
  return run(build({ spf: found?.spf?.result ?? 'none', dmarc, headerFrom: 'legitimate.com' }));
}

describe('espoofer, wrapped as Gmail would deliver it', () => {
  const path = suite('spoof/espoofer.json', 11);
  test.runIf(path)('all 11 are danger', async () => {
    const tones: Record<string, string> = {};
    for (const payload of readJson<Payload[]>(path ?? '')) {
      const judgement = await deliver(payload);
      tones[payload.id] = judgement.report.tone;
      // An envelope sender that breaks the syntax of the record leaves no record: unknown, never proved.
      expect(judgement.report.origin, payload.id).toMatch(/^(contradicted|ambiguous|unknown)$/);
    }
    expect(Object.values(tones)).toHaveLength(11);
    expect(Object.entries(tones).filter(([, tone]) => tone !== 'danger')).toEqual([]);
  });
});

const SHOP = { spf: 'v=spf1 ip4:203.0.113.7 -all', dmarc: 'v=DMARC1; p=none' };
const passing: GmailStep = {
  helo: 'mail.attacker.example',
  ip: '198.51.100.9',
  mailFrom: 'x@attacker.example',
  dkim: ['pass shop.example s1'],
  spf: 'pass',
  dmarc: 'pass none',
};
const composed = (mail: Case['mail'], path: Step[]): Case => ({
  ...BASE,
  mail: { age: 2, ...mail },
  domains: { 'shop.example': SHOP, 'attacker.example': { spf: 'v=spf1 ip4:198.51.100.9 -all' } },
  path: [...path, { gmail: passing }],
});
const from = { name: 'Shop', address: 'news@shop.example' };

describe('Composition Kills', () => {
  test('A14: a signed mail to somebody else comes again under another subject, which h= leaves out', async () => {
    const judgement = await run(
      composed({ from, to: 'stranger@elsewhere.example', subject: 'Your invoice' }, [
        { sign: { d: 'shop.example', s: 's1', h: ['from', 'date'] } },
        { replace: ['Subject: Your invoice', 'Subject: Pay the attached bill today'] },
      ]),
    );
    expect(judgement.report.origin).toBe('signed');
    expect(loud(judgement)).toContain('dkimUnsignedFields:caution');
  });

  test('A14: the same to the reader is a caution at least', async () => {
    const judgement = await run(
      composed({ from, subject: 'Your invoice' }, [
        { sign: { d: 'shop.example', s: 's1', h: ['from', 'date'] } },
        { replace: ['Subject: Your invoice', 'Subject: Pay the attached bill today'] },
      ]),
    );
    expect(loud(judgement)).toContain('dkimUnsignedFields:caution');
  });

  test('A15: a second Subject on top of a signed mail', async () => {
    const judgement = await run(
      composed({ from, subject: 'Weekly offers' }, [
        { sign: { d: 'shop.example', s: 's1' } },
        { field: 'Subject: Your account is closed' },
      ]),
    );
    expect(judgement.report.origin).toBe('signed');
    expect(loud(judgement)).toContain('headerDuplicate:danger');
  });

  test('A16: text behind the signed octets, shown by a new Content-Type', async () => {
    const body = 'Hello,\r\n\r\nthis is a message.\r\n';
    const judgement = await run(
      composed({ from, body }, [
        { sign: { d: 'shop.example', s: 's1', tags: [`l=${body.length}`] } },
        {
          replace: [
            'this is a message.\r\n',
            'this is a message.\r\n--x\r\nContent-Type: text/html\r\n\r\n<b>Pay here</b>\r\n--x--\r\n',
          ],
        },
        { field: 'Content-Type: multipart/mixed; boundary=x' },
      ]),
    );
    expect(loud(judgement)).toContain('dkimBodyLength:danger');
    expect(judgement.report.tone).toBe('danger');
  });

  test('A18: an own signed mail with the From of somebody else on top', async () => {
    const judgement = await run(
      composed({ from }, [
        { sign: { d: 'shop.example', s: 's1' } },
        { field: 'From: Chief <chief@bank.example>' },
      ]),
    );
    expect(judgement.report.origin).toBe('ambiguous');
    expect(loud(judgement)).toContain('fromMultiple:danger');
  });
});
