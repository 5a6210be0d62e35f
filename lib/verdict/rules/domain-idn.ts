// An internationalised domain (RFC 5890), shown in both forms.

import { toUnicode } from '../../text/domains.ts';
import { isScriptDisguise } from '../../text/scripts.ts';
import { imitates } from '../claims/domain-claim.ts';
import type { ClaimRule } from './rule.ts';

export const domainIdn: ClaimRule = {
  id: 'domainIdn',
  layer: 'domain',
  about: 'domain',
  spelled: true,
  needs: 'claim',
  test(view) {
    const shown = toUnicode(view.domain);
    if (shown === view.domain || imitates(view, 'homograph')) return [];
    const disguise = isScriptDisguise(shown);
    return [
      {
        rule: 'domainIdn',
        severity: disguise ? 'danger' : 'info',
        disguised: disguise,
        params: { domain: shown, ascii: view.domain },
      },
    ];
  },
};
