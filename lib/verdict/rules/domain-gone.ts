// The author's organisational domain does not exist any more, although the mail is young.

import { brandClaim } from '../claims/brand-claim.ts';
import { isYoung } from './age.ts';
import type { MeasuredRule } from './rule.ts';

export const domainGone: MeasuredRule = {
  id: 'domainGone',
  layer: 'domain',
  about: 'authentication',
  needs: 'measured',
  toldIn: 'domainGone',
  test(view) {
    if (!view.evaluated.domain.gone || view.domain === '' || !isYoung(view)) return [];
    const claim = brandClaim(view);
    return [
      {
        rule: 'domainGone',
        severity:
          claim !== null && claim.severity !== 'info' && !claim.capped ? 'danger' : 'caution',
        params: { domain: view.organization },
      },
    ];
  },
};
