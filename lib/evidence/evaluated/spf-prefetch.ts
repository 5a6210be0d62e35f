// Asks ahead what SPF is about to ask: mailauth evaluates one term after another, each waiting for the wire.

import { ipInNetwork, parseIp, validateTerms } from '#mailauth';
import type { Answer, DnsRecords, RecordType } from '../../model.ts';
import { bareDomain } from '../../text/domains.ts';
import type { SpfIdentity } from './spf-identity.ts';
import { isDomainName, readTerm, spfRecords, type Term, termsOf } from './spf-terms.ts';

/** RFC 7208 section 4.6.4: terms that ask DNS, and answers without a record. */
const MOST_TERMS = 10;
const MOST_VOID = 2;
/** Questions asked before it is certain that the engine will ask them: what DNS may see beyond need. */
const MOST_AHEAD = 2;

/** What the terms say of the client, as far as it is known. 'end' is an error: nothing after it is evaluated. */
type Outcome = 'pass' | 'otherMatch' | 'noMatch' | 'unknown' | 'end';

type Mechanism = Term & { domain: string };

/** Terms of the one SPF record, or null where the engine stops: no record, several, or a syntax error. */
function termsIn(answer: Answer<'TXT'>): string[] | null {
  const [record, second] = spfRecords(answer);
  if (record === undefined || second !== undefined || /[^ -~]/.test(record)) return null;
  const terms = termsOf(record);
  return validateTerms(terms) ? null : terms;
}

/** A mechanism with its domain. */
function mechanismOf(text: string, owner: string): Mechanism | null {
  const term = readTerm(text);
  return term && !term.isModifier ? { ...term, domain: term.value ?? owner } : null;
}

/**
 * Walks the record in the order of evaluation over the answers that have arrived. The first question still open is
 * certain to be asked by the engine; at most two behind it are asked ahead. Each answer starts the walk again. Names
 * made by macros are never asked from here.
 */
export function prefetchSpf(
  identity: SpfIdentity,
  ask: (name: string, type: RecordType) => Promise<Answer>,
): { start(): void; stop(): void } {
  const answers = new Map<string, Answer>();
  const requested = new Set<string>();
  const addressType = identity.client === 'ipv4' ? 'A' : 'AAAA';
  const parsed = parseIp(identity.clientAddress);
  const client = identity.client === parsed?.kind() ? parsed : (parsed?.toIPv4Address?.() ?? null);
  let running = false;

  function request(id: string, name: string, type: RecordType): void {
    if (requested.has(id)) return;
    requested.add(id);
    ask(name, type).then((answer) => {
      answers.set(id, answer);
      if (running) walk();
    });
  }

  function walk(): void {
    const certain = new Set<string>();
    const ahead = new Set<string>();
    let open = false;
    let terms = 0;
    let empty = 0;

    /** The answer, if it may be used in this walk; asks for it where that is allowed. */
    function look(name: string, type: RecordType): Answer | null {
      const plain = bareDomain(name);
      if (!isDomainName(plain)) {
        open = true;
        return null;
      }
      const id = `${type} ${plain}`;
      if (open && !certain.has(id)) {
        if (!ahead.has(id) && ahead.size >= MOST_AHEAD) return null;
        ahead.add(id);
      } else certain.add(id);
      request(id, plain, type);
      const answer = answers.get(id) ?? null;
      if (!answer) open = true;
      return answer;
    }

    const matches = (address: string, term: Mechanism): boolean => {
      const network = parseIp(address);
      const prefix = network?.kind() === 'ipv6' ? term.prefix6 : term.prefix4;
      return Boolean(client && network && ipInNetwork(client, network, prefix));
    };

    /** Addresses of a host against the client; `counts` says whether an empty answer is a void lookup. */
    function matchHost(name: string, term: Mechanism, counts: boolean): Outcome {
      const answer = look(name, addressType);
      if (!answer) return 'unknown';
      if (answer.status === 'ok')
        return (answer.records as string[]).some((address) => matches(address, term))
          ? 'pass'
          : 'noMatch';
      return noRecord(answer, counts);
    }

    function noRecord(answer: Answer, counts: boolean): Outcome {
      if (answer.status !== 'nxdomain' && answer.status !== 'nodata') return 'end';
      if (counts) empty++;
      return empty > MOST_VOID ? 'end' : 'noMatch';
    }

    function matchMailHosts(term: Mechanism): Outcome {
      const answer = look(term.domain, 'MX');
      if (!answer) return 'unknown';
      if (answer.status !== 'ok') return noRecord(answer, true);
      const hosts = [...(answer.records as DnsRecords['MX'])]
        .sort((a, b) => a.priority - b.priority)
        .slice(0, MOST_TERMS);
      let outcome: Outcome = 'noMatch';
      for (const host of hosts) {
        const one = matchHost(host.exchange, term, false);
        if (one === 'pass' || one === 'end') return outcome === 'unknown' ? 'unknown' : one;
        if (one === 'unknown') outcome = 'unknown';
      }
      return outcome;
    }

    function match(term: Mechanism): Outcome {
      switch (term.name) {
        case 'all':
          return 'pass';
        case 'ip4':
        case 'ip6':
          return matches(term.domain, term) ? 'pass' : 'noMatch';
      }
      if (++terms > MOST_TERMS) return 'end';
      switch (term.name) {
        case 'include': {
          const inner = check(term.domain);
          return inner === 'otherMatch' ? 'noMatch' : inner;
        }
        case 'a':
          return matchHost(term.domain, term, true);
        case 'mx':
          return matchMailHosts(term);
        case 'exists': {
          const answer = look(term.domain, 'A');
          if (!answer) return 'unknown';
          return answer.status === 'ok' ? 'pass' : noRecord(answer, true);
        }
        default:
          // ptr: its names are found by reverse lookups, which are left to the engine
          open = true;
          return 'unknown';
      }
    }

    /** check_host() over what is known. RFC 7208 section 4. */
    function check(domain: string): Outcome {
      const answer = look(domain, 'TXT');
      if (!answer) return 'unknown';
      const written = termsIn(answer as Answer<'TXT'>);
      if (!written) return 'end';
      let outcome: Outcome = 'noMatch';
      for (const one of written) {
        const term = mechanismOf(one, domain);
        if (!term) continue;
        const found = match(term);
        if (found === 'unknown') outcome = 'unknown';
        else if (found !== 'noMatch') {
          if (outcome === 'unknown') return 'unknown';
          return found === 'end' || term.qualifier === '+' ? found : 'otherMatch';
        }
      }
      const redirect = written.find((one) => /^redirect=/i.test(one))?.slice('redirect='.length);
      if (redirect === undefined || ++terms > MOST_TERMS) return outcome;
      const found = check(redirect);
      return outcome === 'unknown' ? 'unknown' : found;
    }

    check(identity.domain);
  }

  return {
    start() {
      if (running) return;
      running = true;
      walk();
    },
    stop() {
      running = false;
    },
  };
}
