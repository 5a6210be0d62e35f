// npm run drift: the drill with many changes, and its table in docs/drift.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    single: { type: 'string', default: '400' },
    double: { type: 'string', default: '400' },
  },
});

interface Line {
  seed: number;
  outcome: 'sealed' | 'told' | 'silent' | 'wrong';
  kinds: string[];
  about: string[];
  missed: string[];
}

const folder = mkdtempSync(join(tmpdir(), 'inkan-drift-'));
const report = join(folder, 'report.jsonl');
const { status } = spawnSync(
  'node_modules/.bin/vitest',
  ['run', '--project', 'slow', 'test/gmail/drift.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      DRIFT_SINGLE: values.single,
      DRIFT_DOUBLE: values.double,
      DRIFT_REPORT: report,
    },
  },
);
const lines = readFileSync(report, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
rmSync(folder, { recursive: true });

const OUTCOMES = ['sealed', 'told', 'silent', 'wrong'] as const;
const share = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`;
const count = (of: Line[], outcome: Line['outcome']) =>
  of.filter((line) => line.outcome === outcome).length;

function table(of: Line[]): string[] {
  const kinds = [...new Set(of.flatMap(({ kinds }) => kinds))].sort();
  const row = (name: string, some: Line[]) =>
    `| ${[name, some.length, ...OUTCOMES.map((outcome) => count(some, outcome))].join(' | ')} |`;
  return [
    '| change | drawn | a seal at every sender | told by the popup | missing without word | at a wrong place |',
    '|---|---|---|---|---|---|',
    ...kinds.map((kind) =>
      row(
        kind,
        of.filter((line) => line.kinds.includes(kind)),
      ),
    ),
    row('**all**', of),
  ];
}

/** What is not sealed, by what could not be read. */
function told(of: Line[]): string[] {
  const seen = new Map<string, Line[]>();
  for (const line of of.filter(({ outcome }) => outcome === 'told')) {
    const why = [...new Set(line.missed)].sort().join(', ') || 'nothing that looks like a message';
    seen.set(why, [...(seen.get(why) ?? []), line]);
  }
  return [...seen].map(
    ([why, some]) =>
      `- ${some.length} × not read: ${why}. For example ${some
        .slice(0, 3)
        .map(({ seed, about }) => `${seed} (${about.join('; ')})`)
        .join(', ')}.`,
  );
}

const single = lines.filter(({ kinds }) => kinds.length === 1);
const double = lines.filter(({ kinds }) => kinds.length === 2);
const text = [
  "# When Gmail's page changes",
  '',
  'The local Gmail is changed as the real one might be (classes hashed or renamed, attributes dropped, levels added, tables turned into grids, other elements and roles, ids elsewhere or late, nodes drawn again, other shapes), one change at a time and two at a time, drawn from a seed. Its thread has a collapsed message and two expanded ones whose mails imitate Gmail: a message with ids, a sender line, a row, a seal.',
  '',
  'A change is good when each expanded message has its seal at its sender, and tolerable when the popup says that one is missing. It is a fault when one is missing without word, stands twice, in a mail, or beside another sender; there must be none.',
  '',
  `\`npm run drift\` wrote this file. \`npm test\` runs some of the same changes in Chromium and Firefox.`,
  '',
  `## One change: ${share(count(single, 'sealed'), single.length)} with every seal`,
  '',
  ...table(single),
  '',
  ...told(single),
  '',
  `## Two changes: ${share(count(double, 'sealed'), double.length)} with every seal`,
  '',
  'A pair counts in both of its rows.',
  '',
  ...table(double),
  '',
  ...told(double),
  '',
].join('\n');
writeFileSync('docs/drift.md', text);
console.log(text);
process.exitCode = status ?? 1;
