// "Details for administrators" as data: what a card or a command line sets out as a table.

import type { Details, Evidence, Judgement, Sentence, Side, Stated } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { isUnder } from '../../text/domains.ts';
import { organizationalDomain } from '../../text/organization.ts';
import { explainForwarding } from './forwarding.ts';
import { checkGuidelines } from './guidelines.ts';
import { whyDmarcFailed } from './remedies/index.ts';
import { traceRoute } from './route.ts';

export type { Details, SealerDetail, Side } from '../../model.ts';

function compareSides({ message, stated, evaluated }: Evidence): Side[] {
  const author = message.author?.domain ?? '';
  const found = evaluated?.dmarc.organizationalDomain ?? null;
  const organizationOf = (domain: string) =>
    found !== null && isUnder(domain, found) ? found : organizationalDomain(domain);
  const side = (role: Side['role'], domain: string): Side => {
    const organization = domain === '' ? null : organizationOf(domain);
    const own = author === '' ? null : (organizationOf(author) ?? author);
    const match =
      domain === '' || own === null ? 'open' : (organization ?? domain) === own ? 'same' : 'other';
    return { role, domain, organization, match };
  };
  const each = (role: Side['role'], domains: string[]) =>
    [...new Set(domains)].map((domain) => side(role, domain));
  const envelope = stated.mailFrom === null ? [] : [domainOf(stated.mailFrom)];
  return [
    ...each(
      'from',
      message.from.flatMap(({ mailboxes }) => mailboxes.map(({ domain }) => domain)),
    ),
    ...each('envelope', envelope),
    ...each(
      'replyTo',
      message.replyTo.map(({ domain }) => domain),
    ),
    ...each(
      'signer',
      (evaluated?.dkim ?? []).map(({ sdid }) => sdid),
    ),
  ];
}

function describePolicy({ stated, evaluated, queries }: Evidence): Sentence[] {
  const dmarc = evaluated?.dmarc;
  const domain = dmarc?.domain ?? '';
  // Where nothing at all was found, what was asked had no answer.
  const asked = evaluated === null && queries.length > 0;
  if (!dmarc || dmarc.reason !== null) {
    const { p } = stated.dmarcComment;
    if (p === null || stated.proof === 'absent')
      return [
        { key: `word.policy.${dmarc?.reason ?? (asked ? 'dnsFailed' : 'open')}`, params: {} },
      ];
    return [{ key: `word.policy.recorded.${isPolicy(p) ? p : 'none'}`, params: {} }];
  }
  // Without one author domain there is nobody to have a policy.
  if (dmarc.domain === null) return [];
  const { policy, policyDomain: name } = dmarc;
  if (policy === null || name === null) return [{ key: 'word.policy.missing', params: { domain } }];
  return [
    { key: `word.policy.${policy}`, params: { domain } },
    { key: `word.policy.${name === domain ? 'own' : 'parent'}`, params: { domain, name } },
    // Under p=none there is nothing to step down from.
    ...(dmarc.testing && /quarantine|reject/i.test(dmarc.record ?? '')
      ? [{ key: 'word.policy.testing', params: { domain } }]
      : []),
  ];
}

const isPolicy = (word: string) => ['none', 'quarantine', 'reject'].includes(word);

/** A logo says something only with a certificate and an aligned signature; no image is ever fetched. */
function describeBimi({ stated }: Evidence, { report, origin }: Judgement): Sentence | null {
  const bimi = stated.results?.methods.find(({ method }) => method === 'bimi');
  if (!bimi || stated.proof === 'absent' || report.authorDomain === null) return null;
  const domain = domainOf(bimi.properties['header.d'] ?? report.authorDomain);
  const certified = bimi.result === 'pass' && bimi.properties['policy.authority'] === 'pass';
  const proved = origin.origin === 'signed' || origin.origin === 'recorded';
  return { key: `word.bimi.${certified && proved ? 'certified' : 'plain'}`, params: { domain } };
}

/** Groups keeps a record too, of what came in; it proves nothing of what went out. */
function nameRecord({ proof, absence, sealDoubt }: Stated): string {
  if (proof !== 'absent') return proof;
  return `absent.${sealDoubt === 'groups' ? 'groups' : absence}`;
}

/** Everything an administrator may want to see that is not in the evidence as it stands. */
export function collectDetails(evidence: Evidence, judgement: Judgement): Details {
  const { stated, evaluated } = evidence;
  return {
    record: {
      key: `word.record.${nameRecord(stated)}`,
      params: {},
    },
    sides: compareSides(evidence),
    policy: describePolicy(evidence),
    sealers: [...(evaluated?.arc.instances ?? [])]
      .sort((a, b) => a.instance - b.instance)
      .map(({ instance, sealer, results, seal, signature }) => ({
        instance,
        sealer,
        saw: (results?.methods ?? []).map(({ method, result }) => `${method}=${result}`).join(' '),
        seal,
        signature,
      })),
    route: traceRoute(evidence),
    forwarding: explainForwarding(evidence),
    bimi: describeBimi(evidence, judgement),
    guidelines: checkGuidelines(evidence, judgement.origin),
    why: whyDmarcFailed(evidence),
  };
}
