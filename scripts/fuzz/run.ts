// Runs a target until its time is over or something is wrong.
import fc from 'fast-check';
import type { Target } from './target.ts';

export interface Run {
  target: string;
  executions: number;
  milliseconds: number;
  /** null: nothing was wrong */
  failure: { seed: number; path: string; input: string; error: string } | null;
}

/** Executions between two looks at the clock; each batch has the next seed. */
const BATCH = 200;

/**
 * Runs batches of inputs until `milliseconds` are over. The same seed gives the same inputs in the same order.
 * @param path of a failure found before: repeats exactly that one
 */
export async function runTarget(
  target: Target,
  options: { seed: number; milliseconds: number; path?: string },
): Promise<Run> {
  const started = performance.now();
  const run: Run = { target: target.name, executions: 0, milliseconds: 0, failure: null };
  const property = fc.asyncProperty(target.inputs, async (input) => target.check(input));
  for (let seed = options.seed; run.failure === null; seed++) {
    const found = await fc.check(property, {
      seed,
      numRuns: BATCH,
      ...(options.path ? { path: options.path } : {}),
    });
    run.executions += found.numRuns;
    if (found.failed)
      run.failure = {
        seed,
        path: found.counterexamplePath ?? '',
        input: JSON.stringify(found.counterexample?.[0]) ?? '',
        error: String((found.errorInstance as Error | null)?.stack ?? found.errorInstance),
      };
    run.milliseconds = performance.now() - started;
    if (run.milliseconds >= options.milliseconds || options.path) break;
  }
  return run;
}
