// A table that others wrote into: whichever sign a spreadsheet parts cells by, none of them is run.
import { expect, test } from 'vitest';
import { csvLines } from '../../lib/text/csv.ts';

/** Cells as a reader has them that parts by `sign` and takes doubled quotes for one (RFC 4180). */
function cellsOf(line: string, sign: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    if (isQuoted) {
      if (line[i] !== '"') cell += line[i];
      else if (line[i + 1] === '"') cell += line[++i];
      else isQuoted = false;
    } else if (line[i] === '"' && cell === '') isQuoted = true;
    else if (line[i] === sign) {
      cells.push(cell);
      cell = '';
    } else cell += line[i];
  }
  return [...cells, cell];
}

const STARTS = ['=1+1', '+1', '-1', '@SUM(1)', '＝1', '\t=1', ' =1', '\u00a0=1', '\v=1'];
const FRONTS = ['', 'x;', 'x;"', 'x; "', 'x;""', 'x\t', 'x\t"', 'x\n', 'x,"', 'x;\u00a0', 'x;\f'];

test.each([',', ';', '\t'])('parted by %j, no cell is a formula', (sign) => {
  for (const front of FRONTS)
    for (const start of STARTS)
      for (const value of [`${front}${start}`, `${front}${start};y`, `${front}${start}";"=2`]) {
        const line = csvLines([['a.eml', value, 'end']]).replace(/\r\n$/, '');
        for (const cell of cellsOf(line, sign))
          expect(cell, JSON.stringify(value)).not.toMatch(/^\s*"*\s*[=+\-@＝＋－＠]/u);
      }
});

test('what is no formula stays as it is', () => {
  expect(csvLines([['a', 'Tea; Garden', 'x "y"', 3, true, null]])).toBe(
    'a,"Tea; Garden","x ""y""",3,true,\r\n',
  );
});
