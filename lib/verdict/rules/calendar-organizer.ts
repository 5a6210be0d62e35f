// An invitation (RFC 5545) by somebody else than the author.

import { answersFor } from '../../registry/index.ts';
import { splitAddress } from '../../text/addresses.ts';
import { withinBounds } from '../../text/bounds.ts';
import { toAscii } from '../../text/domains.ts';
import { sameOrganization } from '../../text/organization.ts';
import { personKey } from '../claims/person-key.ts';
import { readPlace } from '../claims/read.ts';
import type { MessageRule } from './rule.ts';

export const calendarOrganizer: MessageRule = {
  id: 'calendarOrganizer',
  layer: 'authentication',
  about: 'author',
  needs: 'message',
  suppressedBy: ['known', 'list'],
  test({ evidence, domain, circle, address, context }) {
    const calendar = evidence.digest.facts.calendar;
    const organizer = calendar?.organizer?.replace(/^mailto:/i, '') ?? '';
    const written = splitAddress(organizer);
    if (written.localPart === '' || !organizer.includes('@')) return [];
    const organizerDomain = toAscii(written.domain);
    const name = withinBounds(calendar?.organizerName ?? '');
    const elsewhere = organizer.toLowerCase() !== address.toLowerCase();
    const claimed = readPlace('name', name, circle.extra);
    const brandElsewhere =
      claimed?.surroundings.vocabularyOnly === true &&
      claimed.hits.some(
        ({ strength, organisations }) =>
          strength === 'strict' &&
          !organisations.some((one) => answersFor(organizerDomain, one, context.now) !== null),
      );
    const people = circle.byName.get(personKey(name)) ?? [];
    const personElsewhere =
      people.length > 0 &&
      !people.some((one) => one.address.toLowerCase() === organizer.toLowerCase());
    if (brandElsewhere || personElsewhere)
      return [{ rule: 'calendarOrganizer', severity: 'caution', params: { organizer, name } }];
    if (!elsewhere || sameOrganization(organizerDomain, domain)) return [];
    return [
      {
        rule: 'calendarOrganizer',
        severity: 'info',
        params: { organizer, name: name || organizer },
      },
    ];
  },
};
