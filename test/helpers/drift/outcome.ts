// What became of the seals of an open thread after a change of Gmail's page.

export interface Shown {
  /** legacy ids of the messages that are expanded */
  expected: string[];
  /** each seal: for whom it is, and whose sender line it stands in */
  found: { id: string; place: string }[];
}

/**
 * `sealed`: one seal for each expanded message, each at its sender; `told`: one is missing, and the popup says so.
 * Everything else is a fault: `silent`: missing without a word; `wrong`: at another sender, twice, in a body, elsewhere.
 */
export type Outcome = 'sealed' | 'told' | 'silent' | 'wrong';

export function outcomeOf({ expected, found }: Shown, layout: string): Outcome {
  const isWrong = found.some(({ id, place }) => id !== place || !expected.includes(id));
  if (isWrong || new Set(found.map(({ id }) => id)).size !== found.length) return 'wrong';
  if (found.length === expected.length) return 'sealed';
  return layout === 'partial' || layout === 'unrecognised' ? 'told' : 'silent';
}
