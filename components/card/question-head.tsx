// How an answer turned out: a shape of its own beside each question, and the word for it.
import type { Outcome, Question } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { text } from './format.ts';

const TICK = 'm6.2 10.2 2.7 2.7 5-5.6';

function shape(outcome: Outcome) {
  const ring = { cx: 10, cy: 10, r: 8.4, fill: 'none', stroke: 'currentColor' };
  switch (outcome) {
    case 'good':
      return (
        <>
          <circle {...ring} stroke-width="1.6" />
          <path d={TICK} fill="none" stroke="currentColor" stroke-width="1.8" />
        </>
      );
    case 'part':
      return (
        <>
          <circle {...ring} stroke-width="1.4" />
          <path d="M10 1.6a8.4 8.4 0 0 1 0 16.8z" fill="currentColor" />
        </>
      );
    case 'open':
      return (
        <>
          <circle {...ring} stroke-width="1.4" stroke-dasharray="3.1 2.18" />
          <path d="M7.2 10h5.6" stroke="currentColor" stroke-width="1.5" />
        </>
      );
    case 'bad':
      return (
        <path
          d="M10 1.4 19 17.6H1zM9 7.2h2l-.3 5h-1.4zM9 13.4h2v1.9H9z"
          fill="currentColor"
          fill-rule="evenodd"
        />
      );
  }
}

/** The heading of a question: its mark, its words, and how it turned out. */
export function QuestionHead(props: { language: Language; question: Question; outcome: Outcome }) {
  const { language, question, outcome } = props;
  return (
    <h3 class={`asked ${outcome}`}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
        {shape(outcome)}
      </svg>
      <span>{text(language, `card.question.${question}`)}</span>{' '}
      <b>{text(language, `card.answer.${question}.${outcome}`)}</b>
    </h3>
  );
}
