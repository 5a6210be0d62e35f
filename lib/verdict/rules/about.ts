// What follows from what a finding is about, in one table: nobody else tells findings apart by their rule.
import type { FindingId } from '../../model.ts';
import { RULES } from './index.ts';
import { REMARKS } from './remarks.ts';
import type { About, Traits } from './rule.ts';

interface Consequence {
  /** it answers "does the name fit?" */
  answersName: boolean;
  /** somebody is named whom the address does not bear out */
  clashes: boolean;
  /** it is the name: it is shown beside the address, as two that do not belong together */
  differs: boolean;
  /** what the label of a seal speaks of, where this made its tone */
  label: 'name' | 'reply' | null;
  /** the fact that is named beside Gmail's own warning */
  gmailFact: 'name' | 'reply' | null;
}

const NAME = {
  answersName: true,
  clashes: true,
  differs: true,
  label: 'name',
  gmailFact: 'name',
} as const;
const NOTHING = {
  answersName: false,
  clashes: false,
  differs: false,
  label: null,
  gmailFact: null,
};

const CONSEQUENCES: Record<About, Consequence> = {
  name: NAME,
  domain: NAME,
  subject: { ...NAME, differs: false },
  role: { ...NAME, gmailFact: null },
  author: { ...NOTHING, answersName: true },
  reply: { ...NOTHING, answersName: true, label: 'reply', gmailFact: 'reply' },
  structure: NOTHING,
  authentication: NOTHING,
};

const traits = new Map<FindingId, Traits>([
  ...RULES.map((rule) => [rule.id, rule] as const),
  ...(Object.entries(REMARKS) as [keyof typeof REMARKS, Traits][]),
]);

/** The traits of whatever found this. */
export const traitsOf = (id: FindingId): Traits => traits.get(id)!;

/** The traits of what a sentence tells: words of a finding have its id in their key. Undefined for other sentences. */
export function traitsOfSentence(key: string): Traits | undefined {
  const [room, id] = key.split('.');
  return room === 'rule' ? traits.get(id as FindingId) : undefined;
}

/** What follows from a finding. */
export const consequenceOf = (id: FindingId): Consequence => CONSEQUENCES[traitsOf(id).about];
