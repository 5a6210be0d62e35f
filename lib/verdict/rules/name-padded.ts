// The name is so long or so empty that the address is pushed out of sight.
import { LONGEST_READ } from '../../text/bounds.ts';
import { FILLERS } from '../../text/characters.ts';
import type { ClaimRule } from './rule.ts';

const LONG = 80;
const VERY_LONG = 200;
/** Eight or more blanks in a row with something behind them. */
const EMPTY = new RegExp(`[\\s${FILLERS}]{8,}\\S`, 'u');

export const namePadded: ClaimRule = {
  id: 'namePadded',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  test({ name, nameLength, address, mentions }) {
    const length = nameLength > LONGEST_READ ? nameLength : [...name].length;
    const shown = mentions.some(({ kind }) => kind === 'address');
    const padded = EMPTY.test(name) || length > VERY_LONG || (length > LONG && shown);
    if (!padded) return [];
    return [
      {
        rule: 'namePadded',
        severity: shown ? 'danger' : 'caution',
        params: { length: String(length), address },
      },
    ];
  },
};
