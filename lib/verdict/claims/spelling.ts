// A name as a row of letters with its word boundaries, and the skeleton of that row: what brands are searched in.
import { plain } from '../../text/normalise.ts';
import { letterSkeleton } from '../../text/skeleton.ts';

/** Separators are gone; `before[i]` tells that a word may begin at letter i, `before[length]` that one ends. */
export interface Spelling {
  /** folded letters and digits, one code point each */
  letters: string[];
  before: boolean[];
  /** a separator stood before this letter */
  apart: boolean[];
  skeleton: string;
  /** letter of each skeleton character */
  letterOf: number[];
}

type Kind = 'cjk' | 'digit' | 'letter' | 'none';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆〇]/u;

export function isCjk(letter: string): boolean {
  return letter.charCodeAt(0) > 0x2e7f && CJK.test(letter);
}

function kindOf(letter: string): Kind {
  const code = letter.charCodeAt(0);
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 'letter';
    return code >= 48 && code <= 57 ? 'digit' : 'none';
  }
  if (isCjk(letter)) return 'cjk';
  if (/\p{N}/u.test(letter)) return 'digit';
  return /[\p{L}\p{S}]/u.test(letter) && /\p{L}/u.test(letterSkeleton(letter)) ? 'letter' : 'none';
}

/** `P@yPal`, `Pay|Pal`: a sign between two letters stands for one, unless an address is written there. */
function isLeet(points: string[], i: number): boolean {
  const sign = points[i]!;
  if (!'@$|!'.includes(sign)) return false;
  if (sign === '@' && points.indexOf('.', i) > i) return false;
  return kindOf(points[i - 1] ?? ' ') === 'letter' && kindOf(points[i + 1] ?? ' ') === 'letter';
}

const isUpper = (letter: string) => letter !== letter.toLowerCase();

/** Spells a name out. */
export function spell(name: string): Spelling {
  const letters: string[] = [];
  const before: boolean[] = [];
  const apart: boolean[] = [];
  const letterOf: number[] = [];
  let text = '';
  const points = [...plain(name)];
  let last: Kind = 'none';
  let lastUpper = false;
  let open = '';
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    const kind = isLeet(points, i) ? 'letter' : kindOf(point);
    if (kind === 'none') {
      last = 'none';
      open = '';
      continue;
    }
    const upper = kind === 'letter' && isUpper(point);
    const camel = upper && !lastUpper;
    before.push(kind !== last || kind === 'cjk' || camel);
    apart.push(last === 'none');
    const part = letterSkeleton(point);
    if (open === 'v' && part === 'v' && last === 'letter') {
      // vv reads as w, and belongs to the first of the two
      text = `${text.slice(0, -1)}w`;
      open = '';
    } else {
      for (let k = 0; k < part.length; k++) letterOf.push(letters.length);
      text += part;
      open = part;
    }
    letters.push(point.toLowerCase());
    last = kind;
    lastUpper = upper;
  }
  before.push(true);
  apart.push(true);
  return { letters, before, apart, skeleton: text, letterOf };
}
