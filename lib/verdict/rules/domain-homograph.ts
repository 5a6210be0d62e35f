// The domain is drawn with look-alike letters. UTS #39.

import { toUnicode } from '../../text/domains.ts';
import { codePoints } from '../../text/normalise.ts';
import { imitates, isCapped } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainHomograph: ClaimRule = {
  id: 'domainHomograph',
  layer: 'domain',
  about: 'domain',
  needs: 'claim',
  test(view) {
    const found = imitates(view, 'homograph');
    if (!found) return [];
    const shown = toUnicode(view.domain);
    const real = toUnicode(found.target.domain);
    const other = [...shown].filter((letter) => letter > '\x7f' && !real.includes(letter));
    const differing =
      other.length > 0 ? other : [...shown].filter((letter) => !real.includes(letter));
    // Letters of another alphabet are proof by themselves; `rn` for `m` is not, where the list may lack a domain.
    const capped = isCapped(found) && other.length === 0;
    return [
      {
        rule: 'domainHomograph',
        severity: capped ? 'caution' : 'danger',
        disguised: true,
        capped,
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
