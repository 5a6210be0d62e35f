// A text as a row of letters with its word edges, and the skeleton of that row: what names are searched in.
import { ASCII, anyOf, INVISIBLE } from '../text/characters.ts';
import { foldLetter } from '../text/letters.ts';
import { ofLate } from '../text/once.ts';
import { letterSkeleton } from '../text/skeleton.ts';

type LetterKind = 'cjk' | 'digit' | 'letter' | 'none';

/** Separators are gone. Arrays of edges have one entry more than there are letters. */
export interface Spelling {
  /** folded letters and digits */
  letters: string[];
  kinds: LetterKind[];
  /** written in hiragana: letters are folded to katakana */
  hiragana: boolean[];
  /** UTF-16 offsets of each letter in the text */
  starts: number[];
  ends: number[];
  /** a word may begin at letter i; the last entry: one may end */
  edge: boolean[];
  /** a separator stands before letter i */
  apart: boolean[];
  skeleton: string;
  /** letter of each skeleton character */
  letterOf: number[];
  /** first skeleton character of each letter, and the length at the end */
  firstOf: number[];
}

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー々〆〇]/u;
const EXTENDING = /[\p{M}\uff9e\uff9f]/u;
const HIDDEN = anyOf(INVISIBLE);
const DASH = /^[-‐‑‒–—―−─━﹣－]$/u;

export const isCjk = (letter: string): boolean => letter.charCodeAt(0) > 0x2e7f && CJK.test(letter);
export const isKatakana = (letter: string | undefined): boolean =>
  letter !== undefined && /^[\u30a1-\u30fa\u30fc]/.test(letter);

const isHiragana = (letter: string): boolean => /^[\u3041-\u3096]/.test(letter);

/** A long mark may follow: not ン, not a small ッ. */
const canBeLong = (letter: string): boolean => isKatakana(letter) && !/^[ンッ]/.test(letter);

const kindOfOther = ofLate(4000, (letter): LetterKind => {
  if (isCjk(letter)) return 'cjk';
  if (/\p{N}/u.test(letter)) return 'digit';
  if (!/\p{L}|[\u{1f130}-\u{1f1ff}]/u.test(letter)) return 'none';
  return /\p{L}/u.test(letterSkeleton(letter)) ? 'letter' : 'none';
});

function kindOf(letter: string): LetterKind {
  const code = letter.charCodeAt(0);
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 'letter';
    return code >= 48 && code <= 57 ? 'digit' : 'none';
  }
  return kindOfOther(letter);
}

/** Signs that stand for a letter when one stands beside them: `P@yPal`, `PayPa|`, `@mazon`, `Am∆zon`. */
const SIGNS = '[@$|!∆△▲∂∈√○◯●◎⭕†¢£€¥§×✕✖₥₦₱₮₩₳฿₵₣₲₭₴᙭®©℮∅•◊☉⚪]';
const LEET = new RegExp(`^${SIGNS}$`, 'u');
/** A text that has such signs, or `()` for an o. */
export const HAS_LEET = new RegExp(String.raw`${SIGNS}|\(\)`, 'u');

interface Stretch {
  /** one or more characters of the plain text */
  text: string;
  start: number;
  end: number;
}

/** ⒜ and 🄐, which decompose into three signs. */
function letterInBrackets(code: number): string | null {
  if (code >= 0x249c && code < 0x24b6) return String.fromCharCode(97 + code - 0x249c);
  return code >= 0x1f110 && code < 0x1f12a ? String.fromCharCode(65 + code - 0x1f110) : null;
}

/** Between two Latin letters these pass for one: `Amaz口n`. */
const AMONG_LATIN: Record<string, string> = {
  ...Object.fromEntries([...'丨ㅣ｜'].map((letter) => [letter, 'l'])),
  ...Object.fromEntries([...'口ロㅇ囗'].map((letter) => [letter, 'o'])),
  丹: 'a',
  卂: 'a',
  乃: 'b',
  匚: 'c',
  乇: 'e',
  千: 'f',
  卄: 'h',
  工: 'l',
  尺: 'r',
  七: 't',
  ㄒ: 't',
  山: 'w',
  乂: 'x',
  ㄚ: 'y',
  乙: 'z',
};

/** The Latin letter that a sign stands for between others; '' where it is what it is. */
function amongLatin(list: readonly Stretch[], at: number): string {
  const letter = AMONG_LATIN[list[at]!.text];
  if (letter === undefined) return '';
  let [before, behind] = [at - 1, at + 1];
  while (AMONG_LATIN[list[before]?.text ?? ''] !== undefined) before--;
  while (AMONG_LATIN[list[behind]?.text ?? ''] !== undefined) behind++;
  const isLatin = (one: Stretch | undefined) => /^[a-z]/i.test(one?.text ?? '');
  return isLatin(list[before]) && isLatin(list[behind]) ? letter : '';
}

/** Code points with the marks that follow them. Hidden characters are left out. */
function stretches(text: string): Stretch[] {
  const list: Stretch[] = [];
  let at = 0;
  for (const point of text) {
    const end = at + point.length;
    const code = point.codePointAt(0)!;
    const open = list.at(-1);
    if (code < 128) {
      list.push({ text: code === 127 || code < 32 ? ' ' : point, start: at, end });
    } else if (HIDDEN.test(point)) {
      // shows nothing
    } else if (open && EXTENDING.test(point)) {
      open.text += point;
      open.end = end;
    } else {
      list.push({ text: letterInBrackets(code) ?? point, start: at, end });
    }
    at = end;
  }
  return list;
}

function isFlagLetter(stretch: Stretch | undefined): boolean {
  const code = stretch?.text.codePointAt(0) ?? 0;
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/** Two regional indicators alone are a flag; a longer row of them is writing. */
function withoutFlags(list: Stretch[]): Stretch[] {
  for (let i = 0; i < list.length; i++) {
    if (!isFlagLetter(list[i])) continue;
    let end = i;
    while (isFlagLetter(list[end])) end++;
    if (end - i === 2) for (let k = i; k < end; k++) list[k]!.text = ' ';
    i = end;
  }
  return list;
}

/** `Amaz()n`: a pair of brackets for an o. */
function withRounds(list: Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const stretch of list) {
    const last = out.at(-1);
    if (stretch.text === ')' && last?.text === '(')
      out[out.length - 1] = { ...last, text: '○', end: stretch.end };
    else out.push(stretch);
  }
  return out;
}

/** Spells a text out. `signs` reads `@ $ | !` beside a letter as letters. */
export function spell(text: string, signs = true): Spelling {
  const list = ASCII.test(text) ? stretches(text) : withoutFlags(stretches(text));
  return spellStretches(signs && text.includes('(') ? withRounds(list) : list, signs);
}

function spellStretches(list: Stretch[], signs: boolean): Spelling {
  const row: Spelling = {
    letters: [],
    kinds: [],
    hiragana: [],
    starts: [],
    ends: [],
    edge: [],
    apart: [],
    skeleton: '',
    letterOf: [],
    firstOf: [],
  };
  let last: LetterKind = 'none';
  let lastUpper = false;
  let open = '';
  for (let i = 0; i < list.length; i++) {
    const stretch = list[i]!;
    let shown = stretch.text;
    if (last === 'cjk' && DASH.test(shown) && canBeLong(row.letters.at(-1)!)) shown = 'ー';
    const isAscii = shown.charCodeAt(0) < 128;
    let kind: LetterKind = isAscii ? kindOf(shown) : 'none';
    let foreign = '';
    if (kind !== 'none') {
      // a letter or digit: nothing else can be read into it
    } else if (shown !== ' ' && LEET.test(shown)) {
      const sides = [list[i - 1], list[i + 1]].filter(
        (one) => one !== undefined && kindOf(one.text[0]!) === 'letter',
      );
      // At the end of a word it is a mark of trade.
      if (signs && sides.length > (/[®©]/.test(shown) ? 1 : 0)) kind = 'letter';
    } else if (!isAscii) {
      foreign = amongLatin(list, i);
      if (foreign !== '') kind = 'letter';
    }
    if (kind === 'none' && !isAscii && foreign === '') {
      shown = shown.replace(/[™®©℠]/g, ' ').normalize('NFKC');
      kind = kindOf(shown[0] === undefined ? ' ' : String.fromCodePoint(shown.codePointAt(0)!));
    }
    if (kind === 'none') {
      last = 'none';
      open = '';
      continue;
    }
    for (const letter of shown.length === 1 ? [shown] : lettersOf(shown)) {
      const own = foreign !== '' || shown.length === 1 ? kind : kindOf(letter);
      const lower = foldLetter(letter);
      const upper = own === 'letter' && lower !== letter && letter !== letter.toLowerCase();
      row.edge.push(own !== last || own === 'cjk' || (upper && !lastUpper));
      row.apart.push(last === 'none');
      row.firstOf.push(row.skeleton.length);
      const part = foreign || letterSkeleton(own === 'cjk' ? lower : letter);
      if (open === 'v' && part === 'v' && last === 'letter') {
        // vv reads as w, and belongs to the first of the two
        row.skeleton = `${row.skeleton.slice(0, -1)}w`;
        open = '';
      } else {
        for (let k = 0; k < part.length; k++) row.letterOf.push(row.letters.length);
        row.skeleton += part;
        open = part;
      }
      row.letters.push(lower);
      row.kinds.push(own);
      row.hiragana.push(own === 'cjk' && isHiragana(letter));
      row.starts.push(stretch.start);
      row.ends.push(stretch.end);
      last = own;
      lastUpper = upper;
    }
  }
  row.edge.push(true);
  row.apart.push(true);
  row.firstOf.push(row.skeleton.length);
  return row;
}

/** `㈱` becomes three letters and two brackets; a letter with its marks stays one. */
function lettersOf(shown: string): string[] {
  const out: string[] = [];
  for (const point of shown) {
    if (out.length > 0 && EXTENDING.test(point)) out[out.length - 1] += point;
    else if (kindOf(point) !== 'none') out.push(point);
  }
  return out;
}

/** The skeleton that `spell` gives a listed name. Names are ASCII for the most part, and then it is quick. */
export function skeletonOf(name: string): string {
  if (!ASCII.test(name)) return spell(name, false).skeleton;
  let out = '';
  let open = false;
  for (const letter of name) {
    if (kindOf(letter) === 'none') {
      open = false;
      continue;
    }
    const part = letterSkeleton(letter);
    if (open && part === 'v') {
      out = `${out.slice(0, -1)}w`;
      open = false;
    } else {
      out += part;
      open = part === 'v';
    }
  }
  return out;
}
