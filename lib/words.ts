// Prose for a sentence: the word table of one language, filled in.
import { LANGUAGES, type Language, type WordKey } from '#words';
import type { Sentence } from './model.ts';
import { likely } from './text/locale.ts';

export { LANGUAGES, type Language, type WordKey };

/**
 * The nearest language there is to a BCP 47 tag or a POSIX locale (`pt_PT.UTF-8`): the same language, if possible in
 * the same script, if possible of the same region; else the first of `available`, which is English.
 */
export function languageFor<Tag extends string = Language>(
  tag: string,
  available: readonly Tag[] = LANGUAGES as readonly string[] as readonly Tag[],
): Tag {
  const wanted = likely(tag.replace(/[.@].*$/, '').replaceAll('_', '-'));
  const nearness = (offered: string) => {
    const parts = likely(offered);
    if (wanted.length === 0 || parts[0] !== wanted[0]) return 0;
    return 1 + (parts[1] === wanted[1] ? 2 : 0) + (parts[2] === wanted[2] ? 1 : 0);
  };
  const [first, ...others] = available;
  const nearest = others.reduce(
    (best, each) => (nearness(each) > nearness(best) ? each : best),
    first as Tag,
  );
  return nearness(nearest) > 0 ? nearest : (first as Tag);
}

const RTL = /^(?:Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/;

/** The direction in which a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  RTL.test(likely(language)[1] ?? '') ? 'rtl' : 'ltr';

/** A text, or one for each plural category of its language (CLDR). */
export type Text = string | { [category: string]: string };

/** Texts of one language. */
export interface Wording {
  language: Language;
  texts: Record<string, Text>;
}

const tables: Partial<Record<string, Record<string, Text>>> = {};

/** From now on these texts are known, beside those that were known before. */
export function learnWords({ language, texts }: Wording): void {
  tables[language] = { ...tables[language], ...texts };
}

/** True when a table has this key. */
export function hasWord(key: string): key is WordKey {
  return Object.values(tables).some((table) => table && Object.hasOwn(table, key));
}

/** The value of a decimal digit of any script: each script has its ten in a row. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** A whole number as it was written for a reader, `1,234` or `٢`. */
const countOf = (written = ''): number =>
  Number((written.match(/\p{Nd}/gu) ?? []).map(digitOf).join(''));

/** What stands under a key. An unknown one is a mistake of ours and throws. */
function find(language: Language, key: string): Text {
  const known = [tables[language], tables.en].find((table) => table && Object.hasOwn(table, key));
  const text = known?.[key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text;
}

/** Characters that stand without spaces between words. */
const UNSPACED = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;
const SPACE_BETWEEN_UNSPACED = new RegExp(`(?<=${UNSPACED.source}) (?=${UNSPACED.source})`, 'g');

/** Known domains, the one to name first, between commas. */
const SEVERAL = ', ';

/** The text of a sentence with its placeholders; the first one of `other` counts where there are plural forms. */
function textOf(language: Language, { key, params }: Sentence): string {
  const text = find(language, key);
  if (typeof text === 'string') {
    if (!params.expected?.includes(SEVERAL)) return text;
    const others = String(find(language, 'word.andOthers'));
    return text.replace('{expected}', others).replace(SPACE_BETWEEN_UNSPACED, '');
  }
  const [, name = ''] = /\{(\w+)\}/.exec(text.other ?? '') ?? [];
  const category = new Intl.PluralRules(language).select(countOf(params[name]));
  return text[category] ?? text.other ?? '';
}

const SCRIPTS = [
  'Cyrl',
  'Grek',
  'Armn',
  'Cher',
  'Copt',
  'Latn',
  'Hebr',
  'Arab',
  'Kana',
  'Hira',
  'Hani',
];

/** Letters by name instead of number: `U+0430 U+0440` → `Cyrillic а р`; what shows nothing keeps its number. */
function nameLetters(language: Language, points: string): string {
  const names = new Intl.DisplayNames(language, { type: 'script' });
  const found = new Map<string, string[]>();
  for (const point of points.split(' ')) {
    const code = Number.parseInt(point.slice(2), 16);
    const letter = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    const script = SCRIPTS.find((code) =>
      new RegExp(`(?=\\p{L})\\p{sc=${code}}`, 'u').test(letter),
    );
    const name = script ? (names.of(script) ?? '') : '';
    found.set(name, [...(found.get(name) ?? []), script ? letter : point]);
  }
  const groups = [...found].map(([name, letters]) => `${name} ${letters.join(' ')}`.trim());
  return new Intl.ListFormat(language, { type: 'unit' }).format(groups);
}

/** A day `2026-11-27` as the language writes it within a sentence; what is no day stays as it is. */
const writeDay = (language: Language, day: string): string =>
  Number.isNaN(Date.parse(day))
    ? day
    : new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(day),
      );

/** A part of a sentence: our own text, or a value that fills a placeholder. */
interface Part {
  text: string;
  isValue: boolean;
}

/**
 * A sentence in parts. Placeholders `{name}` without a value stay visible, so that a test can find them. Between a
 * value and Japanese words of ours stands a space, which only a value in Latin letters keeps.
 */
export function partsOf(language: Language, sentence: Sentence): Part[] {
  const parts = textOf(language, sentence).split(/\{(\w+)\}/);
  const value = (index: number) => {
    const name = parts[index] ?? '';
    const given = sentence.params[name];
    if (name === 'expected') return given?.split(SEVERAL)[0];
    if (name === 'date' || name === 'day') return given && writeDay(language, given);
    return name === 'characters' && given?.startsWith('U+') ? nameLetters(language, given) : given;
  };
  return parts.map((part, index) => {
    if (index % 2 === 1) return { text: value(index) ?? `{${part}}`, isValue: true };
    let text = part;
    if (UNSPACED.test(text[1] ?? '') && UNSPACED.test(value(index - 1)?.at(-1) ?? ''))
      text = text.replace(/^ /, '');
    if (UNSPACED.test(text.at(-2) ?? '') && UNSPACED.test(value(index + 1)?.[0] ?? ''))
      text = text.replace(/ $/, '');
    return { text, isValue: false };
  });
}

/** Text of a sentence. An unknown key is a mistake of ours and throws. */
export function say(language: Language, sentence: Sentence): string {
  return partsOf(language, sentence)
    .map(({ text }) => text)
    .join('');
}
