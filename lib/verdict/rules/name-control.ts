// Control characters in the name: carriage returns and NUL split what programs read.
import { codePoints } from '../../text/normalise.ts';
import type { ClaimRule } from './rule.ts';

/** C0 without tab; an escape that starts an undecoded ISO-2022 sequence is the charset's own. C1 is mostly windows-1252. */
const CONTROL = /[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f]/g;

export const nameControl: ClaimRule = {
  id: 'nameControl',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  test({ name }) {
    const found = name.match(CONTROL);
    if (!found) return [];
    return [
      {
        rule: 'nameControl',
        severity: 'danger',
        disguised: true,
        params: { characters: codePoints(found) },
      },
    ];
  },
};
