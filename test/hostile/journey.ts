// A message through the whole journey with everything counted that an attacker could multiply.
import { expect, vi } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type { Context, Digest, Report } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { say } from '../../lib/words.ts';
import { READER, receiveAtGmail } from '../helpers/cases/gmail.ts';
import { type Draft, keyRecord, signDkim } from '../helpers/cases/sign.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { expectCost, startSpending } from '../helpers/work.ts';

export const NOW = Date.UTC(2026, 10, 20, 9);

export interface Outcome {
  digest: Digest;
  report: Report;
  /** questions that went to DNS, `name TYPE` */
  asked: string[];
  /** calls of WebCrypto */
  hashes: number;
  verifications: number;
  /** processor time of the whole, microseconds */
  spent: number;
  /** does the same once more */
  again: () => Promise<Outcome>;
}

export interface Circumstances {
  zone?: Zone;
  /** received by Gmail with this result of DMARC; without it a file that somebody dropped */
  dmarc?: string;
  context?: Partial<Context>;
}

export const octetsOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

export const draftOf = (fields: string[], body = 'Hello\r\n'): Draft => ({
  fields: [
    ...fields,
    'To: alice@gmail.com',
    'Subject: Hello',
    'Date: Fri, 20 Nov 2026 08:00:00 +0000',
  ],
  body,
});

/** Digests, judges and tells, in mode `always`, so that nothing is spared by being held. */
export async function judge(draft: Draft, circumstances: Circumstances = {}): Promise<Outcome> {
  const { zone = {}, dmarc, context } = circumstances;
  const whole =
    dmarc === undefined
      ? draft
      : receiveAtGmail(
          draft,
          { helo: 'out.evil.example', mailFrom: 'x@evil.example', spf: 'none', dmarc, seal: false },
          'evil.example',
          NOW - 60_000,
        );
  const raw = octetsOf(`${whole.fields.join('\r\n')}\r\n\r\n${whole.body}`);
  const hash = vi.spyOn(crypto.subtle, 'digest');
  const verify = vi.spyOn(crypto.subtle, 'verify');
  const resolver = memoryResolver(zone);
  const spent = startSpending();
  try {
    const made = await digest(raw);
    const lookups = openLookups(resolver, { mode: 'always', folder: 'inbox' });
    const judgement = await evaluate(made, lookups, {
      ...LOCAL_CONTEXT,
      source: dmarc === undefined ? 'file' : 'gmail',
      me: { addresses: [READER], name: 'Alice' },
      now: NOW,
      ...context,
    });
    const { seal, closing, advice } = tell(judgement);
    for (const sentence of [seal.label, seal.sentence, ...(closing ? [closing] : []), ...advice])
      say('ja', sentence);
    return {
      digest: made,
      report: judgement.report,
      asked: resolver.asked,
      hashes: hash.mock.calls.length,
      verifications: verify.mock.calls.length,
      spent: spent(),
      again: () => judge(draft, circumstances),
    };
  } finally {
    hash.mockRestore();
    verify.mockRestore();
  }
}

/** 8 signatures, and the sets of ARC that are tried */
export const MOST_VERIFICATIONS = 8 + 5;
export const MOST_HASHES = 8;
export const MOST_NAMES = 40;
/** ordinary judgements that a hostile one may cost */
const MOST_COST = 20;
export const MEBIBYTE = 1 << 20;

export const BOTH: [string, Circumstances][] = [
  ['a file', {}],
  ['received by Gmail', { dmarc: 'fail reject' }],
];

/** An honest message of this size with a signature, received by Gmail: what a judgement ordinarily costs. */
function ordinaryOf(header: number, body: number): () => Promise<Outcome> {
  const filler = Array.from(
    { length: Math.ceil(header / 80) },
    (_, i) => `X-Field-${i}: ${'value '.repeat(10)}`,
  );
  const fields = [...filler, 'From: Shop <info@shop.example>'];
  const draft = draftOf(fields, `${'Hello and thank you.\r\n'.repeat(Math.ceil(body / 22))}`);
  const signed = signDkim(draft, { d: 'shop.example', s: 's1' });
  const zone = { 's1._domainkey.shop.example': { TXT: [keyRecord('rsa2048')] } };
  return () => judge(signed, { zone, dmarc: 'pass none' });
}

/** Nothing that is counted is more than it may be, and the whole costs no more than so many of its size. */
export async function expectBounded(outcome: Outcome, most = MOST_COST): Promise<void> {
  const { asked, hashes, verifications, again, spent, digest: made } = outcome;
  expect(new Set(asked.map((one) => one.split(' ')[0])).size).toBeLessThanOrEqual(MOST_NAMES);
  expect(hashes).toBeLessThanOrEqual(MOST_HASHES);
  expect(verifications).toBeLessThanOrEqual(MOST_VERIFICATIONS);
  const ordinary = ordinaryOf(made.header.length, made.facts.size);
  await expectCost(again, most, ordinary, spent);
}
