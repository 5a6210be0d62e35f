// A minute of fuzzing with every test run; `npm run fuzz` goes on for as long as one likes.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runTarget } from '../../scripts/fuzz/run.ts';
import { TARGETS } from '../../scripts/fuzz/targets.ts';

/** INKAN_FUZZ_SEED looks elsewhere. */
const SEED = Number(process.env.INKAN_FUZZ_SEED ?? 20_261_120);
const MILLISECONDS = 50_000 / TARGETS.length;

test.each(TARGETS.map((target) => [target.name, target] as const))('%s', async (name, target) => {
  const { executions, failure } = await runTarget(target, {
    seed: SEED,
    milliseconds: MILLISECONDS,
  });
  const repeat = `npm run fuzz -- --target ${name} --seed ${failure?.seed} --path ${failure?.path}`;
  expect(failure, repeat).toBe(null);
  expect(executions).toBeGreaterThan(100);
});

test('what is counted as covered stands where it is looked for', () => {
  const lib = new URL('../../lib/', import.meta.url);
  const gone = TARGETS.flatMap(({ covers }) => covers).filter(
    (path) => !existsSync(new URL(path, lib)),
  );
  expect(gone).toEqual([]);
});
