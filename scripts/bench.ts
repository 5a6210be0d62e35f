// npm run bench: how fast, beside mailauth and beside what the wire and the processor allow, all in one run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isMet, type Section, toMarkdown, toText } from './bench/stats.ts';

const USAGE = `npm run bench -- [dns|engine|digest|gmail|pages|rules|peers|mbox …] [options]

  --rounds N     rounds of everything that is repeated (default 7)
  --storm S      seconds of the mutation storm (default 10; 60 for the record)
  --size MB      of the mailbox export (default 1000)
  --record       write the tables into docs/performance.md
`;

interface Options {
  rounds: number;
  storm: number;
  size: number;
}

const BENCHES: Record<string, (options: Options) => Promise<Section[]>> = {
  dns: async ({ rounds }) => (await import('./bench/dns.ts')).benchDns(rounds),
  engine: async ({ rounds }) => (await import('./bench/engine.ts')).benchEngine(rounds),
  digest: async ({ rounds }) => (await import('./bench/digest.ts')).benchDigest(rounds),
  gmail: async ({ rounds, storm }) => (await import('./bench/gmail.ts')).benchGmail(rounds, storm),
  pages: async ({ rounds }) => (await import('./bench/pages.ts')).benchPages(rounds),
  rules: async ({ rounds }) => (await import('./bench/rules.ts')).benchRules(rounds),
  peers: async ({ rounds }) => (await import('./bench/peers.ts')).benchPeers(rounds),
  mbox: async ({ size }) => (await import('./bench/mbox.ts')).benchMbox(size),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    storm: { type: 'string', default: '10' },
    size: { type: 'string', default: '1000' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const options = {
  rounds: Number(values.rounds),
  storm: Number(values.storm),
  size: Number(values.size),
};
const unknown = positionals.filter((name) => !(name in BENCHES));
const isUsable = options.rounds >= 1 && options.storm >= 1 && options.size >= 1;
if (values.help || unknown.length > 0 || !isUsable) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const DATA = '.output/bench.json';
const DOCUMENT = 'docs/performance.md';

/** What earlier runs measured, so that one bench can be repeated alone. */
function readKnown(): Record<string, Section[]> {
  try {
    return (JSON.parse(readFileSync(DATA, 'utf8')) as { benches: Record<string, Section[]> })
      .benches;
  } catch {
    return {};
  }
}

/** Replaces what stands between the marks of a bench. */
function record(name: string, sections: Section[]): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start < 0 || end < start) throw new Error(`${DOCUMENT} has no place for ${name}`);
  const tables = sections.map(toMarkdown).join('\n');
  writeFileSync(DOCUMENT, `${text.slice(0, start)}${open}\n\n${tables}\n${text.slice(end)}`);
}

const benches = readKnown();
let missed = 0;
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  console.log(`\n── ${name}`);
  const sections = (await BENCHES[name]?.(options)) ?? [];
  benches[name] = sections;
  for (const section of sections) {
    console.log(toText(section));
    missed += section.lines.filter((line) => !isMet(line)).length;
  }
  if (values.record) record(name, sections);
}
mkdirSync('.output', { recursive: true });
const machine = { node: process.version, processor: cpus()[0]?.model ?? '', cores: cpus().length };
const measuredAt = new Date().toISOString();
writeFileSync(DATA, `${JSON.stringify({ measuredAt, machine, options, benches }, null, 2)}\n`);
console.log(
  `\n${missed === 0 ? 'every target is met' : `${missed} targets missed`}; data in ${DATA}`,
);
// a missed target is a number to read, not a failed run
