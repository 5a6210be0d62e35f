// No sender address at all: what a program shows then was filled in from another field.
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromMissing: MessageRule = {
  id: 'fromMissing',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    const named = message.from.some((field) =>
      field.mailboxes.some(({ address }) => address !== ''),
    );
    if (named) return [];
    const written = writtenFrom(message);
    return [
      {
        rule: 'fromMissing',
        severity: 'danger',
        params: { written },
      },
    ];
  },
};
