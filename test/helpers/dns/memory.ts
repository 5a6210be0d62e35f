// A Resolver over a zone in memory, for tests that need no wire.
import type { Answer, DnsRecords, RecordType, Resolver } from '../../../lib/model.ts';
import { txtStrings, type Zone, type ZoneRecords } from './zone.ts';

/** A resolver that keeps a record of what it was asked: `name TYPE`, in order. */
export interface MemoryResolver extends Resolver {
  readonly asked: string[];
}

const TTL = 300;

/**
 * Answers as a recursive resolver would: CNAMEs followed, `nodata` for a name that exists (an empty
 * non-terminal too), `nxdomain` for one that does not. Records are copied, so a caller may change them.
 */
export function memoryResolver(zone: Zone, options: { confirm?: Resolver } = {}): MemoryResolver {
  const names = new Map<string, ZoneRecords>();
  for (const [name, records] of Object.entries(zone)) names.set(canonical(name), records);
  const exists = (name: string) => {
    if (names.has(name)) return true;
    for (const other of names.keys()) if (other.endsWith(`.${name}`)) return true;
    return false;
  };
  const asked: string[] = [];

  async function ask<T extends RecordType>(name: string, type: T): Promise<Answer<T>> {
    asked.push(`${name} ${type}`);
    let owner = canonical(name);
    for (let hops = 0; hops < 10; hops++) {
      const records = names.get(owner);
      if (records?.fail) return { status: records.fail, ttl: 0, dnssec: false };
      const found = records ? recordsOf(records, type) : [];
      if (found.length > 0) return { status: 'ok', records: found, ttl: TTL, dnssec: false };
      const target = type === 'CNAME' ? undefined : records?.CNAME?.[0];
      if (target === undefined)
        return { status: exists(owner) ? 'nodata' : 'nxdomain', ttl: TTL, dnssec: false };
      owner = canonical(target);
    }
    return { status: 'servfail', ttl: 0, dnssec: false };
  }

  return { asked, ask, ...(options.confirm ? { confirm: options.confirm } : {}) };
}

function recordsOf<T extends RecordType>(records: ZoneRecords, type: T): DnsRecords[T] {
  const copies: { [K in RecordType]: () => DnsRecords[K] } = {
    A: () => [...(records.A ?? [])],
    AAAA: () => [...(records.AAAA ?? [])],
    CNAME: () => (records.CNAME ?? []).map(canonical),
    PTR: () => (records.PTR ?? []).map(canonical),
    MX: () => (records.MX ?? []).map((mx) => ({ ...mx, exchange: canonical(mx.exchange) })),
    TXT: () => (records.TXT ?? []).map(txtStrings),
  };
  return copies[type]();
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
