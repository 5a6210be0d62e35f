// The verdict: origin, tone, findings, and the stable Report JSON.
import type { Claim, Owner, ReportedClaim } from './claim.ts';
import type { DkimReason, DmarcPolicy, Evidence, Proof } from './evidence.ts';
import type { ResultWord } from './message.ts';
import type { Acquaintance, Confirmation, Context } from './reader.ts';
import type { Remedy } from './remedies.ts';
import type { FindingId } from './rules.ts';
import type { Sentence, Severity } from './sentence.ts';
import type { RowId, Situation } from './table.ts';

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

/** Origins that tie the mail to the author domain: by signature, by Gmail's record, or by a permitted server alone. */
const PROVED: readonly Origin[] = ['signed', 'recorded', 'listed'];
export const isProved = (origin: Origin): boolean => PROVED.includes(origin);

/** Ordered from calm to danger. */
export const TONES = ['calm', 'neutral', 'unknown', 'caution', 'danger'] as const;
export type Tone = (typeof TONES)[number];
export type Reason = 'source' | 'collected' | 'foreign' | 'tooOld' | 'network' | 'held';

/** What a rule found. `params` fill the rule's sentence and name what differs. */
export interface Finding {
  rule: FindingId;
  severity: Severity;
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
      /**
       * of mail through a list: b= of a strong, aligned key verifies with the bh= it states, over sender, subject, date
       * and a To or Cc that names the list, and is fresh; null where it was not tried
       */
      headerPart: boolean | null;
      /** what had to be taken away for the whole text to fit; null where it does not */
      undone: { tag: string | null; footer: { octets: number } | null } | null;
    }[];
    dmarc: {
      result: ResultWord;
      policy: DmarcPolicy | null;
      domain: string | null;
      policyDomain: string | null;
    };
    arc: { result: ResultWord; sealers: string[] };
  } | null;
  /** what would mend it, the most useful first */
  remedies: Remedy[];
  reason: Reason | null;
  claims: ReportedClaim[];
  /** null wherever the sentence is not shown */
  owner: Owner | null;
  queries: string[];
  held: string[];
}

/** What the reader may do about a judgement, if somebody is there to carry it out. */
export type Offer =
  /** "it is really them", of a person, or "this mail is expected", of an organisation; `domain` as in `Confirmation` */
  | { kind: 'teach'; finding: Finding; about: 'person' | 'organisation'; domain: string | null }
  /** takes back what was confirmed */
  | { kind: 'undo'; confirmation: Confirmation }
  /** "this is my forwarder": the rented server that handed the mail over */
  | {
      kind: 'trustForwarder';
      reverseName: string;
      /** where the mail was sent to: one of these may be the address that forwards */
      addresses: string[];
    }
  /** "this is ours": the server that handed over mail of the reader's own domain; it holds for that domain alone */
  | { kind: 'trustOwn'; reverseName: string; domain: string }
  /** "I know this list": it proved itself */
  | { kind: 'trustList'; list: string }
  /** asks the names that were held back */
  | { kind: 'checkNow'; names: string[] }
  /** once more, after the source or the network failed */
  | { kind: 'retry'; reason: 'source' | 'network' };

/** What the rows of the verdict table concluded about the origin. */
export interface OriginVerdict {
  /** which row decided */
  rowId: RowId;
  /** its number in the verdict table, 1–20: for showing */
  row: number;
  /** what it found, for the words: a key under `origin.` of the word table */
  situation: Situation;
  origin: Origin;
  tone: Tone;
  reason: Reason | null;
  params: Record<string, string>;
  /** infos that the row itself raises (`passesNow`, `copyDiffers`, …) */
  findings: Finding[];
  /** what lies on top of the row: written by a list, not re-checked, a claim that nothing proved */
  notes?: Sentence[];
  /** notes that stand in the details only */
  asides?: Sentence[];
  /** whom the reader may declare their own, where that may be the cause */
  offers?: Offer[];
  /** one sentence for each row before and after that was not chosen */
  why: { row: number; sentence: Sentence }[];
}

/** The whole answer to one message: what crosses from the background to the tab. */
export interface Judgement {
  report: Report;
  origin: OriginVerdict;
  /** whom the mail claims to be from, with the row that weighed each */
  claims: Claim[];
  /** null with reason `source` */
  evidence: Evidence | null;
  /** where Gmail keeps it: of Spam nothing is taught */
  folder: Context['folder'];
  /** earlier mail of a sender that is proved; it stands on the card and in nothing that is handed on */
  acquaintance?: Acquaintance | null;
  /** what the reader confirmed of this sender and what therefore stays silent here */
  confirmed: Confirmation[];
  /** a finding was lowered because memory knows the sender: then the message teaches nothing */
  lowered: boolean;
}
