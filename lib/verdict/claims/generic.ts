// A sender who does not say who it is.
import { isVocabulary, readWords, type Word } from '../../registry/index.ts';
import { organizationalLabel } from '../../text/organization.ts';
import words from '../data/words.json' with { type: 'json' };
import type { ClaimView } from '../rules/rule.ts';
import { letters, wordsOf } from './address-words.ts';
import { subjectInsists } from './haste.ts';
import { isOfMailings } from './office-labels.ts';
import { VOCABULARY } from './surroundings.ts';
import { isJoining } from './vocabulary.ts';

/** Beside words of an office these say nobody either: `Atención al cliente`, `财务部`, `Notifica automatica`. */
const FILLER =
  /^(?:al?|alla|ai|ao|aux|des|en|il|tu[oa]?|neue|nouveau|nuovo|nova|it|avis|automat\w+|fedelta|fidelite|fidelidad|fidelizacion|处|處|部|[課课科組组门門]|팀|실)$/;

/** `InfoMoney` of infomoney.com.br is called so; what asks for something is an office whatever it is called. */
function isOwnName(view: ClaimView, words: readonly Word[]): boolean {
  const label = letters(view.name);
  return (
    !/\s/.test(view.name) &&
    label === organizationalLabel(view.domain) &&
    !isVocabulary(label) &&
    words.every(({ kind }) => kind === 'role') &&
    !subjectInsists(view)
  );
}

/** Empty, the own address, or nothing but what every office calls itself. */
export function isGeneric(view: ClaimView): boolean {
  const { name, address } = view;
  if (name === '' || name.toLowerCase() === address.toLowerCase()) return true;
  const words = readWords(name);
  return (
    words.every(({ kind, text }) => VOCABULARY.has(kind) || FILLER.test(text) || isJoining(text)) &&
    words.some(({ kind }) => VOCABULARY.has(kind)) &&
    !isOwnName(view, words)
  );
}

const department = new Set(words.department);

/**
 * Who is generic writes as a desk that serves customers: `Notification`, or without any name `webmaster@…`. Departments of
 * anybody's firm, and who tells news, write of others every day.
 */
export function isOfDesk({ name, localPart }: ClaimView): boolean {
  const shown = name === '' ? wordsOf(localPart) : name.toLowerCase().split(/[\s&・/-]+/);
  if (shown.every((word) => department.has(word.replace(/(?<=.)[部課课室科팀]$/u, ''))))
    return false;
  return name !== '' || isOfMailings(shown.join('-'));
}
