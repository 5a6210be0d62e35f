// A From field that some programs overlook: blanks around its name, or folded into the field above.
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromSpace: MessageRule = {
  id: 'fromSpace',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    const spaced = message.fields.some((field) => field.name === 'from' && field.spaced);
    return spaced
      ? [{ rule: 'fromSpace', severity: 'danger', params: { written: writtenFrom(message) } }]
      : [];
  },
};
