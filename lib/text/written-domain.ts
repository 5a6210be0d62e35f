// Internationalised domains (RFC 5890) as people read them, where nothing else can be read into them.
import { toUnicode } from 'punycode/punycode.es6.js';
import { LONGEST_DOMAIN } from './bounds.ts';
import { skeleton } from './skeleton.ts';

/** A label of one script. Japanese writes three together; a hyphen and digits belong to every script. */
const ONE_SCRIPT = [
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々〆\d-]+$/u,
  /^[\p{sc=Hangul}\d-]+$/u,
  /^[\p{sc=Thai}\d-]+$/u,
  /^[\p{sc=Arabic}\d-]+$/u,
  /^[\p{sc=Hebrew}\d-]+$/u,
  /^[\p{sc=Devanagari}\d-]+$/u,
  /^[\p{sc=Cyrillic}\d-]+$/u,
  /^[\p{sc=Greek}\d-]+$/u,
];

/**
 * The letters that a language writes beside a to z (CLDR, main and common auxiliary letters). A letter of one's own
 * language is read as what it is; any other one is easily taken for the letter below the mark. The dotless i is left out.
 */
const LETTERS: Record<string, string> = {
  ca: 'àçèéíïòóúü',
  cs: 'áčďéěíňóřšťúůýž',
  da: 'æøåé',
  de: 'äöüß',
  es: 'áéíóúüñ',
  fi: 'äöåšž',
  fr: 'àâæçéèêëîïôœùûüÿ',
  hu: 'áéíóöőúüű',
  it: 'àèéìíîòóùú',
  nb: 'æøåéòô',
  nl: 'áäéëíïóöúü',
  pl: 'ąćęłńóśźż',
  pt: 'áâãàçéêíóôõú',
  sv: 'åäöéà',
  tr: 'çğöşü',
};

/** Every letter is of the alphabet in which the reader's language (BCP 47) is written. */
function isOwnAlphabet(label: string, language: string): boolean {
  const letters = LETTERS[language.split('-')[0] ?? ''] ?? '';
  return [...label].every((letter) => /[a-z0-9-]/.test(letter) || letters.includes(letter));
}

function isHonest(label: string, language: string): boolean {
  if (isOwnAlphabet(label, language)) return true;
  // What folds to Latin letters may be read as somebody else's name; so may a letter or two of any script.
  if (/^[a-z0-9-]*$/.test(skeleton(label))) return false;
  return [...label].length > 1 && ONE_SCRIPT.some((script) => script.test(label));
}

/**
 * The domain in Unicode where each label is of one script and looks like no Latin word, or of the letters of the
 * reader's language; else unchanged. Takes lower-case A-labels.
 */
function writtenDomain(domain: string, language: string): string {
  if (!domain.includes('xn--') || domain.length > LONGEST_DOMAIN) return domain;
  let written: string;
  try {
    written = toUnicode(domain);
  } catch {
    return domain;
  }
  return written.split('.').every((label) => isHonest(label, language)) ? written : domain;
}

/** A run of the signs of a domain: one step for each, wherever an A-label stands in it. */
const DOMAIN_RUN = /[a-z0-9_.-]+/g;

/** The same for every domain in a text, such as an address; `language` is the reader's (BCP 47). */
export const withWrittenDomains = (text: string, language: string): string =>
  text.replace(DOMAIN_RUN, (domain) => writtenDomain(domain, language));
