// The story of a judgement: keys and what fills them, no prose.
import type { Instant } from './message.ts';
import type { FindingId } from './rules.ts';
import type { Sentence, Severity } from './sentence.ts';
import type { Judgement, Offer } from './verdict.ts';

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
  /** why DMARC did not pass, null where it did or nobody knows; what mends it stands in the report */
  why: Sentence | null;
}

export interface StoryFinding {
  rule: FindingId;
  severity: Severity;
  sentence: Sentence;
  /** false: for the details only, so that a card never shows more than two warnings at once */
  shown: boolean;
}

export const QUESTIONS = ['who', 'changed', 'name'] as const;
/** Who sent it? Was it changed on the way? Does the name fit? */
export type Question = (typeof QUESTIONS)[number];
/** How an answer turned out: as one would wish, in part, not known, or against the sender. */
export type Outcome = 'good' | 'part' | 'open' | 'bad';

export interface Story {
  /** `of`: what made the tone, and so is spoken of */
  seal: { label: Sentence; sentence: Sentence; of: 'origin' | 'finding' };
  questions: Record<Question, Sentence[]>;
  outcomes: Record<Question, Outcome>;
  /** the organizational domain of the author, which stands out in every longer name; null without one */
  organization: string | null;
  /** what to do, the most useful first; never empty */
  advice: Sentence[];
  /** what no seal can promise; null where nothing was promised */
  closing: Sentence | null;
  /** gravest first */
  findings: StoryFinding[];
  /** a warning says that the name shown and the address do not belong together */
  differs: boolean;
  /** what the reader may do, each kind at most once */
  offers: Offer[];
  /** earlier mail of this sender, as memory knows it; null where nothing is told */
  known: Sentence | null;
  /** what the reader confirmed of this sender, each with its undoing among the offers */
  confirmed: Sentence[];
  /** null where the source could not be read */
  details: Details | null;
}

/** What crosses from the background to the tab: the tab needs no tables to tell it. */
export interface Told {
  judgement: Judgement;
  story: Story;
}
