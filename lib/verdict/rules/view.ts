// Prepares what rules read: every normal form is computed once.

import type { Context, Evidence, Mailbox, OriginVerdict, Stated } from '../../model.ts';
import { isProved } from '../../model.ts';
import { splitAddress } from '../../text/addresses.ts';
import { withinBounds } from '../../text/bounds.ts';
import { KNOWN_DAYS } from '../../text/days.ts';
import { toAscii } from '../../text/domains.ts';
import { fold } from '../../text/normalise.ts';
import { organizationalDomain, sameOrganization } from '../../text/organization.ts';
import { type Circle, circleOf, ownerKnownTo, peopleIn } from '../claims/circle.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { lenientReadings } from '../claims/lenient.ts';
import { findMentions } from '../claims/mentions.ts';
import { readPlace, withoutOwn } from '../claims/read.ts';
import { isBelieved } from '../reading/record.ts';
import { signedDomainOf } from '../reading/signer.ts';
import { findKnownList } from '../reading/travel.ts';
import type { ClaimView, MessageView } from './rule.ts';

/** Bytes the domain's owner signed, or Gmail's word for it; a permitted server alone lowers nothing. */
const AUTHENTICATED = new Set(['signed', 'recorded']);

function readSender(
  sender: Mailbox,
  context: Context,
  origin: OriginVerdict | null,
  shown: readonly string[] = [],
) {
  const circle = circleOf(context);
  const { address, localPart, domain } = sender;
  const name = withinBounds(sender.name);
  const organization = organizationalDomain(domain) ?? domain;
  // The name as decoded first; what else a program may make of it once each.
  const others = [...shown, ...lenientReadings(name)]
    .map(withinBounds)
    .filter((one) => one !== name && one !== '');
  const readings = [
    readPlace('name', withoutOwn(name, organization), circle.extra),
    ...[...new Set(others)].map((one) =>
      readPlace('decoded', withoutOwn(one, organization), circle.extra),
    ),
  ].filter((reading) => reading !== null);
  const known = circle.byAddress.get(address.toLowerCase());
  const believed = origin === null || AUTHENTICATED.has(origin.origin);
  return {
    name,
    nameLength: sender.name.length,
    address,
    localPart,
    domain,
    organization,
    folded: fold(name),
    ...peopleIn(name, circle),
    readings,
    mentions: findMentions(name, isKnownTo(circle)),
    freeMail: freeMailDomain(domain) !== null,
    context,
    circle,
    origin,
    proved: origin !== null && isProved(origin.origin),
    signedDomain: null,
    correspondent: known && known.days >= KNOWN_DAYS && believed ? known : null,
    derived: [],
  };
}

/** Domains that somebody would show to be believed: the reader's own, the correspondents', the brands'. */
export const isKnownTo =
  (circle: Circle) =>
  (domain: string): boolean =>
    circle.ownDomains.has(domain) ||
    circle.domains.has(domain) ||
    ownerKnownTo(circle, domain) !== null;

const NOBODY: Mailbox = { name: '', address: '', localPart: '', domain: '' };

/**
 * The record as rules may believe it: of a loose file, or where nothing is anchored, what stands in Gmail's place was
 * written by anybody.
 */
function believe(stated: Stated): Stated {
  if (stated.proof !== 'absent') return stated;
  return {
    ...stated,
    results: null,
    spf: null,
    dkim: null,
    dmarc: null,
    arc: null,
    boundary: null,
    clientAddress: null,
    helo: null,
    mailFrom: null,
    receivedAt: null,
    dmarcComment: { p: null, sp: null, dis: null },
  };
}

/** View of a whole message. */
export function viewMessage(
  evidence: Evidence,
  context: Context,
  origin: OriginVerdict | null,
): MessageView {
  const { message } = evidence;
  const stated = believe(evidence.stated);
  const sender = message.author ?? message.from[0]?.mailboxes[0] ?? NOBODY;
  return {
    ...readSender(sender, context, origin, [
      ...(context.rendered === null ? [] : [context.rendered.name]),
      ...message.from.flatMap(({ groups }) => groups),
    ]),
    subject: withinBounds(message.subject),
    listId: message.listId?.toLowerCase() ?? null,
    repliesTo: message.replyTo.map(({ address }) => address),
    repliesElsewhere: message.replyTo.some(
      ({ domain }) => domain !== '' && !sameOrganization(domain, sender.domain),
    ),
    list: findKnownList(evidence, context, isBelieved(evidence.stated, context)),
    signedDomain: origin && signedDomainOf(evidence, origin.origin),
    evidence,
    message,
    stated,
  };
}

/** The same message under another name that a program may show for it. */
export function underName(view: MessageView, name: string): MessageView {
  const { address, localPart, domain, context, origin } = view;
  return { ...view, ...readSender({ name, address, localPart, domain }, context, origin) };
}

/** View of a sender as Gmail shows it, without any header. */
export function viewSender(
  rendered: { name: string; address: string },
  context: Context,
): ClaimView {
  const { localPart, domain } = splitAddress(rendered.address);
  const sender = { ...rendered, localPart, domain: toAscii(domain) };
  return {
    ...readSender(sender, context, null),
    subject: '',
    listId: null,
    repliesTo: [],
    repliesElsewhere: false,
    list: null,
  };
}
