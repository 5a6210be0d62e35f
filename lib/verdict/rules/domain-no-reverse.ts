// The sending server has no reverse name. Gmail wrote that down itself, so nothing is asked.
import type { MessageRule } from './rule.ts';

export const domainNoReverse: MessageRule = {
  id: 'domainNoReverse',
  layer: 'domain',
  needs: 'message',
  test({ stated }) {
    const { boundary, gateway } = stated;
    if (boundary === null || gateway || boundary.address === null || boundary.reverseName !== null)
      return [];
    return [{ rule: 'domainNoReverse', severity: 'info', params: { address: boundary.address } }];
  },
};
