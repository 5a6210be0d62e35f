// Results as files: the Report JSON as an array or one a line, and a table for spreadsheets.
import { createRedactor } from '../../components/report/redact.ts';
import { writeCsv } from '../../lib/extension/download.ts';
import type { Report } from '../../lib/model.ts';
import type { Entry } from './analysis.ts';

/** An unreadable file, as the command line reports it. */
interface Unreadable {
  version: 1;
  file: string | null;
  error: string;
}

const isReport = (one: Report | Unreadable): one is Report => 'tone' in one;

/** One object a message, in the order of the list; the reader's addresses are taken out. */
function reportsOf(
  entries: readonly Entry[],
  ownAddresses: readonly string[],
): (Report | Unreadable)[] {
  const { json } = createRedactor(ownAddresses);
  return entries.flatMap(({ source, result }): (Report | Unreadable)[] => {
    if (!result) return [];
    if (result.kind === 'judged') return [json(result.report)];
    return [{ version: 1, file: source.name || null, error: result.error }];
  });
}

export const FORMATS = ['csv', 'json', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

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

export function exportResults(
  entries: readonly Entry[],
  format: Format,
  ownAddresses: readonly string[],
): string {
  const reports = reportsOf(entries, ownAddresses);
  if (format === 'json') return `${JSON.stringify(reports, null, 1)}\n`;
  if (format === 'jsonl') return reports.map((one) => `${JSON.stringify(one)}\n`).join('');
  const columns = Object.values(COLUMNS);
  return writeCsv(
    ['file', ...Object.keys(COLUMNS), 'error'],
    reports.map((one) => [
      one.file,
      ...columns.map((read) => (isReport(one) ? read(one) : null)),
      isReport(one) ? null : one.error,
    ]),
  );
}
