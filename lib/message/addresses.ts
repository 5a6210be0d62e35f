// Reads address fields strictly (RFC 5322 section 3.4) and says what is irregular about them.

import type { AddressDefect, AddressField, Mailbox } from '../model.ts';
import { isSpecial, joinPhrase, type Token, tokenize } from './address-tokens.ts';
import { markHalves, plausibleCharsets, replaceMarks } from './charsets.ts';
import { decodeText, hasEncodedWord } from './encoded-words.ts';
import { isInvisible, readMailbox } from './mailboxes.ts';
import { trimBlanks, unfold } from './text.ts';

/** The shape of an address inside prose: a comment or a display name that shows one. */
const ADDRESS_LIKE = /[^ \t@<>()",;:]@[^ \t@<>()",;:.]+\.[^ \t@<>()",;:.]/u;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;
/** Readings of a name that are kept. */
const MOST_READINGS = 5;

/** More mailboxes than this are not read: no reader sees them, and a To field can hold hundreds of thousands. */
const MOST_MAILBOXES = 5000;
/** Octets of a field that are read: room for 2,000 mailboxes of an ordinary length. What follows is a defect. */
const LONGEST_FIELD = 128 * 1024;

/**
 * Reads a From, Sender, Reply-To, To or Cc value.
 *
 * Where text can be read in two ways, every address that a program might take from it becomes a mailbox, so that an
 * ambiguous From never looks like one author. The defects:
 * - `comment`, `commentAddress`: a comment, a comment that shows an address
 * - `encodedAddress`: an encoded word where an address belongs (RFC 2047 section 5 forbids it)
 * - `encodedQuoted`: an encoded word inside quotes; many Japanese programs write it
 * - `group`, `list`, `route`: group syntax, several mailboxes, a source route (obs-route)
 * - `invisible`: a character without ink in or around an address; `nonAscii`: other octets above 127 there
 * - `control`: NUL and other control octets anywhere in the field
 * - `noAddress`: no mailbox has an address
 * - `sloppy`: what RFC 5322 does not allow and every program reads alike
 * - `syntax`: anything else that lets programs disagree about the address
 *
 * @param written latin1, folded or not. Linear in its length.
 * @param declared charset of the message's Content-Type, lower case: raw octets in the name are mostly of the same
 */
export function parseAddressField(written: string, declared: string | null = null): AddressField {
  const whole = trimBlanks(unfold(written));
  const value = whole.slice(0, LONGEST_FIELD);
  const charsets = plausibleCharsets(value, declared);
  const marked = markHalves(value, charsets[0]);
  const field = readField(marked, charsets);
  if (marked !== value && charsets.length > 0) addBytewise(field, value);
  if (value !== whole) field.defects = [...new Set([...field.defects, 'syntax' as const])].sort();
  return { ...field, written: whole, ...(marked === value ? {} : { plain: replaceMarks(marked) }) };
}

/** A program that knows no characters of two octets may take another address from the field: then there are two. */
function addBytewise(field: AddressField, value: string): void {
  const others = readField(value, []).mailboxes.filter(
    ({ address, domain }) =>
      domain.includes('.') && field.mailboxes.every((box) => box.address !== address),
  );
  if (others.length === 0) return;
  field.mailboxes.push(...others);
  field.defects.push('list');
}

function readField(value: string, charsets: string[]): AddressField {
  const { list, malformed, sloppy } = tokenize(value);
  const reader: Reader = {
    value,
    charsets,
    mailboxes: [],
    groups: [],
    comments: [],
    defects: new Set(),
    pendingName: '',
  };
  if (malformed) reader.defects.add('syntax');
  if (sloppy) reader.defects.add('sloppy');
  if (CONTROL.test(value)) reader.defects.add('control');
  readList(reader, list);
  if (reader.mailboxes.length > 1) reader.defects.add('list');
  if (!reader.mailboxes.some((mailbox) => mailbox.address !== '')) reader.defects.add('noAddress');
  return {
    mailboxes: reader.mailboxes,
    groups: reader.groups,
    comments: reader.comments,
    defects: [...reader.defects].sort(),
    written: value,
  };
}

interface Reader {
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

const decode = ({ charsets }: Reader, text: string) => decodeText(text, charsets[0]);

/** Walks the members of an address-list: commas part them, `name:` opens a group, `;` closes it. */
function readList(reader: Reader, tokens: Token[]): void {
  let member: Token[] = [];
  let angle = false;
  let inGroup = false;
  /** where the mailboxes of the open group start */
  let from = 0;
  const finish = () => {
    if (member.length > 0) readMember(reader, member);
    member = [];
    angle = false;
  };
  for (const token of tokens) {
    if (reader.mailboxes.length >= MOST_MAILBOXES) break;
    if (token.kind === 'special') {
      if (token.text === '<') angle = true;
      else if (token.text === '>') angle = false;
      else if (!angle && token.text === ',') {
        finish();
        continue;
      } else if (!angle && token.text === ';') {
        finish();
        if (!inGroup) reader.defects.add('sloppy');
        else nameByGroup(reader, from);
        inGroup = false;
        continue;
      } else if (!angle && token.text === ':') {
        reader.defects.add('group');
        readGroupName(reader, member, inGroup);
        member = [];
        inGroup = true;
        from = reader.mailboxes.length;
        continue;
      }
    }
    member.push(token);
  }
  finish();
  if (inGroup) nameByGroup(reader, from);
  if (reader.pendingName !== '') {
    // No address followed: the text is all there is.
    reader.mailboxes.push(boxOf(reader, decode(reader, reader.pendingName), []));
    reader.pendingName = '';
  }
}

/** What stands before the colon of a group is shown as the name of a member that has none; `:)` is in a name. */
function nameByGroup(reader: Reader, from: number): void {
  const group = reader.groups.at(-1) ?? '';
  for (const [i, mailbox] of reader.mailboxes.entries()) {
    if (i < from || (mailbox.name !== '' && !/^[)(|-]/.test(mailbox.name))) continue;
    reader.mailboxes[i] = {
      ...mailbox,
      name: mailbox.name === '' ? group : `${group}:${mailbox.name}`,
    };
  }
}

/** A name with an address in it, or a group inside a group, is no group to all programs. */
function readGroupName(reader: Reader, tokens: Token[], nested: boolean): void {
  readComments(reader, tokens);
  const name = tokens.filter((token) => token.kind !== 'comment');
  const addresses = addressesIn(reader, name);
  if (nested || addresses.length > 0) reader.defects.add('syntax');
  for (const box of addresses) reader.mailboxes.push(box);
  reader.groups.push(decode(reader, joinPhrase(reader.value, name)));
}

/** Reads one member: `phrase <address>`, a bare address, or words without any address. */
function readMember(reader: Reader, member: Token[]): void {
  const commentText = readComments(reader, member);
  const tokens = member.filter((token) => token.kind !== 'comment');
  if (hasInnerComment(member)) reader.defects.add('syntax');
  const open = tokens.findIndex((token) => isSpecial(token, '<'));
  if (open === -1) readBare(reader, tokens, commentText);
  else readAngle(reader, tokens, open, commentText);
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

function readAngle(reader: Reader, tokens: Token[], open: number, commentText: string): void {
  const phrase = tokens.slice(0, open);
  let close = tokens.findIndex((token, i) => i > open && isSpecial(token, '>'));
  if (close === -1) {
    reader.defects.add('syntax');
    close = tokens.length;
  }
  const inner = tokens.slice(open + 1, close);
  const rest = tokens.slice(close + 1);
  noteEncoding(reader, phrase, inner);
  const { name, readings } = takeName(reader, phrase);
  reader.mailboxes.push({
    ...boxOf(reader, name || commentText, withoutRoute(reader, inner)),
    ...(readings.length > 0 ? { readings } : {}),
  });
  if (rest.length === 0) return;
  // Text behind the bracket: some programs take the first address, some the last. An address in front of the bracket
  // is no such case: all take it for a display name, and rules on names judge it.
  for (const box of addressesIn(reader, rest)) reader.mailboxes.push(box);
  const tail = reader.value.slice(rest[0]!.start, rest.at(-1)!.end);
  reader.defects.add(isInvisible(tail) ? 'invisible' : 'syntax');
}

function readBare(reader: Reader, tokens: Token[], commentText: string): void {
  if (tokens.length === 0) return;
  const found = addressesIn(reader, tokens);
  if (found.length === 0) {
    noteEncoding(reader, tokens, []);
    if (tokens.some((token) => isSpecial(token, '>') || isSpecial(token, '@')))
      reader.defects.add('syntax');
    const text = joinPhrase(reader.value, tokens);
    if (hasEncodedWord(text) && ADDRESS_LIKE.test(decodeText(text))) {
      reader.defects.add('encodedAddress');
    }
    reader.pendingName += reader.pendingName === '' ? text : `, ${text}`;
    return;
  }
  if (found.length > 1 || !isOneAddress(tokens)) reader.defects.add('syntax');
  noteEncoding(reader, [], tokens);
  const [first, ...others] = found;
  const name = takeName(reader, []).name || commentText;
  reader.mailboxes.push({ ...first!, name });
  for (const box of others) reader.mailboxes.push(box);
}

/** local-part@domain without blanks or anything beside it. */
function isOneAddress(tokens: Token[]): boolean {
  return tokens.every((token, i) => (i === 0 || !token.spaced) && !isSpecial(token, '>'));
}

/** Every `local@domain` inside tokens that no angle bracket claims. */
function addressesIn(reader: Reader, tokens: Token[]): Mailbox[] {
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
    if (run.some((part) => isSpecial(part, '@'))) found.push(boxOf(reader, '', run));
  }
  return found;
}

/** `<@a,@b:user@c>`: only what follows the colon is the address. RFC 5322 section 4.4, obs-route. */
function withoutRoute(reader: Reader, inner: Token[]): Token[] {
  const colon = inner.findLastIndex((token) => isSpecial(token, ':'));
  // Programs that make a link of an address write `<mailto:a@example.com>`.
  if (colon === 1 && inner[0]?.text.toLowerCase() === 'mailto') {
    reader.defects.add('sloppy');
    return inner.slice(2);
  }
  if (colon !== -1) {
    reader.defects.add('route');
    return inner.slice(colon + 1);
  }
  if (inner.some((token) => token.kind === 'special' && token.text !== '@'))
    reader.defects.add('syntax');
  return inner;
}

function boxOf(reader: Reader, name: string, tokens: Token[]): Mailbox {
  return readMailbox(reader.value, name, tokens, (defect) => reader.defects.add(defect));
}

function noteEncoding(reader: Reader, phrase: Token[], address: Token[]): void {
  if (phrase.some((token) => token.kind === 'quoted' && hasEncodedWord(token.text))) {
    reader.defects.add('encodedQuoted');
  }
  if (address.length > 0) {
    const octets = reader.value.slice(address[0]!.start, address.at(-1)!.end);
    if (octets.includes('=?')) reader.defects.add('encodedAddress');
  }
}

function readComments(reader: Reader, member: Token[]): string {
  const texts = member
    .filter((token) => token.kind === 'comment')
    .map((token) => decode(reader, token.text));
  if (texts.length > 0) reader.defects.add('comment');
  if (texts.some((text) => ADDRESS_LIKE.test(text))) reader.defects.add('commentAddress');
  for (const text of texts) reader.comments.push(text);
  return texts.join(' ');
}

/** The decoded display name, blanks inside its quotes included, with text of members before it that had no address. */
function takeName(reader: Reader, phrase: Token[]): { name: string; readings: string[] } {
  const own = joinPhrase(reader.value, phrase);
  const written = [reader.pendingName, own].filter((part) => part !== '').join(', ');
  reader.pendingName = '';
  const name = decode(reader, written);
  const others = reader.charsets.map((charset) => decodeText(written, charset));
  const readings = [...new Set(others)].filter((other) => other !== name).slice(0, MOST_READINGS);
  return { name, readings };
}
