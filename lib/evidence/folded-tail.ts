// Tells Gmail's own results from a stranger's line that folded into them.

import { parseAuthenticationResults } from '../message/authentication-results.ts';
import type { AuthenticationResults, HeaderField, MethodResult } from '../model.ts';
import { trimBlanks, unfold } from '../text/lexical.ts';

/** Octets of results: Google writes a line for each, and never so many. */
const LONGEST = 1 << 15;
/** What Google writes behind dkim=, a piece a property. */
const DKIM_PROPERTY = /^[ \t]*header\.[idsb][ \t]*=/i;

interface OwnWords {
  /** null where what is left is no RFC 8601 value */
  results: AuthenticationResults | null;
  /** the folded lines that are not Google's, '' without any */
  tail: string;
}

/**
 * Reads the results that stand right above the sender's first field.
 *
 * A first line of the sender's that starts with a blank becomes a part of them (RFC 5322 section 2.2.3). Google parts
 * results by `;` at the end of a line and ends with a property: a line behind a complete result that no `;` announced,
 * or one that begins with `;`, is somebody else's, and so is all below it. A fold inside a result is only a fold.
 *
 * @param copy the sealed copy of the results above them, where it stands: what it says is Google's, whatever follows
 */
export function readOwnWords(field: HeaderField, copy: HeaderField | null): OwnWords {
  const { own, tail } = cut(field.raw);
  const results = parseAuthenticationResults(own);
  if (copy === null || (results !== null && tail === '')) return { results, tail };
  // The copy itself is followed by Google's fields only, so all of it is Google's.
  const sealed = parseAuthenticationResults(copy.value);
  if (sealed === null || sealed.instance === null) return { results, tail };
  const words = plain(copy.value).replace(/^i ?= ?\d+ ?; ?/i, '');
  const written = plain(field.value);
  if (!written.startsWith(words)) return { results, tail };
  return { results: { ...sealed, instance: null }, tail: trimBlanks(written.slice(words.length)) };
}

/** One space for any run of blanks. */
const plain = (value: string) => trimBlanks(unfold(value).replace(/[ \t]+/g, ' '));

/** Google's lines stand first, so however much the sender folds below them, it is told apart at its first line. */
function cut(raw: string): { own: string; tail: string } {
  const [first = '', ...lines] = raw.split(/\r?\n/);
  let own = first;
  let before = first;
  for (const [i, written] of lines.entries()) {
    const line = trimBlanks(written);
    if (own.length > LONGEST || isStrangers(line, before, own))
      return { own, tail: trimBlanks(unfold(lines.slice(i).join('\r\n'))) };
    own += `\r\n${written}`;
    before = written;
  }
  return { own, tail: '' };
}

function isStrangers(line: string, before: string, own: string): boolean {
  if (line === '') return false;
  if (line.startsWith(';')) return true;
  return !trimBlanks(before).endsWith(';') && isComplete(own, line);
}

/** True where the results so far are whole and nothing of Google's can follow but another result. */
function isComplete(own: string, next: string): boolean {
  const last = parseAuthenticationResults(own)?.methods.at(-1);
  return (
    last !== undefined && (last.method !== 'dkim' || !DKIM_PROPERTY.test(next)) && isSaid(last)
  );
}

const isSaid = ({ properties }: MethodResult) =>
  Object.values(properties).some((value) => value !== '');
