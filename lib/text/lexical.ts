// Reads the pieces that all structured header fields share: white space, quoted strings, comments (RFC 5322 section 3.2).

/** Space, tab and what is left of folding. Never `\s`: that takes U+00A0 and U+3000 for blanks, which is how addresses are disguised. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** Removes blanks of RFC 5322 at both ends, and nothing else. Linear. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Removes the line ends of folding (RFC 5322 section 2.2.3); the blanks behind them stay. */
export function unfold(raw: string): string {
  return raw.includes('\n') ? raw.replace(/\r?\n/g, '') : raw;
}

/** A span of text and the position behind it. */
interface Span {
  text: string;
  end: number;
}

/**
 * Reads a quoted-string that opens at `at`. RFC 5322 section 3.2.4.
 * @returns its content without quotes, quoted pairs resolved; null when it is not closed
 */
export function readQuotedString(text: string, at: number): Span | null {
  const end = endOfQuotedString(text, at);
  return end === -1 ? null : { text: unescapePairs(text.slice(at + 1, end - 1)), end };
}

/** Position behind the closing quote, -1 without one. */
function endOfQuotedString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

/**
 * Reads a comment that opens at `at`, however deep it nests. RFC 5322 section 3.2.2.
 * @param quotes takes a quoted string inside the comment as one piece. The RFC does not, but a writer may copy an
 *   envelope sender such as `"x) y("@example.com` into its comment: only both readings together are safe.
 * @returns its content without the outer parentheses, quoted pairs resolved; null when it is not closed
 */
export function readComment(text: string, at: number, quotes = false): Span | null {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') i++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) {
      return { text: unescapePairs(text.slice(at + 1, i)), end: i + 1 };
    } else if (quotes && character === '"') {
      const end = endOfQuotedString(text, i);
      if (end === -1) return null;
      i = end - 1;
    }
  }
  return null;
}

/** Resolves quoted pairs: `\x` → `x`. RFC 5322 section 3.2.1. */
function unescapePairs(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, '$1') : text;
}

/** Text of a field without its comments; from an unclosed comment on, everything is left out. */
export function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let kept = '';
  for (let i = 0; i < text.length; ) {
    const character = text[i];
    if (character === '(') {
      const comment = readComment(text, i);
      if (comment === null) break;
      kept += ' ';
      i = comment.end;
    } else if (character === '"') {
      const end = endOfQuotedString(text, i);
      kept += text.slice(i, end === -1 ? text.length : end);
      i = end === -1 ? text.length : end;
    } else {
      kept += character;
      i++;
    }
  }
  return kept;
}
