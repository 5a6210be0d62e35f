// Every domain type of Inkan in one place. Read this first: rooms exchange these values and nothing else.
// All of them are plain JSON, so that a message to the background or a saved report loses nothing.

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

/** Why no digest could be made. `hostile` is a header built to hang a parser; `shape` is not a message at all. */
export type Refusal = 'tooLarge' | 'headerTooLarge' | 'hostile' | 'shape' | 'truncated';

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
  unsignedTails: { limit: number; octets: number; html: boolean; boundary: boolean }[];
  calendar: CalendarFact | null;
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

// ───────────────────────── the record: what Gmail stated on arrival ─────────────────────────

export type Proof = 'sealed' | 'anchored' | 'absent';

/** Why there is no record. */
export type Absence =
  | 'sent'
  | 'internal'
  | 'collected'
  | 'imported'
  | 'foreign'
  | 'file'
  | 'unanchored';

/** What forwarders and lists did to an envelope sender. It explains; whoever sends can write any of these. */
export interface EnvelopeExplanation {
  /** Sender Rewriting Scheme, Gmail's automatic forwarding (`+caf_=`), bounce address tag, variable return path */
  kind: 'srs' | 'caf' | 'batv' | 'verp' | null;
  /** the sender before the rewriting (srs, batv), or the recipient inside (caf, verp) */
  original: string | null;
  /** domain (srs) or address (caf) that forwarded; null for batv and verp */
  forwarder: string | null;
}

/** What Gmail recorded. Only the anchored record counts. */
export interface Stated {
  proof: Proof;
  /** null where there is a record */
  absence: Absence | null;
  /** why a seal of Google did not prove the record, null where it did or where there is none */
  sealDoubt: null | 'signature' | 'held' | 'dns' | 'differs' | 'groups' | 'author';
  authservId: string | null;
  /** the anchored field, parsed; null without a record */
  results: AuthenticationResults | null;
  spf: ResultWord | null;
  dkim: ResultWord | null;
  dmarc: ResultWord | null;
  arc: ResultWord | null;
  /** the boundary hop: `Received: from … by mx.google.com` */
  boundary: Received | null;
  /** the address SPF was asked about: client-ip= of Received-SPF, else the boundary's; differs behind an inbound gateway */
  clientAddress: string | null;
  gateway: boolean;
  helo: string | null;
  /** RFC 5321 MAIL FROM without angle brackets; '' for the null sender, null when unknown */
  mailFrom: string | null;
  /** what the form of `mailFrom` tells */
  envelope?: EnvelopeExplanation;
  /** when Gmail received it: boundary date, or the verified seal's t= */
  receivedAt: Instant | null;
  /** result fields of others that claim to be Google's, or sit where only an attacker writes */
  forged: { field: string; claims: string; passForAuthor: boolean }[];
  /** policy comment of dmarc=: p, sp and dis in lower case */
  dmarcComment: { p: string | null; sp: string | null; dis: string | null };
}

// ───────────────────────── what the engine finds now ─────────────────────────

/** Stable reasons of a signature that did not pass (Report JSON). */
export type DkimReason =
  | 'bodyChanged'
  | 'headersChanged'
  | 'keyMissing'
  | 'keyRevoked'
  | 'keyWeak'
  | 'expired'
  | 'dnsFailed'
  | 'held'
  | 'malformed';

/** One DKIM-Signature, evaluated. RFC 6376, RFC 8463. */
export interface DkimEvaluation {
  result: ResultWord;
  reason: DkimReason | null;
  /** d=, lower case A-labels */
  sdid: string;
  /** i= */
  auid: string | null;
  selector: string;
  /** a=, for example `rsa-sha256` */
  algorithm: string;
  /** c= */
  canonicalization: string;
  /** with the author domain, as its DMARC record asks (adkim); relaxed without a record */
  aligned: boolean;
  keyBits: number | null;
  /** key record t=y */
  testing: boolean;
  /** h=, lower case, as listed */
  signedFields: string[];
  /** l= smaller than the body: octets not covered */
  unsignedOctets: number;
  bodyLengthLimit: number | null;
  signedAt: Instant | null;
  expiresAt: Instant | null;
  /** the key record as published, null when none was read */
  keyRecord: string | null;
  /** the answer came with the AD bit (RFC 4035) */
  dnssec: boolean;
  /** free text of the engine, for administrators only */
  comment: string | null;
}

/** RFC 7208. */
export interface SpfEvaluation {
  result: ResultWord;
  /** the domain that was checked */
  domain: string;
  identity: 'mailfrom' | 'helo';
  clientAddress: string;
  aligned: boolean;
  /** the term that matched, include path first: `include:_spf.example.net → ip4:192.0.2.0/24` */
  mechanism: string | null;
  record: string | null;
  /** DNS terms used, of 10 */
  terms: number | null;
  /** not finished because a lookup was held back or DNS failed */
  reason: null | 'held' | 'dnsFailed';
}

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** RFC 9989. */
export interface DmarcEvaluation {
  result: ResultWord;
  /** effective policy for this author domain; null without a record */
  policy: DmarcPolicy | null;
  /** author domain */
  domain: string | null;
  /** where the record was found */
  policyDomain: string | null;
  organizationalDomain: string | null;
  record: string | null;
  /** t=y */
  testing: boolean;
  adkim: 'relaxed' | 'strict';
  aspf: 'relaxed' | 'strict';
  alignedDkim: boolean;
  alignedSpf: boolean;
  reason: null | 'held' | 'dnsFailed';
}

/** One ARC set. RFC 8617. */
export interface ArcInstance {
  instance: number;
  /** d= of the ARC-Seal */
  sealer: string;
  selector: string;
  chainValidationStatus: string | null;
  /** the seal's own signature, null when it was not verified */
  seal: ResultWord | null;
  /** the ARC-Message-Signature, verified for the highest instance (and where asked), else null */
  signature: ResultWord | null;
  signatureReason: DkimReason | null;
  /** h= of the ARC-Message-Signature */
  signedFields: string[];
  /** t= of the seal */
  sealedAt: Instant | null;
  results: AuthenticationResults | null;
}

export interface ArcEvaluation {
  result: ResultWord;
  reason: null | 'held' | 'dnsFailed' | 'failed';
  instances: ArcInstance[];
}

/** Does the author's domain exist? Asked only where the verdict needs it. */
export interface DomainEvaluation {
  /** organizational domain answered NXDOMAIN at two resolvers */
  gone: boolean;
  /** the author domain itself (a sub-domain) does not exist although its parent does */
  subdomainGone: boolean;
}

export interface Evaluated {
  /** the moment signatures were judged for, and where it was read */
  judgedAt: Instant;
  clock: 'override' | 'received' | 'sealed' | 'now';
  spf: SpfEvaluation | null;
  dkim: DkimEvaluation[];
  dmarc: DmarcEvaluation;
  arc: ArcEvaluation;
  domain: DomainEvaluation;
  /** author addresses as mailauth's own parser reads them, for `parserDisagreement` */
  engineAuthors: string[];
}

/** All that is known of one message. */
export interface Evidence {
  digest: Pick<Digest, 'size' | 'refused' | 'facts'>;
  message: Message;
  stated: Stated;
  /** null when nothing was measured (offline, refused, lookups off) */
  evaluated: Evaluated | null;
  queries: string[];
  held: string[];
}

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

/** What the reader, the policy and the tab know. Every list holds lower-case A-label domains or addresses. */
export interface Context {
  /** where the bytes came from: an anchored record is believed for 'gmail' only */
  source: 'gmail' | 'file';
  /** approximate bytes allow no negative measurement */
  fidelity: 'exact' | 'approximate';
  folder: 'inbox' | 'spam' | 'sent' | 'draft';
  /** the sender as Gmail shows it; null outside the tab */
  rendered: { name: string; address: string } | null;
  /** how Gmail itself marks the message: "?" in place of the portrait, or a warning above the text */
  gmailMark?: 'unauthenticated' | 'warning' | null;
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
  /** reverse names of servers through which mail of three author domains came with aligned DKIM and without SPF */
  learnedForwarders: string[];
  /** brands added by reader or policy */
  extraBrands: { id: string; names: string[]; domains: string[] }[];
  /** "it is really them": these findings are silent for exactly this rule, address and name */
  taught: { rule: string; address: string; name: string }[];
  /** what memory knows of the author's domain */
  domainHistory: { signedDays: number; unsignedDays: number } | null;
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
  /** Notes a name that was not even asked, because an SPF macro would have put the reader into it. */
  hold?(name: string): void;
  /** names that went to DNS, in order, each once */
  queries(): string[];
  /** names held back by the gate */
  held(): string[];
}

// ───────────────────────── the verdict ─────────────────────────

export const ORIGINS = [
  'signed',
  'recorded',
  'listed',
  'relayed',
  'unproven',
  'contradicted',
  'ambiguous',
  'own',
  'unknown',
] as const;
export type Origin = (typeof ORIGINS)[number];

/** Ordered from calm to danger. */
export const TONES = ['calm', 'neutral', 'unknown', 'caution', 'danger'] as const;
export type Tone = (typeof TONES)[number];
export type Severity = 'info' | 'caution' | 'danger';

export type Reason = 'source' | 'collected' | 'foreign' | 'tooOld' | 'network' | 'held';

/** What a rule found. `params` fill the rule's sentence and name what differs. */
export interface Finding {
  rule: string;
  severity: Severity;
  params: Record<string, string>;
}

/** One sentence without prose: a key of the word table and what fills it. */
export interface Sentence {
  key: string;
  params: Record<string, string>;
}

/** The stable Report JSON, version 1: one object a message. */
export interface Report {
  version: 1;
  file: string | null;
  origin: Origin;
  tone: Tone;
  authorDomain: string | null;
  author: { name: string; address: string };
  /** ISO 8601, null when unknown */
  receivedAt: string | null;
  measuredAt: string | null;
  fidelity: 'exact' | 'approximate';
  findings: Finding[];
  stated: {
    proof: Proof;
    authservId: string | null;
    spf: string | null;
    dkim: string | null;
    dmarc: string | null;
    arc: string | null;
  } | null;
  evaluated: {
    spf: { result: ResultWord; domain: string; aligned: boolean } | null;
    dkim: {
      result: ResultWord;
      sdid: string;
      selector: string;
      aligned: boolean;
      keyBits: number | null;
      reason: DkimReason | null;
    }[];
    dmarc: {
      result: ResultWord;
      policy: DmarcPolicy | null;
      domain: string | null;
      policyDomain: string | null;
    };
    arc: { result: ResultWord; sealers: string[] };
  } | null;
  reason: Reason | null;
  queries: string[];
  held: string[];
}

/** What the rows of the verdict table concluded about the origin. */
export interface OriginVerdict {
  /** row of the verdict table, 1–20 */
  row: number;
  /** names the situation inside the row, for the words: a key under `origin.` of the word table */
  situation: string;
  origin: Origin;
  tone: Tone;
  reason: Reason | null;
  params: Record<string, string>;
  /** infos that the row itself raises (`passesNow`, `copyDiffers`, …) */
  findings: Finding[];
  /** what lies on top of the row: written by a list, not re-checked, a claim that nothing proved */
  notes?: Sentence[];
  /** one sentence for each row before and after that was not chosen */
  why: { row: number; sentence: Sentence }[];
}

/** The whole answer to one message: what crosses from the background to the tab. */
export interface Judgement {
  report: Report;
  origin: OriginVerdict;
  /** null with reason `source` */
  evidence: Evidence | null;
}

// ───────────────────────── the story: what seal, card and command line say ─────────────────────────

export interface Hop {
  /** the client as the receiver saw it: reverse name, else HELO, else address, else '' */
  from: string;
  helo: string | null;
  reverseName: string | null;
  address: string | null;
  by: string | null;
  at: Instant | null;
  /** since the hop before; negative where clocks disagree, null where one of the times is missing */
  delay: number | null;
  /** as written, for example `TLS1_3`; null without TLS */
  tls: string | null;
  /** written by Gmail itself; every lower line is what earlier servers, or the sender, claim */
  anchored: boolean;
  /** what the delay may mean, null when it needs no words */
  wait: Sentence | null;
}

export interface Guideline {
  /** key under `guideline.` */
  id: string;
  /** `open`: a single message does not show it */
  kept: 'yes' | 'no' | 'open';
  sentence: Sentence;
}

/** One of the domains that ought to belong together. */
export interface Side {
  role: 'from' | 'envelope' | 'replyTo' | 'signer';
  /** '' for the null sender */
  domain: string;
  organization: string | null;
  /** with the author domain; `open` where either is missing */
  match: 'same' | 'other' | 'open';
}

/** A sealer of the chain and what it says it saw. */
export interface SealerDetail {
  instance: number;
  sealer: string;
  /** `dkim=pass spf=fail dmarc=pass`, as claimed */
  saw: string;
  seal: string | null;
  signature: string | null;
}

export interface Details {
  /** where the record comes from, in words */
  record: Sentence;
  sides: Side[];
  /** what the domain asks receivers to do, and which name carries the record */
  policy: Sentence[];
  sealers: SealerDetail[];
  route: Hop[];
  forwarding: Sentence[];
  /** Brand Indicators for Message Identification, only as Gmail recorded it */
  bimi: Sentence | null;
  guidelines: Guideline[];
}

export interface StoryFinding {
  rule: string;
  severity: Severity;
  sentence: Sentence;
  /** false: for the details only, so that a card never shows more than two warnings at once */
  shown: boolean;
}

export interface Story {
  seal: { label: Sentence; sentence: Sentence };
  questions: { who: Sentence[]; changed: Sentence[]; name: Sentence[] };
  /** what to do, the most useful first; never empty */
  advice: Sentence[];
  /** what no seal can promise */
  closing: Sentence;
  /** gravest first */
  findings: StoryFinding[];
  /** null where the source could not be read */
  details: Details | null;
}

/** What crosses from the background to the tab: the tab needs no tables to tell it. */
export interface Told {
  judgement: Judgement;
  story: Story;
}

// ───────────────────────── memory ─────────────────────────

/** By what memory finds what it knows about a message. */
export interface Traces {
  /** Gmail's id: tells a message that is opened again from another one */
  messageId: string;
  /** the author's, lower case; '' without one */
  address: string;
  /** who registered the author's domain; '' without one */
  domain: string;
  /** day of receipt, in days since 1970 (UTC); what that same day taught is left out */
  day: number;
}

/** What memory hands out for one message. */
export interface Recollection
  extends Pick<
    Context,
    | 'correspondents'
    | 'trustedForwarders'
    | 'knownLists'
    | 'learnedForwarders'
    | 'taught'
    | 'domainHistory'
    | 'seenBefore'
  > {
  ownAddresses: string[];
  ownName: string;
  /** lists of which mail was opened on two other days; `knownLists` are those the reader taught */
  learnedLists: string[];
}

/** What the mail of a domain was seen to have. */
export interface SenderTraits {
  /** the domain's own signature passed; false: only its server was listed; null: nothing of its own passed */
  signed: boolean | null;
  spf: boolean;
  dkim: boolean;
  /** null: not known; `absent`: no record */
  dmarc: DmarcPolicy | 'absent' | null;
  /** sealed by somebody before Google */
  arc: boolean;
  tls: boolean;
  reverseName: boolean;
}

/** What was said of a message when it was last judged: enough to mark its row of the list. */
export interface Remembered {
  tone: Tone;
  origin: Origin;
  sentence: Sentence;
}

/** A row of the thread list: whom it shows, and its last message. */
export interface ListRow {
  senders: { name: string; address: string }[];
  /** Gmail's id, null where the row does not tell */
  messageId: string | null;
}

/** What stands on a row. */
export interface ListMark {
  tone: 'caution' | 'danger';
  sentence: Sentence;
}

/** What one judged message may teach. Each part is null or empty where it must teach nothing. */
export interface Lesson {
  traces: Traces;
  verdict: Remembered;
  /** the address authenticated; `key` tells the person whatever the spelling, '' where the name is nobody's own */
  correspondent: { name: string; key: string } | null;
  sender: SenderTraits | null;
  /** reverse name of the server that passed the author's mail on */
  forwarder: string | null;
  /** List-Id of a list that proved itself */
  list: string | null;
  /** addresses the reader wrote to */
  wroteTo: string[];
}

/** What the reader says about a message: nothing wider than what is named here. */
export type Teaching =
  | { kind: 'sender'; rule: string; address: string; name: string }
  | { kind: 'forwarder'; reverseName: string }
  | { kind: 'list'; list: string };
