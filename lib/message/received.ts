// Reads a Received field (RFC 5321 section 4.4) in the forms that Gmail, Postfix, Exim, sendmail and Exchange write.

import type { Received } from '../model.ts';
import { behindAt } from '../text/addresses.ts';
import { bareDomain } from '../text/domains.ts';
import { isBlank, readComment, readQuotedString, trimBlanks, unfold } from '../text/lexical.ts';
import { parseDate } from './dates.ts';

const CLAUSES = new Set(['from', 'by', 'via', 'with', 'id', 'for']);

interface Clause {
  words: string[];
  comments: string[];
}

/**
 * Parses a value. Whoever connects writes the HELO argument, so a field with two from or by clauses or with an unclosed
 * quote or comment has no one reading: all its parts are null.
 *
 * @param value latin1, folded or not. Linear in its length.
 * @param index position of the field in the header block
 */
export function parseReceived(value: string, index: number): Received {
  const nothing: Received = {
    helo: null,
    reverseName: null,
    address: null,
    by: null,
    with: null,
    id: null,
    for: null,
    tls: null,
    at: null,
    index,
  };
  const text = unfold(value);
  const read = readClauses(text);
  if (read === null) return nothing;
  const { clauses, comments, date } = read;
  const word = (name: string) => clauses.get(name)?.words[0] ?? null;
  const protocol = clauses.get('with')?.words.join(' ') || null;
  const recipient = word('for');
  return {
    ...nothing,
    ...readFrom(clauses.get('from')),
    by: word('by'),
    with: protocol,
    id: word('id'),
    for: recipient === null ? null : withoutAngles(recipient.replace(/,$/, '')),
    tls: readTls(comments, protocol),
    at: date === null ? null : parseDate(date),
  };
}

function readClauses(
  text: string,
): { clauses: Map<string, Clause>; comments: string[]; date: string | null } | null {
  const clauses = new Map<string, Clause>();
  const comments: string[] = [];
  let clause: Clause | null = null;
  let date: string | null = null;
  for (let i = 0; i < text.length; ) {
    const character = text[i]!;
    if (isBlank(character)) i++;
    else if (character === ';') {
      date = text.slice(i + 1);
      break;
    } else if (character === '(') {
      const comment = readComment(text, i);
      if (comment === null) return null;
      comments.push(comment.text);
      clause?.comments.push(comment.text);
      i = comment.end;
    } else {
      const word = readWord(text, i);
      if (word === null) return null;
      i = word.end;
      const name = word.text.toLowerCase();
      // The word right behind a clause's name is its value, whatever it says: a HELO may be "by".
      if (
        CLAUSES.has(name) &&
        (clause === null || clause.words.length > 0 || clause.comments.length > 0)
      ) {
        if (clauses.has(name) && (name === 'from' || name === 'by')) return null;
        clause = { words: [], comments: [] };
        // `with ESMTP with STARTTLS`: the first is the protocol.
        if (!clauses.has(name)) clauses.set(name, clause);
      } else clause?.words.push(word.text);
    }
  }
  return { clauses, comments, date };
}

/** A run up to a blank, `(` or `;`; quotes keep those inside. */
function readWord(text: string, start: number): { text: string; end: number } | null {
  let i = start;
  while (i < text.length) {
    const character = text[i]!;
    if (isBlank(character) || character === '(' || character === ';') break;
    if (character === '"') {
      const quoted = readQuotedString(text, i);
      if (quoted === null) return null;
      i = quoted.end;
    } else i++;
  }
  return { text: text.slice(start, i), end: i };
}

/**
 * `helo (reverse. [address])` and its relatives: `helo (HELO x) (address)` (qmail), `[address] (helo=x)` (Exim),
 * `helo (address)` (Exchange), `helo ([IPv6:address])`. Two addresses mean that the HELO brought one of its own: then
 * neither they nor a reverse name are told. A comment may come with the HELO too: where the receiver wrote an address in
 * brackets, the reverse name is what stands beside it.
 */
function readFrom(clause: Clause | undefined): Pick<Received, 'helo' | 'reverseName' | 'address'> {
  if (clause === undefined) return { helo: null, reverseName: null, address: null };
  let helo = clause.words[0] ?? null;
  let reverseName: string | null = null;
  const addresses = new Set<string>();
  for (const comment of clause.comments) {
    const parts = comment.split(/[ \t]+/);
    const host = hostName(behindAt(parts[0]!));
    let bracketed = false;
    for (const part of parts) {
      const named = /^helo=(.*)$/i.exec(part)?.[1];
      if (named !== undefined) helo = named;
      // sendmail writes `ident@[address]`, Exim `[address]:port`
      const found = readAddress(behindAt(part).replace(/\]:\d{1,5}$/, ']'));
      if (found === null) continue;
      addresses.add(found);
      bracketed ||= part.includes('[');
    }
    const spoken = parts.length === 2 && /^(?:HELO|EHLO)$/i.test(parts[0]!) ? parts[1]! : null;
    if (bracketed) reverseName = host;
    else if (spoken === null) reverseName ??= host;
    else {
      reverseName ??= hostName(helo ?? '');
      helo = spoken;
    }
  }
  if (addresses.size > 1) return { helo, reverseName: null, address: null };
  const [inComment] = addresses;
  const literal = clause.words.map(readLiteral).find((found) => found !== null);
  return { helo, reverseName, address: inComment ?? literal ?? null };
}

/** A reverse name as the receiver wrote it: `unknown`, addresses and other words are none. */
function hostName(word: string): string | null {
  const name = bareDomain(word);
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(name) && readAddress(name) === null ? name : null;
}

function readLiteral(word: string): string | null {
  return word.startsWith('[') ? readAddress(word) : null;
}

/** An IPv4 or IPv6 address with or without brackets and `IPv6:`, lower case; null for anything else. */
export function readAddress(word: string): string | null {
  if (word.length > 60) return null;
  const text = word
    .replace(/^\[/, '')
    .replace(/\][,;]?$/, '')
    .replace(/^ipv6:/i, '')
    .toLowerCase();
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) {
    return text.split('.').every((part) => Number(part) <= 255) ? text : null;
  }
  return /^(?=.*:.*:)[0-9a-f:]{2,39}(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?$/.test(text) ? text : null;
}

/** `TLS1_3`, `TLS1_2` … from the comments; 'encrypted' where only the fact is known (RFC 3848 names end in S or SA). */
function readTls(comments: string[], protocol: string | null): string | null {
  for (const comment of comments) {
    const version = /\bTLS ?v?1(?:[._]([0-3]))?\b/i.exec(comment);
    if (version !== null) return `TLS1_${version[1] ?? '0'}`;
    if (/\bSSLv?3\b/i.test(comment)) return 'SSL3';
  }
  if (comments.some((comment) => trimBlanks(comment) === 'Google Transport Security'))
    return 'encrypted';
  return protocol !== null &&
    /^(?:UTF8)?(?:E?SMTP|LMTP)SA?$|^HTTPS$/i.test(protocol.split(' ')[0] ?? '')
    ? 'encrypted'
    : null;
}

function withoutAngles(text: string): string {
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
}
