// The one table of characters that show nothing and of brackets, as classes to put between those of a regular expression.

/** No ink and no width: ignorable characters (UAX #44), direction controls among them, and the blank Braille cell. */
export const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;

/** Letters that are drawn as a blank; they are among INVISIBLE. */
export const FILLERS = String.raw`\u115f\u1160\u2800\u3164\uffa0`;

/** White space that mail does not count as white space (RFC 5322 section 2.2.2: space and tab alone). */
const BLANKS = String.raw`\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** Controls, format characters and line ends of Unicode: no file name, no line of a page and no terminal takes them. */
export const UNPRINTED = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}`;

/** Embeddings, overrides and isolates: what follows them runs another way. UAX #9. */
export const TURNS = String.raw`\u202a-\u202e\u2066-\u2069`;

/** Direction marks without reach, which Gmail and mail programs for Arabic and Hebrew write. */
export const DIRECTION_MARKS = String.raw`\u200e\u200f\u061c`;

/** Whatever stands in an address and is not seen there. */
export const HIDDEN_IN_ADDRESS = String.raw`${BLANKS}${INVISIBLE}\p{Cf}`;

/** Brackets around words, each opening one before its closing one; those of full width, which NFKC folds, as well. */
const BRACKET_PAIRS = ['()', '[]', '（）', '［］', '【】', '「」', '『』', '〔〕'];

const asClass = (text: string): string => text.replace(/[[\]]/g, String.raw`\$&`);

/** Any bracket around words. */
export const BRACKETS = asClass(BRACKET_PAIRS.join(''));

/** What stands in brackets, they included, as short as it can be: a pattern, not a class. */
export const BRACKETED = BRACKET_PAIRS.map(
  ([open = '', close = '']) => `[${asClass(open)}].*?[${asClass(close)}]`,
).join('|');

/** Nothing but ASCII, controls included: most questions about letters end here. */
export const ASCII = /^[\x00-\x7f]*$/;

/** One character of these classes. */
export const anyOf = (classes: string, flags = ''): RegExp =>
  new RegExp(`[${classes}]`, `${flags}u`);
