// What is known of a message: Gmail's record, and what is measured now. RFC 8601, 6376, 7208, 9989, 8617.
import type {
  AuthenticationResults,
  Digest,
  Instant,
  ListEnding,
  Message,
  Received,
  ResultWord,
} from './message.ts';

export type Proof = 'sealed' | 'anchored' | 'absent';

/** Why there is no record. */
export type Absence =
  | 'sent'
  /** among sent mail, from an address that is not known to be the reader's */
  | 'sentAs'
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
  /** lines of the sender's that folded into the results Gmail put on top of them, '' without any */
  foldedTail?: string;
  /** policy comment of dmarc=: p, sp and dis in lower case */
  dmarcComment: { p: string | null; sp: string | null; dis: string | null };
}

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

/** What is left of a signature of the author's that a mailing list broke, without what lists add. */
export interface Undone {
  /** b= verifies with the bh= that it states, over the fields as they stand or without the tag */
  header: boolean;
  /** bh= is that of the whole text or of the text without `footer` */
  body: boolean;
  /** the Subject tag that had to be taken away */
  tag: string | null;
  /** the last lines that had to be taken away, as they stand (latin1) */
  footer: Pick<ListEnding, 'octets' | 'text' | 'mark'> | null;
  keyBits: number | null;
  /** key record t=y */
  testing: boolean;
}

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
  /** key records under this selector */
  keyRecords?: number;
  /** the answer came with the AD bit (RFC 4035) */
  dnssec: boolean;
  /** free text of the engine, for administrators only */
  comment: string | null;
  /** null or absent where it was not tried: no mail of a list, no key, or the signature passes as it stands */
  undone?: Undone | null;
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
  /** every record of the domain that begins as SPF does; one is right */
  published: string[];
  /** the terms in them that a receiver can use, in order */
  usable: string[];
  /** free text of the engine, for administrators only */
  comment: string | null;
  /** not finished because a lookup was held back or DNS failed */
  reason: null | 'held' | 'dnsFailed';
}

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** RFC 9989. */
export interface DmarcEvaluation {
  result: ResultWord;
  /** policy that applies to this author domain, after sp=, np= and t=y; null without a record */
  policy: DmarcPolicy | null;
  /** author domain */
  domain: string | null;
  /** where the record was found */
  policyDomain: string | null;
  organizationalDomain: string | null;
  record: string | null;
  /** without a record: what stands at the author's own name and is none, or is one of several */
  published: string[];
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
  digest: Pick<Digest, 'size' | 'refused' | 'facts' | 'endings'>;
  message: Message;
  stated: Stated;
  /** null when nothing was measured (offline, refused, lookups off) */
  evaluated: Evaluated | null;
  queries: string[];
  held: string[];
}
