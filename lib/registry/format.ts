// The shipped form of the registry: columns of text. Written by scripts/generate/registry.ts, read by organisations.ts.

/** Printable characters that need no escape in a double-quoted string. */
const DIGITS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
  (c) => c !== '"' && c !== '\\',
);
const BASE = DIGITS.length;

const VALUE = new Uint8Array(256);

export function encodeDigit(value: number): string {
  const digit = DIGITS[value];
  if (digit === undefined) throw new RangeError(`more than one digit: ${value}`);
  return digit;
}
export const digitAt = (column: string, i: number): number => VALUE[column.charCodeAt(i)]!;

/** What the first of two digits may be besides: signs that no encoding needs to escape. */
const FIRST_DIGITS = [...DIGITS, ...'¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿'];
for (const [value, digit] of FIRST_DIGITS.entries()) VALUE[digit.charCodeAt(0)] = value;

/** Two digits: up to 11,345. */
export function encodeNumber(value: number): string {
  const first = FIRST_DIGITS[Math.floor(value / BASE)];
  if (first === undefined) throw new RangeError(`more than two digits: ${value}`);
  return first + DIGITS[value % BASE]!;
}
export const numberAt = (column: string, i: number): number =>
  digitAt(column, 2 * i) * BASE + digitAt(column, 2 * i + 1);

const NEAR = 12;
/** The step to an organisation that is not near: its number is told. */
export const FAR = 2 * NEAR + 1;

/** From the organisation named last in the sorted list to the owner of a further name. */
export const encodeStep = (owner: number, last: number): number =>
  Math.abs(owner - last) <= NEAR ? owner - last + NEAR : FAR;
export const decodeStep = (step: number, last: number): number => last + step - NEAR;

/** Bits of an organisation. */
export const FLAG = { high: 1, usersWrite: 2, federated: 4, partial: 8, confirmed: 16 } as const;

/** Bits of a name, below its reason: the first of its organisation; one to call it by, where an earlier one might. */
export const NAME = { first: 1, shown: 2, reason: 4 } as const;

/** The country that a domain's last label names; '' for the others. */
function countryOf(domain: string): string {
  const last = domain.slice(domain.lastIndexOf('.') + 1);
  return last.length !== 2 ? '' : last === 'uk' ? 'gb' : last;
}

/** Of public bodies the country counts: names below its closed suffixes answer for them. */
export const isPublic = (category: string): boolean => category === 'gov' || category === 'utility';

/** The countries are told of public bodies, and of confirmed organisations, which are named beside the seal. */
const isTold = (category: string, flags: number): boolean =>
  isPublic(category) || (flags & FLAG.confirmed) !== 0;

/** Regions; where all are told, those that the first domain tells are left out. */
export function encodeRegion(
  region: string,
  category: string,
  flags: number,
  firstDomain: string,
): string {
  if (!isTold(category, flags)) return region;
  return region === countryOf(firstDomain) ? '' : region || '-';
}

export function decodeRegion(
  text: string,
  category: string,
  flags: number,
  firstDomain: string,
): string[] {
  const region = text === '' && isTold(category, flags) ? countryOf(firstDomain) : text;
  return region === '' || region === '-' ? [] : region.split(' ');
}

const LATIN = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const KANJI = /\p{Script=Han}/u;

/** Whom a name tells whom it means: in English, in Japanese, in its own script. */
type Language = 'en' | 'ja' | 'native';
export const LANGUAGES: readonly Language[] = ['en', 'ja', 'native'];

/** What an organisation of these countries is called so in. */
export function languageOf(name: string, region: readonly string[]): Language {
  if (LATIN.test(name)) return 'en';
  return KANA.test(name) || (KANJI.test(name) && region.includes('jp')) ? 'ja' : 'native';
}

/** Stands between the entries of a column; no name has it. */
export const BAR = '|';

/** Sorted names: how many letters each shares with the one before, and the rest of it. */
export function encodeSorted(names: readonly string[]): { shared: string; rests: string } {
  let before = '';
  let shared = '';
  const rests: string[] = [];
  for (const name of names) {
    let same = 0;
    while (same < BASE - 1 && same < name.length && name[same] === before[same]) same++;
    shared += encodeDigit(same);
    rests.push(name.slice(same));
    before = name;
  }
  return { shared, rests: rests.join(BAR) };
}

export function decodeSorted(shared: string, rests: string): string[] {
  let before = '';
  return rests.split(BAR).map((rest, i) => {
    before = before.slice(0, digitAt(shared, i)) + rest;
    return before;
  });
}

/** Signs of two octets in UTF-8 that stand for the letters which come most often, most of them of three. */
export const SIGNS = { first: 0x500, count: 0x300 } as const;

/** The code points of letters in order, as steps. */
export const encodeLetters = (letters: readonly string[]): string =>
  letters
    .map((letter, i) => letter.charCodeAt(0) - (i === 0 ? 0 : letters[i - 1]!.charCodeAt(0)))
    .join(' ');

/** Reads a column in which signs stand for those letters. */
export function readLetters(steps: string, column: string): string {
  let code = 0;
  const letters = steps.split(' ').map((step) => {
    code += Number(step);
    return String.fromCharCode(code);
  });
  return column.replace(/[\u0500-\u07ff]/g, (sign) => letters[sign.charCodeAt(0) - SIGNS.first]!);
}
