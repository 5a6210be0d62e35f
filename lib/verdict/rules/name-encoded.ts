// The name is an encoded word inside an encoded word (RFC 2047): some programs show the inner text.
import type { MessageRule } from './rule.ts';

const ENCODED_WORD = /=\?[^?\s]{1,64}\?[bq]\?[^?]*\?=/i;

export const nameEncoded: MessageRule = {
  id: 'nameEncoded',
  layer: 'name',
  about: 'name',
  needs: 'message',
  suppressedBy: ['known', 'list'],
  test({ name, address, message }) {
    const inner = ENCODED_WORD.exec(name)?.[0];
    // What stands in the field itself is a word that no program can read, not a second layer.
    if (inner === undefined || message.from.some(({ written }) => written.includes(inner)))
      return [];
    return [{ rule: 'nameEncoded', severity: 'caution', params: { hidden: inner, address } }];
  },
};
