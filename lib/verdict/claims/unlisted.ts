// A name that no registry knows, beside a domain that bears nothing of it. Companies write from a domain with a word of
// their name in it, or from one with a name of its own. Whoever lies writes from what an office is about (`missed-parcel`,
// `gas-bill`), from letters thrown together, or from free mail. What excuses rests on the domain: no word that is added
// to name or subject takes the first three reasons away.
import {
  findNames,
  isOrdinaryWord,
  isPersonWord,
  isVocabulary,
  readWords,
  type Word,
} from '../../registry/index.ts';
import { once } from '../../text/once.ts';
import { organizationalLabel } from '../../text/organization.ts';
import words from '../data/words.json' with { type: 'json' };
import type { ClaimView } from '../rules/rule.ts';
import { spellings, wordsOf } from './address-words.ts';
import { subjectAsks, subjectPresses } from './haste.ts';
import { isDrawn, isOfOffices, offersOffice } from './office-labels.ts';
import { claimsOf } from './weigh.ts';

const anyOf = (parts: readonly string[]) => once(() => new RegExp(parts.join('|'), 'iu'));
const namesOf = ({ words, cjk }: { words: string[]; cjk: string[] }) =>
  anyOf([`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, ...cjk]);

/** What only institutions call themselves: nobody of such a name writes about accounts from free mail. */
const institution = namesOf({
  ...words.institution,
  cjk: ['\\p{L}bank(?!\\p{L})', ...words.institution.cjk],
});
/** Public bodies whose clubs and choirs bear their names, too: those ask for other things. */
const publicBody = namesOf(words.publicBody);
/** What mail in the name of either is about that means harm: the mailbox, a fine, a gift at once. */
const errand = anyOf(words.errand);
const errandParts = new Set(words.errandPart);

/** Whoever writes under a rank alone names no organisation. */
const rank = once(() => new RegExp(`^(?:${words.rank.join('|')})$`));
/** Programs that report from servers of anybody. */
const programs = new Set(words.software);
const CJK = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
const SHORTEST = 3;
/** So many letters at the beginning of a word are enough to recognise it in a domain. */
const STEM = 4;

/** `carta` is a card, and a family. */
const isOffice = (part: string): boolean => offersOffice(part) && !isPersonWord(part);

interface Named {
  /** Latin letters of each word that is no office's, in every spelling */
  words: string[];
  /** first letters of all Latin words */
  initials: string;
  isInstitution: boolean;
  isPublicBody: boolean;
  isOffice: boolean;
  /** a given or family name among the words */
  hasPeople: boolean;
}

/** What the name says beside listed names, addresses and ranks; null where that is nobody, or people alone. */
function readName(view: ClaimView): Named | null {
  const told = claimsOf(view)
    .filter(
      ({ facts: { strict, isSelfHosted, owned, shared } }) =>
        strict || isSelfHosted || owned || shared,
    )
    .map(({ facts: { hit } }) => ({ start: hit.start, end: hit.end }));
  for (const { text } of view.mentions) {
    const start = view.name.indexOf(text);
    if (start >= 0) told.push({ start, end: start + text.length });
  }
  const said = readWords(view.name, told).filter(
    ({ text }) => !rank().test(text) && !programs.has(text),
  );
  const is = (...kinds: Word['kind'][]) => said.filter(({ kind }) => kinds.includes(kind));
  const own = is('other', 'ordinary', 'given', 'family');
  const things = is('other', 'ordinary').length;
  const isInstitution = institution().test(view.name);
  const isPublicBody = publicBody().test(view.name);
  const isPerson =
    things < 2 && own.length > things && is('role', 'desk', 'pressure', 'legal').length === 0;
  // One ordinary word alone is nobody's name.
  const isWord = own.length === 1 && is('ordinary').length === 1;
  if (!isInstitution && !isPublicBody && (things === 0 || isPerson || isWord)) return null;
  return {
    words: own
      .flatMap(({ start, end }) => spellings(view.name.slice(start, end)))
      .filter((text) => text.length > 1),
    initials: said.map(({ text }) => spellings(text)[0]![0] ?? '').join(''),
    isInstitution,
    isPublicBody,
    isOffice: is('desk', 'pressure').length > 0,
    hasPeople: own.length > things,
  };
}

/** The label holds the beginning of a word of the name, or its first letters: the domain answers for it. */
function bears(label: string, { words, initials }: Named): boolean {
  const parts = label
    .replace(/\d+$/, '')
    .split('-')
    .filter((part) => part.length > 1 && !offersOffice(part));
  return (
    words.some((word) =>
      word.length < SHORTEST
        ? parts.includes(word)
        : !offersOffice(word) && label.includes(word.slice(0, STEM)),
    ) || parts.some((part) => initials.startsWith(part))
  );
}

/** The local part says the name that the domain does not. */
const speaks = (localPart: string, { words }: Named): boolean =>
  wordsOf(localPart).some(
    (part) => part.length >= SHORTEST && words.some((word) => word.startsWith(part)),
  );

/** `invoices@…`, but not `invoices.kawabe@…`: a small shop bears a whole word of its own name before the @, too. */
const isDeskAlone = (localPart: string, { words }: Named): boolean => {
  const parts = wordsOf(localPart);
  const isWord = (part: string) => isOffice(part) || isVocabulary(part) || isOrdinaryWord(part);
  // Whose name is written in kanji bears a word there that is nobody else's: `chankee.order`.
  const isOwn = (part: string) =>
    words.length === 0
      ? part.length > SHORTEST && !isWord(part) && findNames(part).length === 0
      : words.some((word) => word.length > SHORTEST && !offersOffice(word) && part.includes(word));
  return parts.some(isOffice) && !parts.some(isOwn);
};

/** The name is an organisation's, and what its address bears is nobody's. */
export function isUnlistedClaim(view: ClaimView): boolean {
  const named = readName(view);
  if (named === null) return false;
  const { isInstitution, isPublicBody } = named;
  const presses = subjectPresses(view);
  const runs = (isInstitution || isPublicBody) && errand().test(view.subject);
  const asks = runs || subjectAsks(view);
  if (view.freeMail)
    return (
      (isPublicBody && (presses || runs)) ||
      (asks && (isInstitution || named.isOffice || isDeskAlone(view.localPart, named)))
    );
  const label = organizationalLabel(view.domain) ?? '';
  const parts = label.split('-');
  const isBorne = bears(label, named);
  // Institutions ask from the domain they have, not from one that says what they ask for.
  if ((isInstitution || isPublicBody) && asks && (runs || !isBorne) && parts.length > 1)
    if (parts.some((part) => errandParts.has(part))) return true;
  if (isBorne) return false;
  const isSaid = speaks(view.localPart, named);
  if (isOfOffices(label, named.isInstitution) || isDrawn(label)) return asks || isSaid;
  // Beside an office may stand a name that is written otherwise: `tsubasa-tax`.
  // And whoever bears a name of people writes from `maria@…` in haste, too.
  if (CJK.test(view.name) || named.hasPeople || parts.length < 2) return false;
  // The library of a house is the library before its @: only a domain that says an office makes it a stranger's.
  return isSaid && presses && parts.some(offersOffice);
}
