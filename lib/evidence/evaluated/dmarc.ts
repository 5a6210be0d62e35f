// DMARC (RFC 9989) over what was measured, and the alignment of every signature and of SPF with the author.

import type { DmarcResponse } from '#mailauth';
import {
  createRecordLookup,
  discoverPolicy,
  evaluateDmarc,
  formatDomain,
  getAlignment,
  isSameOrSubdomain,
} from '#mailauth';
import type { DmarcEvaluation, DmarcPolicy, ResultWord } from '../../model.ts';
import { Asker, type Questions } from './questions.ts';

/** Names of one walk of the DNS tree: an author of eight labels or more goes on with seven. RFC 9989 section 4.10. */
const WALK_LABELS = 7;
/** Names above a MAIL FROM domain that are asked before it is known that SPF passes. */
const MOST_AHEAD = 2;

export function walkNames(domain: string): string[] {
  const labels = domain.split('.');
  const names: string[] = [];
  for (let rest = labels; rest.length > 0; ) {
    names.push(`_dmarc.${rest.join('.')}`);
    rest = rest.length > WALK_LABELS ? rest.slice(-WALK_LABELS) : rest.slice(1);
  }
  return names;
}

/** What is published for the author, as far as it could be found. */
interface Policy {
  organizationalDomain: string | null;
  relaxedSpf: boolean;
  relaxedDkim: boolean;
}

/**
 * Finds the author's policy with all names of the walk asked at once, and then asks ahead what the evaluation will need
 * of it: the existence of the author domain (np=), and the tree above the MAIL FROM domain.
 */
export async function findPolicy(
  author: string,
  spfDomain: string | null,
  questions: Questions,
): Promise<Policy> {
  for (const name of walkNames(author)) questions.ask(name, 'TXT');
  const asker = pastHeld(questions);
  try {
    const found = await discoverPolicy(author, createRecordLookup(asker.resolve));
    const { recordDomain, orgDomain } = found;
    const record = found.record || null;
    const policy = {
      organizationalDomain: orgDomain,
      relaxedSpf: record?.aspf !== 's',
      relaxedDkim: record?.adkim !== 's',
    };
    if (record?.np && recordDomain !== author) askExistence(author, questions);
    if (record && policy.relaxedSpf && spfDomain)
      askTree(spfDomain, author, orgDomain, questions, MOST_AHEAD);
    return policy;
  } catch {
    // the evaluation meets the same failure and reports it
    return { organizationalDomain: null, relaxedSpf: true, relaxedDkim: true };
  }
}

/** The test of RFC 9989 appendix A.4, as mailauth makes it: A, and behind an NXDOMAIN the name's own CNAME. */
async function askExistence(domain: string, questions: Questions): Promise<void> {
  const { status } = await questions.ask(domain, 'A');
  if (status === 'nxdomain') await questions.ask(domain, 'CNAME');
}

/** Asks the walk above an identifier that can only align relaxed; others need none. */
export function askTree(
  identifier: string,
  author: string,
  organizational: string | null,
  questions: Questions,
  most = Number.POSITIVE_INFINITY,
): void {
  const domain = formatDomain(identifier);
  if (!organizational || domain === author || !isSameOrSubdomain(domain, organizational)) return;
  walkNames(domain)
    .filter((name) => !questions.wasAsked(name, 'TXT'))
    .slice(0, most)
    .forEach((name) => {
      questions.ask(name, 'TXT');
    });
}

/** Does an identifier align with the author domain, as its record asks? */
type Aligns = (domain: string, method: 'dkim' | 'spf', passed: boolean) => boolean;

interface DmarcInput {
  headerFrom: string[];
  fromFields: number;
  author: string | null;
  spfDomain: string | null;
  spfPassed: boolean;
  dkim: { domain: string; underSized: number }[];
}

const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'] satisfies DmarcPolicy[];

function describe(
  response: DmarcResponse | false,
  author: string | null,
  trouble: DmarcEvaluation['reason'],
) {
  const evaluation: DmarcEvaluation = {
    // without exactly one author domain DMARC cannot be evaluated, which must not read as "no policy"
    result: 'permerror',
    policy: null,
    domain: author,
    policyDomain: null,
    organizationalDomain: null,
    record: null,
    published: [],
    testing: false,
    adkim: 'relaxed',
    aspf: 'relaxed',
    alignedDkim: false,
    alignedSpf: false,
    reason: null,
  };
  if (!response) return evaluation;
  const { status, alignment, policy } = response;
  return {
    ...evaluation,
    result: status.result as ResultWord,
    policy: policy !== undefined && POLICIES.includes(policy) ? (policy as DmarcPolicy) : null,
    policyDomain: response.policyDomain ?? null,
    organizationalDomain:
      status.result === 'temperror' && !response.policyDomain ? null : response.domain,
    record: response.rr ?? null,
    testing: response.testMode ?? false,
    adkim: alignment?.dkim.strict ? ('strict' as const) : ('relaxed' as const),
    aspf: alignment?.spf.strict ? ('strict' as const) : ('relaxed' as const),
    alignedDkim: Boolean(alignment?.dkim.result),
    alignedSpf: Boolean(alignment?.spf.result),
    reason: status.result === 'temperror' ? (trouble ?? ('dnsFailed' as const)) : null,
  };
}

/** What stands where the author's record should and is not used: it is misspelt, or there are several. */
function strayRecords({ record, domain }: DmarcEvaluation, questions: Questions): string[] {
  if (record !== null || domain === null) return [];
  const answer = questions.answered(`_dmarc.${domain}`, 'TXT');
  if (answer?.status !== 'ok') return [];
  return answer.records.map((strings) => strings.join('')).filter((text) => /dmarc/i.test(text));
}

/** The walk as it goes where a name that was held back publishes nothing: its ancestors were asked. */
const pastHeld = (questions: Questions) =>
  new Asker(questions, async (name, type) => {
    const answer = await questions.ask(name, type);
    const isHeld = answer.status === 'held' && name.toLowerCase().startsWith('_dmarc.');
    return isHeld ? { status: 'nodata', ttl: answer.ttl, dnssec: answer.dnssec } : answer;
  });

/**
 * Evaluates DMARC. Bad DNS is `temperror` with a reason. Behind a name that was held back only a pass counts: whoever
 * holds the organisation's key speaks for the names below it, while a record there could ask for less than rejection.
 */
export async function measureDmarc(
  input: DmarcInput,
  questions: Questions,
): Promise<{ dmarc: DmarcEvaluation; aligns: Aligns }> {
  const evaluate = ({ resolve: resolver }: Asker) =>
    evaluateDmarc({
      headerFrom: input.headerFrom,
      fromFields: input.fromFields,
      spfDomains: input.spfPassed && input.spfDomain ? [input.spfDomain] : [],
      dkimDomains: input.dkim,
      resolver,
      strict: false,
    });
  const asker = new Asker(questions);
  let found = await evaluate(asker);
  if (asker.trouble === 'held') {
    const further = await evaluate(pastHeld(questions));
    if (further.response && further.response.status.result === 'pass') found = further;
  }
  const { response, dkimAligned } = found;
  const described = describe(response, input.author, asker.trouble);
  const dmarc = { ...described, published: strayRecords(described, questions) };
  return { dmarc, aligns: alignment(dmarc, input.author, dkimAligned) };
}

/**
 * By the record where there is one: passing signatures as DMARC found them, the others by their place in the tree, which
 * asks nothing more. Without a record relaxed, by the Public Suffix List: the tree then has no organizational domain to
 * find, and a small domain's own signature must not count as a stranger's.
 */
function alignment(dmarc: DmarcEvaluation, author: string | null, passing?: Set<string>): Aligns {
  return (identifier, method, passed) => {
    const domain = formatDomain(identifier);
    if (author === null || domain === '') return false;
    if (domain === author) return true;
    const mode = method === 'dkim' ? dmarc.adkim : dmarc.aspf;
    if (dmarc.record === null) return Boolean(getAlignment(author, [domain]));
    if (mode === 'strict') return false;
    if (passed && method === 'spf') return dmarc.alignedSpf;
    if (passed && passing) return passing.has(domain);
    return (
      dmarc.organizationalDomain !== null && isSameOrSubdomain(domain, dmarc.organizationalDomain)
    );
  };
}
