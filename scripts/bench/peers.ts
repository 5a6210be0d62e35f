// DKIM of the same messages beside dkimpy, Mail::DKIM and libopendkim, each in its own process; who is absent is skipped.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLookups } from '../../lib/dns/gate.ts';
import { collect } from '../../lib/evidence/collect.ts';
import { digest } from '../../lib/message/digest.ts';
import type { BuiltCase } from '../../test/helpers/cases/build.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import { KB, MB, messageOf } from './messages.ts';
import { fixed, type Line, median, ms, type Section } from './stats.ts';

/** `program`: Debian's own, which finds Debian's packages. */
const PEERS = [
  { name: 'dkimpy', program: '/usr/bin/python3', script: 'dkimpy.py' },
  { name: 'Mail::DKIM', program: '/usr/bin/perl', script: 'mail-dkim.pl' },
  { name: 'OpenDKIM', program: '/usr/bin/python3', script: 'opendkim.py' },
];
/** `warmUp`: rounds that do not count, because they run code that nobody has run before. */
const SIZES = [
  { name: '10 kB', octets: 10 * KB, warmUp: 150, times: 20 },
  { name: '1 MB', octets: MB, warmUp: 20, times: 5 },
  { name: '25 MB', octets: 25 * MB, warmUp: 2, times: 1 },
];

interface Measured {
  /** milliseconds of processor, one a round */
  times: number[];
  results: string[];
}

/** Digest, SPF, DKIM, ARC and DMARC, as the extension measures them. */
async function measureOurs({ raw, zone, context }: BuiltCase, rounds: number): Promise<Measured> {
  const times: number[] = [];
  let results: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const lookups = openLookups(memoryResolver(zone), { mode: 'always', folder: 'inbox' });
    const before = process.cpuUsage();
    const { evaluated } = await collect(await digest(raw), lookups, context);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    results = evaluated?.dkim.map(({ result }) => result) ?? [];
  }
  return { times, results };
}

/** Every key of a zone, by its name. */
const keysOf = ({ zone }: BuiltCase): Record<string, string> =>
  Object.fromEntries(
    Object.entries(zone).flatMap(([name, { TXT = [] }]) => {
      const [first] = TXT;
      if (first === undefined || !name.includes('._domainkey.')) return [];
      return [[name, Array.isArray(first) ? first.join('') : first]];
    }),
  );

/** Null where the program or the package is absent. */
function measurePeer(
  { program, script }: (typeof PEERS)[number],
  path: string,
  keys: string,
  rounds: number,
): Measured | null {
  const place = new URL(`./peers/${script}`, import.meta.url).pathname;
  try {
    return JSON.parse(
      execFileSync(program, [place, path, keys, String(rounds)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
  } catch {
    return null;
  }
}

const summary = ({ results }: Measured) =>
  `${results.filter((one) => one === 'pass').length} of ${results.length}`;

export async function benchPeers(rounds: number): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-peers-'));
  const lines: Line[] = [];
  const absent = new Set<string>();
  try {
    for (const { name, octets, warmUp, times } of SIZES) {
      const built = messageOf(octets);
      const path = join(folder, 'message.eml');
      const keys = join(folder, 'keys.json');
      writeFileSync(path, built.raw);
      writeFileSync(keys, JSON.stringify(keysOf(built)));
      const count = warmUp + rounds * times;
      const ours = await measureOurs(built, count);
      const own = median(ours.times.slice(warmUp));
      const cells = [ms(own), '1.00', summary(ours)];
      lines.push({
        what: `${name}: ours, with SPF, ARC and DMARC`,
        cells,
        value: null,
        target: null,
      });
      for (const peer of PEERS) {
        const found = measurePeer(peer, path, keys, count);
        if (found === null) {
          absent.add(peer.name);
          continue;
        }
        const time = median(found.times.slice(warmUp));
        lines.push({
          what: `${name}: ${peer.name}`,
          cells: [ms(time), fixed(time / own), summary(found)],
          value: null,
          target: null,
        });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const skipped = absent.size > 0 ? ` Not installed here: ${[...absent].join(', ')}.` : '';
  return [
    {
      title: 'DKIM beside other verifiers',
      note: `Milliseconds of processor (all threads), medians, for the same message with its signatures and Gmail’s; keys are in memory. “Passed” counts the DKIM signatures each program verified: not every one knows Ed25519.${skipped}`,
      heads: ['processor', 'of ours', 'passed'],
      lines,
    },
  ];
}
