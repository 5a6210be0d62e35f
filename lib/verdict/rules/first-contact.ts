// The reader has not opened mail from this address before.
import type { MessageRule } from './rule.ts';

export const firstContact: MessageRule = {
  id: 'firstContact',
  layer: 'authentication',
  about: 'author',
  needs: 'message',
  test({ context, address, circle }) {
    if (context.seenBefore !== false || address === '' || circle.me.has(address.toLowerCase()))
      return [];
    return [{ rule: 'firstContact', severity: 'info', params: { address } }];
  },
};
