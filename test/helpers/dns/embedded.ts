// A resolver within the process: the same zones as BIND, for a demo that needs a browser and nothing else.
import * as packet from 'dns-packet';
import type { RecordType } from '../../../lib/model.ts';
import { memoryResolver } from './memory.ts';
import type { DnsServer } from './server.ts';
import type { Zone } from './zone.ts';

const TYPES: readonly string[] = ['A', 'AAAA', 'CNAME', 'MX', 'PTR', 'TXT'];
const NEGATIVE_TTL = 120;
const CODES = { nxdomain: 3, nodata: 0 } as Record<string, number>;
const SERVFAIL = 2;

/** Answers DNS messages from a zone as a recursive resolver would. */
export function startEmbedded(given: Zone): DnsServer {
  const zone: Zone = { ...given };
  let asked: string[] = [];

  async function answersOf(name: string, type: string): Promise<[number, packet.Answer[]]> {
    if (!TYPES.includes(type)) return [0, []];
    const found = await memoryResolver(zone).ask(name, type as RecordType);
    if (found.status !== 'ok') return [CODES[found.status] ?? SERVFAIL, []];
    const answers = found.records.map((record) => {
      const data =
        type === 'MX'
          ? { preference: (record as { priority: number }).priority, ...(record as object) }
          : type === 'TXT'
            ? (record as string[]).map((text) => Buffer.from(text, 'latin1'))
            : record;
      return { name, type, ttl: found.ttl, data } as packet.Answer;
    });
    return [0, answers];
  }

  return {
    async ask(message) {
      const [question] = packet.decode(message).questions ?? [];
      if (!question) throw new Error('no question');
      asked.push(`${question.name.toLowerCase()} ${question.type}`);
      const [code, answers] = await answersOf(question.name, question.type);
      return packet.encode({
        type: 'response',
        id: message.readUInt16BE(0),
        flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code,
        questions: [question],
        answers,
        // How long a resolver may remember that there is nothing (RFC 2308).
        authorities: answers.length > 0 || code === SERVFAIL ? [] : [SOA],
      });
    },
    queries: () => [...asked],
    forget() {
      asked = [];
    },
    async addRecords(more) {
      Object.assign(zone, more);
    },
    async close() {},
  };
}

const SOA: packet.Answer = {
  name: '.',
  type: 'SOA',
  ttl: NEGATIVE_TTL,
  data: {
    mname: 'ns.invalid',
    rname: 'hostmaster.invalid',
    serial: 1,
    refresh: 3600,
    retry: 600,
    expire: 86_400,
    minimum: NEGATIVE_TTL,
  },
};
