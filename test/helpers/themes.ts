// In which themes a language is looked at.
import type { Language } from '../../lib/words.ts';

/** The languages in which everything is written first. */
const MASTERS: readonly string[] = ['en', 'ja'];

/** Light for each language, for what its words need is room; dark for two: no colour depends on a language. */
export const themesOf = (language: Language): ('light' | 'dark')[] =>
  MASTERS.includes(language) ? ['light', 'dark'] : ['light'];
