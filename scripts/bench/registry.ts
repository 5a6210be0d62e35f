// What the registry takes: from nothing to its first answer, and on rows of a thread list that name strangers.
import { execFileSync } from 'node:child_process';
import { findNames } from '../../lib/registry/index.ts';
import { type Line, median, ms, quantile, type Section } from './stats.ts';

const ROWS = 100;
const WARM_UP = 20;

/** Strange words are the dearest: each is tried as a slip of the pen. */
const STRANGERS = [
  'Zyxelon GmbH',
  'Brightwave Studios',
  'Ireneusz Kowalczyk',
  'Fjordlane Newsletter',
  'Quibbleton via GitHub',
  'Acme Robotics HR',
  '山田商店 お知らせ',
  'Grzegorz Brzęczyszczykiewicz',
  'ｻﾝﾌﾟﾙ商会',
  'team@quibbleton.example',
];

/** Run by a process of its own: nothing is compiled, nothing read. */
const FIRST = `
const registry = await import(process.argv[1]);
const started = performance.now();
registry.findNames('Hanako Sato');
registry.readWords('Hanako Sato');
registry.ownerOf('mail.shop.example', Date.now());
console.log(performance.now() - started);`;

function firstAnswer(): number {
  const door = new URL('../../lib/registry/index.ts', import.meta.url).href;
  const args = ['--input-type=module', '-e', FIRST, door];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function lineOf(what: string, times: number[], target: number | null): Line {
  const value = median(times);
  const cells = [value, quantile(times, 0.9), quantile(times, 1)].map(ms);
  return { what, cells: [...cells, `${times.length}`], value, target };
}

export function benchRegistry(rounds: number): Section {
  const first = Array.from({ length: rounds }, firstAnswer);
  const rows: number[] = [];
  for (let round = 0; round < WARM_UP + 20 * rounds; round++) {
    const names = Array.from(
      { length: ROWS },
      (_, i) => `${STRANGERS[i % 10]} ${round * ROWS + i}`,
    );
    const started = performance.now();
    for (const name of names) findNames(name);
    if (round >= WARM_UP) rows.push(performance.now() - started);
  }
  return {
    title: 'Registry',
    note: `Milliseconds on Node. The first answer in a new process, which reads the table, the words and the owners of domains; and whom ${ROWS} rows name that nobody knows.`,
    heads: ['median', '90 %', 'worst', 'rounds'],
    lines: [lineOf('first answer', first, null), lineOf(`${ROWS} rows of strangers`, rows, 2)],
  };
}
