// Claims: whom does a mail put before its reader, where, and which row of the table weighs it.
import type { Sentence, Severity } from './sentence.ts';

/** Where a claim stands. `name`: as Gmail shows it; `decoded`: as the octets read in another way. */
export type ClaimPlace = 'name' | 'decoded' | 'local' | 'label' | 'subject' | 'reply';

/** The rows of the table of claims, in order: the first that fits decides. */
export const CLAIM_ROWS = [
  'answered',
  'disguised',
  'person',
  'otherOrganisation',
  'nameAlone',
  'nameAndOffice',
  'relation',
  'nameAmongWords',
  'weakAndOffice',
  'weakAlone',
  'weakAmongWords',
  'otherPlace',
] as const;
export type ClaimRowId = (typeof CLAIM_ROWS)[number];

export type ClaimForm = 'exact' | 'folded' | 'disguised' | 'misspelt';

/** Whose domain was proved, and why that is known: a letter of the registry's evidence, or who added it. */
export interface Owner {
  organisation: string;
  domain: string;
  evidence: string;
}

/** A claim as the report has it. */
export interface ReportedClaim {
  organisation?: string;
  person?: string;
  place: ClaimPlace;
  form: ClaimForm;
  /** number of the row, 1 to 12 */
  row: number;
  answered: boolean;
}

/** A claim, weighed. */
export interface Claim {
  /** id of the registry; null for a person */
  organisation: string | null;
  /** the name as the reader knows it; null for an organisation */
  person: string | null;
  place: ClaimPlace;
  form: ClaimForm;
  rowId: ClaimRowId;
  /** what the row makes of it; null: nothing */
  severity: Severity | null;
  /** why each row before was not chosen */
  why: { rowId: ClaimRowId; sentence: Sentence }[];
}
