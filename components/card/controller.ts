// From a judgement to the card that shows it: the same for a seal in Gmail, an attached message and the page for files.
import type { Sentence, Told } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { createReportActions } from '../report/actions.ts';
import type { PersonalSeal } from '../seal-mark.tsx';
import type { CardActions, CardProps } from './index.tsx';

/** Of a copy: only an approximate one was at hand. */
const COPY: Sentence = { key: 'attachment.copy', params: {} };
const PASTED: Sentence = { key: 'analyser.approximate', params: {} };

/** Says, among who sent it, what a file or a pasted copy can prove at all. */
export function asCopy<Whole extends Told>(told: Whole): Whole {
  const { story, judgement } = told;
  const notes = judgement.report.fidelity === 'exact' ? [COPY] : [COPY, PASTED];
  const questions = { ...story.questions, who: [...story.questions.who, ...notes] };
  return { ...told, story: { ...story, questions } };
}

/** What a place of cards knows beside the judgement. */
interface CardPlace {
  language: Language;
  theme: CardProps['theme'];
  personal?: PersonalSeal | undefined;
  detailed?: boolean;
  /** addresses that a report leaves out */
  ownAddresses: readonly string[];
  /** the octets of the message, for the reader's own file; absent where they cannot be had as they were */
  original?: (() => Promise<Uint8Array>) | undefined;
  /** what can be carried out here; the story offers what makes sense */
  actions: Omit<CardActions, 'report'>;
}

/** Everything a card needs. */
export function cardOf({ judgement, story }: Told, place: CardPlace): CardProps {
  const { language, theme, personal, detailed = false, ownAddresses, original, actions } = place;
  const report = createReportActions({
    told: { judgement, story },
    language,
    ownAddresses: [...ownAddresses],
    ...(original ? { original } : {}),
  });
  return {
    judgement,
    story,
    language,
    theme,
    ...(personal ? { personal } : {}),
    detailed,
    actions: { ...actions, report },
  };
}
