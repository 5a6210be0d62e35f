// A colleague's address, or one that looks like it, in the reader's own domain, without proof.
import { isUnder } from '../../text/domains.ts';
import { weighOwn } from './from-self.ts';
import type { MessageRule } from './rule.ts';

export const fromOwnDomain: MessageRule = {
  id: 'fromOwnDomain',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  test(view) {
    if (view.circle.me.has(view.address.toLowerCase())) return [];
    if (![...view.circle.ownDomains].some((own) => isUnder(view.domain, own))) return [];
    const severity = weighOwn(view);
    return severity === null
      ? []
      : [{ rule: 'fromOwnDomain', severity, params: { domain: view.domain } }];
  },
};
