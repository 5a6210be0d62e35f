// Reads Authentication-Results and ARC-Authentication-Results (RFC 8601 section 2.2, RFC 8617 section 4.1.1).

import type { AuthenticationResults, MethodResult } from '../model.ts';
import { isBlank, readComment, readQuotedString, unfold } from '../text/lexical.ts';
import { ofObject } from '../text/once.ts';

/**
 * Parses a field value. The envelope sender that a receiver copies into comment and `smtp.mailfrom` is written by
 * strangers, so nothing here is guessed: a value with any part that is not RFC 8601, an unclosed quote or comment, or a
 * comment that reads differently when quoted strings inside it are honoured, is `null` as a whole.
 *
 * @param value latin1, folded or not. Linear in its length.
 * @returns null when it is no RFC 8601 value, which includes results without an authserv-id
 */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  const text = unfold(value);
  const plain = parse(text, false);
  if (plain === null || !text.includes('"') || !text.includes('(')) return plain;
  const quoted = parse(text, true);
  return quoted !== null && sameResults(plain, quoted) ? plain : null;
}

/** The same authserv-id, methods, results, properties and comments in the same order, however they are folded. */
export function sameResults(a: AuthenticationResults, b: AuthenticationResults): boolean {
  return a.authservId === b.authservId && canonical(a) === canonical(b);
}

/** Many fields may be compared with one long one: it is written out once. */
const canonical = ofObject((results: AuthenticationResults): string => {
  const fold = (text: string) => text.replace(/[ \t]+/g, ' ');
  return JSON.stringify(
    results.methods.map((one) => [
      one.method,
      one.result,
      one.reason,
      Object.entries(one.properties).sort(([x], [y]) => (x < y ? -1 : 1)),
      one.comments.map(fold),
    ]),
  );
});

const KEYWORD = /[A-Za-z0-9][A-Za-z0-9_-]*/y;
const PROPERTY = /[A-Za-z0-9][A-Za-z0-9_-]*(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*/y;
/** Ends a value: blanks, what opens a quote or comment, and the parting semicolon. */
const UNQUOTED = /[^ \t\r\n;"()\x00-\x1f\x7f]+/y;

class Scanner {
  readonly text: string;
  readonly quotes: boolean;
  at = 0;
  comments: string[] = [];

  constructor(text: string, quotes: boolean) {
    this.text = text;
    this.quotes = quotes;
  }

  /** Passes blanks and comments (CFWS). @returns false at an unclosed comment */
  skip(): boolean {
    for (;;) {
      if (isBlank(this.text[this.at])) this.at++;
      else if (this.text[this.at] === '(') {
        const comment = readComment(this.text, this.at, this.quotes);
        if (comment === null) return false;
        this.comments.push(comment.text);
        this.at = comment.end;
      } else return true;
    }
  }

  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  /** value / [[local-part] "@"] domain-name: pieces that touch belong together. */
  value(): string | null {
    let value = '';
    let found = false;
    for (;;) {
      if (this.text[this.at] === '"') {
        const quoted = readQuotedString(this.text, this.at);
        if (quoted === null) return null;
        value += quoted.text;
        this.at = quoted.end;
      } else {
        const piece = this.match(UNQUOTED);
        if (piece === null) return found ? value : null;
        value += piece;
      }
      found = true;
    }
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }
}

function parse(text: string, quotes: boolean): AuthenticationResults | null {
  const scanner = new Scanner(text, quotes);
  if (!scanner.skip()) return null;
  const instance = readInstance(scanner);
  const authservId = scanner.value();
  if (authservId === null || (authservId.includes('=') && scanner.text[scanner.at - 1] !== '"'))
    return null;
  if (!scanner.skip()) return null;
  // authres-version
  if (!scanner.done && scanner.text[scanner.at] !== ';' && scanner.match(/\d+/y) === null)
    return null;
  const methods: MethodResult[] = [];
  for (;;) {
    if (!scanner.skip()) return null;
    if (scanner.done) return { authservId, methods, instance };
    if (!scanner.take(';')) return null;
    scanner.comments = [];
    if (!scanner.skip()) return null;
    if (scanner.done || scanner.text[scanner.at] === ';') continue;
    const method = readMethod(scanner);
    if (method === null) return null;
    if (method !== 'none') methods.push(method);
  }
}

/** `i=1;` of an ARC-Authentication-Results; leaves the scanner alone where there is none. */
function readInstance(scanner: Scanner): number | null {
  const tag = scanner.match(/i[ \t]*=[ \t]*(\d{1,4})[ \t]*;/iy);
  if (tag === null) return null;
  scanner.skip();
  return Number(/\d+/.exec(tag)?.[0]);
}

function readMethod(scanner: Scanner): MethodResult | 'none' | null {
  const method = scanner.match(KEYWORD)?.toLowerCase();
  if (method === undefined || !scanner.skip()) return null;
  if (method === 'none' && (scanner.done || scanner.text[scanner.at] === ';')) return 'none';
  if (scanner.take('/') && (!scanner.skip() || scanner.match(/\d+/y) === null || !scanner.skip()))
    return null;
  if (!scanner.take('=') || !scanner.skip()) return null;
  const result = scanner.match(KEYWORD)?.toLowerCase();
  if (result === undefined) return null;
  let reason: string | null = null;
  const properties: Record<string, string> = Object.create(null);
  for (;;) {
    const before = scanner.at;
    if (!scanner.skip()) return null;
    if (scanner.done || scanner.text[scanner.at] === ';') break;
    // Something stuck to the word before it: not a property but a word of another grammar.
    if (scanner.at === before) return null;
    const written = scanner.match(PROPERTY)?.replace(/[ \t]/g, '').toLowerCase();
    // Gmail wrote `smtp.mail` until 2015.
    const key = written === 'smtp.mail' ? 'smtp.mailfrom' : written;
    if (key === undefined || !scanner.skip() || !scanner.take('=') || !scanner.skip()) return null;
    const value = scanner.done || scanner.text[scanner.at] === ';' ? '' : scanner.value();
    if (value === null) return null;
    if (key === 'reason') reason = value;
    // A property that is stated twice differently has no one meaning.
    else if (key in properties && properties[key] !== value) return null;
    else properties[key] = value;
  }
  return { method, result, reason, properties: { ...properties }, comments: scanner.comments };
}
