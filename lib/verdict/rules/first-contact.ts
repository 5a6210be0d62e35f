// The reader has not opened mail from this address before.
import type { MessageRule } from './rule.ts';

export const firstContact: MessageRule = {
  id: 'firstContact',
  layer: 'authentication',
  about: 'author',
  needs: 'message',
  test({ context, address, reader }) {
    if (context.seenBefore !== false || address === '' || reader.me.has(address.toLowerCase()))
      return [];
    return [{ rule: 'firstContact', severity: 'info', params: { address } }];
  },
};
