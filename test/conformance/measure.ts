// measure() as the tests of the suites call it: raw octets and a zone in, one Evaluated out.
import { measure } from '../../lib/evidence/evaluated.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import type {
  Answer,
  DnsRecords,
  Evaluated,
  Instant,
  Lookups,
  RecordType,
  Stated,
} from '../../lib/model.ts';

/** A record without anything in it: what measure() then finds, it finds by itself. */
export const NO_RECORD: Stated = {
  proof: 'absent',
  absence: 'file',
  sealDoubt: null,
  authservId: null,
  results: null,
  spf: null,
  dkim: null,
  dmarc: null,
  arc: null,
  boundary: null,
  clientAddress: null,
  gateway: false,
  helo: null,
  mailFrom: null,
  receivedAt: null,
  forged: [],
  dmarcComment: { p: null, sp: null, dis: null },
};

export type Answers = (name: string, type: RecordType) => Answer | Promise<Answer>;

/** Lookups over a function, without a gate. */
export function lookupsOver(
  answers: Answers,
  expandsReaderMacros = true,
): Lookups & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    expandsReaderMacros,
    queries: () => [...new Set(asked.map((one) => one.split(' ')[1]!))],
    held: () => [],
    async ask<T extends RecordType>(name: string, type: T) {
      asked.push(`${type} ${name}`);
      return (await answers(name.toLowerCase(), type)) as Answer<T>;
    },
  };
}

export const ok = <T extends RecordType>(records: DnsRecords[T]): Answer => ({
  status: 'ok',
  records,
  ttl: 300,
  dnssec: false,
});
export const failed = (status: Exclude<Answer['status'], 'ok'>): Answer => ({
  status,
  ttl: 0,
  dnssec: false,
});

/** Answers TXT questions from a table; null and absent names do not exist. */
export const txtZone =
  (zone: Record<string, string | string[] | null>): Answers =>
  (name, type) => {
    const record = zone[name];
    if (record === undefined || record === null) return failed('nxdomain');
    return type === 'TXT' ? ok<'TXT'>([record].flat().map((text) => [text])) : failed('nodata');
  };

export interface MeasureInput {
  raw: Uint8Array;
  lookups: Lookups;
  stated?: Partial<Stated>;
  at?: Instant;
  now?: Instant;
}

export async function measureRaw({
  raw,
  lookups,
  stated,
  at = 0,
  now,
}: MeasureInput): Promise<Evaluated> {
  const made = await digest(raw);
  if (made.refused) throw new Error(`refused: ${made.refused}`);
  const record = { ...NO_RECORD, ...stated };
  return measure(made, parse(made.header), record, lookups, () => ({ at, clock: 'override' }), {
    ...(now === undefined ? {} : { now }),
  });
}
