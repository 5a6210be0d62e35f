// What the subject wants of a reader, and what makes one hurry.
import { isOfficeWord, readWords } from '../../registry/index.ts';
import { derived } from './derived.ts';
import { insists } from './insists.ts';

const subjectWords = derived(({ subject }) => readWords(subject));

/** The subject makes a reader hurry. */
export const subjectPresses = derived((view) =>
  subjectWords(view).some(({ kind }) => kind === 'pressure'),
);

/** The subject is about what offices write of: an account, a parcel, a bill. One kana or kanji (の) is no such thing. */
export const subjectAsks = derived((view) =>
  subjectWords(view).some((word) => isOfficeWord(word) && word.text.length > 1),
);

/** The subject asks for something. */
export const subjectInsists = derived((view) => insists(subjectWords(view)));
