// Whether the author's own server handed the mail over: then nobody else could change it on the way.
import { domainOf } from '../../text/addresses.ts';
import { sameOrganization } from '../../text/organization.ts';
import type { MessageView } from './rule.ts';

/** SPF passed on arrival for an envelope of the author's organisation. */
export function isFromOwnServer({ stated, domain }: MessageView): boolean {
  return stated.spf === 'pass' && sameOrganization(domainOf(stated.mailFrom ?? ''), domain);
}
