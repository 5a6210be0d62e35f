// An SPF record as the tree of what it leads to, with the count of lookups. RFC 7208 sections 4.6.4 and 5.
import type { Answer, RecordType, SpfNode } from '../../model.ts';
import type { Questions } from '../evaluated/questions.ts';
import { readTerm, spfRecords, type Term, targetOf, termsOf } from '../evaluated/spf-terms.ts';

/** The limit of a receiver; a tree is followed a little further, so that it shows by how much it is too large. */
export const MOST_LOOKUPS = 10;
const MOST_FOLLOWED = 20;
export const MOST_VOIDS = 2;

interface SpfTree {
  records: string[];
  tree: SpfNode | null;
  lookups: number;
  voids: number;
}

/** A null MX names none. RFC 7505. */
export const isServer = (exchange: string): boolean => exchange !== '' && exchange !== '.';

const leaf = (term: string): SpfNode => ({
  term,
  record: null,
  addresses: [],
  lookups: 0,
  problem: null,
  children: [],
});

/** Modifiers that stand once at most. RFC 7208 section 6. */
const isSingle = ({ isModifier, name }: Term): boolean =>
  isModifier && (name === 'redirect' || name === 'exp');

const asks = ({ isModifier, name }: Term): boolean =>
  isModifier ? name === 'redirect' : !['all', 'ip4', 'ip6'].includes(name);

/** Reads the tree of a domain. What does not answer is a node that says so. */
export async function readSpfTree(domain: string, questions: Questions): Promise<SpfTree> {
  let count = 0;
  let voids = 0;
  /** the servers of one `mx`: more than ten are an error, too (section 4.6.4) */
  let servers = 0;

  /** Records, or why there are none. A name that leads nowhere is a void lookup. */
  async function ask(name: string, type: RecordType) {
    const answer = await questions.ask(name, type);
    if (answer.status === 'ok') return { records: answer.records as unknown[], problem: null };
    const isVoid = ['nxdomain', 'nodata', 'badname'].includes(answer.status);
    return { records: [], problem: isVoid ? ('void' as const) : ('unanswered' as const) };
  }

  async function recordsOf(name: string) {
    const { records, problem } = await ask(name, 'TXT');
    return { found: spfRecords({ status: 'ok', records } as Answer<'TXT'>), problem };
  }

  /** The addresses of hosts; `counts`: a host without any is a void lookup (a limit for terms, not for each server). */
  async function hosts(node: SpfNode, names: string[], counts: boolean): Promise<void> {
    for (const name of names) {
      const both = [await ask(name, 'A'), await ask(name, 'AAAA')];
      node.addresses.push(...both.flatMap(({ records }) => records as string[]));
      if (both.some(({ problem }) => problem === 'unanswered')) node.problem = 'unanswered';
      else if (both.every(({ records }) => records.length === 0)) {
        if (counts) voids += 1;
        node.problem = 'void';
      }
    }
  }

  async function follow(text: string, term: Term, owner: string, path: string[]): Promise<SpfNode> {
    const node = leaf(text);
    if (term.name === 'ip4' || term.name === 'ip6') node.addresses = [text.replace(/^[^:]*:/, '')];
    if (!asks(term)) return node;
    const before = count;
    count += 1;
    node.lookups = 1;
    const target = targetOf(term, owner);
    // What depends on the mail, a macro or the address it came from, is counted and not asked.
    if (target === null || term.name === 'ptr' || count > MOST_FOLLOWED) return node;
    if (term.name === 'a' || term.name === 'exists') await hosts(node, [target], true);
    else if (term.name === 'mx') {
      const { records, problem } = await ask(target, 'MX');
      const exchanges = (records as { exchange: string }[]).map(({ exchange }) => exchange);
      if (problem) node.problem = problem;
      if (problem === 'void') voids += 1;
      const named = exchanges.filter(isServer);
      servers = Math.max(servers, named.length);
      await hosts(node, named.slice(0, MOST_LOOKUPS), false);
    } else {
      if (path.includes(target)) return { ...node, problem: 'loop' };
      await branch(node, target, [...path, target]);
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
    const terms = termsOf(node.record).map((text) => ({ text, term: readTerm(text) }));
    const all = terms.findIndex(({ term }) => term?.name === 'all' && !term.isModifier);
    const single = new Set<string>();
    for (const [at, { text, term }] of terms.entries()) {
      // Behind `all` nothing is evaluated (section 5.1), and beside it no redirect (6.1).
      const isEvaluated = all === -1 || (at <= all && term?.name !== 'redirect');
      if (term === null || single.has(term.name))
        node.children.push({ ...leaf(text), problem: 'syntax' });
      else node.children.push(isEvaluated ? await follow(text, term, name, path) : leaf(text));
      if (term && isSingle(term)) single.add(term.name);
    }
    return found;
  }

  const root = leaf(domain);
  const records = await branch(root, domain, [domain]);
  root.lookups = count;
  const lookups = servers > MOST_LOOKUPS ? Math.max(servers, count) : count;
  return { records, tree: root, lookups, voids };
}

/** Every node of a tree, from the root. */
export function* nodesOf(node: SpfNode | null): Generator<SpfNode> {
  if (!node) return;
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** No mail system fills a larger network: whoever lists one lists the internet. */
const BROADEST = 8;

/** The term by which a record lets everybody send, at the top or in what it leads to; null where none does. */
export function openTerm(node: SpfNode): SpfNode | null {
  const read = node.children.map((child) => ({ child, term: readTerm(child.term) }));
  for (const { child, term } of read) {
    if (term === null || term.isModifier) continue;
    const { name, qualifier, prefix4, prefix6 } = term;
    if (qualifier !== '+') {
      if (name === 'all') return null;
      continue;
    }
    const isOpen =
      name === 'all' ||
      Math.min(prefix4, prefix6) < BROADEST ||
      // A name without macros is the same for everybody.
      (name === 'exists' && child.addresses.length > 0) ||
      (name === 'include' && openTerm(child) !== null);
    if (isOpen) return child;
  }
  const redirect = read.find(({ term }) => term?.name === 'redirect')?.child;
  return redirect && openTerm(redirect) ? redirect : null;
}
