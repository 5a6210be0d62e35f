// From at a name without a dot: nobody can own it, nothing can vouch for it, and no answer arrives (RFC 5321 section 2.3.5).
import { bareDomain, isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';
import type { MessageRule, MessageView } from './rule.ts';

/** A few countries receive mail at their own top-level domain. */
const COUNTRY = /^[a-z]{2}$/;

/** Cron, logwatch and bounces of a host write so; the host told itself as the reader's own. */
function comesFromOwnHost({ stated, evidence, circle, context }: MessageView): boolean {
  // A host where others rent too, named for one address, is no host of the reader's own.
  const hosts = context.trustedForwarders.flatMap((entry) => {
    const [server = '', address = '@'] = entry.split(' ');
    return address.startsWith('@') ? [server] : [];
  });
  const own = [...circle.ownDomains, ...hosts];
  const proved = [
    bareDomain(stated.boundary?.reverseName ?? ''),
    ...(stated.results?.methods ?? [])
      .filter(({ method, result }) => (method === 'dkim' || method === 'spf') && result === 'pass')
      .map(identityOf),
    ...(evidence.evaluated?.dkim ?? [])
      .filter(({ result }) => result === 'pass')
      .map(({ sdid }) => sdid),
  ];
  return proved.some((name) => own.some((one) => isUnder(name, one)));
}

export const domainSingle: MessageRule = {
  id: 'domainSingle',
  layer: 'domain',
  about: 'domain',
  needs: 'message',
  test(view) {
    const { domain, address } = view;
    if (domain === '' || domain.includes('.') || domain.startsWith('[')) return [];
    const isHonest = domain === 'localhost' || COUNTRY.test(domain) || comesFromOwnHost(view);
    return [{ rule: 'domainSingle', severity: isHonest ? 'info' : 'caution', params: { address } }];
  },
};
