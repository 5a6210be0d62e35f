// The verdict: origin, tone, findings, and the stable Report JSON.
import type { DkimReason, DmarcPolicy, Evidence, Proof } from './evidence.ts';
import type { ResultWord } from './message.ts';

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
