// An encoded word where an address belongs (RFC 2047 section 5 forbids it): programs read different addresses.
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromEncoded: MessageRule = {
  id: 'fromEncoded',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    const encoded = message.from.some(({ defects }) => defects.includes('encodedAddress'));
    return encoded
      ? [{ rule: 'fromEncoded', severity: 'danger', params: { written: writtenFrom(message) } }]
      : [];
  },
};
