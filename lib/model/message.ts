// A message: its octets as a digest, its header block as read. RFC 5322, 5321, 8601.

/** Result words of RFC 8601 section 2.7. */
export type ResultWord =
  | 'none'
  | 'pass'
  | 'fail'
  | 'softfail'
  | 'policy'
  | 'neutral'
  | 'temperror'
  | 'permerror';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

// ───────────────────────── the door: octets → Digest ─────────────────────────

/** Why no digest could be made. `shape` is not a message at all. */
export type Refusal = 'tooLarge' | 'headerTooLarge' | 'shape' | 'truncated';

/** A hash of the canonical body: what one (canonicalisation, algorithm, l=) combination asks for. RFC 6376 section 3.7. */
export interface BodyHash {
  /** base64 */
  hash: string;
  /** canonical octets that were hashed */
  length: number;
}

/** A text/calendar part found in the body (RFC 5545): who invites. */
export interface CalendarFact {
  method: string | null;
  organizer: string | null;
  organizerName: string | null;
}

/** What rules need to know of a body that never leaves the tab. */
export interface BodyFacts {
  /** octets of the body after line-end repair */
  size: number;
  bareLf: boolean;
  bareCr: boolean;
  nul: boolean;
  /** a UTF-8 byte order mark stood before the first field */
  byteOrderMark: boolean;
  leadingBlankLines: number;
  /** for each l= shorter than the body: what stands behind the signed octets */
  unsignedTails: {
    limit: number;
    octets: number;
    html: boolean;
    boundary: boolean;
    link?: boolean;
  }[];
  calendar: CalendarFact | null;
}

/** The last lines of a text that a mailing list may have added, and the hashes of the text above them. */
export interface ListEnding {
  octets: number;
  /** as it stands, from the line that parts it from the text on (latin1) */
  text: string;
  /** SHA-256 of these octets, base64: by what memory knows what a list adds */
  mark: string;
  /** as in `hashes` of the digest, for combinations without l= */
  hashes: Record<string, BodyHash>;
}

/** A message as it leaves the tab: its header block, its body only as hashes. */
export interface Digest {
  version: 1;
  /** octets as received */
  size: number;
  /** one character per octet (latin1), CRLF line ends, including the empty line that closes it; '' when refused */
  header: string;
  refused: Refusal | null;
  /** canonical body lengths, and the canonical offset of the first MIME boundary line (0: not multipart, -1: absent) */
  canonical: Partial<Record<'simple' | 'relaxed', { length: number; mimeStart: number }>>;
  /** key `canonicalisation:algorithm:limit`, limit empty without l= */
  hashes: Record<string, BodyHash>;
  /** the first combinations beyond the cap, and how many there were */
  over: string[];
  overCount: number;
  /** mail of a list: the endings that it may have added, the last first; absent for other mail */
  endings?: ListEnding[];
  facts: BodyFacts;
}

// ───────────────────────── the header block, read ─────────────────────────

/** One header field. RFC 5322 section 2.2. Strings are latin1: one character per octet. */
export interface HeaderField {
  /** lower case, without surrounding white space */
  name: string;
  /** everything after the colon, folding kept, without the final CRLF */
  raw: string;
  /** unfolded, outer white space (space, tab) removed */
  value: string;
  /** position from the top, 0 first */
  index: number;
  /** white space stood between name and colon, or before the name */
  spaced: boolean;
}

/** RFC 5322 section 3.4 mailbox. */
export interface Mailbox {
  /** decoded (RFC 2047) display name, '' without one; nothing hidden is removed */
  name: string;
  /** addr-spec as written, domain not case-folded; '' when none could be read */
  address: string;
  localPart: string;
  /** lower case, A-labels; '' when none */
  domain: string;
  /** other names that programs may show, where its octets are no UTF-8 and could be of several charsets */
  readings?: string[];
}

/** What is irregular about an address field; the rules decide what it means. */
export type AddressDefect =
  | 'comment'
  | 'commentAddress'
  | 'encodedAddress'
  | 'encodedQuoted'
  | 'group'
  | 'invisible'
  | 'list'
  | 'noAddress'
  | 'nonAscii'
  | 'control'
  | 'route'
  | 'sloppy'
  | 'syntax';

export interface AddressField {
  mailboxes: Mailbox[];
  /** group names (RFC 5322 group syntax) */
  groups: string[];
  /** decoded text of comments */
  comments: string[];
  defects: AddressDefect[];
  /** the value as written, for showing */
  written: string;
  /** the same for a second parser: a letter for each octet that is half a character */
  plain?: string;
}

/** A Received field (RFC 5321 section 4.4). */
export interface Received {
  /** the EHLO/HELO argument, null without a from clause */
  helo: string | null;
  /** reverse name as the receiver looked it up, without the final dot */
  reverseName: string | null;
  /** client address in the bracket */
  address: string | null;
  by: string | null;
  with: string | null;
  id: string | null;
  for: string | null;
  /** for example `TLS1_3`, 'encrypted' where only the fact is known */
  tls: string | null;
  at: Instant | null;
  index: number;
}

/** One method of an Authentication-Results field. RFC 8601 section 2.2. */
export interface MethodResult {
  method: string;
  /** lower case; a word of RFC 8601 or whatever stands there */
  result: string;
  reason: string | null;
  /** `ptype.property` → value, lower-case key */
  properties: Record<string, string>;
  /** contents of comments beside the result */
  comments: string[];
}

export interface AuthenticationResults {
  authservId: string;
  methods: MethodResult[];
  /** ARC-Authentication-Results only */
  instance: number | null;
}

/** The header block of one message, read once. */
export interface Message {
  fields: HeaderField[];
  /** all From fields from the top; a well-formed message has one */
  from: AddressField[];
  /** the one author, null when there is none or more than one */
  author: Mailbox | null;
  replyTo: Mailbox[];
  sender: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  /** Delivered-To, from the top, lower case */
  deliveredTo: string[];
  subject: string;
  date: Instant | null;
  received: Received[];
  listId: string | null;
}
