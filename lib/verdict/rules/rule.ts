// What a rule is, and what it may read: one prepared view of a message, made once for all rules.
import type {
  Context,
  Correspondent,
  Evaluated,
  Evidence,
  Finding,
  Message,
  OriginVerdict,
  RuleId,
  Situation,
  Stated,
} from '../../model.ts';
import type { Circle, PersonHit } from '../claims/circle.ts';
import type { Mention } from '../claims/mentions.ts';
import type { Reading } from '../claims/read.ts';

/** What a rule looks at. */
type Layer = 'name' | 'domain' | 'structure' | 'authentication';

/**
 * What a finding tells the reader about; about.ts says what follows from it. `subject`: whom the subject names.
 * `role`: the name of an office or a system, not of somebody. `author`: who the author is at all, and whether they wrote
 * before. `reply`: where answers go.
 */
export type About =
  | 'name'
  | 'subject'
  | 'role'
  | 'domain'
  | 'author'
  | 'reply'
  | 'structure'
  | 'authentication';

/** `known`: an authenticated correspondent at exactly this address. `list`: a list the reader knows, as itself. */
type Excuse = 'known' | 'list';

/** What a finding does outside its rule. It stands here, with the rule, so that nobody else needs the rule's name. */
export interface Traits {
  readonly about: About;
  /** what lowers it by one step, never more: danger becomes caution, caution becomes info */
  readonly suppressedBy?: readonly Excuse[];
  /** another caution that with this one is a known attack: this one becomes danger; `same`: a parameter equal in both */
  readonly worseWith?: readonly { readonly rule: RuleId; readonly same?: string }[];
  /**
   * What the reader can know better, for exactly this address and name. `person`: asked by other means than mail, it is
   * them, and the finding is silent. `organisation`: nobody can ask a company; its mail may be expected, one step lower.
   * Without: octets and disguise are no matter of opinion.
   */
  readonly teachable?: 'person' | 'organisation';
  /** as danger it leaves open who the author is, which comes before all evidence */
  readonly leavesAuthorOpen?: true;
  /** it finds that the mail claims to be somebody: of unproven mail that alone asks for care */
  readonly unproven?: true;
  /** the situation whose own sentence says the same: the finding is not told again */
  readonly toldIn?: Situation;
  /** in the details only, never among the warnings of a card */
  readonly quiet?: true;
  /** its sentences are about how a domain is spelled, and show every form of it as it is */
  readonly spelled?: true;
}

/** The sender as shown and the reader: all there is for a list row or an unreadable source. */
export interface ClaimView {
  /** display name as decoded, within the bounds of text/bounds.ts; nothing hidden is removed */
  name: string;
  /** UTF-16 units of the whole name */
  nameLength: number;
  /** addr-spec as written, '' when there is none */
  address: string;
  localPart: string;
  /** lower-case A-labels, '' when there is none */
  domain: string;
  /** registrable domain, the domain itself where there is none */
  organization: string;
  /** `name` folded, see text/normalise.ts */
  folded: string;
  /** `personKey` of whom the name speaks of */
  person: string;
  /** the reader's own people among them */
  people: PersonHit[];
  /** every reading of the name that names an organisation */
  readings: Reading[];
  mentions: Mention[];
  /** anybody can have an address at this domain */
  freeMail: boolean;
  /** decoded, within bounds; '' in a row */
  subject: string;
  /** List-Id; null without one and in a row */
  listId: string | null;
  /** addresses of Reply-To */
  repliesTo: readonly string[];
  /** answers go to another organisation */
  repliesElsewhere: boolean;
  context: Context;
  circle: Circle;
  /** null in a row: nothing was looked at */
  origin: OriginVerdict | null;
  /** origin signed, recorded or listed */
  proved: boolean;
  /** the author domain, where its own signature proves it, now or as Gmail recorded; null in a row */
  signedDomain: string | null;
  /** the reader's authenticated correspondent at exactly this address */
  correspondent: Correspondent | null;
  /** the List-Id domain of a list that the reader knows and that authenticated as itself */
  list: string | null;
  /** see claims/derived.ts */
  derived: unknown[];
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
  /** nothing confirmed the brand's domains: no combination raises it */
  capped?: boolean;
}

interface RuleOf<Needs extends string, View> extends Traits {
  /** stable: it stands in the report, in `taught` and in the word table under `rule.` */
  readonly id: RuleId;
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
