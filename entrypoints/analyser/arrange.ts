// The list of results as the table shows it: sorted and filtered.
import { type RemedyId, TONES, type Tone } from '../../lib/model.ts';
import { type CauseGroup, countCauses } from '../../lib/verdict/story/causes.ts';
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
  return result.label.key === 'analyser.kind.notMail' ? 'notMail' : result.tone;
}

export function countDone(entries: readonly Entry[]): number {
  let count = 0;
  for (const { result } of entries) if (result) count += 1;
  return count;
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
  result?.kind === 'judged' ? result.sender.address : '';

/** What failed first, '' where nothing did or it is not known. */
export const causeOf = ({ result }: Entry): RemedyId | '' =>
  result?.kind === 'judged' ? result.cause : '';

const isOf = (entry: Entry, { domain, cause }: Pick<CauseGroup, 'domain' | 'cause'>): boolean =>
  entry.result?.kind === 'judged' &&
  entry.result.sender.domain === domain &&
  causeOf(entry) === cause;

/** Which sender's mail fails and why, over everything that was judged so far. */
export function causesOf(entries: readonly Entry[]): CauseGroup[] {
  const counter = countCauses();
  for (const { result } of entries)
    if (result?.kind === 'judged')
      counter.add({ domain: result.sender.domain, cause: result.cause || null });
  return counter.groups();
}

const COMPARE: Record<string, (a: Entry, b: Entry) => number> = {
  number: (a, b) => a.id - b.id,
  file: (a, b) => order.compare(a.source.name, b.source.name),
  sender: (a, b) => order.compare(senderOf(a), senderOf(b)),
  tone: (a, b) => weight(a) - weight(b),
  // What has a cause stands before what has none.
  cause: (a, b) =>
    Number(causeOf(a) === '') - Number(causeOf(b) === '') || order.compare(causeOf(a), causeOf(b)),
};

/** Those of one kind, and of one sender and cause, sorted; equal ones stay in the order in which they came. */
export function arrange(
  entries: readonly Entry[],
  kind: Kind | null,
  { column, descending }: { column: string; descending: boolean },
  group: Pick<CauseGroup, 'domain' | 'cause'> | null = null,
): readonly Entry[] {
  // As they come: of a large mailbox no drawing makes another list.
  if (kind === null && group === null && column === 'number' && !descending) return entries;
  const compare = COMPARE[column] ?? COMPARE.number!;
  const sign = descending ? -1 : 1;
  const wanted = entries.filter(
    (entry) => (kind === null || kindOf(entry) === kind) && (group === null || isOf(entry, group)),
  );
  return wanted.sort((a, b) => sign * compare(a, b) || a.id - b.id);
}
