// startDns: a resolver behind a TLS front that speaks HTTP/1.1 and HTTP/2 and can fail in every known way.
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import * as packet from 'dns-packet';
import { PROVIDERS } from '../../../lib/dns/providers.ts';
import { type Certificate, makeCertificate } from '../certificate.ts';
import { type Dnssec, startBind } from './bind.ts';
import { startEmbedded } from './embedded.ts';
import { answerFaultily, type Fault, sendDamaged } from './faults.ts';
import type { Zone } from './zone.ts';

/** One request as it reached the front. */
export interface FrontRequest {
  protocol: 'HTTP/1.1' | 'HTTP/2';
  method: string;
  host: string;
  headers: Record<string, string | string[] | undefined>;
  /** the DNS message of the request */
  message: Buffer;
  /** `name TYPE` */
  question: string;
}

export interface TestDns {
  /** for a client that trusts `caPath` or `spkiHash` */
  url: string;
  port: number;
  /** of BIND itself: DNS over unencrypted HTTP/2, as `dig +http-plain` speaks it; 0 without BIND */
  plainPort: number;
  caPath: string;
  spkiHash: string;
  /** what the resolver itself was asked: `name TYPE`, in order */
  queries(): string[];
  /** what came to the front, also what a fault kept from it */
  requests(): FrontRequest[];
  /** Starts both lists anew. */
  forget(): void;
  /** Fails from now on; `only` limits the fault to these names or to these hosts of the URL. */
  setFault(fault: Fault | null, only?: { names?: string[]; hosts?: string[] }): void;
  /** Every answer waits this long. */
  setDelay(milliseconds: number): void;
  addRecords(zone: Zone): Promise<void>;
  close(): Promise<void>;
}

/** Host names of the table of resolvers, so that one front can stand for all of them. */
const HOSTS = ['localhost', ...PROVIDERS.map(({ url }) => new URL(url).hostname)];

/** Starts everything, about 200 ms. Give a certificate to share it with other local servers. `embedded`: without BIND. */
export async function startDns(
  zone: Zone,
  options: { certificate?: Certificate; dnssec?: Dnssec; embedded?: boolean } = {},
): Promise<TestDns> {
  const certificate = options.certificate ?? makeCertificate(HOSTS);
  const server = options.embedded ? startEmbedded(zone) : await startBind(zone, options.dnssec);
  let fault: Fault | null = null;
  let only: { names?: string[]; hosts?: string[] } = {};
  let delay = 0;
  let seen: FrontRequest[] = [];
  const sockets = new Set<Socket>();

  const front = http2.createSecureServer(
    { key: certificate.key, cert: certificate.cert, allowHTTP1: true },
    async (request, response) => {
      const host = String(request.headers[':authority'] ?? request.headers.host ?? '');
      const { pathname, searchParams } = new URL(request.url, 'https://front.invalid');
      const message = Buffer.from(searchParams.get('dns') ?? '', 'base64url');
      const [question] = message.length > 12 ? (packet.decode(message).questions ?? []) : [];
      if (pathname !== '/dns-query' || !question) {
        // Without a body Chromium would show a page of its own instead.
        response.writeHead(404, { 'content-type': 'text/plain' });
        response.end('There is nothing here but /dns-query.');
        return;
      }
      seen.push({
        protocol: request.httpVersion === '2.0' ? 'HTTP/2' : 'HTTP/1.1',
        method: request.method,
        host,
        headers: { ...request.headers },
        message,
        question: `${question.name} ${question.type}`,
      });
      let gone = false;
      response.on('close', () => {
        gone = true;
      });
      const applies =
        (only.names?.includes(question.name) ?? true) &&
        (only.hosts?.some((one) => host.startsWith(one)) ?? true);
      const active = applies ? fault : null;
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      if (active && answerFaultily(active, response)) return;
      const octets = await server.ask(message).catch(() => null);
      if (gone) return;
      if (!octets) {
        response.writeHead(502);
        response.end();
        return;
      }
      if (active) sendDamaged(active, octets, response);
      else {
        response.writeHead(200, { 'content-type': 'application/dns-message' });
        response.end(octets);
      }
    },
  );
  front.on('connection', (socket: Socket) => {
    if (fault === 'offline') {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  front.on('sessionError', () => {});
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    url: `https://127.0.0.1:${port}/dns-query`,
    port,
    plainPort: server.port ?? 0,
    caPath: certificate.caPath,
    spkiHash: certificate.spkiHash,
    queries: server.queries,
    requests: () => seen,
    forget() {
      server.forget();
      seen = [];
    },
    setFault(kind, limits = {}) {
      fault = kind;
      only = limits;
      if (kind === 'offline') cut();
    },
    setDelay(milliseconds) {
      delay = milliseconds;
    },
    addRecords: server.addRecords,
    async close() {
      cut();
      await new Promise<void>((resolve) => front.close(() => resolve()));
      await server.close();
    },
  };
}
