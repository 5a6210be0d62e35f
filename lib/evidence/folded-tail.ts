// Tells Gmail's own results from a stranger's line that folded into them.

import { parseAuthenticationResults } from '../message/authentication-results.ts';
import type { AuthenticationResults, HeaderField, MethodResult } from '../model.ts';
import { trimBlanks, unfold } from '../text/lexical.ts';

/** Lines and octets that are looked at; Google writes a line for each result. */
const MOST_LINES = 50;
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

function cut(raw: string): { own: string; tail: string } {
  if (raw.length > LONGEST) return { own: raw, tail: '' };
  const lines = raw.split(/\r?\n/);
  const end = Math.min(lines.length, MOST_LINES);
  for (let i = 1; i < end; i++) {
    const line = trimBlanks(lines[i]!);
    const announced = trimBlanks(lines[i - 1]!).endsWith(';');
    if (line === '' || (announced && !line.startsWith(';'))) continue;
    const own = lines.slice(0, i).join('\r\n');
    if (!line.startsWith(';') && !isComplete(own, line)) continue;
    return { own, tail: trimBlanks(unfold(lines.slice(i).join('\r\n'))) };
  }
  return { own: raw, tail: '' };
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
