// A sender who does not say who it is.
import { isVocabulary, readWords } from '../../registry/index.ts';
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { letters } from './address-words.ts';
import { JOINING, VOCABULARY } from './surroundings.ts';

/** Beside words of an office these say nobody either: `Atención al cliente`, `财务部`, `Notifica automatica`. */
const FILLER =
  /^(?:al?|alla|ai|ao|aux|des|en|il|tu[oa]?|neue|nouveau|nuovo|nova|it|avis|automat\w+|fedelta|fidelite|fidelidad|fidelizacion|处|處|部|[課课科組组门門]|팀|실)$/;

/** Empty, the own address, or nothing but what every office calls itself. */
export function isGeneric({ name, address, domain }: ClaimView): boolean {
  if (name === '' || name.toLowerCase() === address.toLowerCase()) return true;
  // `InfoMoney` of infomoney.com.br is a name of two words of offices.
  const label = organizationalLabel(domain) ?? '';
  if (letters(name) === letters(label) && !isVocabulary(letters(name))) return false;
  const words = readWords(name);
  return (
    words.every(
      ({ kind, text }) => VOCABULARY.has(kind) || FILLER.test(text) || JOINING.has(text),
    ) && words.some(({ kind }) => VOCABULARY.has(kind))
  );
}
