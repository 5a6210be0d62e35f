// What an address field says beside addresses: names, comments, and where it encodes them (RFC 5322 section 3.4, RFC 2047).

import type { AddressDefect, Mailbox } from '../model.ts';
import { joinPhrase, type Token } from '../text/address-tokens.ts';
import { decodeText, hasEncodedWord } from './encoded-words.ts';

/** The shape of an address inside prose: a comment or a display name that shows one. */
const ADDRESS_LIKE = /[^ \t@<>()",;:]@[^ \t@<>()",;:.]+\.[^ \t@<>()",;:.]/u;

/** True for a comment or a name that shows an address. */
export const showsAddress = (text: string): boolean => ADDRESS_LIKE.test(text);

/** Readings of a name that are kept. */
const MOST_READINGS = 5;

/** What is read of one field so far. */
export interface FieldState {
  value: string;
  /** what raw octets may be, see `plausibleCharsets` */
  charsets: string[];
  mailboxes: Mailbox[];
  groups: string[];
  comments: string[];
  defects: Set<AddressDefect>;
  /** raw text of list members without an address: `Doe, Jane <…>` means one name */
  pendingName: string;
}

/** Text of the field, raw octets read in its likeliest charset. */
export const decode = ({ charsets }: FieldState, text: string) => decodeText(text, charsets[0]);

/** Notes encoded words inside quotes of a name, and any in an address. */
export function noteEncoding(state: FieldState, phrase: Token[], address: Token[]): void {
  if (phrase.some((token) => token.kind === 'quoted' && hasEncodedWord(token.text))) {
    state.defects.add('encodedQuoted');
  }
  if (address.length > 0) {
    const octets = state.value.slice(address[0]!.start, address.at(-1)!.end);
    if (octets.includes('=?')) state.defects.add('encodedAddress');
  }
}

/** Keeps the comments of a list member, and gives their text. */
export function readComments(state: FieldState, member: Token[]): string {
  const texts = member
    .filter((token) => token.kind === 'comment')
    .map((token) => decode(state, token.text));
  if (texts.length > 0) state.defects.add('comment');
  if (texts.some(showsAddress)) state.defects.add('commentAddress');
  for (const text of texts) state.comments.push(text);
  return texts.join(' ');
}

/** The decoded display name, blanks inside its quotes included, with text of members before it that had no address. */
export function takeName(state: FieldState, phrase: Token[]): { name: string; readings: string[] } {
  const own = joinPhrase(state.value, phrase);
  const written = [state.pendingName, own].filter((part) => part !== '').join(', ');
  state.pendingName = '';
  const name = decode(state, written);
  const others = state.charsets.map((charset) => decodeText(written, charset));
  const readings = [...new Set(others)].filter((other) => other !== name).slice(0, MOST_READINGS);
  return { name, readings };
}
