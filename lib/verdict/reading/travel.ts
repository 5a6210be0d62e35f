// How a message came besides being sent: lists, forwarders and relay services, as far as anything proves them.

import type { Context, Evidence, Message } from '../../model.ts';
import { bareDomain, isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';
import { sameOrganization } from '../../text/organization.ts';
import { hostOf } from '../data/mail-hosts.ts';
import { RELAY_SERVICES } from '../data/relays.ts';

/** List-Id (RFC 2919) without brackets, lower case; null without one. The sender writes it: it explains, no more. */
export function listOf(message: Message): string | null {
  const id = message.listId?.toLowerCase().replace(/[<> \t]/g, '') ?? '';
  return id === '' ? null : id;
}

/**
 * The list that proved itself: an aligned pass of the List-Id's own domain, recorded by Gmail or measured as a
 * signature. A List-Id alone is worth nothing, and SPF measured now never upgrades.
 */
export function findProvedList(evidence: Evidence, believed: boolean): string | null {
  const list = listOf(evidence.message);
  if (list === null) return null;
  const recorded =
    believed &&
    evidence.stated.results?.methods.some(
      (one) =>
        (one.method === 'dkim' || one.method === 'spf') &&
        one.result === 'pass' &&
        sameOrganization(identityOf(one), list),
    );
  const signed = (evidence.evaluated?.dkim ?? []).some(
    ({ result, sdid }) => result === 'pass' && sameOrganization(sdid, list),
  );
  return recorded || signed ? list : null;
}

/** The list that the reader knows and that proved itself. */
export function findKnownList(
  evidence: Evidence,
  context: Context,
  believed: boolean,
): string | null {
  const list = listOf(evidence.message);
  if (list === null || !context.knownLists.some((known) => isUnder(list, known))) return null;
  return findProvedList(evidence, believed);
}

/** The list that writes itself into From (`Bob via Team <team@lists.example>`), null when it did not. */
export function findRewriter(message: Message): string | null {
  const list = listOf(message);
  if (list === null || message.author === null) return null;
  if (!sameOrganization(message.author.domain, list)) return null;
  const named = /(?:^|[ \t"'])via[ \t]|経由/i.test(message.author.name);
  const kept = message.fields.some(
    ({ name }) => name === 'x-original-from' || name === 'x-original-sender',
  );
  return named || kept ? list : null;
}

/**
 * True where an entry of the reader's or the policy's forwarders speaks of this mail. `server address`: this very server
 * passes on what comes to that address (neighbours rent there too, and so do those who write to them). `server @domain`:
 * it sends for authors of that domain of the reader's, and for nobody else who rents there. `server` alone, as an
 * organisation says of servers of its own: it and everything under it.
 */
export function isForwardedBy(entry: string, reverseName: string, message: Message): boolean {
  const [server = '', address] = entry.split(' ');
  if (address === undefined) return isUnder(reverseName, server);
  if (address.startsWith('@'))
    return reverseName === server && isUnder(message.author?.domain ?? '', address.slice(1));
  const isMeant = (one: { address: string }) => one.address.toLowerCase() === address;
  return reverseName === server && [...message.to, ...message.cc].some(isMeant);
}

export interface Forwarder {
  /** reverse name of the client, as Gmail looked it up */
  reverseName: string;
  /** the entry that made it the reader's forwarder; null for a rental host that is nobody's yet */
  entry: string | null;
  /** how it became one */
  by: 'listed' | 'learned' | 'rental';
  /** as readers know it */
  name: string;
}

/**
 * The forwarder that handed the message to Gmail, told by the anchored client's reverse name. Rental hosts are
 * named but prove nothing. Only for bytes from Gmail: no seal covers the Received line of a loose file.
 */
export function findForwarder(
  evidence: Evidence,
  context: Context,
  believed: boolean,
): Forwarder | null {
  const written = evidence.stated.boundary?.reverseName;
  if (!believed || context.source !== 'gmail' || !written) return null;
  const reverseName = bareDomain(written);
  const host = hostOf(reverseName);
  const listed = context.trustedForwarders.find((entry) =>
    isForwardedBy(entry, reverseName, evidence.message),
  );
  // What the reader names may be a whole domain; what was only seen is that one server, not its neighbours.
  const learned = context.learnedForwarders.find((entry) => entry === reverseName);
  const entry = listed?.split(' ', 1)[0] ?? learned ?? null;
  const name = host?.rents ? host.name : entry;
  if (name === null) return null;
  return {
    reverseName,
    entry,
    by: listed ? 'listed' : learned ? 'learned' : 'rental',
    name,
  };
}

/** The service that hides the reader's address and wrote itself into From, null without one. */
export function findRelayService(domain: string | null): string | null {
  if (domain === null) return null;
  return (
    RELAY_SERVICES.find(({ domains }) => domains.some((one) => isUnder(domain, one)))?.name ?? null
  );
}
