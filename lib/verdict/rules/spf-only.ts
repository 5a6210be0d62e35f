// The server is permitted, nothing is signed: everybody who may send through that server could have written this.
import type { MessageRule } from './rule.ts';

export const spfOnly: MessageRule = {
  id: 'spfOnly',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  test({ origin, stated, domain }) {
    if (origin?.origin !== 'listed') return [];
    const server = stated.boundary?.reverseName ?? stated.clientAddress ?? '–';
    return [{ rule: 'spfOnly', severity: 'info', params: { domain, server } }];
  },
};
