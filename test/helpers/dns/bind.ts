// A real BIND 9 pair for tests: an authority that holds the zone and a resolver that speaks DNS over HTTPS.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PATIENCE } from '../patience.ts';
import type { DnsServer } from './server.ts';
import { makeTrustAnchor, signZone } from './sign-zone.ts';
import { brokenNames, writeZone, type Zone } from './zone.ts';

/** `signed`: the whole name space is, and the resolver validates it; `bogus`: it trusts another key than the zone's. */
export type Dnssec = 'signed' | 'bogus';

const NAMED = '/usr/sbin/named';
const RNDC = '/usr/sbin/rndc';
const run = promisify(execFile);

export const hasBind = () => [NAMED, RNDC].every((file) => existsSync(file));

/**
 * Starts both servers on free loopback ports. An authority alone will not do: it follows no CNAME into
 * another zone and answers without recursion, unlike any resolver a reader uses.
 */
export async function startBind(zone: Zone, dnssec?: Dnssec): Promise<DnsServer> {
  if (!hasBind())
    throw new Error(`${NAMED} is missing: these tests need BIND 9.18 (apt-get install bind9).`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(zone, dnssec);
    } catch (error) {
      // A free port can be taken between finding and binding it.
      if (attempt === 3 || !/address in use|not listening/.test(String(error))) throw error;
    }
  }
}

async function startOnce(given: Zone, dnssec?: Dnssec): Promise<DnsServer> {
  const zone: Zone = { ...given };
  const folder = mkdtempSync(join(tmpdir(), 'inkan-bind-'));
  const [authorityPort, authorityControl, port, control, closed] = await freePorts(5);
  const secret = randomBytes(32).toString('base64');
  const zoneFile = join(folder, 'zone');
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const own = dnssec && makeTrustAnchor(keys);
  const trusted = dnssec === 'bogus' ? makeTrustAnchor(folder) : own;
  const publish = () => {
    writeFileSync(zoneFile, writeZone(zone));
    if (dnssec) signZone(zoneFile, keys);
  };

  const authority: Instance = {
    folder: join(folder, 'authority'),
    control: authorityControl!,
    secret,
    options: `listen-on port ${authorityPort} { 127.0.0.1; }; recursion no; dnssec-validation no;`,
    zones: () =>
      [
        `zone "." { type primary; file "${zoneFile}"; };`,
        // A secondary whose primary never answers is how an authority comes to say SERVFAIL.
        ...brokenNames(zone).map(
          (name) =>
            `zone "${name}" { type secondary; primaries { 127.0.0.1 port ${closed}; }; file "none"; };`,
        ),
      ].join('\n'),
  };
  const resolver: Instance = {
    folder: join(folder, 'resolver'),
    control: control!,
    secret,
    // The stream limits are lifted: with the default ones BIND answers a burst with empty 200s.
    options: `listen-on port ${port} tls none http doh { 127.0.0.1; };
      http-streams-per-connection 0; http-listener-clients 0;
      recursion yes; allow-recursion { any; }; forward only; forwarders { 127.0.0.1 port ${authorityPort}; };
      max-cache-ttl 300; max-ncache-ttl 120; servfail-ttl 0; qname-minimization off; querylog yes;
      dnssec-validation ${dnssec ? 'yes' : 'no'};`,
    zones: () => trusted ?? '',
  };

  publish();
  const running: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(running.map(endProcess));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const instance of [authority, resolver]) {
      writeConfiguration(instance);
      running.push(await startNamed(instance));
    }
  } catch (error) {
    await stop();
    throw error;
  }

  const log = join(resolver.folder, 'queries.log');
  let forgotten = 0;
  const questions = openQuestions(port!);
  return {
    port: port!,
    ask: questions.ask,
    queries: () => readQueries(log).slice(forgotten),
    forget: () => {
      forgotten = readQueries(log).length;
    },
    async addRecords(more) {
      Object.assign(zone, more);
      publish();
      writeConfiguration(authority);
      await rndc(authority, 'reconfig');
      await rndc(authority, 'reload', '.');
      await rndc(resolver, 'flush');
    },
    async close() {
      questions.close();
      await stop();
    },
  };
}

/** BIND speaks unencrypted HTTP/2 only; one session is shared. */
function openQuestions(port: number) {
  let upstream: http2.ClientHttp2Session | null = null;
  return {
    ask(message: Buffer): Promise<Buffer> {
      if (!upstream || upstream.closed || upstream.destroyed) {
        upstream = http2.connect(`http://127.0.0.1:${port}`);
        upstream.on('error', () => {});
      }
      const session = upstream;
      return new Promise((resolve, reject) => {
        const stream = session.request({
          ':path': `/dns-query?dns=${message.toString('base64url')}`,
          accept: 'application/dns-message',
        });
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => resolve(Buffer.concat(chunks)));
        stream.on('error', reject);
        stream.end();
      });
    },
    close: () => upstream?.destroy(),
  };
}

interface Instance {
  folder: string;
  control: number;
  secret: string;
  options: string;
  zones(): string;
}

function writeConfiguration(instance: Instance): void {
  const { folder, control, secret } = instance;
  mkdirSync(folder, { recursive: true });
  const key = `key "rndc-key" { algorithm hmac-sha256; secret "${secret}"; };`;
  writeFileSync(
    join(folder, 'named.conf'),
    `${key}
controls { inet 127.0.0.1 port ${control} allow { 127.0.0.1; } keys { "rndc-key"; }; };
http doh { endpoints { "/dns-query"; }; };
logging {
  channel err { stderr; severity info; };
  channel asked { file "${folder}/queries.log"; severity info; };
  category default { err; };
  category queries { asked; };
};
options {
  directory "${folder}"; managed-keys-directory "${folder}";
  pid-file none; session-keyfile none; lock-file none;
  listen-on-v6 { none; }; allow-query { any; }; allow-transfer { none; }; notify no;
  empty-zones-enable no; minimal-responses yes;
  ${instance.options}
};
${instance.zones()}
`,
  );
  writeFileSync(
    join(folder, 'rndc.conf'),
    `${key}\noptions { default-server 127.0.0.1; default-port ${control}; default-key "rndc-key"; };\n`,
  );
}

/** The server dies with the test run even when that is killed, so none is left behind. */
async function startNamed(instance: Instance): Promise<ChildProcess> {
  const child = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      NAMED,
      '-f',
      '-c',
      join(instance.folder, 'named.conf'),
      '-n',
      '1',
      '-U',
      '1',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`BIND did not start:\n${output}`)), PATIENCE);
    child.stderr!.on('data', (chunk: Buffer) => {
      output += chunk;
      // "running on Linux" comes earlier and does not count.
      if (!/^(\S+ \S+ )?(general: )?(notice: )?running$/m.test(output)) return;
      clearTimeout(timer);
      if (/address in use|not listening/.test(output)) reject(new Error(output));
      else resolve();
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`BIND ended with ${code}:\n${output}`));
    });
    child.once('error', reject);
  }).catch(async (error: unknown) => {
    await endProcess(child);
    throw error;
  });
  return child;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function rndc(instance: Instance, ...command: string[]): Promise<void> {
  await run(RNDC, ['-c', join(instance.folder, 'rndc.conf'), ...command]);
}

function readQueries(log: string): string[] {
  const text = existsSync(log) ? readFileSync(log, 'latin1') : '';
  return [...text.matchAll(/ query: (\S+) IN (\S+) /g)].map(
    ([, name, type]) => `${name!.toLowerCase()} ${type}`,
  );
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
