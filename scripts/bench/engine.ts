// Digest and engine in Chromium beside mailauth's authenticate() on Node's native cryptography, in turn.
import { authenticate, type DNSResolver } from 'mailauth';
import type { RecordType } from '../../lib/model.ts';
import type { BuiltCase } from '../../test/helpers/cases/build.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import { openBenchPage } from './chromium.ts';
import { CLIENT, KB, MB, messageOf } from './messages.ts';
import { fixed, type Line, median, ms, pair, type Section } from './stats.ts';

const SIZES = [
  { name: '10 kB', octets: 10 * KB, target: 1, times: 6 },
  { name: '100 kB', octets: 100 * KB, target: 0.9, times: 4 },
  { name: '1 MB', octets: MB, target: 0.6, times: 2 },
  { name: '25 MB', octets: 25 * MB, target: 0.6, times: 1 },
];

const CODES: Record<string, string> = { nxdomain: 'ENOTFOUND', nodata: 'ENODATA' };

async function authenticateOnNode({ raw, zone }: BuiltCase): Promise<number> {
  const memory = memoryResolver(zone);
  const resolver: DNSResolver = async (name, type) => {
    const found = await memory.ask(name, type as RecordType);
    if (found.status === 'ok') return found.records as string[][];
    throw Object.assign(new Error(found.status), { code: CODES[found.status] });
  };
  const input = Buffer.from(raw.buffer);
  const started = performance.now();
  const { dmarc } = await authenticate(input, {
    ip: CLIENT.ip,
    helo: CLIENT.helo,
    sender: CLIENT.mailFrom,
    mta: 'bench.example',
    disableBimi: true,
    resolver,
  });
  const time = performance.now() - started;
  const result = dmarc ? dmarc.status.result : 'none';
  if (result !== 'pass') throw new Error(`mailauth found dmarc=${result}`);
  return time;
}

/** Rounds that do not count, so that both sides run compiled code. */
const WARM_UP = { small: 60, large: 2 };

export async function benchEngine(rounds: number): Promise<Section[]> {
  const chromium = await openBenchPage();
  const lines: Line[] = [];
  try {
    for (const { name, octets, target, times } of SIZES) {
      const built = messageOf(octets);
      await chromium.load(name, built.raw);
      const scene = { zone: built.zone, context: built.context };
      const ours: number[] = [];
      const theirs: number[] = [];
      const journeys: number[] = [];
      const warmUp = octets < MB ? WARM_UP.small : WARM_UP.large;
      for (let round = 0; round < warmUp + rounds * times; round++) {
        // who comes first after the other process finds a cold processor: the order changes
        const order =
          round % 2 === 0 ? (['measure', 'journey'] as const) : (['journey', 'measure'] as const);
        const found = { measure: 0, journey: 0 };
        for (const what of order) found[what] = await chromium.run(what, name, scene);
        const mailauth = await authenticateOnNode(built);
        if (round < warmUp) continue;
        ours.push(found.measure);
        journeys.push(found.journey);
        theirs.push(mailauth);
      }
      const { ratio, range, ...medians } = pair(ours, theirs);
      lines.push({
        what: name,
        cells: [
          ms(medians.ours),
          ms(medians.theirs),
          fixed(ratio),
          `${fixed(range[0])}–${fixed(range[1])}`,
          fixed(Math.min(...ours) / Math.min(...theirs)),
          ms(median(journeys)),
          `${ours.length}`,
        ],
        value: ratio,
        target,
      });
      await chromium.run('forget');
    }
  } finally {
    await chromium.close();
  }
  return [
    {
      title: 'Engine: Chromium beside mailauth on Node',
      note: 'Milliseconds, medians; the ratio is the median of the rounds’ own ratios. Ours is the digest and the engine (header block, DKIM, SPF, ARC, DMARC) in a page of Chromium; theirs is mailauth’s authenticate() with Node’s native cryptography. “Of the best” compares the quickest round of each side, which other work on the machine disturbed least. “To the judgement” is ours with record, rules and verdict, which mailauth has no counterpart for. DNS is in memory on both sides.',
      heads: ['ours', 'mailauth', 'ratio', 'range', 'of the best', 'to the judgement', 'rounds'],
      lines,
    },
  ];
}
