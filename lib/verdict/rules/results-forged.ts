// The sender brought check results in Google's name.
import { isProved } from '../../model.ts';
import type { MessageRule } from './rule.ts';

export const resultsForged: MessageRule = {
  id: 'resultsForged',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test({ stated, origin }) {
    const [first] = stated.forged;
    if (!first) return [];
    const recordPasses = origin !== null && isProved(origin.origin);
    const lies =
      stated.results !== null && !recordPasses && stated.forged.some((one) => one.passForAuthor);
    const worst = stated.forged.find((one) => one.passForAuthor) ?? first;
    return [
      {
        rule: 'resultsForged',
        severity: lies ? 'danger' : 'caution',
        params: { field: worst.field, claims: worst.claims },
      },
    ];
  },
};
