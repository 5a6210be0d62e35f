// Check a domain: everything it publishes for its mail, as found, and what would mend it. DNS only.
import type { DomainReport, Instant, Lookups, PlainRecord, PublishedKey } from '../../model.ts';
import { isDmarcRecord } from '../../text/dmarc-record.ts';
import { measureDmarc, walkNames } from '../evaluated/dmarc.ts';
import { isKeyRecord } from '../evaluated/keys.ts';
import { Questions } from '../evaluated/questions.ts';
import { measureKey } from './keys.ts';
import { mendDomain } from './remedies.ts';
import { readSpfTree } from './spf-tree.ts';

/** A domain as DNS has it, or null for what is none. Takes what a person types: capitals, dots, Japanese letters. */
export function readDomain(typed: string): string | null {
  const bare = typed.trim().replace(/^.*@/, '').replace(/\.$/, '');
  if (bare === '' || /[\s/?#:@\\]/.test(bare) || !URL.canParse(`http://${bare}`)) return null;
  const { hostname } = new URL(`http://${bare}`);
  return /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/.test(hostname) &&
    !/^[\d.]+$/.test(hostname)
    ? hostname
    : null;
}

/** Tags in writing order, names in lower case. RFC 9989 section 4.8. */
function tagsOf(record: string): Record<string, string> {
  const pairs = record.split(';').flatMap((part) => {
    const [name = '', ...value] = part.split('=');
    return name.trim() === '' ? [] : [[name.trim().toLowerCase(), value.join('=').trim()]];
  });
  return Object.fromEntries(pairs);
}

/**
 * Checks one domain through a resolver behind the gate. What does not answer is listed as unknown, and nothing is said
 * of it.
 * @param selectors whose keys are looked for: those given, and those seen in mail
 */
export async function checkDomain(
  domain: string,
  selectors: readonly string[],
  lookups: Lookups,
  now: Instant,
): Promise<DomainReport> {
  const unknown = new Set<string>();
  const questions = new Questions(lookups);
  async function texts(name: string): Promise<string[]> {
    const answer = await questions.ask(name, 'TXT');
    if (answer.status === 'ok') return answer.records.map((strings) => strings.join(''));
    if (answer.status !== 'nxdomain' && answer.status !== 'nodata') unknown.add(name);
    return [];
  }
  const plain = async (name: string, start: RegExp): Promise<PlainRecord> => ({
    name,
    records: (await texts(name)).filter((text) => start.test(text)),
  });
  async function keyOf(selector: string): Promise<PublishedKey> {
    const name = `${selector}._domainkey.${domain}`;
    const records = (await texts(name)).filter((text) => isKeyRecord([text]));
    const [first] = records;
    return {
      selector,
      name,
      records,
      ...(records.length === 1 && first !== undefined
        ? await measureKey(first)
        : { kind: null, bits: null }),
    };
  }
  /** The policy that applies, by the evaluator itself: that of mail which nothing proves. */
  async function findPolicy(): Promise<DomainReport['dmarc']> {
    const [published = []] = await Promise.all(walkNames(domain).map(texts));
    const { dmarc } = await measureDmarc(
      {
        headerFrom: [`postmaster@${domain}`],
        fromFields: 1,
        author: domain,
        spfDomain: null,
        spfPassed: false,
        dkim: [],
      },
      questions,
    );
    const { record, policyDomain, policy } = dmarc;
    return {
      name: policyDomain === null ? null : `_dmarc.${policyDomain}`,
      record,
      tags: record === null ? {} : tagsOf(record),
      policy,
      published: published.filter((text) => /dmarc/i.test(text)),
    };
  }
  let exists = true;
  async function exchanges(): Promise<DomainReport['mx']> {
    const answer = await questions.ask(domain, 'MX');
    if (answer.status === 'ok')
      return answer.records
        .map(({ exchange, priority }) => ({ exchange, preference: priority }))
        .sort((a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1));
    exists = answer.status !== 'nxdomain';
    if (exists && answer.status !== 'nodata') unknown.add(domain);
    return [];
  }

  const [mx, spf, dmarc, keys, bimi, mtaSts, tlsRpt] = await Promise.all([
    exchanges(),
    readSpfTree(domain, questions),
    findPolicy(),
    Promise.all(selectors.map(keyOf)),
    plain(`default._bimi.${domain}`, /^v=BIMI1/i),
    plain(`_mta-sts.${domain}`, /^v=STSv1/i),
    plain(`_smtp._tls.${domain}`, /^v=TLSRPTv1/i),
  ]);
  // Where no policy was found, one may stand at a name that nobody asks.
  const stray =
    exists && dmarc.record === null && dmarc.published.length === 0
      ? [...(await texts(`dmarc.${domain}`)), ...(await texts(domain))].filter(isDmarcRecord)
      : [];
  if (spf.tree?.problem === 'unanswered') unknown.add(domain);
  const report: Omit<DomainReport, 'remedies'> = {
    version: 1,
    domain,
    exists,
    measuredAt: new Date(now).toISOString(),
    mx,
    spf,
    dmarc,
    keys,
    bimi,
    mtaSts,
    tlsRpt,
    unknown: [...unknown],
    queries: lookups.queries(),
    held: lookups.held(),
  };
  return { ...report, remedies: mendDomain(report, stray) };
}
