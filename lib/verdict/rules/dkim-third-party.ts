// Signed, but by somebody else than the author's domain.

import type { MeasuredRule } from './rule.ts';
import { passingSignatures } from './signatures.ts';

export const dkimThirdParty: MeasuredRule = {
  id: 'dkimThirdParty',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test(view) {
    const { domain } = view;
    const passing = passingSignatures(view);
    // With authors at several domains of one organisation no signature is aligned, not even that of the first.
    const other = passing.find(({ aligned, sdid }) => !aligned && sdid !== domain);
    if (!other || domain === '' || passing.some(({ aligned }) => aligned)) return [];
    return [{ rule: 'dkimThirdParty', severity: 'info', params: { signer: other.sdid, domain } }];
  },
};
