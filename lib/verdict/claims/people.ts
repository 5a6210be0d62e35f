// People by everything they are looked for, and whom a display name speaks of: with title and department, turned round,
// in one word, letter by letter. Whoever is known is found by all of them.
import { ASCII, BRACKETS } from '../../text/characters.ts';
import { ofLate, ofObject } from '../../text/once.ts';
import { withoutOrnaments } from './meant.ts';
import {
  CJK,
  canonical,
  IN_BRACKETS,
  inOrder,
  isFullName,
  keyOfPerson,
  latinWords,
  pair,
  romajiKey,
  romajiPair,
  spelt,
  threes,
  wordsOf,
} from './person-key.ts';
import { withoutRoles } from './vocabulary.ts';

const HAN = /\p{Script=Han}/u;
const HANGUL = /[\uac00-\ud7a3]/;
const KATAKANA = /[\u30a1-\u30fa\u30fc]/;
/** `です`, `より`, `本人`: what a sender says of himself behind the name. */
const TAIL =
  /^(?:デス|ヨリ|カラ|様|サマ|サン|先生|氏|殿|君|ゴ?本人|拝|님|씨|입니다|(?:副|総)?社長|会長|専務|常務|(?:代表)?取締役|代表|執行役員?|監査役|本?部長|次長|課長|係長|主任|室長|所長|支?店長|院長|理事長?|校長|教授|代理|補佐|秘書|弁護士|税理士|会計士|医師|副?総?経理|董事長?|主席|総裁|老師|律師|女士|小姐|c[efot]o|(?:대표)?이사|대표|사장|회장|부장|차장|과장|팀장|실장|원장|대리|교수|변호사)+/u;
/** The end of a department, a company or a title before a name. */
const OFFICE =
  /(?:株式会社|有限会社|合同会社|株|社|部|課|室|局|庁|省|科|長|役|員|係|店|担当|院|所|会|理事|士|師|代表|教授|顧問|主任|監督|幹事|総務|営業|経理|人事|広報|대표|이사|사장|회장|부장|차장|과장|팀장|실장|원장|교수|변호사|회사|팀|부)$/u;
const RANK =
  /(?:副?社長|会長|代表取締役|代表|専務|常務|取締役|本?部長|支店長|所長|院長|理事長|校長|店長|課長|総?経理|董事長|総裁|c[efot]o|대표(?:이사)?|사장|회장|부장)/u;
const RANKS_AROUND = new RegExp(`^${RANK.source}+|${RANK.source}+$`, 'gu');
const RANKS = new Set(['ceo', 'cfo', 'coo', 'cto', 'president', 'chairman', 'chairwoman', 'md']);
/** Where a name ends and something else begins. */
const SEAMS = new RegExp(String.raw`[${BRACKETS}<>"“”,、;:/|–—]|\s[-・]\s|\bvia\b|経由`, 'u');
const SHORTEST_IN_ONE_WORD = 8;

/** `kenichi.sato` beside a Japanese name tells how it reads in Latin letters. */
function readingOf(address: string): string | null {
  const [one, other] = /^([a-z]{2,})[._-]([a-z]{2,})@/.exec(address.toLowerCase())?.slice(1) ?? [];
  if (!one || !other || withoutRoles(one) === '' || withoutRoles(other) === '') return null;
  return pair(one, other);
}

interface Person {
  name: string;
  address: string;
}

/** People, by everything they are looked for. */
export interface Names {
  /** every way to write them as one key → `personKey` */
  keys: Map<string, string>;
  /** first two letters of a name without blanks → the writings that begin so */
  within: Map<string, string[]>;
  /** family names, for `佐藤社長` */
  families: Map<string, string>;
}

/** What one person is looked for by, read once, whatever lists they come to stand in. */
export const readPerson = ofObject(({ name, address }: Person) => {
  const text = canonical(name);
  const key = keyOfPerson(text);
  const isFull = isFullName(key);
  /** every way to write them as one key; none without a full name, which is nobody's double */
  const writings: (string | null)[] = [];
  const families: string[] = [];
  if (isFull && CJK.test(key)) {
    const words = wordsOf(text.replace(IN_BRACKETS, ' '));
    writings.push(key);
    if (words.length === 2) writings.push(`${words[1]}${words[0]}`);
    const reading = readingOf(address);
    if (reading !== null) writings.push(reading, romajiKey(reading));
    families.push(words.length === 2 ? words[0]! : key.slice(0, 2));
  } else if (isFull) {
    const words = latinWords(text);
    const [one = '', other = '', more] = words;
    writings.push(key, inOrder(latinWords(spelt(text))));
    if (more === undefined && (one + other).length >= SHORTEST_IN_ONE_WORD)
      writings.push(one + other, other + one);
    writings.push(...threes(words), romajiKey(key));
    families.push(...[one, other].filter(({ length }) => length > 2));
  }
  return { key, isFull, writings, families };
});

/** Indexes people by their full names. */
export function indexNames(people: readonly Person[]): Names {
  const names: Names = { keys: new Map(), within: new Map(), families: new Map() };
  for (const person of people) {
    const { key, writings, families } = readPerson(person);
    for (const writing of writings) {
      if (writing === null || writing === '' || names.keys.has(writing)) continue;
      names.keys.set(writing, key);
      if (!CJK.test(writing)) continue;
      const start = writing.slice(0, 2);
      const others = names.within.get(start);
      if (others) others.push(writing);
      else names.within.set(start, [writing]);
    }
    for (const family of families) names.families.set(family, key);
  }
  return names;
}

/** A written name, prepared once for every list it is looked up in. */
interface WrittenName {
  key: string;
  /** further keys: parts of it, two words side by side, other romanisations */
  others: string[];
  /** letters without what stands between them, for names without blanks; '' without any */
  letters: string;
  /** a sign stands before this letter */
  apart: boolean[];
  /** what remains beside a rank: `佐藤` of `佐藤社長`; null without one */
  family: string | null;
}

/** So many words are a name at most: `Maria do Carmo Silva`. */
const MOST_WORDS = 4;

/** Two words as a key, and as Japanese syllables spell them. */
function addPair(keys: string[], one: string, other: string): void {
  keys.push(pair(one, other));
  const reading = romajiPair(one, other);
  if (reading !== null) keys.push(reading);
}

/** Parts of a Latin name that may be somebody's: one word, or some side by side. */
function addParts(keys: string[], text: string, whole: readonly string[]): void {
  for (const part of text.split(SEAMS)) {
    // an address in a name is looked at by a rule of its own
    if (part.includes('@')) continue;
    const words = (part === text ? whole : latinWords(part)).filter((word) => word.length > 1);
    for (let i = 0; i < words.length; i++) {
      const [one, other, third] = [words[i]!, words[i + 1], words[i + 2]];
      keys.push(one);
      if (other === undefined) continue;
      addPair(keys, one, other);
      if (third === undefined) continue;
      addPair(keys, one, other + third);
      addPair(keys, third, one + other);
      for (let end = i + 3; end <= Math.min(words.length, i + MOST_WORDS); end++)
        keys.push(inOrder(words.slice(i, end)));
    }
  }
}

function familyOf(text: string, words: readonly string[]): string | null {
  if (!CJK.test(text)) {
    const names = words.filter((word) => !RANKS.has(word));
    return names.length === 1 && names.length < words.length ? names[0]! : null;
  }
  const letters = wordsOf(text).join('');
  const rest = letters.replace(RANKS_AROUND, '');
  return rest !== letters && rest !== '' ? rest : null;
}

const DASHES_BEHIND = /[-‐‑‒–—―−─━ー]+\s*$/u;

/** Prepares a display name, with ornaments and a dash behind it and without. Linear in its length. */
export const writtenName = ofLate(500, (name): WrittenName => {
  const written = prepare(name);
  const plain = ASCII.test(name) ? name : withoutOrnaments(name).replace(DASHES_BEHIND, '');
  if (plain === name) return written;
  const { key, others, family, ...letters } = prepare(plain);
  return {
    ...letters,
    key: written.key,
    others: [...written.others, key, ...others],
    family: family ?? written.family,
  };
});

function prepare(name: string): WrittenName {
  const text = canonical(name);
  const words = latinWords(text);
  const key = keyOfPerson(text, words);
  const family = familyOf(text, words);
  const written: WrittenName = { key, others: [], letters: '', apart: [], family };
  if (CJK.test(text))
    for (const run of wordsOf(text)) {
      for (let i = 0; i < run.length; i++) written.apart.push(i === 0);
      written.letters += run;
    }
  if (/[a-z]/.test(text)) {
    const joined = words.join('');
    if (joined.length >= SHORTEST_IN_ONE_WORD) written.others.push(joined);
    addParts(written.others, text, words);
    const other = ASCII.test(text) ? text : spelt(text);
    if (other !== text) addParts(written.others, other, latinWords(other));
    const reading = romajiKey(key);
    if (reading !== null) written.others.push(reading);
  }
  return written;
}

/** The name begins here: nothing of the same script before it but a title, a department or a company. */
function beginsAt({ letters, apart }: WrittenName, from: number): boolean {
  if (from === 0 || apart[from]) return true;
  const [one, before] = [letters[from]!, letters[from - 1]!];
  for (const script of [HAN, HANGUL])
    if (script.test(one)) return !script.test(before) || OFFICE.test(letters.slice(0, from));
  return KATAKANA.test(one) && !KATAKANA.test(before);
}

/** The name ends here: what follows is a sign, a title, or what a sender says of himself. */
function endsAt({ letters, apart }: WrittenName, to: number): boolean {
  if (to === letters.length || apart[to]) return true;
  const next = apart.indexOf(true, to);
  const tail = letters.slice(to, next === -1 ? letters.length : next).replace(TAIL, '');
  return tail === '' || withoutRoles(tail) === '';
}

/** Whom of these people the name speaks of, as `personKey`; null for nobody. `familyOnly`: by family and rank alone. */
export function findPerson(
  written: WrittenName,
  names: Names,
): { key: string; familyOnly: boolean } | null {
  if (names.keys.size === 0) return null;
  let whole = names.keys.get(written.key);
  for (let i = 0; whole === undefined && i < written.others.length; i++)
    whole = names.keys.get(written.others[i]!);
  if (whole !== undefined) return { key: whole, familyOnly: false };
  for (let from = 0; from < written.letters.length - 1; from++) {
    for (const name of names.within.get(written.letters.slice(from, from + 2)) ?? []) {
      if (!written.letters.startsWith(name, from)) continue;
      if (beginsAt(written, from) && endsAt(written, from + name.length))
        return { key: names.keys.get(name)!, familyOnly: false };
    }
  }
  const family = written.family === null ? undefined : names.families.get(written.family);
  return family === undefined ? null : { key: family, familyOnly: true };
}
