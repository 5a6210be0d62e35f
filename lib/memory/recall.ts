// What memory says about one message, in one look.

import type {
  Acquaintance,
  Confirmation,
  Instant,
  Recollection,
  Remembered,
  Traces,
} from '../model.ts';
import { behindAt } from '../text/addresses.ts';
import { DAY } from '../text/days.ts';
import { type Connection, ofAccount, readProfile } from './database.ts';
import { countWithout } from './days.ts';
import type { KnownPeople } from './known-people.ts';
import { isForwarder, toLearnedList } from './learn.ts';
import { toCorrespondent } from './learn-people.ts';
import type { Profile, SenderRecord, VerdictRecord } from './records.ts';

/** What was confirmed, as far as it may hold for this message; with null, for every later one. */
function confirmationsFor({ taught }: Profile, traces: Traces | null): Confirmation[] {
  return taught
    .map(({ before, ...one }) => ({
      domain: behindAt(one.address).toLowerCase(),
      ...one,
    }))
    .filter(({ domain, messageId }) => domain !== null || messageId === traces?.messageId);
}

/** A younger memory knows too little: that it has not seen somebody says nothing. */
const GROWN = 28 * DAY;

const isGrown = ({ since }: Profile, now: Instant): boolean =>
  since !== undefined && now - since >= GROWN;

/** What is known of a domain without this message; null where nothing is. */
function acquaintanceOf(sender: SenderRecord | null | undefined, isCounted: boolean) {
  if (!sender) return null;
  const { domain, firstDay, signedDays, unsignedDays } = sender;
  const count = sender.count - Number(isCounted);
  const [signed, unsigned] = [signedDays.count, unsignedDays.count];
  const known: Acquaintance = {
    domain,
    firstDay,
    count,
    signedDays: signed,
    unsignedDays: unsigned,
  };
  return count > 0 ? known : null;
}

/** Verdicts of one address that are looked at. */
const MOST_OF_ADDRESS = 200;

/** From a listed server without a signature, and not warned of: what warned tells of no habit. */
const isQuietUnsigned = ({ origin, tone }: VerdictRecord): boolean =>
  origin === 'listed' && (tone === 'calm' || tone === 'neutral');

/** Makes `recall` and `verdicts` of a memory. */
export function createRecall(
  { read }: Pick<Connection, 'read'>,
  people: KnownPeople,
  now: () => Instant,
) {
  async function recall(account: string, traces: Traces | null): Promise<Recollection> {
    const transaction = await read();
    const [profile, forwarders, lists, sender, author, seen, verdict] = await Promise.all([
      readProfile(transaction, account, 0),
      transaction.objectStore('forwarders').getAll(ofAccount(account)),
      transaction.objectStore('lists').getAll(ofAccount(account)),
      traces && transaction.objectStore('senders').get([account, traces.domain]),
      traces && transaction.objectStore('correspondents').get([account, traces.address]),
      traces &&
        transaction
          .objectStore('verdicts')
          .index('address')
          .getAll([account, traces.address], MOST_OF_ADDRESS),
      traces && transaction.objectStore('verdicts').get([account, traces.messageId]),
    ]);
    let correspondents = await people.of(transaction, profile);
    const except = traces?.day ?? null;
    // Whom only this message's own day made known is not known yet.
    if (author && toCorrespondent(author) && !toCorrespondent(author, except))
      correspondents = correspondents.filter(({ address }) => address !== author.address);
    const grown = isGrown(profile, now());
    const others = (seen ?? []).filter(({ messageId }) => messageId !== traces?.messageId);
    return {
      correspondents,
      taught: confirmationsFor(profile, traces),
      trustedForwarders: profile.forwarders,
      knownLists: profile.lists,
      ownAddresses: profile.ownAddresses,
      ownName: profile.ownName,
      learnedForwarders: forwarders.filter(isForwarder).map(({ reverseName }) => reverseName),
      learnedLists: lists.flatMap((one) => toLearnedList(one, except)),
      // One domain may hold departments that sign and others that do not.
      addressHistory:
        sender && author
          ? {
              signedDays: Math.min(
                countWithout(sender.signedDays, except),
                countWithout(author.days, except),
              ),
              unsigned: others.filter(isQuietUnsigned).length,
            }
          : null,
      acquaintance: grown ? acquaintanceOf(sender, verdict?.counted ?? false) : null,
      seenBefore: grown && seen && traces?.address !== '' ? others.length > 0 : null,
    };
  }

  async function verdicts(account: string, messageIds: string[]) {
    const transaction = await read();
    const store = transaction.objectStore('verdicts');
    const found = await Promise.all(messageIds.map((id) => store.get([account, id])));
    return new Map<string, Remembered & { address: string }>(
      found.flatMap((record) => (record ? [[record.messageId, record] as const] : [])),
    );
  }

  return { recall, verdicts };
}
