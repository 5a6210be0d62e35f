// Memory as one JSON value: every account together, checked record by record before anything is written.
import { isRecord, type Records, STORE_NAMES, STORES } from './records.ts';

export interface Archive {
  inkan: 'memory';
  version: 1;
  /** ISO 8601 */
  exportedAt: string;
  records: { [S in keyof Records]: Records[S][] };
}

/** `version`: written by another Inkan, with fields or sentences that this one does not know. `size`: more than an account may have. */
export type ImportRefusal = 'shape' | 'version' | 'size';

const MOST_ACCOUNTS = 50;

/** The archive if it is a whole one, else why not. An unknown field is refused: it may be one that mattered. */
export function readArchive(
  value: unknown,
  knows: (key: string) => boolean,
): Archive | { refused: ImportRefusal } {
  const archive = value as Partial<Archive> | null;
  if (typeof archive !== 'object' || archive?.inkan !== 'memory') return { refused: 'shape' };
  if (archive.version !== 1) return { refused: 'version' };
  const { records } = archive;
  if (typeof records !== 'object' || records === null) return { refused: 'shape' };
  for (const store of STORE_NAMES) {
    const list: unknown = records[store];
    if (!Array.isArray(list)) return { refused: 'shape' };
    if (list.length > STORES[store].most * MOST_ACCOUNTS) return { refused: 'size' };
    if (!list.every((record) => isRecord(store, record))) return { refused: 'shape' };
  }
  const { verdicts } = (archive as Archive).records;
  if (!verdicts.every(({ sentence }) => knows(sentence.key))) return { refused: 'version' };
  return archive as Archive;
}
