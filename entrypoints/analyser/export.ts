// Results as files: the Report JSON as an array or one a line, and a table for spreadsheets.
import { createRedactor } from '../../components/report/redact.ts';
import type { Report } from '../../lib/model.ts';
import { csvLines, writeCsv } from '../../lib/text/csv.ts';
import type { Entry } from './analysis.ts';
import type { Reports } from './reports.ts';

/** An unreadable file, as the command line reports it. */
interface Unreadable {
  version: 1;
  file: string | null;
  error: string;
}

const isReport = (one: Report | Unreadable): one is Report => 'tone' in one;

/** Written together; more would only be held in memory. */
const PORTION = 200;

/** One object a message, in the order of the list; the reader's addresses are taken out. */
async function* reportsOf(
  entries: readonly Entry[],
  reports: Reports,
  ownAddresses: readonly string[],
): AsyncGenerator<Report | Unreadable> {
  const { json } = createRedactor(ownAddresses);
  const places = entries.flatMap(({ result, place }) => (result?.kind === 'judged' ? [place] : []));
  const kept = reports.read(places);
  for (const { source, result } of entries) {
    if (result?.kind === 'failed')
      yield { version: 1, file: source.name || null, error: result.error };
    if (result?.kind !== 'judged') continue;
    const next = await kept.next();
    if (!next.done) yield json(next.value);
  }
}

export const FORMATS = ['csv', 'json', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

export const TYPES: Record<Format, string> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
};

/** Columns of the table. Stable: some may be added at the end, none is renamed. */
const COLUMNS: Record<string, (report: Report) => string | null> = {
  tone: ({ tone }) => tone,
  origin: ({ origin }) => origin,
  authorName: ({ author }) => author.name,
  authorAddress: ({ author }) => author.address,
  authorDomain: ({ authorDomain }) => authorDomain,
  receivedAt: ({ receivedAt }) => receivedAt,
  firstFinding: ({ findings }) => findings[0]?.rule ?? null,
  findings: ({ findings }) => findings.map(({ rule, severity }) => `${rule}:${severity}`).join(' '),
  proof: ({ stated }) => stated?.proof ?? null,
  recordedSpf: ({ stated }) => stated?.spf ?? null,
  recordedDkim: ({ stated }) => stated?.dkim ?? null,
  recordedDmarc: ({ stated }) => stated?.dmarc ?? null,
  spf: ({ evaluated }) => evaluated?.spf?.result ?? null,
  dkim: ({ evaluated }) =>
    evaluated?.dkim.map(({ result, sdid }) => `${result}:${sdid}`).join(' ') ?? null,
  dmarc: ({ evaluated }) => evaluated?.dmarc.result ?? null,
  arc: ({ evaluated }) => evaluated?.arc.result ?? null,
  reason: ({ reason }) => reason,
  fidelity: ({ fidelity }) => fidelity,
  remedies: ({ remedies }) => remedies.map(({ id, effect }) => `${id}:${effect}`).join(' '),
};

const columns = Object.values(COLUMNS);

const rowOf = (one: Report | Unreadable): (string | null)[] => [
  one.file,
  ...columns.map((read) => (isReport(one) ? read(one) : null)),
  isReport(one) ? null : one.error,
];

/** How a portion is written, and what stands before the first, between two, and behind the last. */
const WRITERS: Record<
  Format,
  { head: string; between: string; end: string; write(some: (Report | Unreadable)[]): string }
> = {
  csv: {
    head: writeCsv(['file', ...Object.keys(COLUMNS), 'error'], []),
    between: '',
    end: '',
    write: (some) => csvLines(some.map(rowOf)),
  },
  json: {
    head: '[\n',
    between: ',\n',
    end: '\n]\n',
    write: (some) => some.map((one) => JSON.stringify(one, null, 1)).join(',\n'),
  },
  jsonl: {
    head: '',
    between: '',
    end: '',
    write: (some) => some.map((one) => `${JSON.stringify(one)}\n`).join(''),
  },
};

/** The file, written in portions: the reports of a large mailbox are never in memory together. */
export async function exportResults(
  entries: readonly Entry[],
  reports: Reports,
  format: Format,
  ownAddresses: readonly string[],
): Promise<Blob> {
  const { head, between, end, write } = WRITERS[format];
  const parts: (string | Blob)[] = [head];
  let some: (Report | Unreadable)[] = [];
  const flush = () => {
    if (some.length === 0) return;
    parts.push(parts.length > 1 ? between : '', new Blob([write(some)]));
    some = [];
  };
  for await (const report of reportsOf(entries, reports, ownAddresses)) {
    some.push(report);
    if (some.length === PORTION) flush();
  }
  flush();
  return new Blob([...parts, end], { type: TYPES[format] });
}
