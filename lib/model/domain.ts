// What a domain publishes for its mail, as found. RFC 7208, 9989, 6376, 5321, 8461, 8460; BIMI.
import type { DmarcPolicy } from './evidence.ts';
import type { Publication } from './remedies.ts';

/** Stable ids (JSON), each with a sentence under `domain.remedy.`. */
export const DOMAIN_PROBLEMS = [
  'domainMissing',
  'spfMissing',
  'spfTwo',
  'spfSyntax',
  'spfLookups',
  'spfVoids',
  'spfEverybody',
  'dmarcMissing',
  'dmarcSyntax',
  'dmarcTwo',
  'dmarcElsewhere',
  'dmarcNone',
  'keyMissing',
  'keyRevoked',
  'keyShort',
  'keyTesting',
  'keySyntax',
  'keyTwo',
] as const;

export type DomainProblem = (typeof DOMAIN_PROBLEMS)[number];

export interface DomainRemedy {
  id: DomainProblem;
  params: Record<string, string>;
  publish: Publication | null;
}

/** One term of an SPF record and what it leads to. */
export interface SpfNode {
  /** as written; the domain itself at the root */
  term: string;
  /** the record it leads to (include, redirect), null for others and where there is none */
  record: string | null;
  /** addresses the term lists: networks as written, hosts as DNS answered */
  addresses: string[];
  /** lookups of this term and everything below it, of the 10 that RFC 7208 section 4.6.4 allows */
  lookups: number;
  /** what is wrong here, null where nothing is */
  problem: null | 'missing' | 'void' | 'syntax' | 'loop' | 'two' | 'unanswered';
  children: SpfNode[];
}

export interface PublishedKey {
  selector: string;
  /** name of the record */
  name: string;
  records: string[];
  /** rsa or ed25519; null without a key that can be read */
  kind: string | null;
  bits: number | null;
}

/** A record that is shown as published and not followed. */
export interface PlainRecord {
  name: string;
  records: string[];
}

export interface DomainReport {
  version: 1;
  domain: string;
  /** false where DNS says that there is no such name */
  exists: boolean;
  /** ISO 8601 */
  measuredAt: string;
  mx: { exchange: string; preference: number }[];
  spf: { records: string[]; tree: SpfNode | null; lookups: number; voids: number };
  dmarc: {
    /** name the record was found at, null without one */
    name: string | null;
    record: string | null;
    tags: Record<string, string>;
    /** what it asks for in the end: for sub-domains by sp= or np=, and a step less while testing (t=y) */
    policy: DmarcPolicy | null;
    /** every record at the domain's own name that speaks of DMARC */
    published: string[];
  };
  keys: PublishedKey[];
  bimi: PlainRecord;
  mtaSts: PlainRecord;
  tlsRpt: PlainRecord;
  remedies: DomainRemedy[];
  /** names that DNS did not answer for, or that were held back: what depends on them is not known */
  unknown: string[];
  queries: string[];
  held: string[];
}
