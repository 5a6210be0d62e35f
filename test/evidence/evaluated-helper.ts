// Messages and lookups for the tests of measure().
import { Questions } from '../../lib/evidence/evaluated/questions.ts';
import type { Answer, Evaluated, Instant, Lookups, RecordType, Stated } from '../../lib/model.ts';
import { measureRaw } from '../conformance/measure.ts';
import { type Draft, keyRecord, type SignOptions, signDkim } from '../helpers/cases/sign.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';

export { keyRecord, Questions };

/** The moment the messages of these tests were received. */
export const RECEIVED = Date.UTC(2026, 10, 1, 12);
const SIGNED = RECEIVED / 1_000 - 60;

export function draft(from = 'Ann <ann@example.com>'): Draft {
  return {
    fields: [
      `From: ${from}`,
      'To: reader@example.org',
      'Subject: Hello',
      'Date: Sun, 1 Nov 2026 12:00:00 +0000',
    ],
    body: 'Hello,\r\n\r\nthis is the body.\r\n',
  };
}

export const sign = (message: Draft, options: Partial<SignOptions> = {}): Draft =>
  signDkim(message, { d: 'example.com', s: 's1', t: SIGNED, ...options });

export const octets = ({ fields, body }: Draft): Uint8Array =>
  new Uint8Array(Buffer.from(`${fields.join('\r\n')}\r\n\r\n${body}`, 'latin1'));

export interface TestLookups extends Lookups {
  asked: string[];
}

/** Lookups over a zone; `refuse` answers in its place where it returns a status. */
export function lookups(
  zone: Zone,
  options: {
    careful?: boolean;
    refuse?: (name: string, type: RecordType) => Exclude<Answer['status'], 'ok'> | null;
    confirm?: Zone;
  } = {},
): TestLookups {
  const resolver = memoryResolver(zone);
  return {
    asked: resolver.asked,
    expandsReaderMacros: !options.careful,
    queries: () => [...new Set(resolver.asked.map((one) => one.split(' ')[0]!))],
    held: () => [],
    ...(options.confirm ? { confirm: memoryResolver(options.confirm) } : {}),
    async ask<T extends RecordType>(name: string, type: T): Promise<Answer<T>> {
      const status = options.refuse?.(name.toLowerCase(), type);
      return status ? { status, ttl: 0, dnssec: false } : resolver.ask(name, type);
    },
  };
}

export const KEY_ZONE: Zone = { 's1._domainkey.example.com': { TXT: [keyRecord('rsa2048')] } };

export function evaluate(
  message: Draft | Uint8Array,
  zone: Zone | Lookups = KEY_ZONE,
  stated: Partial<Stated> = {},
  at: Instant = RECEIVED,
): Promise<Evaluated> {
  const raw = message instanceof Uint8Array ? message : octets(message);
  const over =
    'ask' in zone && typeof zone.ask === 'function' ? (zone as Lookups) : lookups(zone as Zone);
  return measureRaw({ raw, lookups: over, stated, at, now: RECEIVED });
}
