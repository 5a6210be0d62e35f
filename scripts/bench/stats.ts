// What a benchmark reports: medians, ranges and ratios of one run, as a table and as data.

export const median = (values: number[]): number => quantile(values, 0.5);

/** Linear between the two nearest ranks; NaN for no values. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** Two things measured in turn, round by round: the same load weighs on both. */
export interface Paired {
  ours: number;
  theirs: number;
  /** median of the ratios of the rounds */
  ratio: number;
  range: [least: number, most: number];
}

export function pair(ours: number[], theirs: number[]): Paired {
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return {
    ours: median(ours),
    theirs: median(theirs),
    ratio: median(ratios),
    range: [quantile(ratios, 0), quantile(ratios, 1)],
  };
}

/** One line of the report: what was measured, and against which target. */
export interface Line {
  what: string;
  /** further columns in the order of the section's heads */
  cells: string[];
  /** the number the target is about; null for a line that only informs */
  value: number | null;
  /** `value` may be this much at most */
  target: number | null;
}

export interface Section {
  title: string;
  /** what the numbers are, in a sentence or two */
  note: string;
  heads: string[];
  lines: Line[];
}

export const isMet = ({ value, target }: Line): boolean =>
  target === null || (value !== null && value <= target);

const mark = (line: Line) => (line.target === null ? '' : isMet(line) ? 'met' : 'missed');

export const fixed = (value: number, digits = 2): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';

/** Milliseconds with three digits that mean something. */
export const ms = (value: number): string => fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0);

function rowsOf({ heads, lines }: Section): string[][] {
  return [
    ['', ...heads, 'target', ''],
    ...lines.map((line) => [
      line.what,
      ...line.cells,
      line.target === null ? '' : `≤ ${line.target}`,
      mark(line),
    ]),
  ];
}

/** The section for a terminal. */
export function toText(section: Section): string {
  const rows = rowsOf(section);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return `\n${section.title}\n${section.note}\n\n${rows.map(line).join('\n')}\n`;
}

/** The section for docs/performance.md. */
export function toMarkdown(section: Section): string {
  const [heads = [], ...rows] = rowsOf(section);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(heads.map((_, column) => (column === 0 ? '---' : '---:')));
  return `### ${section.title}\n\n${section.note}\n\n${[line(heads), rule, ...rows.map(line)].join('\n')}\n`;
}
