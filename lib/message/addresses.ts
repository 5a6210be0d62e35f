// Reads address fields strictly (RFC 5322 section 3.4) and says what is irregular about them.

import type { AddressField } from '../model.ts';
import { joinPhrase, type Token, tokenize } from '../text/address-tokens.ts';
import { trimBlanks, unfold } from '../text/lexical.ts';
import { addressesIn, boxOf, MOST_MAILBOXES, readMember } from './address-members.ts';
import { decode, type FieldState, readComments } from './address-names.ts';
import { markHalves, plausibleCharsets, replaceMarks } from './charsets.ts';

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;
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
  const state: FieldState = {
    value,
    charsets,
    mailboxes: [],
    groups: [],
    comments: [],
    defects: new Set(),
    pendingName: '',
  };
  if (malformed) state.defects.add('syntax');
  if (sloppy) state.defects.add('sloppy');
  if (CONTROL.test(value)) state.defects.add('control');
  readList(state, list);
  if (state.mailboxes.length > 1) state.defects.add('list');
  if (!state.mailboxes.some((mailbox) => mailbox.address !== '')) state.defects.add('noAddress');
  return {
    mailboxes: state.mailboxes,
    groups: state.groups,
    comments: state.comments,
    defects: [...state.defects].sort(),
    written: value,
  };
}

/** Walks the members of an address-list: commas part them, `name:` opens a group, `;` closes it. */
function readList(state: FieldState, tokens: Token[]): void {
  let member: Token[] = [];
  let angle = false;
  let inGroup = false;
  /** where the mailboxes of the open group start */
  let from = 0;
  const finish = () => {
    if (member.length > 0) readMember(state, member);
    member = [];
    angle = false;
  };
  for (const token of tokens) {
    if (state.mailboxes.length >= MOST_MAILBOXES) break;
    if (token.kind === 'special') {
      if (token.text === '<') angle = true;
      else if (token.text === '>') angle = false;
      else if (!angle && token.text === ',') {
        finish();
        continue;
      } else if (!angle && token.text === ';') {
        finish();
        if (!inGroup) state.defects.add('sloppy');
        else nameByGroup(state, from);
        inGroup = false;
        continue;
      } else if (!angle && token.text === ':') {
        state.defects.add('group');
        readGroupName(state, member, inGroup);
        member = [];
        inGroup = true;
        from = state.mailboxes.length;
        continue;
      }
    }
    member.push(token);
  }
  finish();
  if (inGroup) nameByGroup(state, from);
  if (state.pendingName !== '') {
    // No address followed: the text is all there is.
    state.mailboxes.push(boxOf(state, decode(state, state.pendingName), []));
    state.pendingName = '';
  }
}

/** What stands before the colon of a group is shown as the name of a member that has none; `:)` is in a name. */
function nameByGroup(state: FieldState, from: number): void {
  const group = state.groups.at(-1) ?? '';
  for (const [i, mailbox] of state.mailboxes.entries()) {
    if (i < from || (mailbox.name !== '' && !/^[)(|-]/.test(mailbox.name))) continue;
    state.mailboxes[i] = {
      ...mailbox,
      name: mailbox.name === '' ? group : `${group}:${mailbox.name}`,
    };
  }
}

/** A name with an address in it, or a group inside a group, is no group to all programs. */
function readGroupName(state: FieldState, tokens: Token[], nested: boolean): void {
  readComments(state, tokens);
  const name = tokens.filter((token) => token.kind !== 'comment');
  const addresses = addressesIn(state, name);
  if (nested || addresses.length > 0) state.defects.add('syntax');
  for (const box of addresses) state.mailboxes.push(box);
  state.groups.push(decode(state, joinPhrase(state.value, name)));
}
