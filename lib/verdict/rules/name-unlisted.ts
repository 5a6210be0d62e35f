// The name of an organisation that no registry knows, from a domain that bears nothing of it, or from free mail.
import { isStranger } from '../claims/stranger.ts';
import { isUnlistedClaim } from '../claims/unlisted.ts';
import { claimsOf } from '../claims/weigh.ts';
import type { MessageRule, MessageView } from './rule.ts';

/** The table weighs what the name says. */
const isWeighed = (view: MessageView): boolean =>
  claimsOf(view).some(
    ({ facts, severity }) =>
      facts.answered || facts.single || (severity !== null && severity !== 'info'),
  );

export const nameUnlisted: MessageRule = {
  id: 'nameUnlisted',
  layer: 'name',
  about: 'name',
  needs: 'message',
  suppressedBy: ['known', 'list'],
  teachable: 'organisation',
  test(view) {
    const { name, domain, address } = view;
    if (domain === '' || !isStranger(view) || isWeighed(view) || !isUnlistedClaim(view)) return [];
    return [{ rule: 'nameUnlisted', severity: 'caution', params: { name, address, domain } }];
  },
};
