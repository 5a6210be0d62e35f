// An SPF record as the tree of what it leads to, with the count of lookups. RFC 7208 sections 4.6.4 and 5.
import type { Lookups, RecordType, SpfNode } from '../../model.ts';

/** The limit of a receiver; a tree is followed a little further, so that it shows by how much it is too large. */
export const MOST_LOOKUPS = 10;
const MOST_FOLLOWED = 20;
export const MOST_VOIDS = 2;

const TERM =
  /^([+~?-]?)(all|include|redirect|a|mx|ptr|exists|ip4|ip6|exp|[a-z][a-z0-9_.-]*)(?:([:=/])(.*))?$/i;
const NEEDS_DOMAIN = ['include', 'redirect', 'exists'];
const NETWORK = {
  ip4: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$|\/)|(?=\/|$))){4}(?:\/(?:3[0-2]|[12]?\d))?$/,
  ip6: /^(?=.*:.*:)[0-9a-f:.]{2,45}(?:\/(?:12[0-8]|1[01]\d|[1-9]?\d))?$/i,
} as const;

interface SpfTree {
  records: string[];
  tree: SpfNode | null;
  lookups: number;
  voids: number;
}

interface Parsed {
  kind: string;
  separator: string;
  value: string;
}

/** Null for what no receiver understands. */
function parseTerm(term: string): Parsed | null {
  const match = TERM.exec(term);
  if (!match) return null;
  const [, qualifier = '', name = '', separator = '', value = ''] = match;
  const kind = name.toLowerCase();
  const isModifier = separator === '=';
  if (kind === 'ip4' || kind === 'ip6')
    return separator === ':' && NETWORK[kind].test(value) ? { kind, separator, value } : null;
  if (NEEDS_DOMAIN.includes(kind) && value === '') return null;
  if (kind === 'redirect' || kind === 'exp')
    return isModifier && qualifier === '' ? { kind, separator, value } : null;
  if (isModifier) return qualifier === '' ? { kind: 'other', separator, value } : null;
  if (kind === 'all') return separator === '' ? { kind, separator, value } : null;
  return ['include', 'a', 'mx', 'ptr', 'exists'].includes(kind) ? { kind, separator, value } : null;
}

/** Reads the tree of a domain. What does not answer is a node that says so. */
export async function readSpfTree(domain: string, lookups: Lookups): Promise<SpfTree> {
  let count = 0;
  let voids = 0;

  /** Records, or why there are none. A name that leads nowhere is a void lookup. */
  async function ask(name: string, type: RecordType) {
    const answer = await lookups.ask(name, type);
    if (answer.status === 'ok') return { records: answer.records as unknown[], problem: null };
    const isVoid = answer.status === 'nxdomain' || answer.status === 'nodata';
    return { records: [], problem: isVoid ? ('void' as const) : ('unanswered' as const) };
  }

  async function recordsOf(name: string) {
    const { records, problem } = await ask(name, 'TXT');
    const texts = (records as string[][]).map((strings) => strings.join(''));
    return { found: texts.filter((text) => /^v=spf1(?: |$)/i.test(text)), problem };
  }

  async function hosts(node: SpfNode, names: string[]): Promise<void> {
    for (const name of names) {
      const both = [await ask(name, 'A'), await ask(name, 'AAAA')];
      node.addresses.push(...both.flatMap(({ records }) => records as string[]));
      if (both.some(({ problem }) => problem === 'unanswered')) node.problem = 'unanswered';
      else if (both.every(({ records }) => records.length === 0)) {
        voids += 1;
        node.problem = 'void';
      }
    }
  }

  async function follow(term: string, owner: string, path: string[]): Promise<SpfNode> {
    const node: SpfNode = {
      term,
      record: null,
      addresses: [],
      lookups: 0,
      problem: null,
      children: [],
    };
    const parsed = parseTerm(term);
    if (!parsed) return { ...node, problem: 'syntax' };
    const { kind, separator, value } = parsed;
    if (kind === 'ip4' || kind === 'ip6') return { ...node, addresses: [value] };
    if (!['include', 'redirect', 'a', 'mx', 'ptr', 'exists'].includes(kind)) return node;
    const before = count;
    count += 1;
    node.lookups = 1;
    const target = separator === '/' || value === '' ? owner : (value.split('/')[0] ?? '');
    // A macro depends on the mail: it is counted and not asked.
    if (target.includes('%') || kind === 'ptr' || kind === 'exists') return node;
    if (count > MOST_FOLLOWED) return node;
    if (kind === 'a') await hosts(node, [target]);
    else if (kind === 'mx') {
      const { records, problem } = await ask(target, 'MX');
      const exchanges = (records as { exchange: string }[]).map(({ exchange }) => exchange);
      if (problem) node.problem = problem;
      if (problem === 'void') voids += 1;
      await hosts(node, exchanges.filter((name) => name !== '' && name !== '.').slice(0, 10));
    } else {
      if (path.includes(target.toLowerCase())) return { ...node, problem: 'loop' };
      await branch(node, target, [...path, target.toLowerCase()]);
    }
    node.lookups = count - before;
    return node;
  }

  /** Fills a node with the record of a domain and everything below it. */
  async function branch(node: SpfNode, name: string, path: string[]): Promise<string[]> {
    const { found, problem } = await recordsOf(name);
    if (found.length !== 1) {
      if (problem === 'void') voids += path.length > 1 ? 1 : 0;
      node.problem = found.length > 1 ? 'two' : (problem ?? 'missing');
      return found;
    }
    node.record = found[0] ?? '';
    const terms = node.record.split(/ +/).slice(1).filter(Boolean);
    const hasAll = terms.some((term) => /^[+~?-]?all$/i.test(term));
    for (const term of terms) {
      // RFC 7208 section 6.1: beside `all`, redirect counts for nothing.
      if (hasAll && /^redirect=/i.test(term)) continue;
      node.children.push(await follow(term, name, path));
    }
    return found;
  }

  const root: SpfNode = {
    term: domain,
    record: null,
    addresses: [],
    lookups: 0,
    problem: null,
    children: [],
  };
  const records = await branch(root, domain, [domain]);
  root.lookups = count;
  return { records, tree: root, lookups: count, voids };
}

/** Every node of a tree, from the root. */
export function* nodesOf(node: SpfNode | null): Generator<SpfNode> {
  if (!node) return;
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}
