// The author's domain always signed what the reader opened; this mail it did not sign.
import type { MessageRule } from './rule.ts';

/** Days with signed mail before its absence says something. */
const ENOUGH_DAYS = 3;

export const usuallySigned: MessageRule = {
  id: 'usuallySigned',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  test({ context, origin, domain }) {
    const history = context.domainHistory;
    if (!history || history.signedDays < ENOUGH_DAYS || history.unsignedDays > 0) return [];
    // Relayed and collected mail loses its signature on the way; where a signature was recorded none is missing.
    if (origin === null || !['unproven', 'listed', 'contradicted'].includes(origin.origin))
      return [];
    if (origin.rowId === 'internal') return [];
    return [
      {
        rule: 'usuallySigned',
        severity: 'caution',
        params: { domain, days: String(history.signedDays) },
      },
    ];
  },
};
