// Many reports together: which sender's mail fails, how often, and why.
import type { RemedyId } from '../../model.ts';

export interface CauseGroup {
  /** author domain */
  domain: string;
  /** the first remedy of these messages */
  cause: RemedyId;
  /** messages of the domain with this cause, and all of the domain */
  count: number;
  total: number;
}

/** Of one report: the author domain and the first remedy. */
interface Counted {
  domain: string | null;
  cause: RemedyId | null;
}

/** Counts reports one by one and keeps none of them. */
export function countCauses() {
  const totals = new Map<string, number>();
  const counts = new Map<string, CauseGroup>();
  return {
    add({ domain, cause }: Counted): void {
      if (domain === null) return;
      totals.set(domain, (totals.get(domain) ?? 0) + 1);
      if (cause === null) return;
      const key = `${domain} ${cause}`;
      const group = counts.get(key) ?? { domain, cause, count: 0, total: 0 };
      group.count += 1;
      counts.set(key, group);
    },
    /** By author domain and first cause, the largest first; messages without a cause only count in `total`. */
    groups: (): CauseGroup[] =>
      [...counts.values()]
        .map((group) => ({ ...group, total: totals.get(group.domain) ?? 0 }))
        .sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1)),
  };
}
