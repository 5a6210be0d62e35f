// A rule that may speak of several places speaks of the worst one.
import type { Severity } from '../../model.ts';
import type { Raised } from './rule.ts';

const WEIGHT: Record<Severity, number> = { info: 0, caution: 1, danger: 2 };

/** The gravest of some findings, the first of equals, alone in a list; empty without any. */
export function gravest(found: readonly Raised[]): Raised[] {
  const [first, ...others] = found;
  if (first === undefined) return [];
  return [
    others.reduce(
      (worst, one) => (WEIGHT[one.severity] > WEIGHT[worst.severity] ? one : worst),
      first,
    ),
  ];
}
