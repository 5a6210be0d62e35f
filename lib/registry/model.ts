// What the registry tells about organisations, names and services.

/**
 * Why a domain is listed. D: a public list of signing or sending domains names it. S: seen as the real sender. P: two
 * independent authors of public code name it as sender. V: its own DNS shows mail authentication. W: a public
 * directory names it as website. K: general knowledge. D, S, P and V confirm; W and K only answer a name.
 */
export type EvidenceLetter = 'D' | 'S' | 'P' | 'V' | 'W' | 'K';

export interface OwnedDomain {
  /** lower-case A-labels; names below it are meant too */
  domain: string;
  evidence: EvidenceLetter;
  /** YYYY-MM-DD */
  checked: string;
}

export interface Organisation {
  /** stable */
  id: string;
  /** how to call it: in English, in Japanese, in its own script */
  names: { en: string; ja?: string; native?: string };
  /** money, parcels and public bodies by their kind; `other` */
  category: string;
  /** ISO 3166 codes in lower case, where it counts or is shown, and `jp` for names in kanji; empty: everywhere, or not told */
  region: readonly string[];
  /** high: money, parcels, government, accounts that people sign in to */
  stakes: 'high' | 'ordinary';
  /** at least one D, S, P or V domain, and not only a secondary or shared one */
  confirmed: boolean;
  /** organisations of one owner share it: any member's domain answers any member's name */
  family: string | null;
  /** its users choose the name that its mail shows */
  usersWrite: boolean;
  /** many independent bodies bear this name */
  federated: boolean;
  domains: readonly OwnedDomain[];
  /** the registry, or who added it */
  source: 'registry' | 'reader' | 'policy';
}

/** An organisation that reader or policy added: taken at their word. */
export interface ExtraOrganisation {
  id: string;
  names: readonly string[];
  domains: readonly string[];
  source?: 'reader' | 'policy';
}

/** How a name is written: `folded` differs by case, width, kana or old kanji; `misspelt` by one letter. */
export type NameForm = 'exact' | 'folded' | 'disguised' | 'misspelt';

export interface NameHit {
  /** several where they share the name */
  organisations: readonly Organisation[];
  /** as listed */
  name: string;
  /** a weak name counts only alone or beside a desk or pressure word */
  strength: 'strict' | 'weak';
  /** why it is weak: `given name`, `dict:en`, `short`, `person`, `self-hosted`, `chosen` … */
  why: string | null;
  /** UTF-16 offsets in the text as given */
  start: number;
  end: number;
  form: NameForm;
}

/** What others than the owner of a domain do there. */
export type ServiceKind =
  | 'userMail'
  | 'tenants'
  | 'alias'
  | 'relay'
  | 'ticket'
  | 'group'
  | 'form'
  | 'invoice'
  | 'signature'
  | 'campaign'
  | 'calendar'
  | 'document'
  | 'dmarcRewriting';

export interface Service {
  kinds: readonly ServiceKind[];
  /** its users choose the name that its mail shows */
  usersWrite: boolean;
}

export type WordKind =
  | 'role'
  | 'desk'
  | 'pressure'
  | 'legal'
  | 'relation'
  | 'given'
  | 'family'
  | 'ordinary'
  | 'digits'
  | 'sign'
  | 'other';

/** A word of a text. */
export interface Word {
  /** folded */
  text: string;
  kind: WordKind;
  /** UTF-16 offsets in the text as given */
  start: number;
  end: number;
}
