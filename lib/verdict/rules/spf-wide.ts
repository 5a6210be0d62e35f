// A record (RFC 7208) that permits almost any server, where SPF is all there is.
import type { Severity } from '../../model.ts';
import type { MeasuredRule } from './rule.ts';

/** IPv4 networks of /12 and wider hold more than a million addresses. */
const WIDE_V4 = 12;
const WIDE_V6 = 19;

/** The widest term of a record; null when it is an ordinary one. */
function widestTerm(record: string): { term: string; severity: Severity } | null {
  const terms = record.toLowerCase().split(/[ \t]+/);
  const open = terms.find((term) => /^\+?all$/.test(term));
  if (open !== undefined) return { term: open, severity: 'caution' };
  for (const term of terms) {
    const network = /^\+?(ip4|ip6):[0-9a-f.:]+\/(\d{1,3})$/.exec(term);
    if (network && Number(network[2]) <= (network[1] === 'ip4' ? WIDE_V4 : WIDE_V6))
      return { term, severity: 'caution' };
  }
  const loose = terms.find((term) => term === '?all' || /^\+?ptr(:|$)/.test(term));
  return loose === undefined ? null : { term: loose, severity: 'info' };
}

export const spfWide: MeasuredRule = {
  id: 'spfWide',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test({ evaluated, origin, domain }) {
    const record = evaluated.spf?.record ?? null;
    if (record === null || origin?.origin !== 'listed') return [];
    const widest = widestTerm(record);
    if (!widest) return [];
    return [
      { rule: 'spfWide', severity: widest.severity, params: { domain, mechanism: widest.term } },
    ];
  },
};
