// MAIL FROM:<> is for notices about mail (RFC 5321 section 4.5.5); SPF then checks no more than the server's name.
import { personClaim } from '../claims/person-claim.ts';
import { nameClaim } from '../claims/weigh.ts';
import type { MessageRule } from './rule.ts';

export const nullSender: MessageRule = {
  id: 'nullSender',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  test(view) {
    const { stated } = view;
    if (stated.mailFrom !== '') return [];
    const claims = (nameClaim(view)?.severity ?? 'info') !== 'info' || personClaim(view) !== null;
    return [
      {
        rule: 'nullSender',
        severity: claims ? 'caution' : 'info',
        params: { helo: stated.helo ?? '–' },
      },
    ];
  },
};
