// Whom SPF checks (RFC 7208 section 2.4), as far as Gmail recorded it.
import { parseIp } from '#mailauth';
import type { Stated } from '../../model.ts';
import { behindAt } from '../../text/addresses.ts';

/** The identity that is checked: MAIL FROM, or HELO for the null sender (RFC 7208 section 2.4). */
export interface SpfIdentity {
  identity: 'mailfrom' | 'helo';
  sender: string;
  helo: string;
  domain: string;
  clientAddress: string;
  client: 'ipv4' | 'ipv6';
}

/** Octets of a path: no server accepts a longer one (RFC 5321 section 4.5.3.1), and macros multiply it. */
const LONGEST_PATH = 320;

/** Null where the record does not tell who connected and for whom: then there is nothing to check. */
export function spfIdentity(stated: Stated): SpfIdentity | null {
  const { clientAddress, mailFrom } = stated;
  const address = clientAddress === null ? null : parseIp(clientAddress);
  if (clientAddress === null || !address || mailFrom === null) return null;
  const helo = stated.helo ?? '';
  if (mailFrom === '' && helo === '') return null;
  if (Math.max(mailFrom.length, helo.length) > LONGEST_PATH) return null;
  const mapped = address.kind() === 'ipv6' && address.isIPv4MappedAddress?.();
  return {
    identity: mailFrom === '' ? 'helo' : 'mailfrom',
    sender: mailFrom,
    helo,
    domain: (mailFrom === '' ? helo : behindAt(mailFrom)).toLowerCase(),
    clientAddress,
    client: mapped ? 'ipv4' : address.kind(),
  };
}
