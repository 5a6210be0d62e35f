// Answers go to somebody else.

import type { Mailbox, Message, Severity } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { visible } from '../../text/normalise.ts';
import { organizationalLabel, sameOrganization } from '../../text/organization.ts';
import { proofOf } from '../claims/claim-facts.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { subjectPresses } from '../claims/haste.ts';
import { findImitationOf } from '../claims/look-alike.ts';
import { personClaim } from '../claims/person-claim.ts';
import { demandsMoney, hasMoney } from '../claims/vocabulary.ts';
import { nameClaim } from '../claims/weigh.ts';
import { isBelieved } from '../reading/record.ts';
import { covers } from '../reading/signature.ts';
import { findProvedList, findRewriter } from '../reading/travel.ts';
import { gravest } from './gravest.ts';
import { recipientsOf } from './not-addressed.ts';
import { isFromOwnServer } from './own-server.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { alignedSignatures } from './signatures.ts';
import { fromUtf8, showOctets } from './written.ts';

/** The author wrote to the reader and, under the signature, to nobody else. */
function isForReaderAlone(view: MessageView): boolean {
  const signed = alignedSignatures(view);
  const isSigned = (['to', 'cc'] as const).some(
    (name) =>
      view.message[name].length > 0 && signed.some((one) => one.signedFields.includes(name)),
  );
  const { me } = view.circle;
  return isSigned && recipientsOf(view).every(({ address }) => me.has(address.toLowerCase()));
}

/**
 * A list sends answers to itself, as lists may: one that the reader knows or that the author addressed under the
 * signature. Of any other that proved itself it is believed unless the subject wants money or haste, or the author wrote
 * to the reader alone: a List-Id is the sender's to write, and who sends a signed mail again proves his own with ease.
 */
function isOfList({ domain }: Mailbox, view: MessageView): boolean {
  const { evidence, message, context } = view;
  const list = findProvedList(evidence, isBelieved(evidence.stated, context));
  if (list === null || !sameOrganization(domain, list)) return false;
  const signed = alignedSignatures(view);
  const addressed = (['to', 'cc'] as const).filter((name) =>
    signed.some((one) => covers(one, name, message)),
  );
  if (view.list !== null) return true;
  if (addressed.some((name) => message[name].some((to) => sameOrganization(to.domain, list))))
    return true;
  return !demandsMoney(view.subject) && !subjectPresses(view) && !isForReaderAlone(view);
}

/**
 * Added on the way: the author's domain signed this mail, not this field, and a foreign server handed it over (RFC 6376
 * section 8.15). A list may send answers to itself.
 */
function isAdded(reply: Mailbox, view: MessageView): boolean {
  const signatures = alignedSignatures(view);
  if (signatures.length === 0 || view.stated.results === null) return false;
  if (signatures.some((one) => covers(one, 'reply-to', view.message))) return false;
  return !isFromOwnServer(view) && !isOfList(reply, view);
}

const ADDRESS = /[^\s<>()",;:@]{1,64}@[^\s<>()",;:@]{1,255}/;
const NOBODY: Mailbox = { name: '', address: '', localPart: '', domain: '' };
/** Some program may make an address of it: encoded text where none may stand (RFC 2047 section 5), a wide sign. */
const MAY_BE_READ = /[@＠﹫]|=\?/;

/**
 * Where answers may go. What is no address by RFC 5322, a name alone or a lost bracket beside one, is read as lenient
 * programs do: the first address in its text. Text that nobody can read one from (`noreply`, `<>`) leads nowhere.
 */
function repliesOf({ replyTo, fields }: Message): Mailbox[] {
  const written = fields.find(({ name, value }) => name === 'reply-to' && /[^ \t\r\n]/.test(value));
  if (written === undefined) return [];
  const text = fromUtf8(written.value) ?? written.value;
  if (replyTo.length === 0)
    return MAY_BE_READ.test(text) ? [{ ...NOBODY, address: visible(showOctets(text)) }] : [];
  const bracketed = text.includes('<') ? text.slice(text.indexOf('<')) : '';
  return replyTo.flatMap((box) => {
    if (box.domain !== '') return [box];
    const read = `${box.address} ${box.name}`;
    const [address] = ADDRESS.exec(read) ?? [];
    if (address !== undefined) return [{ ...box, address, domain: domainOf(address) }];
    const isOpen = MAY_BE_READ.test(read) || MAY_BE_READ.test(bracketed);
    return isOpen ? [{ ...box, address: visible(showOctets(text)) }] : [];
  });
}

/** One name with and without hyphens: `event-regist` and `eventregist`. */
function isOtherSpelling(one: string, other: string): boolean {
  const plain = (domain: string) => organizationalLabel(domain)?.replaceAll('-', '');
  return plain(one) !== undefined && plain(one) === plain(other);
}

/**
 * A list that proved itself and rewrites From: it writes the author into Reply-To (RFC 5322 section 3.6.2). Sent to the
 * list, as what a sender writes to one reader is not.
 */
function isListPost({ evidence, message, context, address }: MessageView): boolean {
  if (findRewriter(message) === null) return false;
  if (findProvedList(evidence, isBelieved(evidence.stated, context)) === null) return false;
  const list = address.toLowerCase();
  return [...message.to, ...message.cc].some((to) => to.address.toLowerCase() === list);
}

function weigh(reply: Mailbox, view: MessageView): Severity {
  const imitated = findImitationOf(view.domain, reply.domain, view.circle);
  const added = isAdded(reply, view);
  const money = isListPost(view) ? demandsMoney(view.subject) : hasMoney(view.subject);
  if (imitated !== null && imitated.how !== 'suffix') {
    // The signer wrote it: a second spelling of the own name is no disguise, but where money goes is asked.
    const own = proofOf(view) === 'dkim' && !added && isOtherSpelling(view.domain, reply.domain);
    if (!own || imitated.target.kind !== 'contact') return 'danger';
    return money ? 'caution' : 'info';
  }
  const business = !view.freeMail && freeMailDomain(reply.domain) !== null;
  const claims = (nameClaim(view)?.severity ?? 'info') !== 'info' || personClaim(view) !== null;
  if (added) return 'caution';
  return business && (money || claims) ? 'caution' : 'info';
}

export const replyTo: MessageRule = {
  id: 'replyTo',
  layer: 'structure',
  about: 'reply',
  needs: 'message',
  test(view) {
    const { domain, circle, address } = view;
    const elsewhere = repliesOf(view.message).filter(
      (reply) =>
        domain !== '' &&
        !sameOrganization(reply.domain, domain) &&
        !circle.me.has(reply.address.toLowerCase()) &&
        (reply.domain !== '' || isAdded(reply, view)),
    );
    return gravest(
      elsewhere.map((reply) => ({
        rule: 'replyTo',
        severity: weigh(reply, view),
        params: { reply: reply.address, address },
      })),
    );
  },
};
