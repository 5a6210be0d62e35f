// A comment of the From field shows an address of somebody else, or hides comments in comments.
import { withinBounds } from '../../text/bounds.ts';
import { sameOrganization } from '../../text/organization.ts';
import { findMentions } from '../claims/mentions.ts';
import type { MessageRule } from './rule.ts';

/** One shows an address as well as a thousand do. */
const MOST_COMMENTS = 100;

export const fromComment: MessageRule = {
  id: 'fromComment',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  test({ message, address, domain }) {
    for (const field of message.from) {
      for (const comment of field.comments.slice(0, MOST_COMMENTS).map(withinBounds)) {
        const other = findMentions(comment).find(
          (mention) => mention.kind === 'address' && !sameOrganization(mention.domain, domain),
        );
        if (!other && !comment.includes('(')) continue;
        return [
          {
            rule: 'fromComment',
            severity: other ? 'danger' : 'info',
            params: { comment, address },
          },
        ];
      }
    }
    return [];
  },
};
