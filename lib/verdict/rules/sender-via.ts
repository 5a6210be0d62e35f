// Somebody else's server or Sender field stands behind the author.
import { domainOf } from '../../text/addresses.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';
import type { MessageRule } from './rule.ts';

export const senderVia: MessageRule = {
  id: 'senderVia',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test({ message, stated, domain, proved, origin }) {
    // A proved author needs no Sender; a contradicted one has a graver sentence.
    if (domain === '' || proved || origin?.origin === 'contradicted') return [];
    const envelope = domainOf(stated.mailFrom ?? '');
    const other = [message.sender?.domain ?? '', envelope].find(
      (one) => one !== '' && !sameOrganization(one, domain),
    );
    if (other === undefined) return [];
    const via = organizationalDomain(other) ?? other;
    return [{ rule: 'senderVia', severity: 'info', params: { via, domain } }];
  },
};
