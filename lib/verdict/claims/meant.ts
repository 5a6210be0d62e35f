// What a text may be meant as besides what its letters spell: signs that are ornament to one reader are letters to another.
// Every way is as long as the text, so that places in it stay places in it.

/** Nothing in it may be meant otherwise. */
const PLAIN = /^[\x20-\x7e]*$/;
const JAMO = /[\u1100-\u11ff\u3131-\u318e]/;
/** Letters of a syllable that stand side by side: ㅂㅓ for 버. */
const APART = /[\u3131-\u318e]{2,}/g;

/** Letters and their marks as one (NFC), letters of Hangul as syllables. */
export function composed(text: string): string {
  if (PLAIN.test(text)) return text;
  const whole = text.normalize('NFC');
  return JAMO.test(whole) ? whole.replace(APART, (letters) => letters.normalize('NFKC')) : whole;
}

/** Shows nothing, and is part of no name: an escape, what old charsets leave behind, a mark that no letter has. */
const UNSEEN =
  /[\x1b\x80-\x9f\u2028\u2029\ufff9-\ufffd]|\p{Cs}|(?<=[\p{Script=Latin}\p{Script=Han}\p{Script=Kana}\p{Script=Hira}\p{Script=Hang}\p{N}]\p{M}*)\p{M}/gu;
/** Enclosed letters, marks of trade, pictures: ornament beside a name, and letters within one. */
const ORNAMENT = /(?![\ufffc\ufffd])[\p{So}\u2139]|\p{Nd}(?=\ufe0f?\u20e3)/gu;
/** A dash behind kana is a long mark (サ-ビス), or what parts two words (メルカリ-サポート). */
const DASH = /(?<=[\u3041-\u30ff]\s?)[-‐‑‒–—―−─━﹣－]/g;
/** A six among letters is a b to most who write so, and a g to some. */
const SIX = /(?<=\p{L}{3})6|6(?=\p{L}{3})/gu;
/** So many dashes are tried, one at a time. */
const MOST_DASHES = 4;

/** An ornament by itself: letters that are written apart are more than one. */
const LONE =
  /(?<=^|\s)(?<![\p{So}\u2139]\ufe0f?\s)[\p{So}\u2139]\ufe0f?(?=\s|$)(?!\s[\p{So}\u2139])/gu;

const blanks = (found: string): string => ' '.repeat(found.length);

/** A text with blanks for all that may be ornament. */
export const withoutOrnaments = (text: string): string => text.replace(ORNAMENT, blanks);

/** A text in every way it may be meant: as it stands first, without what is ornament for certain. */
export function asMeant(written: string): string[] {
  const isPlain = PLAIN.test(written);
  const text = isPlain ? written : written.replace(LONE, blanks);
  const ways = [text];
  if (text.includes('6')) ways.push(text.replace(SIX, 'g'));
  else if (isPlain) return ways;
  if (!isPlain) {
    let last = text;
    for (const [pattern, meaning] of [
      [ORNAMENT, blanks],
      [UNSEEN, (found: string) => '\u200b'.repeat(found.length)],
      [DASH, blanks],
    ] as const) {
      last = last.replace(pattern, meaning);
      ways.push(last);
    }
    for (const { 0: dash, index } of [...text.matchAll(DASH)].slice(0, MOST_DASHES))
      ways.push(text.slice(0, index) + blanks(dash) + text.slice(index + dash.length));
  }
  return [...new Set(ways)];
}
