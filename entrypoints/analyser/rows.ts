// The list of results as the table shows it: sorted and filtered.
import { TONES, type Tone } from '../../lib/model.ts';
import type { Entry } from './analysis.ts';

/** What an entry counts as; `notMail`: it was read and is no message; `failed`: there is no judgement. */
export type Kind = Tone | 'notMail' | 'failed';

export const isTone = (kind: Kind): kind is Tone => (TONES as readonly string[]).includes(kind);

/** The gravest first, as filters and sorting use them. */
export const KINDS: readonly Kind[] = [...[...TONES].reverse(), 'notMail', 'failed'];

/** Null while it is not known. */
export function kindOf({ result }: Entry): Kind | null {
  if (!result) return null;
  if (result.kind === 'failed') return 'failed';
  return result.label.key === 'analyser.kind.notMail' ? 'notMail' : result.report.tone;
}

export function countKinds(entries: readonly Entry[]): Map<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const entry of entries) {
    const kind = kindOf(entry);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Grave ones first; what is not known yet stands last. */
const weight = (entry: Entry): number => {
  const kind = kindOf(entry);
  return kind === null ? KINDS.length : KINDS.indexOf(kind);
};
const senderOf = ({ result }: Entry): string =>
  result?.kind === 'judged' ? result.report.author.address : '';

const COMPARE: Record<string, (a: Entry, b: Entry) => number> = {
  number: (a, b) => a.id - b.id,
  file: (a, b) => order.compare(a.source.name, b.source.name),
  sender: (a, b) => order.compare(senderOf(a), senderOf(b)),
  tone: (a, b) => weight(a) - weight(b),
};

/** A sorted copy of those of one kind; equal ones stay in the order in which they came. */
export function arrange(
  entries: readonly Entry[],
  kind: Kind | null,
  { column, descending }: { column: string; descending: boolean },
): Entry[] {
  const compare = COMPARE[column] ?? COMPARE.number!;
  const sign = descending ? -1 : 1;
  const wanted = kind === null ? [...entries] : entries.filter((entry) => kindOf(entry) === kind);
  return wanted.sort((a, b) => sign * compare(a, b) || a.id - b.id);
}
