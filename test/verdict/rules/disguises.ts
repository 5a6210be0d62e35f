// Ways to write a known name so that it reads the same and compares differently; and ways to dress it up.

const CYRILLIC: Record<string, string> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  i: 'і',
  s: 'ѕ',
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
};
const GREEK: Record<string, string> = {
  A: 'Α',
  B: 'Β',
  E: 'Ε',
  H: 'Η',
  I: 'Ι',
  K: 'Κ',
  M: 'Μ',
  N: 'Ν',
  O: 'Ο',
  P: 'Ρ',
  T: 'Τ',
  X: 'Χ',
  Y: 'Υ',
  Z: 'Ζ',
  o: 'ο',
};
const KANJI: Record<string, string> = {
  カ: '力',
  ー: '一',
  ニ: '二',
  エ: '工',
  ト: '卜',
  タ: '夕',
  ハ: '八',
  ロ: '口',
  ヘ: 'へ',
};
const DIGITS: Record<string, string> = { o: '0', O: '0', l: '1', i: '1', I: '1' };

/** Swaps the characters a table knows; null when it knows none of them, because then nothing is disguised. */
function swap(name: string, table: Record<string, string>): string | null {
  const changed = [...name].map((c) => table[c] ?? c).join('');
  return changed === name ? null : changed;
}

const shift = (from: number, to: number, by: number) => (name: string) => {
  const changed = [...name]
    .map((c) => {
      const code = c.codePointAt(0) ?? 0;
      return code >= from && code <= to ? String.fromCodePoint(code + by) : c;
    })
    .join('');
  return changed === name ? null : changed;
};

const HALF_KANA: Record<string, string> = Object.fromEntries(
  [...'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ'].flatMap((half) => [
    [half.normalize('NFKC'), half],
    [`${half}ﾞ`.normalize('NFKC'), `${half}ﾞ`],
    [`${half}ﾟ`.normalize('NFKC'), `${half}ﾟ`],
  ]),
);

const between = (sign: string) => (name: string) => [...name].join(sign);

/** Bold mathematical letters for a–z and A–Z. */
const bold = (name: string): string | null => {
  const changed = [...name]
    .map((c) => {
      const code = c.charCodeAt(0);
      if (code >= 97 && code <= 122) return String.fromCodePoint(0x1d41a + code - 97);
      return code >= 65 && code <= 90 ? String.fromCodePoint(0x1d400 + code - 65) : c;
    })
    .join('');
  return changed === name ? null : changed;
};

/** Each takes a brand's name; null where the disguise does not apply to it. */
export const DISGUISES: Record<string, (name: string) => string | null> = {
  plain: (name) => name,
  fullWidth: shift(0x21, 0x7e, 0xfee0),
  halfWidthKana: (name) => swap(name, HALF_KANA),
  hiragana: shift(0x30a1, 0x30f6, -0x60),
  kanjiForKana: (name) => swap(name, KANJI),
  cyrillic: (name) => swap(name, CYRILLIC),
  greek: (name) => swap(name, GREEK),
  digits: (name) => swap(name, DIGITS),
  bold,
  upper: (name) => name.toUpperCase(),
  zeroWidth: between('\u200b'),
  softHyphen: between('\u00ad'),
  wordJoiner: between('\u2060'),
  spaced: between(' '),
  dotted: between('.'),
  support: (name) => `${name}サポート`,
  supportTeam: (name) => `${name} Support Team`,
  company: (name) => `${name}株式会社`,
  bracketed: (name) => `[${name}]`,
  prefixed: (name) => `【重要】${name}`,
  prefixedCompany: (name) => `【重要】${name}株式会社`,
  numbered: (name) => `${name} No.839201`,
  ticket: (name) => `${name} Ticket #AB-1029`,
  trailingHidden: (name) => `${name}\u3164`,
  accented: (name) => swap(name, { a: 'á', e: 'é', o: 'ö', i: 'í', u: 'ü' }),
};
