// Zones of the tests as plain objects, and the zone file BIND reads (RFC 1035 section 5).
import type { LookupFailure } from '../../../lib/model.ts';

/** Records of one name. A TXT string is one record; a TXT array is one record of several strings. */
export interface ZoneRecords {
  A?: string[];
  AAAA?: string[];
  CNAME?: string[];
  MX?: { priority: number; exchange: string }[];
  PTR?: string[];
  TXT?: (string | string[])[];
  /** the name answers with this failure whatever is asked; BIND and its proxy know `servfail` only */
  fail?: LookupFailure;
}

/** Owner name (any case, no final dot) → records. Strings are octets, one character each. */
export type Zone = Record<string, ZoneRecords>;

const TTL = 300;
const NEGATIVE_TTL = 120;

/** The whole name space as one root zone, so that what is not in it is NXDOMAIN and never the network. */
export function writeZone(zone: Zone): string {
  const lines = [
    `$TTL ${TTL}`,
    `. IN SOA ns.invalid. hostmaster.invalid. ${Math.floor(Date.now() / 1000)} 3600 600 86400 ${NEGATIVE_TTL}`,
    '. IN NS ns.invalid.',
    'ns.invalid. IN A 127.0.0.1',
  ];
  for (const [name, records] of Object.entries(zone)) {
    const owner = absolute(name);
    for (const address of records.A ?? []) lines.push(`${owner} IN A ${address}`);
    for (const address of records.AAAA ?? []) lines.push(`${owner} IN AAAA ${address}`);
    for (const target of records.CNAME ?? []) lines.push(`${owner} IN CNAME ${absolute(target)}`);
    for (const target of records.PTR ?? []) lines.push(`${owner} IN PTR ${absolute(target)}`);
    for (const mx of records.MX ?? [])
      lines.push(`${owner} IN MX ${mx.priority} ${absolute(mx.exchange)}`);
    for (const record of records.TXT ?? [])
      lines.push(`${owner} IN TXT ${txtStrings(record).map(quote).join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Names of the zone that must answer SERVFAIL. */
export function brokenNames(zone: Zone): string[] {
  return Object.keys(zone).filter((name) => zone[name]?.fail === 'servfail');
}

/** The strings of one TXT record, none longer than 255 octets (RFC 1035 section 3.3). */
export function txtStrings(record: string | string[]): string[] {
  const octets = (text: string) =>
    /[^\0-\xff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
  if (typeof record !== 'string') return record.map(octets);
  return octets(record).match(/[\s\S]{1,255}/g) ?? [''];
}

function absolute(name: string): string {
  const escaped = name
    .replace(/\.$/, '')
    .replace(/[^\w.*-]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`);
  return `${escaped}.`;
}

function quote(text: string): string {
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}
