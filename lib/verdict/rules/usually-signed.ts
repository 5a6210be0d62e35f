// All that the reader opened of this author was signed; no signature holds on this mail.
import type { MessageRule } from './rule.ts';

/** Days with signed mail before its absence says something. */
const ENOUGH_DAYS = 3;

export const usuallySigned: MessageRule = {
  id: 'usuallySigned',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  test({ context, origin, domain, address }) {
    const history = context.addressHistory;
    if (!history || history.signedDays < ENOUGH_DAYS || history.unsigned > 0) return [];
    // Relayed and collected mail loses its signature on the way; where a signature was recorded none is missing.
    if (origin === null || !['unproven', 'listed', 'contradicted'].includes(origin.origin))
      return [];
    if (origin.rowId === 'internal') return [];
    return [
      {
        rule: 'usuallySigned',
        severity: 'caution',
        params: { domain, address, days: String(history.signedDays) },
      },
    ];
  },
};
