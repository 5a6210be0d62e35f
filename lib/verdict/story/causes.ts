// Many reports together: which sender's mail fails, how often, and why.
import type { RemedyId, Report } from '../../model.ts';

export interface CauseGroup {
  /** author domain */
  domain: string;
  /** the first remedy of these messages */
  cause: RemedyId;
  /** messages of the domain with this cause, and all of the domain */
  count: number;
  total: number;
}

/** Groups by author domain and first cause, the largest first; messages without a cause only count in `total`. */
export function groupCauses(reports: Iterable<Report>): CauseGroup[] {
  const totals = new Map<string, number>();
  const counts = new Map<string, CauseGroup>();
  for (const { authorDomain: domain, remedies } of reports) {
    if (domain === null) continue;
    totals.set(domain, (totals.get(domain) ?? 0) + 1);
    const [first] = remedies;
    if (!first) continue;
    const key = `${domain} ${first.id}`;
    const group = counts.get(key) ?? { domain, cause: first.id, count: 0, total: 0 };
    group.count += 1;
    counts.set(key, group);
  }
  return [...counts.values()]
    .map((group) => ({ ...group, total: totals.get(group.domain) ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1));
}
