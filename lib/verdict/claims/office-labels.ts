// Domains that say an office and nobody: `missed-parcel`, `gas-bill`, `shinkin-login`; and letters thrown together.
import {
  isOfficeWord,
  isOrdinaryWord,
  isPersonWord,
  isVocabulary,
  readWords,
} from '../../registry/index.ts';
import words from '../data/words.json' with { type: 'json' };

/** Of the vocabulary, what any firm puts in its domain: it says nothing of what is asked for. */
const innocent = new Set(words.innocentPart);
/** Beside the vocabulary: parts of a label in ten languages. */
const office = new Set(words.officePart);
const REGION = /^(?:.{1,2}|\d+)$/;

/** A part of a label says what offices ask for. */
export function offersOffice(part: string): boolean {
  if (part.length < 3 || innocent.has(part)) return false;
  if (office.has(part)) return true;
  const listed = [part, part.replace(/s$/, '')].find(isVocabulary);
  // `sicherheitsupdate` is two words in one.
  if (listed === undefined && part.length < 9) return false;
  return readWords(listed ?? part).some(isOfficeWord);
}

/**
 * Several words, one at least of an office, and nobody's name among them: `sano-tax` bears a family name and is
 * somebody's firm, but banks and authorities (`isInstitution`) are not called so.
 */
export function isOfOffices(label: string, isInstitution: boolean): boolean {
  const isNobodys = (part: string) =>
    isOrdinaryWord(part) && (isInstitution || !isPersonWord(part));
  const parts = label.split('-');
  return (
    (parts.length > 1 || office.has(label)) &&
    parts.some(offersOffice) &&
    parts.every(
      (part) => REGION.test(part) || offersOffice(part) || isVocabulary(part) || isNobodys(part),
    )
  );
}

/** What sends mail: beside it nobody's name is left in `push-88` and `server-kanri`. */
const mailing = new Set(words.mailingPart);

/** A label of offices, of what sends mail, or of letters thrown together, with numbers behind: nobody's name is in it. */
export function isOfMailings(label: string): boolean {
  const parts = label.split('-').map((part) => part.replace(/\d+$/, ''));
  const says = (part: string) => mailing.has(part) || offersOffice(part);
  return (
    isDrawn(label) ||
    /^(?=.*\d)[a-z0-9]{2,4}$/.test(label) ||
    parts.every((part) => REGION.test(part)) ||
    (parts.some(says) &&
      parts.every((part) => REGION.test(part) || part === '' || says(part) || isVocabulary(part)))
  );
}

/** Letters and digits that nobody can say: `m7smbmb`; an A-label says something in other letters. */
export const isDrawn = (label: string): boolean =>
  !label.startsWith('xn--') &&
  label
    .split('-')
    .some(
      (part) =>
        /^(?=.*\d)(?=.*[a-z])[^aeiouy]{5,}$/.test(part) || /^[bcdfghj-np-tvwxz]{6,}$/.test(part),
    );
