// The only way out of a test browser: a CONNECT proxy that leads known hosts to loopback ports and refuses the rest.
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** One host a browser wanted to reach. */
export interface ProxyConnection {
  /** `host:port` */
  target: string;
  /** led to a local server */
  allowed: boolean;
  at: number;
}

export interface TestProxy {
  port: number;
  connections: ProxyConnection[];
  /** Hosts that were asked for and refused, each once, without the browser's own (see {@link BROWSER_NOISE}). */
  refused(): string[];
  /** Adds or moves a host; null takes it away. Connections that are open stay. */
  map(target: string, port: number | null): void;
  /** Refuses everything and cuts what is open, as without a network. */
  setOffline(offline: boolean): void;
  close(): Promise<void>;
}

/** Hosts the browsers themselves call at start, which no extension of ours may name. */
export const BROWSER_NOISE: readonly RegExp[] = [
  // Chromium: component and extension updates, sign-in state, field trials, autofill
  /^(clients\d*|update|optimizationguide-pa|content-autofill|safebrowsing|safebrowsingohttpgateway|android\.clients|edgedl\.me)\.(googleapis|google|gvt1)\.com:(80|443)$/,
  /^accounts\.google\.com:443$/,
  /^redirector\.gvt1\.com:(80|443)$/,
  // Firefox: settings, add-on blocklist, captive portal, push, telemetry
  /^([\w-]+\.)*mozilla\.(com|org|net):443$/,
  /^detectportal\.firefox\.com:(80|443)$/,
];

/**
 * Starts the proxy on a free loopback port.
 * @param hosts `host:port` → loopback port
 */
export async function startProxy(hosts: Record<string, number>): Promise<TestProxy> {
  const map = new Map(Object.entries(hosts));
  const connections: ProxyConnection[] = [];
  const sockets = new Set<Socket>();
  let offline = false;
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A browser that goes away in the middle is no error of the test.
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const note = (target: string): number | null => {
    const port = offline ? undefined : map.get(target);
    connections.push({ target, allowed: map.has(target), at: Date.now() });
    return port ?? null;
  };

  const server = createServer((request: IncomingMessage, response) => {
    // Plain http through a proxy carries the whole address.
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
    note(url ? `${url.hostname}:${url.port || 80}` : (request.headers.host ?? 'unknown'));
    response.writeHead(403).end();
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    track(client);
    const port = note(request.url ?? '');
    if (port === null) {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = track(connect(port, '127.0.0.1'));
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  server.on('connection', track);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    connections,
    refused() {
      const names = connections.filter(({ allowed }) => !allowed).map(({ target }) => target);
      return [...new Set(names)].filter((name) => !BROWSER_NOISE.some((own) => own.test(name)));
    },
    map(target, port) {
      if (port === null) map.delete(target);
      else map.set(target, port);
    },
    setOffline(state) {
      offline = state;
      if (state) for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
