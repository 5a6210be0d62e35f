// The part of mailauth 7.1.0 that scripts/engine bundles as `#mailauth`, typed as this project uses it.

export class Buffer extends Uint8Array<ArrayBuffer> {
  static from(text: string, encoding: 'latin1' | 'base64' | 'utf8'): Buffer;
  override toString(encoding?: 'latin1' | 'base64' | 'utf8'): string;
}

/** Asks DNS as node:dns does: an Error with a `code` (ENOTFOUND, ENODATA, ETIMEOUT …) when there is no answer. */
export type EngineResolver = (name: string, type: string) => Promise<unknown[]>;

export interface HeaderRow {
  /** lower case; null for a row that starts with a colon */
  key: string | null;
  line: Buffer;
}

export interface HeaderRows {
  parsed: HeaderRow[];
  original: Uint8Array;
}

export interface TagList {
  parsed: Record<string, { value: string | number } | undefined>;
  original: Uint8Array | string;
  tags?: { name: string; value: string }[];
  syntaxErrors?: string[];
}

export interface SignatureHeader extends TagList {
  type: 'DKIM' | 'ARC';
  /** a reason not to process the signature at all */
  skip?: string;
  /** a reason to report it without looking up its key */
  invalid?: string;
  warnings?: string[];
  algorithm: string;
  signAlgo: string;
  hashAlgo: string;
  canonicalization: string;
  bodyCanon: string;
  signingDomain: string;
  selector: string;
  timestamp: Date | null;
  expiration: Date | null;
  maxBodyLength: number | '';
  /** i=, decoded */
  identity?: string;
  bodyHashKey?: string;
  fallbackCanonicalization?: string;
  fallbackBodyHashKey?: string;
}

export interface SignatureResult {
  status: {
    result: string;
    comment?: string;
    aligned?: string | false;
    testing?: boolean;
    underSized?: number;
    policy?: Record<string, string>;
    warnings?: string[];
  };
  signingDomain: string;
  selector: string;
  algo?: string;
  format?: string;
  bodyHash?: string | null;
  bodyHashExpecting?: string;
  modulusLength?: number;
  publicKey?: string;
  /** the key record, without white space */
  rr?: string;
  sourceBodyLength?: number;
  canonBodyLength?: number;
  canonBodyLengthTotal?: number;
  canonBodyLengthLimit?: number;
  mimeStructureStart?: number;
}

export interface ArcSet {
  i: number;
  'arc-seal': TagList;
  'arc-message-signature': SignatureHeader;
  'arc-authentication-results': TagList;
  messageSignature?: SignatureResult;
}

/** A key record that was read and accepted. */
export interface KeyData {
  publicKey: string;
  rr: string;
  modulusLength?: number;
  keyType: string;
  flags: string[];
}

export interface KeyCache {
  resolver: EngineResolver;
  get(
    type: 'DKIM' | 'ARC' | 'AS',
    name: string,
    minBitLength: number,
    options: { strict: boolean; hashAlgo: string },
  ): Promise<KeyData>;
}

export interface ArcData {
  chain: ArcSet[] | false;
  lastEntry?: ArcSet;
  error?: unknown;
  warnings: string[];
  keyCache: KeyCache;
}

/** What a body hash must offer: set before finish(), read by verifySignature(). */
export interface BodyHasher {
  byteLength: number;
  canonicalizedLength: number;
  bodyHashedBytes: number;
  hash?: string | null;
  mimeStructureStart?: number;
  setContentType(): void;
  digest(encoding: string): string | null;
  getMimeStructureStart(): number;
}

export class DkimVerifier {
  constructor(options: {
    resolver: EngineResolver;
    curTime: Date;
    minBitLength: number;
    strict?: boolean;
    sender?: string;
  });
  headers: HeaderRows;
  headerFrom: string[];
  fromFields: number;
  signatureHeaders: SignatureHeader[];
  bodyHashes: Map<string, BodyHasher>;
  results: SignatureResult[];
  arc: ArcData;
  keyCache: KeyCache;
  addBodyHash(bodyCanon: string, hashAlgo: string, maxBodyLength: number | ''): string;
  messageHeaders(headers: HeaderRows): Promise<void>;
  prepareSignature(signature: SignatureHeader): void;
  verifySignature(signature: SignatureHeader, fallback?: boolean): Promise<SignatureResult>;
  emitHeaders(chunk: Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

export interface ArcResult {
  i?: number | false;
  status: { result: string; comment?: string };
  signature?: SignatureResult | false;
}

/** The result of a chain; every failure, DNS included, reads `fail`. */
export function arc(
  data: ArcData,
  options: { resolver: EngineResolver; minBitLength: number; strict?: boolean },
): Promise<ArcResult>;

/** Throws for a chain that is not well formed; false without one. */
export function getARChain(headers: HeaderRows, options: { strict: boolean }): ArcSet[] | false;

/** Verifies the seal of the last set given; throws when it does not verify. */
export function verifyAS(
  chain: ArcSet[],
  options: { keyCache: KeyCache; minBitLength: number; strict?: boolean },
): Promise<true>;

/** A matched SPF term; `include` holds the term that matched inside. */
export interface SpfTerm {
  type?: string;
  val?: string;
  qualifier?: string;
  include?: SpfTerm;
  rr?: string;
  error?: string;
  text?: string;
}

export interface SpfResult {
  domain: string;
  'client-ip': string;
  status: { result: string; comment?: string };
  mechanism?: SpfTerm;
  rr?: string;
  explanation?: string;
  lookups?: { count: number; limit: number; void: number };
}

export function spf(options: {
  sender: string;
  ip: string;
  helo: string;
  mta: string;
  resolver: EngineResolver;
  strict: boolean;
}): Promise<SpfResult>;

export interface DmarcRecord {
  rr: string;
  adkim?: string;
  aspf?: string;
  p?: string;
  np?: string;
  psd?: string;
}

export interface DmarcResponse {
  status: { result: string; comment?: string };
  domain: string;
  policyDomain?: string;
  policy?: string;
  testMode?: boolean;
  rr?: string;
  alignment?: {
    spf: { result?: string; strict: boolean };
    dkim: { result?: string; strict: boolean };
  };
  error?: string;
}

/** `response` is false without exactly one author domain. */
export function evaluateDmarc(options: {
  headerFrom: string[];
  fromFields: number;
  spfDomains: string[];
  dkimDomains: { domain: string; underSized?: number }[];
  resolver: EngineResolver;
  strict?: boolean;
}): Promise<{ response: DmarcResponse | false; reason?: string; dkimAligned?: Set<string> }>;

export function getAuthorDomain(
  headerFrom: string[],
  fromFields: number,
): { domain?: string; authorDomain?: string; reason?: string };

export type RecordLookup = (name: string) => Promise<DmarcRecord | false>;
export function createRecordLookup(resolver: EngineResolver): RecordLookup;
export function discoverPolicy(
  domain: string,
  lookup: RecordLookup,
): Promise<{ record: DmarcRecord | false; recordDomain: string | null; orgDomain: string | null }>;

/** The Organizational Domain by a walk of the DNS tree (RFC 9989 section 4.10.2). Throws where DNS fails. */
export function getOrgDomain(domain: string, lookup: RecordLookup): Promise<string>;

/** An address of ipaddr.js. */
export interface IpAddress {
  kind(): 'ipv4' | 'ipv6';
  isIPv4MappedAddress?(): boolean;
  toIPv4Address?(): IpAddress;
  /** eight groups without zeros in front, or the four numbers */
  toNormalizedString(): string;
}
export function parseIp(value: string): IpAddress | null;
/** Expands the macros of a domain-spec (RFC 7208 section 7); throws for one that is not valid. */
export function expandMacros(
  spec: string,
  values: { sender: string; ip: string; helo: string; mta: string; domain: string },
): string;

/** The first syntax error among the terms of an SPF record, or false. RFC 7208 section 4.6. */
export function validateTerms(terms: string[]): string | false;
export function ipInNetwork(address: IpAddress, network: IpAddress, prefix: number): boolean;

/** Lower case, A-labels, no final dot. */
export function formatDomain(domain: string): string;
export function toALabel(domain: string): string;
export function normalizeDomainName(domain: string): string;
export function isSameOrSubdomain(child: string, parent: string): boolean;
/** Relaxed alignment by the Public Suffix List, private section included. */
export function getAlignment(
  fromDomain: string,
  domains: string[],
  strict?: boolean,
): { domain: string } | false;
export function parseDkimHeaders(line: Uint8Array): TagList;
export function parseTagList(value: string): TagList;
