// What lies in the database: one kind of record a store, each under its account, and a check for what is imported.
import type { Confirmation, Instant, Remembered, SenderChange, SenderTraits } from '../model.ts';
import { ORIGINS, REMEDIES, TONES } from '../model.ts';
import type { Day, Days } from './days.ts';

interface Kept {
  /** which mailbox this belongs to */
  account: string;
  /** when it was last of use; retention counts from here */
  touched: Instant;
}

/** An address of which authenticated mail was opened. */
export interface CorrespondentRecord extends Kept {
  /** lower case */
  address: string;
  /** who registered its domain */
  domain: string;
  days: Days;
  replied: boolean;
  /** people who wrote from it under their own name; `shared`: many do, no further one is learned */
  names: { key: string; name: string; days: Days }[];
  shared: boolean;
}

/** A domain of which mail was read. */
export interface SenderRecord extends Kept, Omit<SenderTraits, 'signed' | 'cause' | 'selector'> {
  domain: string;
  /** of the newest mail; older records have none of these three */
  cause?: SenderTraits['cause'];
  /** that signed for it, the newest last */
  selectors?: string[];
  /** the newest last */
  changes?: SenderChange[];
  /** day of the oldest and newest mail read */
  firstDay: Day;
  lastDay: Day;
  /** messages */
  count: number;
  signedDays: Days;
  unsignedDays: Days;
}

/** A server that passed on mail of others, by its reverse name. */
export interface ForwarderRecord extends Kept {
  reverseName: string;
  /** domains whose own signature came through it */
  authors: string[];
}

export interface ListRecord extends Kept {
  list: string;
  days: Days;
  /** Subject tags and marks of endings; older records have none */
  added?: { mark: string; days: Days }[];
}

/** What was said of a message. */
export interface VerdictRecord extends Kept, Remembered {
  messageId: string;
  address: string;
  domain: string;
  /** it stands in the count of its domain */
  counted: boolean;
}

/** Older ones tell neither domain nor message nor time. */
export interface KeptConfirmation
  extends Pick<Confirmation, 'rule' | 'address' | 'name'>,
    Partial<Pick<Confirmation, 'domain' | 'messageId' | 'at'>> {
  /** the correspondent at this address as known before: what comes back when it is undone */
  before?: Omit<CorrespondentRecord, 'account'> | null;
}

/** What the reader said of this mailbox. */
export interface Profile extends Kept {
  ownAddresses: string[];
  ownName: string;
  taught: KeptConfirmation[];
  forwarders: string[];
  lists: string[];
  /** another text whenever the known correspondents may be others */
  revision: string;
  /** when the first lesson was learned; older profiles have none before the next */
  since?: Instant;
}

export interface Records {
  profiles: Profile;
  correspondents: CorrespondentRecord;
  senders: SenderRecord;
  forwarders: ForwarderRecord;
  lists: ListRecord;
  verdicts: VerdictRecord;
}

type StoreName = keyof Records;

/** store → the field that tells its records apart inside an account, and how many an account may have */
export const STORES = {
  profiles: { key: null, most: 1 },
  correspondents: { key: 'address', most: 5_000 },
  senders: { key: 'domain', most: 20_000 },
  forwarders: { key: 'reverseName', most: 200 },
  lists: { key: 'list', most: 1_000 },
  verdicts: { key: 'messageId', most: 10_000 },
} as const satisfies Record<StoreName, { key: string | null; most: number }>;

export const STORE_NAMES = Object.keys(STORES) as StoreName[];

/** Of one sender: selectors that are used in turn are no change, and only the last changes are told. */
export const MOST_SELECTORS = 6;
export const MOST_CHANGES = 5;

/** What the reader taught, at most so many of each kind. */
export const MOST_TAUGHT = 1_000;

export function newProfile(account: string, touched: Instant): Profile {
  return {
    account,
    touched,
    ownAddresses: [],
    ownName: '',
    taught: [],
    forwarders: [],
    lists: [],
    revision: '',
  };
}

// ───────────────────────── checks of imported records ─────────────────────────

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value.length <= 2_000;
const filled: Check = (value) => text(value) && value !== '';
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...words: unknown[]): Check =>
  (value) =>
    words.includes(value);
const list =
  (of: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(of);
const shape =
  (fields: Record<string, Check>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    ) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name));
const params: Check = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= 20 &&
  Object.values(value).every(text);

const days = shape({ count: whole, recent: list(whole, 16) });
const kept = { account: filled, touched: whole };

const person = {
  address: filled,
  domain: text,
  days,
  replied: flag,
  names: list(shape({ key: filled, name: text, days }), 3),
  shared: flag,
};
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const confirmation = shape({
  rule: filled,
  address: text,
  name: text,
  domain: optional(orNull(filled)),
  messageId: optional(text),
  at: optional(whole),
  before: optional(orNull(shape({ ...person, touched: whole }))),
});

const CHECKS: Record<StoreName, Check> = {
  profiles: shape({
    ...kept,
    ownAddresses: list(filled, MOST_TAUGHT),
    ownName: text,
    taught: list(confirmation, MOST_TAUGHT),
    forwarders: list(filled, MOST_TAUGHT),
    lists: list(filled, MOST_TAUGHT),
    revision: text,
    since: optional(whole),
  }),
  correspondents: shape({ ...kept, ...person }),
  senders: shape({
    ...kept,
    domain: filled,
    spf: flag,
    dkim: flag,
    dmarc: oneOf('none', 'quarantine', 'reject', 'absent', null),
    arc: flag,
    tls: flag,
    reverseName: flag,
    firstDay: whole,
    lastDay: whole,
    count: whole,
    signedDays: days,
    unsignedDays: days,
    cause: optional(oneOf('', null, ...REMEDIES)),
    selectors: optional(list(filled, MOST_SELECTORS)),
    changes: optional(
      list(
        shape({ day: whole, what: oneOf('policy', 'key'), from: filled, to: filled }),
        MOST_CHANGES,
      ),
    ),
  }),
  forwarders: shape({ ...kept, reverseName: filled, authors: list(filled, 3) }),
  lists: shape({
    ...kept,
    list: filled,
    days,
    added: optional(list(shape({ mark: filled, days }), 12)),
  }),
  verdicts: shape({
    ...kept,
    messageId: filled,
    address: text,
    domain: text,
    counted: flag,
    tone: oneOf(...TONES),
    origin: oneOf(...ORIGINS),
    sentence: shape({ key: filled, params }),
  }),
};

/** True for a whole record of this store and of nothing else. */
export function isRecord<S extends StoreName>(store: S, value: unknown): value is Records[S] {
  return CHECKS[store](value);
}
