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
  /** domain → all of its messages, and its groups by cause */
  const domains = new Map<string, { total: number; groups: Map<RemedyId, CauseGroup> }>();
  return {
    add({ domain, cause }: Counted): void {
      if (domain === null) return;
      const of = domains.get(domain) ?? { total: 0, groups: new Map<RemedyId, CauseGroup>() };
      domains.set(domain, of);
      of.total += 1;
      if (cause === null) return;
      const group = of.groups.get(cause) ?? { domain, cause, count: 0, total: 0 };
      group.count += 1;
      of.groups.set(cause, group);
    },
    /** By author domain and first cause, the largest first; messages without a cause only count in `total`. */
    groups: (): CauseGroup[] =>
      [...domains.values()]
        .flatMap(({ total, groups }) => [...groups.values()].map((group) => ({ ...group, total })))
        .sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1)),
  };
}
