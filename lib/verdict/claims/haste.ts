// What the subject wants of a reader, and what makes one hurry.
import { isOfficeWord, readWords, type Word } from '../../registry/index.ts';
import words from '../data/words.json' with { type: 'json' };
import { derived } from './derived.ts';

const subjectWords = derived(({ subject }) => readWords(subject));

/** The subject makes a reader hurry. */
export const subjectPresses = derived((view) =>
  subjectWords(view).some(({ kind }) => kind === 'pressure'),
);

/** The subject is about what offices write of: an account, a parcel, a bill. One kana or kanji (の) is no such thing. */
export const subjectAsks = derived((view) =>
  subjectWords(view).some((word) => isOfficeWord(word) && word.text.length > 1),
);

const mild = new Set(words.mildPressure);

/** Asks for something, and not only tells: mild words alone hurry nobody, beside a word of an office they do. */
export function insists(said: readonly Word[]): boolean {
  const pressing = said.filter(({ kind }) => kind === 'pressure');
  return (
    pressing.some(({ text }) => !mild.has(text)) ||
    (pressing.length > 0 && said.some(({ kind }) => kind === 'desk'))
  );
}

/** The subject asks for something. */
export const subjectInsists = derived((view) => insists(subjectWords(view)));
