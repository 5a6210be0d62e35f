// Cuts an address field into tokens at octet level (RFC 5322 section 3.2), before any tidying.

import { isBlank, readComment, readQuotedString } from './lexical.ts';

/** `special` is one of `<>:;@,`; `word` anything else that holds together, dots and brackets included. */
export interface Token {
  kind: 'word' | 'quoted' | 'comment' | 'literal' | 'special';
  /** content: quotes, parentheses and quoted pairs resolved */
  text: string;
  /** blanks stood before it */
  spaced: boolean;
  start: number;
  end: number;
}

interface Tokens {
  list: Token[];
  /** an unclosed quote or comment, a quoted sign outside quotes, more than is read */
  malformed: boolean;
  /** a stray `)` or `\` outside quotes, which programs read alike */
  sloppy: boolean;
}

const SPECIALS = '<>:;@,';
/** More tokens than this are not read: 2,000 mailboxes with names of three words have two thirds of them. */
const MOST_TOKENS = 1 << 15;
/** @param value unfolded latin1 value. Linear in its length; nothing is dropped but blanks, and what is far too much. */
export function tokenize(value: string): Tokens {
  const list: Token[] = [];
  let malformed = false;
  let sloppy = false;
  let spaced = false;
  let i = 0;
  const push = (kind: Token['kind'], text: string, end: number) => {
    list.push({ kind, text, spaced, start: i, end });
    spaced = false;
    i = end;
  };
  while (i < value.length) {
    if (list.length >= MOST_TOKENS) return { list, malformed: true, sloppy };
    const character = value[i]!;
    if (isBlank(character)) {
      spaced = true;
      i++;
    } else if (character === '"') {
      const quoted = readQuotedString(value, i);
      if (quoted === null) malformed = true;
      push('quoted', quoted?.text ?? value.slice(i + 1), quoted?.end ?? value.length);
    } else if (character === '(') {
      const comment = readComment(value, i);
      if (comment === null) malformed = true;
      push('comment', comment?.text ?? value.slice(i + 1), comment?.end ?? value.length);
    } else if (character === '[' && value[i - 1] === '@') {
      // A bracket elsewhere is part of a name, as in `[list] Alice <…>`: not allowed, but common and harmless.
      const close = value.indexOf(']', i);
      if (close === -1) malformed = true;
      const end = close === -1 ? value.length : close + 1;
      push('literal', value.slice(i, end), end);
    } else if (SPECIALS.includes(character)) {
      push('special', character, i + 1);
    } else if (character === ')' || character === '\\') {
      // A lone backslash or parenthesis is read as itself by all; in front of another sign it takes that sign's meaning.
      if (character === '\\' && !isHarmless(value[i + 1])) malformed = true;
      sloppy = true;
      push('word', character, i + 1);
    } else {
      const end = endOfWord(value, i);
      push('word', value.slice(i, end), end);
    }
  }
  return { list, malformed, sloppy };
}

const isHarmless = (next: string | undefined) =>
  next === undefined || /[^<>()[\]:;@,."\\]/.test(next);

function endOfWord(value: string, start: number): number {
  let i = start;
  while (i < value.length) {
    const character = value[i]!;
    if (isBlank(character) || character === '"' || character === '(' || character === ')') break;
    if (character === '\\' || SPECIALS.includes(character)) break;
    i++;
  }
  return i;
}

/** Words of a phrase as written, quotes and quoted pairs resolved, blanks between them kept. */
export function joinPhrase(value: string, phrase: Token[]): string {
  let text = '';
  let end = phrase[0]?.start ?? 0;
  for (const token of phrase) {
    const gap = value.slice(end, token.start);
    // A comment stood in the gap: it is told in `comments`, here it is a blank.
    text += (gap.includes('(') ? ' ' : gap) + token.text;
    end = token.end;
  }
  return text;
}

/** True for this one of `<>:;@,`. */
export function isSpecial(token: Token, text: string): boolean {
  return token.kind === 'special' && token.text === text;
}
