// A message through the whole journey with everything counted that an attacker could multiply.
import { expect, vi } from 'vitest';
import { LOCAL_CONTEXT } from '../../lib/context.ts';
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Context, Digest, Report } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { say } from '../../lib/words.ts';
import { READER, receiveAtGmail } from '../helpers/cases/gmail.ts';
import type { Draft } from '../helpers/cases/sign.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';

export const NOW = Date.UTC(2026, 10, 20, 9);

export interface Outcome {
  digest: Digest;
  report: Report;
  /** questions that went to DNS, `name TYPE` */
  asked: string[];
  /** calls of WebCrypto */
  hashes: number;
  verifications: number;
  /** processor time is for the bench; this only tells a hang from a slow machine */
  milliseconds: number;
}

/** Longer than any of this takes on a busy machine, shorter than anything quadratic. */
export const LIMIT = 15_000;

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
  const started = performance.now();
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
    for (const sentence of [seal.label, seal.sentence, closing, ...advice]) say('ja', sentence);
    return {
      digest: made,
      report: judgement.report,
      asked: resolver.asked,
      hashes: hash.mock.calls.length,
      verifications: verify.mock.calls.length,
      milliseconds: performance.now() - started,
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
export const MEBIBYTE = 1 << 20;

export const BOTH: [string, Circumstances][] = [
  ['a file', {}],
  ['received by Gmail', { dmarc: 'fail reject' }],
];

export function expectBounded({ asked, hashes, verifications, milliseconds }: Outcome): void {
  expect(new Set(asked.map((one) => one.split(' ')[0])).size).toBeLessThanOrEqual(MOST_NAMES);
  expect(hashes).toBeLessThanOrEqual(MOST_HASHES);
  expect(verifications).toBeLessThanOrEqual(MOST_VERIFICATIONS);
  expect(milliseconds).toBeLessThan(LIMIT);
}
