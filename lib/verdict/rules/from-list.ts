// Several authors in one From field (RFC 5322 section 3.6.2 allows it; nobody sends it).
import { sameOrganization } from '../../text/organization.ts';
import type { MessageRule } from './rule.ts';

export const fromList: MessageRule = {
  id: 'fromList',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    if (message.from.length !== 1) return [];
    const [first, ...others] = message.from
      .flatMap(({ mailboxes }) => mailboxes)
      .filter(({ address }) => address !== '');
    if (!first || others.length === 0) return [];
    const across = others.some(({ domain }) => !sameOrganization(domain, first.domain));
    return [
      {
        rule: 'fromList',
        severity: across ? 'danger' : 'caution',
        params: { addresses: [first, ...others].map(({ address }) => address).join(', ') },
      },
    ];
  },
};
