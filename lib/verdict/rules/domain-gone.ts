// The author's organisational domain does not exist any more, although the mail is young.

import { nameClaim } from '../claims/weigh.ts';
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
    const claim = nameClaim(view);
    return [
      {
        rule: 'domainGone',
        severity: claim?.severity === 'danger' ? 'danger' : 'caution',
        params: { domain: view.organization },
      },
    ];
  },
};
