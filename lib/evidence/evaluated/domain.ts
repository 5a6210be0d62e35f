// Does the author's domain exist? Asked only where the verdict needs it, and only about fresh mail.
import { getDomain } from 'tldts';
import type { DomainEvaluation, Instant, Lookups, Resolver } from '../../model.ts';
import type { Questions } from './questions.ts';

/** A domain may have been given up since: older mail says nothing about its sender. */
const FRESH = 30 * 24 * 3_600_000;

const registered = (domain: string) =>
  getDomain(domain, { allowPrivateDomains: true, validateHostname: false }) ?? domain;

/** NXDOMAIN of the name itself: the question for A follows a CNAME, whose target may be what is missing. */
async function isMissing(name: string, asker: Pick<Resolver, 'ask'>): Promise<boolean> {
  if ((await asker.ask(name, 'A')).status !== 'nxdomain') return false;
  return (await asker.ask(name, 'CNAME')).status === 'nxdomain';
}

/**
 * `gone` needs a mail under 30 days old and NXDOMAIN of the registered domain from two different resolvers, whatever
 * was recorded: an author domain that nobody registered is told of unproven mail too.
 * @param known something measured shows that the author domain exists
 */
export async function measureDomain(
  author: string | null,
  known: boolean,
  receivedAt: Instant | null,
  now: Instant | null,
  questions: Questions,
  lookups: Lookups,
): Promise<DomainEvaluation> {
  const exists: DomainEvaluation = { gone: false, subdomainGone: false };
  const isFresh = now !== null && receivedAt !== null && now - receivedAt < FRESH;
  if (author === null || known || !isFresh || !author.includes('.')) return exists;
  const organizational = registered(author);
  if (!(await isMissing(author, questions))) return exists;
  if (author !== organizational && !(await isMissing(organizational, questions)))
    return { gone: false, subdomainGone: true };
  if (!lookups.confirm) return exists;
  return { gone: await isMissing(organizational, lookups.confirm), subdomainGone: false };
}
