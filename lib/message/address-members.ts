// Reads one member of an address field: `phrase <address>`, a bare address, or words without any (RFC 5322 section 3.4).
import type { Mailbox } from '../model.ts';
import { isSpecial, joinPhrase, type Token } from '../text/address-tokens.ts';
import {
  type FieldState,
  noteEncoding,
  readComments,
  showsAddress,
  takeName,
} from './address-names.ts';
import { decodeText, hasEncodedWord } from './encoded-words.ts';
import { isInvisible, readMailbox } from './mailboxes.ts';

/** More mailboxes than this are not read: no reader sees them, and a To field can hold hundreds of thousands. */
export const MOST_MAILBOXES = 5000;

/** Reads one member: `phrase <address>`, a bare address, or words without any address. */
export function readMember(state: FieldState, member: Token[]): void {
  const commentText = readComments(state, member);
  const tokens = member.filter((token) => token.kind !== 'comment');
  if (hasInnerComment(member)) state.defects.add('syntax');
  const open = tokens.findIndex((token) => isSpecial(token, '<'));
  if (open === -1) readBare(state, tokens, commentText);
  else readAngle(state, tokens, open, commentText);
}

/** A comment between the parts of an address: `<a(x)@b>`, `a(x)@b`. */
function hasInnerComment(member: Token[]): boolean {
  return member.some(
    (token, i) =>
      token.kind === 'comment' &&
      [member[i - 1], member[i + 1]].some(
        (beside) => beside !== undefined && (isSpecial(beside, '@') || isSpecial(beside, ':')),
      ),
  );
}

function readAngle(state: FieldState, tokens: Token[], open: number, commentText: string): void {
  const phrase = tokens.slice(0, open);
  let close = tokens.findIndex((token, i) => i > open && isSpecial(token, '>'));
  if (close === -1) {
    state.defects.add('syntax');
    close = tokens.length;
  }
  const inner = tokens.slice(open + 1, close);
  const rest = tokens.slice(close + 1);
  noteEncoding(state, phrase, inner);
  const { name, readings } = takeName(state, phrase);
  state.mailboxes.push({
    ...boxOf(state, name || commentText, withoutRoute(state, inner)),
    ...(readings.length > 0 ? { readings } : {}),
  });
  if (rest.length === 0) return;
  // Text behind the bracket: some programs take the first address, some the last. An address in front of the bracket
  // is no such case: all take it for a display name, and rules on names judge it.
  for (const box of addressesIn(state, rest)) state.mailboxes.push(box);
  const tail = state.value.slice(rest[0]!.start, rest.at(-1)!.end);
  state.defects.add(isInvisible(tail) ? 'invisible' : 'syntax');
}

function readBare(state: FieldState, tokens: Token[], commentText: string): void {
  if (tokens.length === 0) return;
  const found = addressesIn(state, tokens);
  if (found.length === 0) {
    noteEncoding(state, tokens, []);
    if (tokens.some((token) => isSpecial(token, '>') || isSpecial(token, '@')))
      state.defects.add('syntax');
    const text = joinPhrase(state.value, tokens);
    if (hasEncodedWord(text) && showsAddress(decodeText(text))) {
      state.defects.add('encodedAddress');
    }
    state.pendingName += state.pendingName === '' ? text : `, ${text}`;
    return;
  }
  if (found.length > 1 || !isOneAddress(tokens)) state.defects.add('syntax');
  noteEncoding(state, [], tokens);
  const [first, ...others] = found;
  const name = takeName(state, []).name || commentText;
  state.mailboxes.push({ ...first!, name });
  for (const box of others) state.mailboxes.push(box);
}

/** local-part@domain without blanks or anything beside it. */
function isOneAddress(tokens: Token[]): boolean {
  return tokens.every((token, i) => (i === 0 || !token.spaced) && !isSpecial(token, '>'));
}

/** Every `local@domain` inside tokens that no angle bracket claims. */
export function addressesIn(state: FieldState, tokens: Token[]): Mailbox[] {
  const found: Mailbox[] = [];
  let start = 0;
  for (let i = 0; i < tokens.length && found.length < MOST_MAILBOXES; i++) {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    const ends =
      next === undefined ||
      (next.spaced && !isSpecial(next, '@') && !isSpecial(token, '@')) ||
      isSpecial(next, '<') ||
      isSpecial(next, '>') ||
      isSpecial(token, '<') ||
      isSpecial(token, '>');
    if (!ends) continue;
    const run = tokens
      .slice(start, i + 1)
      .filter((part) => !isSpecial(part, '<') && !isSpecial(part, '>'));
    start = i + 1;
    if (run.some((part) => isSpecial(part, '@'))) found.push(boxOf(state, '', run));
  }
  return found;
}

/** `<@a,@b:user@c>`: only what follows the colon is the address. RFC 5322 section 4.4, obs-route. */
function withoutRoute(state: FieldState, inner: Token[]): Token[] {
  const colon = inner.findLastIndex((token) => isSpecial(token, ':'));
  // Programs that make a link of an address write `<mailto:a@example.com>`.
  if (colon === 1 && inner[0]?.text.toLowerCase() === 'mailto') {
    state.defects.add('sloppy');
    return inner.slice(2);
  }
  if (colon !== -1) {
    state.defects.add('route');
    return inner.slice(colon + 1);
  }
  if (inner.some((token) => token.kind === 'special' && token.text !== '@'))
    state.defects.add('syntax');
  return inner;
}

export function boxOf(state: FieldState, name: string, tokens: Token[]): Mailbox {
  return readMailbox(state.value, name, tokens, (defect) => state.defects.add(defect));
}
