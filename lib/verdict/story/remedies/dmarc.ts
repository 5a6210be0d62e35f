// What mends DMARC (RFC 9989): the record itself. One message never shows all sources, so no policy is raised here.
import type { Remedy, RemedyId } from '../../../model.ts';
import { newDmarcRecord } from '../../../text/dmarc-record.ts';
import { isUnder } from '../../../text/domains.ts';
import { organizationalDomain } from '../../../text/organization.ts';
import type { Scene } from './scene.ts';

/** The record without its strict alignment of this method. */
const relaxed = (record: string, tag: 'adkim' | 'aspf') =>
  record.replace(new RegExp(`;[ \\t]*${tag}[ \\t]*=[ \\t]*s[ \\t]*(?=;|$)`, 'i'), '');

export function mendDmarc(scene: Scene): Remedy[] {
  const { evaluated, author, passes } = scene;
  const { dmarc, spf, dkim } = evaluated;
  if (dmarc.reason !== null) return [];
  const organization = dmarc.organizationalDomain ?? organizationalDomain(author) ?? author;
  const vouches =
    (spf?.result === 'pass' && spf.aligned) ||
    dkim.some(({ result, aligned }) => result === 'pass' && aligned);
  const remedy = (id: RemedyId, effect: Remedy['effect'], name: string, value: string): Remedy => ({
    id,
    effect,
    by: 'sender',
    params: { domain: author, name, record: dmarc.published.join(' ') || (dmarc.record ?? '') },
    publish: value === '' ? null : { type: 'TXT', name, value },
  });

  if (dmarc.record === null) {
    const found = dmarc.published;
    const id = found.length > 1 ? 'dmarcTwo' : found.length === 1 ? 'dmarcSyntax' : 'dmarcMissing';
    const name = `_dmarc.${found.length > 0 ? author : organization}`;
    return [remedy(id, vouches ? 'dmarc' : 'advice', name, newDmarcRecord(organization, found))];
  }
  const name = `_dmarc.${dmarc.policyDomain ?? organization}`;
  if (!passes) {
    const within = (domain: string) => isUnder(domain, organization);
    if (dmarc.adkim === 'strict' && dkim.some((one) => one.result === 'pass' && within(one.sdid)))
      return [remedy('dmarcStrict', 'dmarc', name, relaxed(dmarc.record, 'adkim'))];
    if (dmarc.aspf === 'strict' && spf?.result === 'pass' && within(spf.domain))
      return [remedy('dmarcStrict', 'dmarc', name, relaxed(dmarc.record, 'aspf'))];
    return [];
  }
  const both = dmarc.alignedSpf && dmarc.alignedDkim;
  return dmarc.policy === 'none' && both ? [remedy('dmarcNone', 'advice', name, '')] : [];
}
