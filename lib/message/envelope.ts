// Reads what forwarders and lists did to an envelope sender: SRS, Gmail's automatic forwarding, BATV, VERP.

import type { EnvelopeExplanation } from '../model.ts';
import { splitAddress } from '../text/addresses.ts';

const NOTHING: EnvelopeExplanation = { kind: null, original: null, forwarder: null };
/** RFC 5321 section 4.5.3.1: 64 for the local part, 255 for the domain; rewriting may add to that. */
const LONGEST = 1000;

/**
 * Explains an envelope sender.
 * - `SRS0=hash=time=domain=local@forwarder`, `SRS1=hash=forwarder==hash=time=domain=local@last`: Sender Rewriting Scheme
 * - `user+caf_=dest=example.net@example.com`: Gmail of user@example.com forwards to dest@example.net
 * - `prvs=tag=user@example.com`: bounce address tag validation; also written `prvs=user=tag@…`
 * - `list+user=example.net@example.com`, `bounce-user=example.net@…`: variable envelope return path, the recipient inside
 *
 * @param mailFrom address without angle brackets; quotes around the local part are allowed
 */
export function explainEnvelope(mailFrom: string): EnvelopeExplanation {
  if (!mailFrom.includes('@') || mailFrom.length > LONGEST) return NOTHING;
  const { localPart, domain: written } = splitAddress(mailFrom);
  if (localPart === '') return NOTHING;
  const local = localPart.replace(/^"(.*)"$/s, '$1');
  const domain = written.toLowerCase();
  return (
    explainSrs(local, domain) ??
    explainForwarding(local, domain) ??
    explainBatv(local, domain) ??
    explainVerp(local) ??
    NOTHING
  );
}

function explainSrs(local: string, domain: string): EnvelopeExplanation | null {
  const first = /^srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)$/i.exec(local);
  if (first !== null)
    return { kind: 'srs', original: `${first[2]}@${first[1]!.toLowerCase()}`, forwarder: domain };
  // The first forwarder is kept in front of `==`; the host that sent last only guards its hash.
  const again = /^srs1[=+-][^=]+=([^=]+)=[=+-][^=]+=[^=]+=([^=]+)=(.+)$/i.exec(local);
  if (again === null) return null;
  return {
    kind: 'srs',
    original: `${again[3]}@${again[2]!.toLowerCase()}`,
    forwarder: again[1]!.toLowerCase(),
  };
}

function explainForwarding(local: string, domain: string): EnvelopeExplanation | null {
  const match = /^(.+?)\+caf_=(.+)=([^=]+)$/i.exec(local);
  if (match === null) return null;
  return { kind: 'caf', original: `${match[2]}@${match[3]}`, forwarder: `${match[1]}@${domain}` };
}

function explainBatv(local: string, domain: string): EnvelopeExplanation | null {
  const match = /^prvs=([^=]+)=(.+)$/i.exec(local);
  if (match === null) return null;
  const [, first = '', second = ''] = match;
  // The tag comes first in the draft (a digit, three digits of a day, a hash); some programs write it last.
  const tagLast = !/^\d{3,4}[0-9a-f]{5,}$/i.test(first) && /^\d{3,4}[0-9a-f]{5,}$/i.test(second);
  return { kind: 'batv', original: `${tagLast ? first : second}@${domain}`, forwarder: null };
}

function explainVerp(local: string): EnvelopeExplanation | null {
  const match = /^(.*)=([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,63})$/i.exec(local);
  if (match === null) return null;
  const [, before = '', domain = ''] = match;
  // `list+user=…`, or `bounce-12-user=…` without a plus; some put `hash.hash-` in front of the user.
  const plus = before.lastIndexOf('+');
  const user = plus !== -1 ? before.slice(plus + 1) : before.slice(before.lastIndexOf('-') + 1);
  const original = user.replace(/^[0-9a-f]+\.[0-9a-f]+-/i, '');
  if (original === '' || original === before || original.includes('=')) return null;
  return { kind: 'verp', original: `${original}@${domain.toLowerCase()}`, forwarder: null };
}
