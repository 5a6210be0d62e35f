// DNS messages as RFC 8484 carries them: one question out, one strictly checked answer in.
import { Buffer } from 'buffer';
import * as packet from 'dns-packet';
import type { Answer, DnsRecords, LookupFailure, RecordType } from '../model.ts';

/** A DNS message over 64 KiB cannot exist (RFC 1035 section 4.2.2). */
export const MAX_MESSAGE = 65_535;

/** An answer and what the resolver's health and the choice of the next resolver depend on. */
export interface Reply<T extends RecordType = RecordType> {
  answer: Answer<T>;
  /** the resolver itself failed, not the name it was asked for */
  faulty: boolean;
  /** NXDOMAIN without the SOA that RFC 2308 section 3 asks for: how filtering resolvers often answer */
  doubtful: boolean;
}

const PADDING_BLOCK = 128;
const MAX_RECORDS = 600;
const MAX_CHAIN = 12;
const CLIENT_SUBNET = 8;
const PADDING = 12;
const EXTENDED_ERROR = 15;
/** Extended DNS errors of a resolver that will not tell: forged, blocked, censored, filtered, prohibited. */
const WITHHELD = new Set([4, 15, 16, 17, 18]);

/**
 * One question. Id 0 so that HTTP caches could share it (RFC 8484 section 4.1), AD to learn of DNSSEC
 * without its records (RFC 6840 section 5.7), client subnet 0/0 so that the resolver passes on nothing of
 * the reader's address (RFC 7871 section 7.1.2), padding to blocks of 128 octets (RFC 8467 section 4.1).
 */
export function encodeQuestion(name: string, type: RecordType): Uint8Array<ArrayBuffer> {
  // header, question, and an OPT record with a client subnet without octets and the head of the padding
  const bare = 12 + (name.length + 2 + 4) + 11 + (4 + 4) + 4;
  return new Uint8Array(
    packet.encode({
      type: 'query',
      id: 0,
      flags: packet.RECURSION_DESIRED | packet.AUTHENTIC_DATA,
      questions: [{ name, type, class: 'IN' }],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 1232,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [
            { code: CLIENT_SUBNET, family: 1, ip: '0.0.0.0', sourcePrefixLength: 0 },
            { code: PADDING, length: Math.ceil(bare / PADDING_BLOCK) * PADDING_BLOCK - bare },
          ],
        },
      ],
    }),
  );
}

/**
 * Reads an answer to `encodeQuestion(name, type)`. Anything that is not exactly an answer to this question
 * is `garbage`. TXT strings are latin1, one character an octet: nothing is lost or repaired on the way.
 */
export function decodeReply<T extends RecordType>(
  octets: Uint8Array,
  name: string,
  type: T,
): Reply<T> {
  try {
    return read(octets, name, type);
  } catch {
    return failure('garbage', { faulty: true });
  }
}

/** A reply that holds no records. */
export function failure(
  status: LookupFailure,
  more: { ttl?: number; dnssec?: boolean; faulty?: boolean; doubtful?: boolean } = {},
): Reply<never> {
  const { ttl = 0, dnssec = false, faulty = false, doubtful = false } = more;
  return { answer: { status, ttl, dnssec }, faulty, doubtful };
}

type Entry = packet.Answer & { ttl?: number };

/** dns-packet's decoder of one record, which its types leave out. */
const { answer: recordCodec } = packet as unknown as {
  answer: { decode: ((octets: Buffer, offset: number) => Entry) & { bytes: number } };
};

const READ = new Set([1, 5, 6, 12, 15, 16, 28, 41]);

/**
 * Walks the message by its own lengths and lets dns-packet decode the record types we use, one at a time.
 * Its whole-message decoder trusts the lengths inside RDATA and can be led astray by a hostile answer.
 */
function readRecords(message: Buffer, offset: number, count: number): [Entry[], number] {
  const records: Entry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    const fixed = skipName(message, at);
    const code = message.readUInt16BE(fixed);
    const end = fixed + 10 + message.readUInt16BE(fixed + 8);
    if (end > message.length) throw new Error('truncated');
    if (READ.has(code)) {
      records.push(recordCodec.decode(message, at));
      if (recordCodec.decode.bytes !== end - at) throw new Error('length');
    }
    at = end;
  }
  return [records, at];
}

function skipName(message: Buffer, offset: number): number {
  let at = offset;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    if (length > 63) throw new Error('label');
    at += 1 + length;
  }
}

function read<T extends RecordType>(octets: Uint8Array, name: string, type: T): Reply<T> {
  const message = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  const question = encodeQuestion(name, type).subarray(12, 12 + name.length + 6);
  const flags = message.readUInt16BE(2);
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((at) =>
    message.readUInt16BE(at),
  ) as [number, number, number, number];
  const isAnswer = (flags & 0x8000) !== 0 && (flags & 0x7800) === 0 && (flags & 0x0200) === 0;
  if (!isAnswer || message.readUInt16BE(0) !== 0 || questions !== 1) throw new Error('header');
  if (answers + authorities + additionals > MAX_RECORDS) throw new Error('records');
  const asked = message.subarray(12, 12 + question.length);
  if (asked.toString('latin1').toLowerCase() !== Buffer.from(question).toString('latin1'))
    throw new Error('question');

  const [answer, second] = readRecords(message, 12 + question.length, answers);
  const [authority, third] = readRecords(message, second, authorities);
  const [additional] = readRecords(message, third, additionals);

  const dnssec = (flags & 0x20) !== 0;
  const edns = additional.find((record) => record.type === 'OPT') as packet.OptAnswer | undefined;
  if (withheld(edns)) return failure('refused');
  const rcode = (flags & 0xf) | ((edns?.extendedRcode ?? 0) << 4);
  if (rcode === 5) return failure('refused');
  if (rcode !== 0 && rcode !== 3) return failure('servfail');

  const soa = authority.find((record) => record.type === 'SOA') as packet.SoaAnswer | undefined;
  const negativeTtl = soa ? Math.min(seconds(soa.ttl), seconds(soa.data.minimum)) : 0;
  if (rcode === 3) return failure('nxdomain', { ttl: negativeTtl, dnssec, doubtful: !soa });

  const chain = followChain(answer, name, type);
  // Its zone's doing, not the resolver's.
  if (!chain) return failure('garbage');
  const found = answer.filter((r) => r.type === type && canonical(r.name) === chain.owner);
  if (found.length === 0) return failure('nodata', { ttl: negativeTtl, dnssec });
  const ttl = Math.min(...found.map((record) => seconds(record.ttl)), chain.ttl);
  const records = found.map((record) => DATA[type](record as never)) as DnsRecords[T];
  return { answer: { status: 'ok', records, ttl, dnssec }, faulty: false, doubtful: false };
}

/** The name the records belong to, after the CNAMEs inside the answer; null when they go in a circle or on and on. */
function followChain(
  answer: Entry[],
  name: string,
  type: RecordType,
): { owner: string; ttl: number } | null {
  let owner = name;
  let ttl = Number.POSITIVE_INFINITY;
  if (type === 'CNAME') return { owner, ttl };
  for (let hops = 0; hops <= MAX_CHAIN; hops++) {
    const alias = answer.find((r) => r.type === 'CNAME' && canonical(r.name) === owner);
    if (!alias) return { owner, ttl };
    owner = canonical((alias as packet.StringAnswer).data);
    ttl = Math.min(ttl, seconds(alias.ttl));
  }
  return null;
}

function withheld(edns: packet.OptAnswer | undefined): boolean {
  const options = (edns?.options ?? []) as unknown as { code: number; data: Buffer }[];
  return options.some(
    ({ code, data }) =>
      code === EXTENDED_ERROR && data.length >= 2 && WITHHELD.has(data.readUInt16BE(0)),
  );
}

const text = (record: { data: string }) => record.data;
const host = (record: { data: string }) => canonical(record.data);

const DATA: { [T in RecordType]: (record: never) => DnsRecords[T][number] } = {
  A: text,
  AAAA: text,
  CNAME: host,
  PTR: host,
  MX: ({ data }: packet.MxAnswer) => ({
    priority: data.preference ?? 0,
    exchange: canonical(data.exchange),
  }),
  TXT: ({ data }: { data: Buffer[] }) => data.map((string) => string.toString('latin1')),
};

/** Lower case, and '' for the root: the null MX of RFC 7505. */
function canonical(name: string): string {
  return name === '.' ? '' : name.toLowerCase();
}

/** RFC 2181 section 8: a TTL with the highest bit set counts as zero. */
function seconds(ttl: number | undefined): number {
  return ttl === undefined || ttl > 0x7fffffff ? 0 : ttl;
}
