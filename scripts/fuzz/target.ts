// What is fuzzed: inputs, a check that throws when something is wrong, and the files whose coverage is told.
import type fc from 'fast-check';

export interface Target<T = unknown> {
  name: string;
  /** what must hold, in a sentence */
  holds: string;
  inputs: fc.Arbitrary<T>;
  check(input: T): void | Promise<void>;
  /** files or folders below lib/ */
  covers: string[];
}

/** Keeps the type of the input inside; outside all targets are alike. */
export const defineTarget = <T>(target: Target<T>): Target => target as Target;

export function insist(holds: boolean, what: string, ...details: unknown[]): void {
  if (holds) return;
  const shown = details.map((detail) => JSON.stringify(detail)?.slice(0, 4_000));
  throw new Error([what, ...shown].join('\n'));
}
