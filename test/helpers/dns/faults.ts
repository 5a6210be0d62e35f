// What can go wrong between a reader and a resolver, as changes to one HTTP answer.
import type { Http2ServerResponse } from 'node:http2';
import * as packet from 'dns-packet';

export const FAULTS = [
  'hang',
  'drip',
  'reset',
  'offline',
  'redirect',
  'status403',
  'status429',
  'status500',
  'status503',
  'noContent',
  'html',
  'contentType',
  'empty',
  'garbage',
  'truncated',
  'truncationBit',
  'wrongId',
  'wrongQuestion',
  'notAnswer',
  'oversized',
  'cnameLoop',
  'countsLie',
  'servfail',
  'refused',
  'filtered',
  'blocked',
  'sinkhole',
  'manyStrings',
  'manyRecords',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Over HTTP/1.1 it is a ServerResponse, which has no `stream`. */
type Response = Http2ServerResponse;

const DNS_MESSAGE = 'application/dns-message';

/** Answers with the fault; `true` when the answer BIND gave is not needed for it. */
export function answerFaultily(fault: Fault, response: Response): boolean {
  const status = /^status(\d+)$/.exec(fault)?.[1];
  if (status) {
    response.writeHead(Number(status), { 'content-type': 'text/plain' });
    response.end('no');
    return true;
  }
  switch (fault) {
    case 'hang':
      return true;
    case 'reset':
      // The whole connection goes, as when a middlebox cuts it.
      response.socket?.destroy();
      if ('stream' in response) response.stream.session?.destroy();
      return true;
    case 'redirect':
      response.writeHead(302, { location: '/login' });
      response.end();
      return true;
    case 'noContent':
      response.writeHead(204);
      response.end();
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to the network</title>');
      return true;
    case 'oversized':
      response.writeHead(200, { 'content-type': DNS_MESSAGE });
      response.end(Buffer.alloc(200_000, 1));
      return true;
    default:
      return false;
  }
}

/** Sends BIND's answer with the fault in it. */
export function sendDamaged(fault: Fault, octets: Buffer, response: Response): void {
  if (fault === 'drip') {
    response.writeHead(200, { 'content-type': DNS_MESSAGE });
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < octets.length) {
        response.write(octets.subarray(sent, ++sent));
        return;
      }
      clearInterval(timer);
      response.end();
    }, 100);
    response.on('close', () => clearInterval(timer));
    return;
  }
  const type = fault === 'contentType' ? 'application/json' : DNS_MESSAGE;
  response.writeHead(200, { 'content-type': type });
  response.end(damage(fault, octets));
}

function damage(fault: Fault, octets: Buffer): Buffer {
  const changed = Buffer.from(octets);
  const question = packet.decode(octets).questions?.[0] as packet.Question;
  const answer = (more: Partial<packet.Packet>, rcode = 0) =>
    packet.encode({
      type: 'response',
      id: 0,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode,
      questions: [question],
      ...more,
    });
  const { name } = question;
  switch (fault) {
    case 'empty':
      return Buffer.alloc(0);
    case 'garbage':
      return Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 151 + 89) % 256));
    case 'truncated':
      return changed.subarray(0, Math.max(13, changed.length - 9));
    case 'truncationBit':
      changed[2]! |= 0x02;
      return changed;
    case 'wrongId':
      changed.writeUInt16BE(4711, 0);
      return changed;
    case 'wrongQuestion':
      changed[13] = changed[13] === 0x78 ? 0x79 : 0x78;
      return changed;
    case 'notAnswer':
      changed[2]! &= 0x7f;
      return changed;
    case 'countsLie':
      changed.writeUInt16BE(0xffff, 6);
      return changed;
    case 'cnameLoop':
      return answer({
        answers: [
          { name, type: 'CNAME', ttl: 60, data: 'loop.example' },
          { name: 'loop.example', type: 'CNAME', ttl: 60, data: name },
        ],
      });
    case 'servfail':
      return answer({}, 2);
    case 'refused':
      return answer({}, 5);
    case 'filtered':
      return answer({}, 3);
    case 'blocked':
      return answer({ additionals: [extendedError(15)] }, 3);
    case 'sinkhole':
      if (question.type !== 'A') return answer({ additionals: [extendedError(17)] });
      return answer({
        answers: [{ name, type: 'A', ttl: 60, data: '0.0.0.0' }],
        additionals: [extendedError(17)],
      });
    case 'manyStrings':
      return answer({
        answers: [
          { name, type: 'TXT', ttl: 60, data: Array.from({ length: 300 }, (_, i) => `part${i} `) },
        ],
      });
    case 'manyRecords':
      return answer({
        answers: Array.from({ length: 2000 }, (_, i) => ({
          name: '.',
          type: 'TXT' as const,
          ttl: 60,
          data: `${i}`,
        })),
      });
    default:
      return changed;
  }
}

/** RFC 8914. */
function extendedError(code: number): packet.OptAnswer {
  const data = Buffer.alloc(2);
  data.writeUInt16BE(code);
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [{ code: 15, data } as unknown as packet.PacketOpt],
  };
}
