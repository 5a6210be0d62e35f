// Copies of what DNS answered: several times a message, where structuredClone alone would cost more than the reading.
import type { Answer, DnsRecords, RecordType } from '../model.ts';

/** Records that may be changed without anybody noticing. */
export function copyRecords<T extends RecordType>(records: DnsRecords[T]): DnsRecords[T] {
  const copies = (records as DnsRecords[RecordType][number][]).map((record) => {
    if (typeof record === 'string') return record;
    return Array.isArray(record) ? [...record] : { ...record };
  });
  return copies as DnsRecords[T];
}

/** An answer that may be changed without anybody noticing. */
export function copyAnswer<T extends RecordType>(answer: Answer<T>): Answer<T> {
  if (answer.status !== 'ok') return { ...answer };
  return { ...answer, records: copyRecords<T>(answer.records) };
}
