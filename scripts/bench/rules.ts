// What the rules take: on one whole message, and on the hundred rows of a thread list.
import { openLookups } from '../../lib/dns/gate.ts';
import { collect } from '../../lib/evidence/collect.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Context } from '../../lib/model.ts';
import { decideOrigin } from '../../lib/verdict/origin/decide.ts';
import { runNameRules, runRules } from '../../lib/verdict/rules/run.ts';
import { buildCase } from '../../test/helpers/cases/build.ts';
import { loadCases } from '../../test/helpers/cases/case.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import { benchRegistry } from './registry.ts';
import { type Line, median, ms, quantile, type Section } from './stats.ts';

const ROWS = 100;
const WARM_UP = 300;

const FAMILY = [
  'Sato',
  'Suzuki',
  'Tanaka',
  'Novak',
  'Meier',
  'Rossi',
  '田中',
  '佐藤',
  'O’Neill',
  'Kim',
];
const GIVEN = ['Hanako', 'Alice', 'Jan', 'Maria', '太郎', '美咲', 'Anna', 'Peter', 'Yuki', 'Lee'];

/** A middle name of three letters, another one in every round. */
const middle = (round: number): string =>
  [round / 400, round / 20, round].map((n) => 'bcdfghjklmnprstvwxyz'[Math.floor(n) % 20]).join('');

/** People and shops as a list shows them; no two alike in all rounds, so that nothing is remembered from row to row. */
const rowsOf = (round: number) =>
  Array.from({ length: ROWS }, (_, i) => ({
    name: `${GIVEN[i % 10]} ${middle(round)} ${FAMILY[Math.floor(i / 10)]}${i % 3 ? '' : ' (office)'}`,
    address: `person${i}.${round}@company${i % 40}.example`,
  }));

/** Five hundred people: one list for every message, as memory hands it out. */
const CORRESPONDENTS = Array.from({ length: 500 }, (_, i) => ({
  name: `${GIVEN[i % 10]} ${FAMILY[Math.floor(i / 10) % 10]} ${i}`,
  address: `friend${i}@friends${i % 50}.example`,
  days: 3,
}));
const ME = { addresses: ['alice@gmail.com'], name: 'Alice Example' };

const reader = (context: Context): Context => ({
  ...context,
  me: ME,
  correspondents: CORRESPONDENTS,
});

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function lineOf(what: string, times: number[], target: number | null): Line {
  const value = median(times);
  const cells = [quantile(times, 0), value, quantile(times, 0.9), quantile(times, 1)].map(ms);
  return { what, cells: [...cells, `${times.length}`], value, target };
}

export async function benchRules(rounds: number): Promise<Section[]> {
  const judged = [];
  for (const one of loadCases().filter(({ expect }) => expect.origin !== 'unknown')) {
    const built = buildCase(one, Date.now());
    const made = await digest(built.raw);
    const lookups = openLookups(memoryResolver(built.zone), { mode: 'always', folder: 'inbox' });
    const context = reader(built.context);
    const evidence = await collect(made, lookups, context);
    judged.push({ evidence, context, origin: decideOrigin(evidence, context) });
  }
  const message: number[] = [];
  const list: number[] = [];
  const again: number[] = [];
  const joined: number[] = [];
  const context = judged[0]!.context;
  for (let round = 0; round < WARM_UP + 100 * rounds; round++) {
    const { evidence, context: own, origin } = judged[round % judged.length]!;
    const one = timed(() => runRules(evidence, own, origin));
    if (round >= WARM_UP) message.push(one);
    if (round % 10 !== 0) continue;
    const rows = rowsOf(round);
    const judgeRows = (asked: Context) => () => {
      for (const row of rows) runNameRules(row, asked);
    };
    const many = timed(judgeRows(context));
    // Every request brings a context of its own.
    const repeated = timed(judgeRows({ ...context, me: { ...ME } }));
    // Memory hands out another list, in which all others are who they were.
    const newcomer = { name: `Olga ${middle(round)}`, address: `${round}@new.example`, days: 2 };
    const correspondents = [...CORRESPONDENTS, newcomer];
    const known = timed(judgeRows({ ...context, correspondents }));
    if (round < WARM_UP) continue;
    list.push(many);
    again.push(repeated);
    joined.push(known);
  }
  return [
    {
      title: 'Rules',
      note: `Milliseconds on Node, for a reader with 500 correspondents: every rule on each of ${judged.length} messages, and the name rules on ${ROWS} rows of a thread list, none seen before, once more as after every message, and once more when somebody became known.`,
      heads: ['least', 'median', '90 %', 'worst', 'rounds'],
      lines: [
        lineOf('one message', message, 0.3),
        lineOf(`${ROWS} rows`, list, 2),
        lineOf('the same rows again', again, 1),
        lineOf('the same rows, somebody more known', joined, null),
      ],
    },
    benchRegistry(rounds),
  ];
}
