// The terms of SPF records, read in one place by the grammar of the evaluator. RFC 7208 sections 4.5, 4.6 and 5.
import { validateTerms } from '#mailauth';
import type { Answer } from '../../model.ts';
import { bareDomain } from '../../text/domains.ts';

export interface Term {
  /** as written, `+` without one */
  qualifier: string;
  /** lower case; of a modifier too */
  name: string;
  isModifier: boolean;
  /** the domain-spec, or the address of ip4 and ip6; null without one: the domain itself */
  value: string | null;
  prefix4: number;
  prefix6: number;
}

const MODIFIER = /^([a-z][a-z0-9_.-]*)=(.*)$/i;
const IP_TERM = /^([+?~-]?)(ip[46]):([0-9a-f:.]+)(?:\/([0-9]+))?$/i;
const MECHANISM = /^([+?~-]?)([a-z0-9]+)(?::(.+?))?(?:\/([0-9]+))?(?:\/\/([0-9]+))?$/i;

/** The records of an answer that receivers take for SPF; one is right. RFC 7208 section 4.5. */
export function spfRecords(answer: Answer<'TXT'> | undefined): string[] {
  if (answer?.status !== 'ok') return [];
  return answer.records
    .map((strings) => strings.join(''))
    .filter((text) => /^v=spf1(?: |$)/i.test(text));
}

export const termsOf = (record: string): string[] => record.split(' ').filter(Boolean).slice(1);

/** A term as a receiver understands it, all of visible ASCII (RFC 7208 section 7.1); null for what none does. */
export function readTerm(term: string): Term | null {
  if (/[^!-~]/.test(term) || validateTerms([term]) !== false) return null;
  const [, modifier, target = ''] = MODIFIER.exec(term) ?? [];
  if (modifier !== undefined)
    return {
      qualifier: '+',
      name: modifier.toLowerCase(),
      isModifier: true,
      value: target,
      prefix4: 32,
      prefix6: 128,
    };
  const [, qualifier, name = '', value, first, second] =
    IP_TERM.exec(term) ?? MECHANISM.exec(term) ?? [];
  const isIp6 = name.toLowerCase() === 'ip6';
  return {
    qualifier: qualifier || '+',
    name: name.toLowerCase(),
    isModifier: false,
    value: value ?? null,
    prefix4: Number(first ?? 32),
    prefix6: Number((isIp6 ? first : second) ?? 128),
  };
}

/** The term whose record is evaluated too. */
const leadsToRecord = ({ name, isModifier }: Term): boolean =>
  isModifier ? name === 'redirect' : name === 'include';

/** The name a term asks for; null where the mail decides (macros, section 7). */
export const targetOf = ({ value }: Term, owner: string): string | null =>
  value === null ? owner : value.includes('%') ? null : bareDomain(value).toLowerCase();

/** A name without macros, of the characters DNS names are made of. */
export const isDomainName = (name: string): boolean =>
  /^(?=.{1,254}$)(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}\.?$/i.test(name);

type Answered = (name: string, type: 'TXT') => Answer<'TXT'> | undefined;

/**
 * Tells which terms no evaluation gets past: not understood, or to no record, several, or one that is broken itself.
 * Each name is looked through once; one that is met again inside itself is a loop.
 */
function createBreakFinder(domain: string, answered: Answered): (text: string) => boolean {
  const known = new Map([[bareDomain(domain).toLowerCase(), true]]);
  function isBrokenAt(target: string): boolean {
    const answer = answered(target, 'TXT');
    // What nobody asked, or DNS did not answer, is not known to be broken.
    if (!answer || !['ok', 'nxdomain', 'nodata', 'badname'].includes(answer.status)) return false;
    const [record, second] = spfRecords(answer);
    return record === undefined || second !== undefined || termsOf(record).some(isBroken);
  }
  function isBroken(text: string): boolean {
    const term = readTerm(text);
    if (!term) return true;
    const target = leadsToRecord(term) ? targetOf(term, domain) : null;
    if (target === null) return false;
    if (!isDomainName(target)) return true;
    if (!known.has(target)) {
      known.set(target, true);
      known.set(target, isBrokenAt(target));
    }
    return known.get(target) === true;
  }
  return isBroken;
}

/**
 * `all` with something stuck to it, or behind the dash of a text program (UTF-8, one character an octet): what it asks
 * for is plain. Without a qualifier it would let everybody send, which a mistake does not ask for.
 */
const ALL = /^([~?-]|\u00e2\u0080[\u0090-\u0095]|\u00e2\u0088\u0092)all(?![a-z0-9])/i;

function mendAll(term: string): string {
  const [, qualifier] = ALL.exec(term) ?? [];
  if (qualifier === undefined) return term;
  return `${qualifier.length > 1 ? '-' : qualifier}all`;
}

/**
 * The terms of a domain's records that a receiver can use, in order: what no evaluation gets past is left out, as far as
 * the answers tell, and of modifiers that stand once at most (section 6) the first is kept.
 */
export function usableTerms(
  domain: string,
  records: readonly string[],
  answered: Answered,
): string[] {
  const isBroken = createBreakFinder(domain, answered);
  const terms = records
    .flatMap((record) => record.split(/[ \t]+/).slice(1))
    .filter(Boolean)
    .map(mendAll)
    .filter((term) => !isBroken(term));
  const once = ['redirect', 'exp'].map((name) =>
    terms.findIndex((term) => term.toLowerCase().startsWith(`${name}=`)),
  );
  return terms.filter((term, at) => !/^(?:redirect|exp)=/i.test(term) || once.includes(at));
}
