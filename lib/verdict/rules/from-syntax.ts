// Source routes, two addresses in one, unclosed quotes: syntax that programs read differently.
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromSyntax: MessageRule = {
  id: 'fromSyntax',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    const broken = message.from.some(
      ({ defects }) => defects.includes('syntax') || defects.includes('route'),
    );
    return broken
      ? [{ rule: 'fromSyntax', severity: 'danger', params: { written: writtenFrom(message) } }]
      : [];
  },
};
