// Every language at once, for the command line, generators and tests: importing this teaches all of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language, learnWords, type WordKey } from '../lib/words.ts';
import type { WordFile } from './words.ts';

function read(language: Language): WordFile {
  const path = join(import.meta.dirname, `../.generated/words/${language}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The texts by language and key; of plural forms the one for most numbers. */
export const WORDS = Object.fromEntries(
  LANGUAGES.map((language) => {
    const { tab, pages } = read(language);
    const texts = { ...tab, ...pages };
    learnWords({ language, texts });
    const plain = Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? text : text.other,
    ]);
    return [language, Object.fromEntries(plain)];
  }),
) as Record<Language, Record<WordKey, string>>;
