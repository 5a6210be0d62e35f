// The reader's own address as the author of mail that did not come from the reader's account.
import type { MessageRule, MessageView } from './rule.ts';

/** What an unproved use of the reader's own address or domain is worth; null where something else explains it. */
export function weighOwn({ origin, proved }: MessageView): 'caution' | 'danger' | null {
  if (origin === null || proved) return null;
  if (origin.origin === 'contradicted') return origin.tone === 'danger' ? 'danger' : 'caution';
  // Mail that never left Google has no hop to prove; collected and relayed mail was never asked.
  return origin.origin === 'unproven' && origin.rowId !== 'internal' ? 'caution' : null;
}

export const fromSelf: MessageRule = {
  id: 'fromSelf',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  test(view) {
    if (!view.circle.me.has(view.address.toLowerCase())) return [];
    const severity = weighOwn(view);
    return severity === null
      ? []
      : [{ rule: 'fromSelf', severity, params: { address: view.address } }];
  },
};
