// What every remedy needs to know of a message: whose it is, who handed it over, and whether it came directly.
import type { Effect, Evaluated, Evidence, Received } from '../../../model.ts';
import { bareDomain } from '../../../text/domains.ts';
import { sameOrganization } from '../../../text/organization.ts';
import { freeMailDomain } from '../../claims/free-mail.ts';
import { hostOf, type MailHost } from '../../data/mail-hosts.ts';
import { provedHop } from '../../reading/record.ts';
import { listOf } from '../../reading/travel.ts';

export interface Scene {
  evidence: Evidence;
  evaluated: Evaluated;
  /** the one author domain */
  author: string;
  /** DMARC passes now, or Gmail recorded that it did */
  passes: boolean;
  isList: boolean;
  /** somebody passed it on: whoever handed it over is not the sender's server */
  isForwarded: boolean;
  /** reverse name of the server that handed it to Gmail, from Gmail's own line; null without one */
  host: string | null;
  service: MailHost | null;
}

/** Fields that forwarding leaves below the line of the receiver. They choose between words; they name nobody. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-to', 'x-original-to'];

/** The server that handed the mail over had received it from another organisation's server, and not from its own user. */
function cameThrough(hops: readonly Received[], boundary: Received): boolean {
  const names = [boundary.helo, boundary.reverseName].filter((name) => name !== null);
  const own = (name: string | null) =>
    name !== null && names.some((one) => sameOrganization(bareDomain(one), bareDomain(name)));
  return hops.some(
    (hop) =>
      hop.index > boundary.index &&
      own(hop.by) &&
      hop.reverseName !== null &&
      !own(hop.reverseName) &&
      !/^ESMTPS?A$/i.test(hop.with ?? ''),
  );
}

function isPassedOn({ message, stated }: Evidence): boolean {
  const kind = stated.envelope?.kind ?? null;
  if (kind === 'srs' || kind === 'caf' || listOf(message) !== null) return true;
  if (message.fields.some(({ name }) => FORWARDING.includes(name))) return true;
  // A file without a record has the line still, as the address that SPF is asked about shows.
  const { boundary, clientAddress } = stated;
  const hop = boundary?.helo
    ? boundary
    : (message.received.find(({ address, helo }) => helo && address === clientAddress) ?? null);
  return hop !== null && cameThrough(message.received, hop);
}

/** Null where nothing was measured, the mail never left the mailbox's own provider, or nobody is its one author. */
export function readScene(evidence: Evidence): Scene | null {
  const { evaluated, stated, message } = evidence;
  const author = evaluated?.dmarc.domain ?? null;
  if (!evaluated || author === null) return null;
  // Nobody who writes from a free-mail address can mend its domain.
  if (freeMailDomain(author) !== null) return null;
  if (stated.absence === 'sent' || stated.absence === 'internal') return null;
  const host = provedHop(stated)?.reverseName ?? null;
  const recorded = stated.proof !== 'absent';
  return {
    evidence,
    evaluated,
    author,
    passes: evaluated.dmarc.result === 'pass' || (recorded && stated.dmarc === 'pass'),
    isList: listOf(message) !== null,
    isForwarded: isPassedOn(evidence),
    host: host && bareDomain(host),
    service: (host && hostOf(bareDomain(host))) || null,
  };
}

/** What making a method pass is worth: all of DMARC where it aligns and there is a record, else the method. */
export const worth = ({ passes, evaluated }: Scene, aligned: boolean): Effect =>
  !passes && aligned && evaluated.dmarc.record !== null ? 'dmarc' : 'method';

/** Gmail recorded a pass of this method: what fails today is a key or a record that changed since. */
export const passedThen = ({ evidence: { stated } }: Scene, method: 'spf' | 'dkim'): boolean =>
  stated.proof !== 'absent' && stated[method] === 'pass';
