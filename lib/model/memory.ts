// What memory keeps of judged mail, and what a reader may teach.
import type { DmarcPolicy } from './evidence.ts';
import type { Confirmation, Context } from './reader.ts';
import type { RemedyId } from './remedies.ts';
import type { Sentence } from './sentence.ts';
import type { Origin, Tone } from './verdict.ts';

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
    | 'learnedLists'
    | 'taught'
    | 'addressHistory'
    | 'acquaintance'
    | 'seenBefore'
  > {
  ownAddresses: string[];
  ownName: string;
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
  /** what of this mail the sender could mend first; '' for nothing, null where it is not known */
  cause: RemedyId | '' | null;
  /** selector of the domain's own signature that passed, null without one */
  selector: string | null;
}

/** What a domain changed between two of its mails. */
export interface SenderChange {
  /** day of the mail that showed it, in days since 1970 (UTC) */
  day: number;
  what: 'policy' | 'key';
  /** a policy or `absent`; a selector */
  from: string;
  to: string;
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
export interface RowMark {
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
  /** what that list put into this mail: Subject tags as written, endings by their mark */
  added: string[];
  /** addresses the reader wrote to */
  wroteTo: string[];
}

/** What the reader says about a message: nothing wider than what is named here. */
export type Teaching =
  | ({ kind: 'sender' } & Required<Omit<Confirmation, 'at'>>)
  /** takes a confirmation back, and with it what was learned of that address since */
  | ({ kind: 'undo' } & Pick<Confirmation, 'rule' | 'address' | 'name'>)
  /** `address`: what comes there is passed on; `@domain`: what the server sends for that domain; null: all its mail */
  | { kind: 'forwarder'; reverseName: string; address: string | null }
  | { kind: 'list'; list: string };
