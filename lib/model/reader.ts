// Who reads: what reader, policy and tab know; and DNS as the reader lets it be asked.
import type { Instant } from './message.ts';

// ───────────────────────── the reader ─────────────────────────

export type LookupMode = 'always' | 'careful' | 'ask' | 'off';

/** Somebody the reader has authenticated mail of. */
export interface Correspondent {
  name: string;
  address: string;
  /** distinct days with authenticated mail */
  days: number;
  replied?: boolean;
}

/** What memory knows of a domain beside the message at hand. */
export interface Acquaintance {
  /** as it is kept: who registered it */
  domain: string;
  /** day of the oldest mail read, in days since 1970 (UTC) */
  firstDay: number;
  /** earlier messages */
  count: number;
  /** days on which the domain's own signature passed, and days on which only its server was listed */
  signedDays: number;
  unsignedDays: number;
}

/** "It is really them": what the reader confirmed by other means than mail, for one rule, one address and one name. */
export interface Confirmation {
  rule: string;
  address: string;
  name: string;
  /**
   * the author domain that DKIM proved then: later mail has to prove it again. null: nothing proved it, so it holds for
   * that one message
   */
  domain: string | null;
  /** Gmail's id of the message it was given for */
  messageId?: string;
  /** absent where it is not known */
  at?: Instant;
}

/** What the reader, the policy and the tab know. Every list holds lower-case A-label domains or addresses. */
export interface Context {
  /** where the bytes came from: an anchored record is believed for 'gmail' only */
  source: 'gmail' | 'file';
  /** approximate bytes allow no negative measurement */
  fidelity: 'exact' | 'approximate';
  folder: 'inbox' | 'spam' | 'sent' | 'draft';
  /** the sender as Gmail shows it; null outside the tab */
  rendered: { name: string; address: string } | null;
  /** how Gmail itself marks the message: "?" in place of the portrait, or a notice above the text */
  gmailMark?: 'unauthenticated' | 'notice' | null;
  now: Instant;
  /** replaces the time of receipt (CLI --at) */
  receivedAt: Instant | null;
  lookups: LookupMode;
  me: { addresses: string[]; name: string };
  correspondents: Correspondent[];
  protectedNames: string[];
  ownDomains: string[];
  trustedSealers: string[];
  trustedForwarders: string[];
  /** List-Id domains the reader knows */
  knownLists: string[];
  /**
   * lists that proved themselves in mail of two other days; `list mark`: what the list put into it on both days, a Subject
   * tag as written or the mark of an ending (`ListEnding`)
   */
  learnedLists: string[];
  /** reverse names of servers through which mail of three author domains came with aligned DKIM and without SPF */
  learnedForwarders: string[];
  /** brands added by reader or policy */
  extraBrands: { id: string; names: string[]; domains: string[]; source?: 'reader' | 'policy' }[];
  /** "it is really them" */
  taught: Confirmation[];
  /** earlier mail of exactly this author: days with a signature, and messages without one that raised no warning */
  addressHistory: { signedDays: number; unsigned: number } | null;
  /** earlier mail of the author's domain; null while memory is too young to say anything by it */
  acquaintance?: Acquaintance | null;
  /** an earlier open of mail from this address: null when memory is off */
  seenBefore: boolean | null;
}

// ───────────────────────── DNS ─────────────────────────

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'PTR' | 'TXT';

/** Why there are no records. `held`: the privacy gate; `budget`: 40 names a message; the rest is the network's. */
export type LookupFailure =
  | 'nxdomain'
  | 'nodata'
  | 'timeout'
  | 'network'
  | 'refused'
  | 'servfail'
  | 'garbage'
  | 'badname'
  | 'held'
  | 'budget'
  | 'off';

/** TXT: one string[] a record; MX: `{ priority, exchange }`; others: text. */
export type DnsRecords = {
  A: string[];
  AAAA: string[];
  CNAME: string[];
  PTR: string[];
  TXT: string[][];
  MX: { priority: number; exchange: string }[];
};

export type Answer<T extends RecordType = RecordType> =
  | {
      status: 'ok';
      records: DnsRecords[T];
      /** seconds */
      ttl: number;
      /** the resolver set the AD bit (RFC 4035) */
      dnssec: boolean;
      /** it came from memory: no question was sent */
      remembered?: true;
    }
  | { status: LookupFailure; ttl: number; dnssec: boolean; remembered?: true };

/** Asks DNS. Never throws: a failure is an Answer. Every call hands out a fresh copy. */
export interface Resolver {
  ask<T extends RecordType>(name: string, type: T): Promise<Answer<T>>;
  /** what memory holds of this, without asking anybody; null when it holds nothing */
  peek?<T extends RecordType>(name: string, type: T): Promise<Answer<T> | null>;
  /** a second, different resolver, to confirm that a domain is gone; absent when there is only one */
  confirm?: Resolver;
}

/** A Resolver for one message, behind the privacy gate, that remembers what it was asked. */
export interface Lookups extends Resolver {
  /** the mode that applies to SPF macros: false when `%{l} %{s} %{h} %{o}` must not be expanded */
  readonly expandsReaderMacros: boolean;
  /**
   * Tells the gate the client's IPv4 address, which names may carry (`%{i}`): before it is told, four
   * numbers in a row are held like any other number. An IPv6 address is ignored: it can be one reader's.
   */
  admitAddress?(address: string): void;
  /** Tells the gate the author's domain: part of what a message may ask for and tell is kept for its names. */
  admitAuthor?(domain: string): void;
  /** Tells the gate addresses of the reader that the message names: no name that carries one is asked unseen. */
  protect?(addresses: readonly string[]): void;
  /** Notes a name that was not even asked, because an SPF macro would have put the reader into it. */
  hold?(name: string): void;
  /** names that went to DNS, in order, each once */
  queries(): string[];
  /** names held back by the gate */
  held(): string[];
}
