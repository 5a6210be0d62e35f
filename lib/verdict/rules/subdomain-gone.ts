// The author's sub-domain does not exist, its parent does: a made-up department of a real domain.
import { isYoung } from './age.ts';
import type { MeasuredRule } from './rule.ts';

export const subdomainGone: MeasuredRule = {
  id: 'subdomainGone',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test(view) {
    const { evaluated, proved, domain, organization } = view;
    if (!evaluated.domain.subdomainGone || evaluated.domain.gone || !isYoung(view)) return [];
    // What needs live DNS does not lower what Gmail proved on arrival.
    const severity = proved ? 'info' : 'caution';
    return [{ rule: 'subdomainGone', severity, params: { domain, parent: organization } }];
  },
};
