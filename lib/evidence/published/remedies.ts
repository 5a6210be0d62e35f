// What mends the records of a domain. Nothing is said of what DNS did not answer for.
import type { DomainProblem, DomainRemedy, DomainReport } from '../../model.ts';
import { isDmarcRecord, newDmarcRecord } from '../../text/dmarc-record.ts';
import { isRevoked, isTesting } from './keys.ts';
import { isServer, MOST_LOOKUPS, MOST_VOIDS, nodesOf, openTerm } from './spf-tree.ts';

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
  const unread = nodes.find(({ problem }) => problem === 'syntax');
  if (unread && records.length === 1) return [remedy('spfSyntax', { domain, term: unread.term })];
  if (nodes.some(({ problem }) => problem === 'unanswered')) return [];
  const text = (value: string) => ({ type: 'TXT' as const, name: domain, value });
  if (records.length === 0)
    return [
      remedy(
        'spfMissing',
        { domain },
        text(mx.some(({ exchange }) => isServer(exchange)) ? 'v=spf1 mx ~all' : 'v=spf1 -all'),
      ),
    ];
  if (records.length > 1) return [remedy('spfTwo', { domain, count: String(records.length) })];
  const broken = nodes.find(({ problem }) => problem === 'loop' || problem === 'two');
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
  const everybody = tree && openTerm(tree);
  return everybody ? [remedy('spfEverybody', { domain, term: everybody.term })] : [];
}

const POLICY_TAGS = ['p', 'sp', 'np'];

/** The words of a record that decide what it asks for of this domain: below the domain it stands at, those of sp=. */
function decisive(name: string, { tags, name: at }: Found['dmarc']): string {
  const tag = at !== name && tags.sp !== undefined ? 'sp' : 'p';
  const written = `${tag}=${tags[tag] ?? 'none'}`;
  return tags.t?.toLowerCase() === 'y' ? `${written}; t=y` : written;
}

function mendDmarc({ domain, dmarc, unknown }: Found, stray: readonly string[]): DomainRemedy[] {
  if (unknown.some((name) => name.startsWith('_dmarc.'))) return [];
  const name = `_dmarc.${domain}`;
  const { record, published, tags, policy } = dmarc;
  const publish = { type: 'TXT' as const, name, value: newDmarcRecord(domain, published) };
  if (published.filter(isDmarcRecord).length > 1) return [remedy('dmarcTwo', { domain, name })];
  if (published.length > 0 && dmarc.name !== name)
    return [remedy('dmarcSyntax', { domain, name }, publish)];
  if (record === null) {
    const [found] = stray;
    return found === undefined
      ? [remedy('dmarcMissing', { domain, name }, publish)]
      : [remedy('dmarcElsewhere', { domain, name }, { ...publish, value: found })];
  }
  const isWrong = POLICY_TAGS.some(
    (tag) => tags[tag] !== undefined && !/^(?:none|quarantine|reject)$/i.test(tags[tag]),
  );
  if (isWrong)
    return dmarc.name === name
      ? [remedy('dmarcSyntax', { domain, name }, publish)]
      : [remedy('dmarcSyntax', { domain, name: dmarc.name ?? name })];
  return policy === 'none' ? [remedy('dmarcNone', { domain, policy: decisive(name, dmarc) })] : [];
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
    if (isTesting(record)) return [remedy('keyTesting', params)];
    return kind === 'rsa' && (bits ?? 0) < SHORTEST_KEY ? [remedy('keyShort', params)] : [];
  });
}

/** The remedies of a domain: SPF, DMARC, then keys. `stray`: policies that stand where nobody looks. */
export function mendDomain(found: Found, stray: readonly string[]): DomainRemedy[] {
  if (!found.exists) return [remedy('domainMissing', { domain: found.domain })];
  return [...mendSpf(found), ...mendDmarc(found, stray), ...mendKeys(found)];
}
