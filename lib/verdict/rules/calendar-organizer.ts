// An invitation (RFC 5545) by somebody else than the author.

import { splitAddress } from '../../text/addresses.ts';
import { withinBounds } from '../../text/bounds.ts';
import { toAscii } from '../../text/domains.ts';
import { sameOrganization } from '../../text/organization.ts';
import { findBrands, ownedBy } from '../claims/brands.ts';
import { personKey } from '../claims/people.ts';
import { spell } from '../claims/spelling.ts';
import type { MessageRule } from './rule.ts';

export const calendarOrganizer: MessageRule = {
  id: 'calendarOrganizer',
  layer: 'authentication',
  about: 'author',
  needs: 'message',
  suppressedBy: ['known', 'list'],
  test({ evidence, domain, reader, address }) {
    const calendar = evidence.digest.facts.calendar;
    const organizer = calendar?.organizer?.replace(/^mailto:/i, '') ?? '';
    const written = splitAddress(organizer);
    if (written.localPart === '' || !organizer.includes('@')) return [];
    const organizerDomain = toAscii(written.domain);
    const name = withinBounds(calendar?.organizerName ?? '');
    const elsewhere = organizer.toLowerCase() !== address.toLowerCase();
    const brand = findBrands(spell(name), reader.brandIndex).find(
      ({ weak, residue }) => !weak && residue.length === 0,
    );
    const brandElsewhere =
      brand !== undefined && !brand.brands.some((one) => ownedBy(one, organizerDomain));
    const people = reader.byName.get(personKey(name)) ?? [];
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
