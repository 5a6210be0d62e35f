// SPF (RFC 7208), strict, for the client address Gmail recorded; never for an address we would have to guess.

import type { SpfTerm } from '#mailauth';
import { spf } from '#mailauth';
import type { Answer, Lookups, ResultWord, SpfEvaluation } from '../../model.ts';
import { Asker, type Questions } from './questions.ts';
import type { SpfIdentity } from './spf-identity.ts';
import { NO_EXPLANATION, readerNames, withoutReaderMacros } from './spf-macros.ts';
import { prefetchSpf } from './spf-prefetch.ts';
import { spfRecords, usableTerms } from './spf-terms.ts';

/** Puts the reader's privacy between the records and the engine. */
function spfAsker(questions: Questions, lookups: Lookups, identity: SpfIdentity): Asker {
  const { client, sender, helo, clientAddress: ip } = identity;
  const guard = (record: string, domain: string): string => {
    if (lookups.expandsReaderMacros) return withoutReaderMacros(record, null);
    for (const name of readerNames(record, client, { sender, helo, ip, domain }))
      lookups.hold?.(name);
    return withoutReaderMacros(record, client);
  };
  return new Asker(questions, async (name, type): Promise<Answer> => {
    if (name === NO_EXPLANATION) return { status: 'nodata', ttl: 0, dnssec: false };
    // the reverse name of an IPv6 client can be one for each recipient
    if (
      !lookups.expandsReaderMacros &&
      client === 'ipv6' &&
      name.toLowerCase().endsWith('.ip6.arpa')
    ) {
      lookups.hold?.(name);
      return { status: 'held', ttl: 0, dnssec: false };
    }
    const answer = await questions.ask(name, type);
    if (type !== 'TXT' || answer.status !== 'ok') return answer;
    const records = (answer.records as string[][]).map((strings) => {
      const record = strings.join('');
      return /^v=spf1(?: |$)/i.test(record) ? [guard(record, name)] : strings;
    });
    return { ...answer, records };
  });
}

/** `include:_spf.example.net → ip4:192.0.2.0/24`; null where no term matched. */
function describeTerm(term: SpfTerm | undefined): string | null {
  if (!term?.type) return null;
  const qualifier = term.qualifier && term.qualifier !== '+' ? term.qualifier : '';
  const own = `${qualifier}${term.type}${term.val ? `:${term.val}` : ''}`;
  const inner = term.include ? describeTerm(term.include) : null;
  return inner === null ? own : `${own} → ${inner}`;
}

/** Checks one identity; alignment is not SPF's business and is added by who knows the author. */
export async function evaluateSpf(
  identity: SpfIdentity,
  questions: Questions,
  lookups: Lookups,
): Promise<Omit<SpfEvaluation, 'aligned'>> {
  const asker = spfAsker(questions, lookups, identity);
  const prefetch = prefetchSpf(identity, asker.ask);
  const found = await spf({
    sender: identity.sender,
    ip: identity.clientAddress,
    helo: identity.helo,
    mta: 'localhost',
    strict: true,
    resolver: (name, type) => {
      const answer = asker.resolve(name, type);
      // once the engine has asked its first question it is certain that there is something to evaluate
      prefetch.start();
      return answer;
    },
  });
  prefetch.stop();
  const result = found.status.result as ResultWord;
  // what was held may have matched: only a pass that was found without it stands
  const held = asker.trouble === 'held' && result !== 'pass';
  const published = spfRecords(questions.answered(found.domain, 'TXT'));
  return {
    result: held ? 'temperror' : result,
    domain: found.domain,
    identity: identity.identity,
    clientAddress: identity.clientAddress,
    mechanism: held ? null : describeTerm(found.mechanism),
    record: found.rr ? (published[0] ?? null) : null,
    terms: found.lookups?.count ?? null,
    published,
    usable: usableTerms(found.domain, published, (name, type) => questions.answered(name, type)),
    comment: result === 'permerror' ? found.status.comment || null : null,
    reason: held ? 'held' : result === 'temperror' ? (asker.trouble ?? 'dnsFailed') : null,
  };
}
