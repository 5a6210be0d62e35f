// The mailbox of the local Gmail: accounts, messages as data, and the ways Gmail names them.

/** Those of Gmail's page; one whose words are not in words.ts is shown in the nearest. */
export const LANGUAGES = ['en', 'ja', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Label = 'inbox' | 'spam' | 'sent';

export interface Person {
  name: string;
  address: string;
}

/** One message as a test hands it in. `raw` is what "download original" returns, the rest is what Gmail shows. */
export interface ReplicaMessage {
  /** decimal permanent id (`msg-f:ID`); made from the date when left out */
  id?: string;
  /** decimal permanent id of the thread; the message's own id when left out, as in Gmail */
  threadId?: string;
  raw: Uint8Array;
  label: Label;
  /** as Gmail renders it, which need not be what `raw` says */
  from: Person;
  to?: Person[];
  subject: string;
  date: Date;
  snippet: string;
  /** body markup; Gmail keeps a sender's class names and attributes, so does the replica */
  html: string;
  unread?: boolean;
  /** an unsent reply: the thread shows an editor in its place */
  draft?: boolean;
  /** the domain Gmail writes behind the sender after "via" */
  via?: string;
  /** Gmail's own warning above the body */
  banner?: 'spam' | 'phishing';
  /** Gmail shows a question mark in place of the portrait */
  questioned?: boolean;
  /** parts shown as chips, for example a forwarded message/rfc822 */
  attachments?: { name: string; type: string; content: Uint8Array }[];
}

export interface ReplicaAccount {
  /** N of `/mail/u/N/` */
  index: number;
  address: string;
  name: string;
  language: Language;
  messages: ReplicaMessage[];
  /** id of a mailbox this account may open: served at `/mail/u/N/d/ID/` and `/mail/b/ID/u/N/` */
  delegate?: string;
}

/** A message with every name Gmail has for it. */
export interface StoredMessage extends ReplicaMessage {
  id: string;
  /** `msg-f:DECIMAL`, or `msg-a:r-DECIMAL` for mail written in this account */
  permId: string;
  /** hexadecimal, `data-legacy-message-id` */
  legacyId: string;
  to: Person[];
}

export interface Thread {
  permId: string;
  legacyId: string;
  /** what stands behind the last slash of the fragment */
  token: string;
  subject: string;
  label: Label;
  messages: StoredMessage[];
}

export interface ReplicaMailbox {
  account: ReplicaAccount;
  threads: Thread[];
  /** by legacy id, lower-case hexadecimal */
  byLegacyId: Map<string, StoredMessage>;
  byPermId: Map<string, StoredMessage>;
  add(message: ReplicaMessage): StoredMessage;
}

/** Decimal permanent id → hexadecimal legacy id. */
export function toLegacyId(decimal: string): string {
  return BigInt(decimal).toString(16);
}

const REDUCED = 'BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function recode(text: string, from: string, to: string): string {
  let value = 0n;
  for (const character of text) {
    value = value * BigInt(from.length) + BigInt(from.indexOf(character));
  }
  let out = '';
  for (; value > 0n; value /= BigInt(to.length)) {
    out = to[Number(value % BigInt(to.length))] + out;
  }
  return out;
}

/**
 * The token of a thread in the fragment (`#inbox/FMfcgz…`): `f:DECIMAL` in base64 without padding,
 * read as one big number and written with Gmail's vowel-free alphabet of 40.
 */
export function encodeThreadToken(permId: string): string {
  const text = Buffer.from(permId.replace(/^thread-/, '')).toString('base64');
  return recode(text.replaceAll('=', ''), BASE64, REDUCED);
}

/** The inverse of {@link encodeThreadToken}: `thread-f:DECIMAL`. */
export function decodeThreadToken(token: string): string {
  return `thread-${Buffer.from(recode(token, REDUCED, BASE64), 'base64').toString()}`;
}

/** Gmail's ids carry the time: id >> 20 is milliseconds since 1970. */
function idFromDate(date: Date, serial: number): string {
  return ((BigInt(date.getTime()) << 20n) | BigInt(0x1d90 + serial * 0x101)).toString();
}

/** An account with its threads; messages keep the order of their dates within a thread. */
export function createReplicaMailbox(account: ReplicaAccount): ReplicaMailbox {
  const mailbox: ReplicaMailbox = {
    account,
    threads: [],
    byLegacyId: new Map(),
    byPermId: new Map(),
    add(message) {
      const id = message.id ?? idFromDate(message.date, mailbox.byLegacyId.size);
      const stored: StoredMessage = {
        ...message,
        id,
        // Mail written here has a random self-authored id; no arithmetic leads to its legacy id.
        permId:
          message.label === 'sent' || message.draft
            ? `msg-a:r-${selfAuthoredNumber(id)}`
            : `msg-f:${id}`,
        legacyId: toLegacyId(id),
        to: message.to ?? [{ name: account.name, address: account.address }],
      };
      const threadId = message.threadId ?? id;
      const permId = `thread-f:${threadId}`;
      let thread = mailbox.threads.find((candidate) => candidate.permId === permId);
      if (!thread) {
        thread = {
          permId,
          legacyId: toLegacyId(threadId),
          token: encodeThreadToken(permId),
          subject: message.subject,
          label: message.label,
          messages: [],
        };
        mailbox.threads.push(thread);
      }
      thread.messages.push(stored);
      thread.messages.sort((a, b) => a.date.getTime() - b.date.getTime());
      mailbox.byLegacyId.set(stored.legacyId, stored);
      mailbox.byPermId.set(stored.permId, stored);
      return stored;
    },
  };
  for (const message of account.messages) mailbox.add(message);
  return mailbox;
}

/** A stable number of 19 digits that has nothing to do with the legacy id. */
function selfAuthoredNumber(id: string): bigint {
  const mixed = (BigInt(id) * 6364136223846793005n + 1442695040888963407n) & ((1n << 62n) - 1n);
  return 10n ** 18n + (mixed % (8n * 10n ** 18n));
}
