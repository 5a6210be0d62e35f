// What a rule is, and what it may read: one prepared view of a message, made once for all rules.
import type {
  Context,
  Correspondent,
  Evaluated,
  Evidence,
  Finding,
  Message,
  OriginVerdict,
  Stated,
} from '../../model.ts';
import type { BrandHit } from '../claims/brands.ts';
import type { Mention } from '../claims/mentions.ts';
import type { Reader } from '../claims/reader.ts';
import type { Spelling } from '../claims/spelling.ts';

export type Layer = 'name' | 'domain' | 'structure' | 'authentication';

/** The sender as shown and the reader: all there is for a list row or an unreadable source. */
export interface ClaimView {
  /** display name as decoded; nothing hidden is removed */
  name: string;
  /** addr-spec as written, '' when there is none */
  address: string;
  localPart: string;
  /** lower-case A-labels, '' when there is none */
  domain: string;
  /** registrable domain, the domain itself where there is none */
  organization: string;
  /** `name` folded, see text/normalise.ts */
  folded: string;
  spelling: Spelling;
  /** `personKey` of whom the name speaks of */
  person: string;
  brands: BrandHit[];
  mentions: Mention[];
  /** anybody can have an address at this domain */
  freeMail: boolean;
  /** decoded; '' in a row */
  subject: string;
  context: Context;
  reader: Reader;
  /** null in a row: nothing was looked at */
  origin: OriginVerdict | null;
  /** origin signed, recorded or listed */
  proved: boolean;
  /** the reader's authenticated correspondent at exactly this address */
  correspondent: Correspondent | null;
  /** the List-Id domain of a list that the reader knows and that authenticated as itself */
  list: string | null;
}

export interface MessageView extends ClaimView {
  evidence: Evidence;
  message: Message;
  stated: Stated;
}

export interface MeasuredView extends MessageView {
  evaluated: Evaluated;
}

/** A finding before tuning; a disguised hit is never lowered. */
export interface Raised extends Finding {
  disguised?: boolean;
  /** a combination does not raise it: nothing confirmed the brand's domains */
  capped?: boolean;
}

interface RuleOf<Needs extends string, View> {
  /** stable: it stands in the report, in `taught` and in the word table under `rule.` */
  readonly id: string;
  readonly layer: Layer;
  /** `claim`: name and address; `message`: the header block and the record; `measured`: results of now */
  readonly needs: Needs;
  readonly test: (view: View) => Raised[];
}

export type ClaimRule = RuleOf<'claim', ClaimView>;
export type MessageRule = RuleOf<'message', MessageView>;
export type MeasuredRule = RuleOf<'measured', MeasuredView>;

/** A rule is a value: pure, synchronous, without knowledge of any other rule. */
export type Rule = ClaimRule | MessageRule | MeasuredRule;
