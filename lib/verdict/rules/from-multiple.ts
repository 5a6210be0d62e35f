// More than one From field: programs disagree which one is real.
import type { MessageRule } from './rule.ts';

export const fromMultiple: MessageRule = {
  id: 'fromMultiple',
  layer: 'structure',
  needs: 'message',
  test({ message }) {
    if (message.from.length < 2) return [];
    const written = message.from.map((field) => field.written).join(' | ');
    return [
      {
        rule: 'fromMultiple',
        severity: 'danger',
        params: { count: String(message.from.length), written },
      },
    ];
  },
};
