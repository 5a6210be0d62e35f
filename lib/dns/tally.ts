// What all names of one message have told together, label by label.

import type { WeighedLabel } from './unique.ts';

/**
 * Counts the bits of names asked so far. What somebody tells with a name is everything left of the longest ending that
 * was asked before: labels, their order and how often they stand. A label that stood elsewhere tells at most which of
 * the earlier ones it is.
 */
export class Tally {
  bits = 0;
  readonly #endings = new Set<string>();
  readonly #labels = new Set<string>();

  /** What asking this name would tell on top of those before. */
  cost(name: readonly WeighedLabel[]): number {
    const labels = new Set(this.#labels);
    let cost = 0;
    for (const { ending, label, bits } of name.toReversed()) {
      if (this.#endings.has(ending)) continue;
      cost += labels.has(label) ? Math.min(bits, Math.log2(labels.size + 1)) : bits;
      labels.add(label);
    }
    return cost;
  }

  /** Notes that the name is asked. */
  add(name: readonly WeighedLabel[]): void {
    this.bits += this.cost(name);
    for (const { ending, label } of name) {
      this.#endings.add(ending);
      this.#labels.add(label);
    }
  }
}
