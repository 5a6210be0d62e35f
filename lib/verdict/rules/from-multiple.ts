// More than one From field: programs disagree which one is real.
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromMultiple: MessageRule = {
  id: 'fromMultiple',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    if (message.from.length < 2) return [];
    const written = writtenFrom(message);
    return [
      {
        rule: 'fromMultiple',
        severity: 'danger',
        params: { count: String(message.from.length), written },
      },
    ];
  },
};
