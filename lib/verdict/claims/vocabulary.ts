// The words around a name: roles, pressure, money, relations. Folded once, matched by token in Latin script and by
// longest part in Japanese, which writes no spaces.

import { isOfficeWord, officeWords, readWords } from '../../registry/index.ts';
import { fold } from '../../text/normalise.ts';
import { once } from '../../text/once.ts';
import words from '../data/words.json' with { type: 'json' };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆〇]/u;
const isCjk = (letter: string): boolean => letter.charCodeAt(0) > 0x2e7f && CJK.test(letter);

interface Vocabulary {
  words: Set<string>;
  /** longest first, by first letter */
  parts: Map<string, string[]>;
}

function vocabulary(source: { words: string[]; cjk: string[] }): Vocabulary {
  const parts = new Map<string, string[]>();
  // All at once: to fold a text costs more than its letters do.
  const folded = fold(source.cjk.join('|'))
    .split('|')
    .filter((part) => part !== '')
    .sort((a, b) => b.length - a.length);
  for (const part of folded) {
    const first = part[0]!;
    parts.set(first, [...(parts.get(first) ?? []), part]);
  }
  return { words: new Set(source.words), parts };
}

/** What an office calls itself and writes of: the registry's words. */
const role = once(() => {
  const list = officeWords();
  return vocabulary({ words: list, cjk: list.filter(isCjk) });
});
const pressure = once(() => vocabulary(words.pressure));
const money = once(() => vocabulary(words.money));
const everydayMoney = once(() => vocabulary(words.everydayMoney));
const mailboxPressure = once(() => vocabulary(words.mailboxPressure));
const relation = once(() => vocabulary(words.relation));
/** Words of a mail system or an internal department, as one expression: it runs on every row of a list. */
const mailSystem = once(
  () =>
    new RegExp(
      [
        ...words.mailSystem.words.map(
          (phrase) => `(?<![a-z])${phrase.replace(/[ -]/g, '[ _.-]?')}(?![a-z])`,
        ),
        ...words.mailSystem.cjk.map((part) => fold(part)),
      ].join('|'),
    ),
);

/** Word tokens of folded text: runs of one script, digits with letters together. */
function tokens(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}\p{M}ー]+/gu) ?? [];
}

/** The words of a vocabulary in a text, as folded, in no order. */
function* matches(vocabulary: Vocabulary, text: string): Generator<string> {
  const folded = fold(text);
  for (const token of tokens(folded)) if (vocabulary.words.has(token)) yield token;
  for (let i = 0; i < folded.length; i++) {
    const part = vocabulary.parts.get(folded[i]!)?.find((one) => folded.startsWith(one, i));
    if (part !== undefined) yield part;
  }
}

const contains = (vocabulary: Vocabulary, text: string): boolean =>
  !matches(vocabulary, text).next().done;

/** What is left of a folded run of letters when role words are taken out; '' when nothing is. */
export function withoutRoles(run: string): string {
  if (!isCjk(run)) return role().words.has(run) || /\d/.test(run) || run === 's' ? '' : run;
  let rest = '';
  outer: for (let i = 0; i < run.length; ) {
    for (const part of role().parts.get(run[i]!) ?? []) {
      if (run.startsWith(part, i)) {
        i += part.length;
        continue outer;
      }
    }
    if (run[i] !== 'ー') rest += run[i];
    i++;
  }
  return rest;
}

/** Makes a reader hurry: 重要, 緊急, verify, suspended … */
export const hasPressure = (text: string): boolean => contains(pressure(), text);

/** Threatens the mailbox itself, as no notice about undelivered mail does: password, quota, 容量 … */
export const threatensMailbox = (text: string): boolean => contains(mailboxPressure(), text);

/** Speaks of money or haste between colleagues: 振込, 請求, gift card … */
export const hasMoney = (text: string): boolean => contains(money(), text);

/** As `hasMoney`, but one everyday word alone is none: `Swift 6 bindings`, `wire format`, `create an account`. */
export function demandsMoney(text: string): boolean {
  const found = new Set(matches(money(), text));
  return found.size > 1 || [...found].some((word) => !contains(everydayMoney(), word));
}

const isRelation = (run: string): boolean =>
  relation().words.has(run) || (isCjk(run) && contains(relation(), run));

const joining = new Set(
  'a an and at by de do da del der des e et for from fur la le of on the to und von y'.split(' '),
);

/** `Théâtre de la Halle`, 楽器の…: what joins words, folded, is no office's. */
export const isJoining = (word: string): boolean =>
  joining.has(word) || /^[\u30a1-\u30fa]$/.test(word);

/**
 * Somebody else speaks about what the name says: a user group, a partner, ユーザー会. Beside an office
 * (`shop.example Partner Support`) a relation names nobody.
 *
 * @param name folded
 * @param part what is spoken about
 */
export const hasRelation = (name: string, part: string): boolean =>
  residueAround(name, part).some(isRelation) &&
  !readWords(name.replace(part.toLowerCase(), ' ')).some(
    (word) => isOfficeWord(word) && !isJoining(word.text) && !isRelation(word.text),
  );

/** The words of a mail system or an internal department in a folded name; null without. */
export const mailSystemWords = (folded: string): string | null =>
  mailSystem().exec(folded)?.[0] ?? null;

/** Words of a folded name that say more than roles do, when one part of it is taken out. */
export function residueAround(folded: string, part: string): string[] {
  const runs: string[] = [];
  for (const token of tokens(folded.replace(part.toLowerCase(), ' '))) {
    for (const run of token.match(/[^\u2e80-\uffff]+|[\u2e80-\uffff]+/gu)!) {
      if (withoutRoles(run) !== '') runs.push(run);
    }
  }
  return runs;
}
