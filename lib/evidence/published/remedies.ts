// What mends the records of a domain. Nothing is said of what DNS did not answer for.
import type { DomainProblem, DomainRemedy, DomainReport } from '../../model.ts';
import { isRevoked } from './keys.ts';
import { MOST_LOOKUPS, MOST_VOIDS, nodesOf } from './spf-tree.ts';

type Found = Omit<DomainReport, 'remedies'>;

const SHORTEST_KEY = 1024;

const remedy = (
  id: DomainProblem,
  params: Record<string, string>,
  publish: DomainRemedy['publish'] = null,
): DomainRemedy => ({ id, params, publish });

function mendSpf({ domain, spf, mx }: Found): DomainRemedy[] {
  const { records, tree, lookups, voids } = spf;
  const nodes = [...nodesOf(tree)];
  if (nodes.some(({ problem }) => problem === 'unanswered')) return [];
  const text = (value: string) => ({ type: 'TXT' as const, name: domain, value });
  if (records.length === 0)
    return [
      remedy('spfMissing', { domain }, text(mx.length > 0 ? 'v=spf1 mx ~all' : 'v=spf1 -all')),
    ];
  if (records.length > 1) return [remedy('spfTwo', { domain, count: String(records.length) })];
  const broken = nodes.find(
    ({ problem }) => problem === 'syntax' || problem === 'loop' || problem === 'two',
  );
  // An include without a record is an error, a host that does not exist only a void lookup.
  const dead = nodes.find(
    ({ problem, term }) => problem !== null && /^[+~?-]?include:|^redirect=/i.test(term),
  );
  const wrong = broken ?? dead;
  if (wrong) return [remedy('spfSyntax', { domain, term: wrong.term })];
  if (lookups > MOST_LOOKUPS)
    return [remedy('spfLookups', { domain, count: String(lookups), most: String(MOST_LOOKUPS) })];
  if (voids > MOST_VOIDS)
    return [
      remedy('spfVoids', {
        domain,
        terms: nodes
          .filter(({ problem }) => problem === 'void')
          .map(({ term }) => term)
          .join(', '),
      }),
    ];
  const everybody = (tree?.children ?? []).some(({ term }) => /^\+?all$/i.test(term));
  return everybody ? [remedy('spfEverybody', { domain })] : [];
}

function mendDmarc({ domain, dmarc, unknown }: Found, stray: readonly string[]): DomainRemedy[] {
  if (unknown.some((name) => name.startsWith('_dmarc.'))) return [];
  const name = `_dmarc.${domain}`;
  const plain = { type: 'TXT', name, value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` };
  const publish = plain as DomainRemedy['publish'];
  const { record, published, tags } = dmarc;
  if (published.filter((text) => /^v=DMARC1/.test(text)).length > 1)
    return [remedy('dmarcTwo', { domain, name })];
  if (published.length > 0 && dmarc.name !== name)
    return [remedy('dmarcSyntax', { domain, name }, publish)];
  if (record === null) {
    const [found] = stray;
    return found === undefined
      ? [remedy('dmarcMissing', { domain, name }, publish)]
      : [remedy('dmarcElsewhere', { domain, name }, { type: 'TXT', name, value: found })];
  }
  const policy = tags.p?.toLowerCase();
  if (policy !== undefined && !['none', 'quarantine', 'reject'].includes(policy))
    return [remedy('dmarcSyntax', { domain, name: dmarc.name ?? name }, publish)];
  return policy === 'none' ? [remedy('dmarcNone', { domain })] : [];
}

function mendKeys({ keys, unknown }: Found): DomainRemedy[] {
  return keys.flatMap(({ name, records, kind, bits }): DomainRemedy[] => {
    const [record = ''] = records;
    const params = { name, bits: String(bits ?? '') };
    if (unknown.includes(name)) return [];
    if (records.length === 0) return [remedy('keyMissing', params)];
    if (records.length > 1) return [remedy('keyTwo', params)];
    if (isRevoked(record)) return [remedy('keyRevoked', params)];
    if (kind === null) return [remedy('keySyntax', params)];
    return kind === 'rsa' && (bits ?? 0) < SHORTEST_KEY ? [remedy('keyShort', params)] : [];
  });
}

/** The remedies of a domain: SPF, DMARC, then keys. `stray`: policies that stand where nobody looks. */
export function mendDomain(found: Found, stray: readonly string[]): DomainRemedy[] {
  return [...mendSpf(found), ...mendDmarc(found, stray), ...mendKeys(found)];
}
