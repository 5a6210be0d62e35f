// CSV (RFC 4180) that no spreadsheet runs: what others wrote stays text.

/** What a spreadsheet takes for a formula, in full-width signs too (Japanese Excel reads those). */
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;
/** The same behind what parts cells elsewhere, and behind the quotes of such a cell. */
const LATER_FORMULA = /([;\t\r\n])(["\s]*)(?=[=+\-@＝＋－＠])/gu;

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // An apostrophe keeps a sender's "=HYPERLINK(…)" text when the file is opened.
  // A reader set to semicolons or tabs begins a cell behind each of them.
  const plain = value.replace(LATER_FORMULA, "$1$2'");
  const harmless = FORMULA.test(value) ? `'${plain}` : plain;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

type Cells = readonly (string | number | boolean | null)[];

/** Lines of a CSV file, for one that is written in portions. */
export const csvLines = (rows: readonly Cells[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/**
 * Rows as CSV (RFC 4180), with a byte order mark, without which Excel takes Japanese for something else. Text that a
 * spreadsheet would run as a formula starts with an apostrophe, whether the cells are parted by commas, semicolons or
 * tabs.
 */
export const writeCsv = (head: readonly string[], rows: Iterable<Cells>): string =>
  `\uFEFF${csvLines([head, ...rows])}`;
