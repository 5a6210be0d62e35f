// What an address says of an organisation: by its name, its id or the labels of its domains.
import {
  isOfficeWord,
  isPersonWord,
  isVocabulary,
  type Organisation,
  readWords,
} from '../../registry/index.ts';
import { spelledOut } from '../../text/letters.ts';
import { fold } from '../../text/normalise.ts';
import { ofLate } from '../../text/once.ts';
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { offersOffice } from './office-labels.ts';
import type { Reading } from './read.ts';

/** Letters and digits alone, folded. */
export const letters = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** As addresses spell a word: `Bröhan` as `brohan` and `broehan`. */
export const spellings = ofLate(500, (text): string[] => [
  ...new Set(spelledOut(fold(text)).map((one) => one.replace(/[^a-z0-9]/g, ''))),
]);

/** The words of a local part: numbers beside them say nothing. */
export const wordsOf = (localPart: string): string[] => localPart.toLowerCase().split(/[^a-z]+/);

/** What stands around a name in the domain that sends a company's mail. */
const MAILING =
  /^(?:e?mail|e|news|newsletter|info|online|web|net|group|shop|store|my|team|app|corp)$/;

/** The label holds the name, and beside it no word of an office: not `telstra-bill`. */
export function holdsOnly(label: string, name: string): boolean {
  const whole = letters(label);
  const at = whole.indexOf(name);
  if (at < 0) return false;
  const rest = [whole.slice(0, at), whole.slice(at + name.length), ...label.split('-')];
  return rest.every((part) => MAILING.test(part) || !(isVocabulary(part) || offersOffice(part)));
}

/** Shorter names stand in too many words: they have to be a word of the address. */
const SHORTEST_INSIDE = 5;

const isNeedle = (text: string): boolean => /^[a-z0-9]{2,}$/.test(text);

const callings = new WeakMap<Organisation, string[]>();

/**
 * What the organisation is called in an address.
 *
 * @param written its name in every spelling
 */
export function needlesOf(organisation: Organisation, written: readonly string[]): string[] {
  let own = callings.get(organisation);
  if (own === undefined) {
    const labels = organisation.domains.map(({ domain }) => organizationalLabel(domain) ?? '');
    own = [organisation.id, ...new Set(labels.map(letters))].filter(isNeedle);
    callings.set(organisation, own);
  }
  return [...written.filter(isNeedle), ...own];
}

export const says = (text: string, needles: readonly string[]): boolean => {
  const parts = text.split(/[^a-z0-9]+/);
  const joined = letters(text);
  return needles.some(
    (needle) =>
      parts.includes(needle) ||
      parts.includes(`my${needle}`) ||
      (needle.length >= SHORTEST_INSIDE && joined.includes(needle)),
  );
};

/**
 * `dvla.refund@…`: the local part says whom the name says. An initial, a given or family name, or another word of the
 * shown name beside it, and it is a person's own.
 */
export function localSpeaks(
  { localPart, folded }: ClaimView,
  reading: Reading,
  needles: readonly string[],
): boolean {
  if (!says(localPart.toLowerCase(), needles)) return false;
  const others = wordsOf(localPart).filter((part) => part !== '' && !needles.includes(part));
  const shown = reading.surroundings.other ? letters(folded) : '';
  const initials = shown && (folded.match(/(?<!\p{L})\p{L}/gu) ?? []).join('');
  return !others.some(
    (part) =>
      part.length === 1 ||
      initials.startsWith(part) ||
      (isPersonWord(part) && !isVocabulary(part)) ||
      (part.length > 2 && shown.includes(part) && !isVocabulary(part)),
  );
}

/** `claro-fatura`, but not `claro-books`: a word of an office stands beside the organisation. */
export const poses = (registered: string, needles: readonly string[]): boolean =>
  says(registered, needles) &&
  registered
    .split('-')
    .some((part) => !MAILING.test(part) && !needles.includes(part) && offersOffice(part));

/** What firms of every kind call themselves, and tell in a domain of their own. */
const TRADES =
  /^(?:services?|deliver(?:y|ies)|express|autos?|gas|tickets?|parking|care|legal|tax|versicherung(?:en)?|insurance|hotels?|shops?|versand|transportes?)$/;

/** As `poses`, and no trade: `dkb-legitimation`, but not `dkb-service`. */
export const asks = (registered: string, needles: readonly string[]): boolean =>
  poses(
    registered
      .split('-')
      .filter((part) => !TRADES.test(part.replace(/\d+$/, '')))
      .join('-'),
    needles,
  );

/** `renfe-masrenfe`: a hyphen, and something else behind it than the mail, the shop or the country of a company. */
export const joins = (registered: string, needles: readonly string[]): boolean =>
  registered.includes('-') &&
  says(registered, needles) &&
  registered
    .split('-')
    .some((part) => part.length > 2 && !MAILING.test(part) && !needles.includes(part));

/** What shops of a day put behind a name that sells: nobody's own. */
const SALES =
  /^(?:sonderposten|clearance|outlet|sale|reduziert|deals?|angebote?|ofertas?|offers?|promo|rabatt|lagerverkauf|liquida\p{L}*|lounge|discount|soldes|saldi|rebajas|factory|germany|deutschland|france|italia|espana|brasil|japan|korea|online)$/u;

/** `Salesforce partner Bluegate` from `bluegate-crm`: the domain bears a further word of the name, and no office's. */
export function bearsOwnName(view: ClaimView, { text, hits }: Reading): boolean {
  const label = letters(organizationalLabel(view.domain) ?? '');
  return readWords(text, hits).some(
    (word) =>
      !isOfficeWord(word) &&
      !SALES.test(word.text) &&
      spellings(text.slice(word.start, word.end)).some(
        (part) => part.length > 3 && label.includes(part),
      ),
  );
}
