// What something costs, by no clock on the wall: processor time of this process, as a multiple of an ordinary loop that
// runs in between. A busy machine makes both slower alike.
import { expect } from 'vitest';

/** The best of these counts: what is slower than it was disturbed. */
const TIMES = 5;

type Run = () => unknown;

/** Processor time in microseconds, of all threads of this process; ends when the function it gives is called. */
export function startSpending(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
}

async function timeOf(run: Run): Promise<number> {
  const spent = startSpending();
  await run();
  return spent();
}

const TEXT = 'Received: from a (b.example [192.0.2.1]) by c.example with ESMTPS id 1;\r\n'.repeat(
  40,
);

/** The measure: some milliseconds of what a parser does. It builds strings, looks characters up and fills a map. */
function ordinaryLoop(): number {
  const seen = new Map<string, number>();
  let sum = 0;
  for (let turn = 0; turn < 40; turn++) {
    for (const word of `${TEXT}${turn}`.split(' ')) seen.set(word, (seen.get(word) ?? 0) + 1);
    for (let i = 0; i < TEXT.length; i++) sum = (sum * 31 + TEXT.charCodeAt(i)) % 65_521;
  }
  return sum + seen.size;
}

/** The best of five of each, taken in turns, so that both see the same machine. */
async function bestOf(runs: readonly Run[]): Promise<number[]> {
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  for (let time = 0; time < TIMES; time++)
    for (const [i, run] of runs.entries()) best[i] = Math.min(best[i]!, await timeOf(run));
  return best;
}

/** Runs the check once more before it fails. */
async function twice(measure: () => Promise<number>, most: number, what: string): Promise<void> {
  let found = await measure();
  if (found > most) found = Math.min(found, await measure());
  expect(found, what).toBeLessThanOrEqual(most);
}

/**
 * Fails when `run` costs more than `most` times `ordinary`, by default the measuring loop (about 5 ms of a processor).
 * What is cheap enough at the first try is not run again: the best of five could only be cheaper.
 * @param first what a run cost that was measured already, in microseconds
 */
export async function expectCost(
  run: Run,
  most: number,
  ordinary: Run = ordinaryLoop,
  first?: number,
): Promise<void> {
  const [measure = 1] = await bestOf([ordinary]);
  if ((first ?? (await timeOf(run))) <= most * measure) return;
  const ratio = async () => {
    const [cost = 0, same = 1] = await bestOf([run, ordinary]);
    return cost / same;
  };
  await twice(ratio, most, 'processor time, in ordinary ones');
}

/**
 * Fails when twice the size costs more than three times as much: 2 is linear, 4 is quadratic.
 * @param size of the smaller input; large enough for some milliseconds
 */
export async function expectLinear(run: (size: number) => unknown, size: number): Promise<void> {
  const ratio = async () => {
    const [one = 1, two = 0] = await bestOf([() => run(size), () => run(2 * size)]);
    return two / one;
  };
  await twice(ratio, 3, 'processor time for twice the size');
}
