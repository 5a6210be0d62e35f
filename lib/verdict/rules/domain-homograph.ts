// The domain is drawn with look-alike letters. UTS #39.

import { toUnicode } from '../../text/domains.ts';
import { codePoints } from '../../text/normalise.ts';
import { skeleton } from '../../text/skeleton.ts';
import { imitates } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainHomograph: ClaimRule = {
  id: 'domainHomograph',
  layer: 'domain',
  about: 'domain',
  spelled: true,
  needs: 'claim',
  test(view) {
    const found = imitates(view, 'homograph');
    if (!found) return [];
    const shown = toUnicode(view.domain);
    const real = toUnicode(found.target.domain);
    const other = [...shown].filter((letter) => letter > '\x7f' && !real.includes(letter));
    // `paypa1-secure`: of its parts the one that looks like the target.
    const form = skeleton(toUnicode(found.target.label));
    const part = shown.split(/[.-]/).find((one) => skeleton(one) === form) ?? shown;
    const differing =
      other.length > 0 ? other : [...part].filter((letter) => !real.includes(letter));
    return [
      {
        rule: 'domainHomograph',
        severity: 'danger',
        disguised: true,
        params: {
          domain: shown,
          ascii: view.domain,
          real,
          characters: codePoints(differing.length > 0 ? differing : shown),
        },
      },
    ];
  },
};
