// In which languages and themes pages are looked at.
import { LANGUAGES, type Language } from '../../lib/words.ts';

/** The languages in which everything is written first. */
const MASTERS: readonly string[] = ['en', 'ja'];
/** German for the length of its words, Korean for one more script. */
const EXTREMES: readonly string[] = ['de', 'ko'];

/** For pages that have much to draw. What is in no table and no list is looked at in every language. */
export const FEW_LANGUAGES = LANGUAGES.filter(
  (language) => MASTERS.includes(language) || EXTREMES.includes(language),
);

/** Light for each language, for what its words need is room; dark for two: no colour depends on a language. */
export const themesOf = (language: Language): ('light' | 'dark')[] =>
  MASTERS.includes(language) ? ['light', 'dark'] : ['light'];
