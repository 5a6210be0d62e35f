// The sending server has no reverse name. Gmail wrote that down itself, so nothing is asked.
import { provedHop } from '../reading/record.ts';
import type { MessageRule } from './rule.ts';

export const domainNoReverse: MessageRule = {
  id: 'domainNoReverse',
  layer: 'domain',
  about: 'authentication',
  needs: 'message',
  test({ stated }) {
    const hop = provedHop(stated);
    if (hop === null || stated.gateway || hop.address === null || hop.reverseName !== null)
      return [];
    return [{ rule: 'domainNoReverse', severity: 'info', params: { address: hop.address } }];
  },
};
