// The one table of what shows nothing: every class does what its name says.
import { expect, test } from 'vitest';
import {
  anyOf,
  BRACKETED,
  BRACKETS,
  DIRECTION_MARKS,
  FILLERS,
  HIDDEN_IN_ADDRESS,
  INVISIBLE,
  TURNS,
  UNPRINTED,
} from '../../lib/text/characters.ts';

const points = Array.from({ length: 0x30000 }, (_, i) => i).filter((i) => i < 0xd800 || i > 0xdfff);
const members = (classes: string) => {
  const pattern = anyOf(classes);
  return new Set(points.filter((point) => pattern.test(String.fromCodePoint(point))));
};
const within = (classes: string, others: string) => {
  const all = members(others);
  return [...members(classes)].every((point) => all.has(point));
};

test('fillers and direction controls are among the invisible', () => {
  for (const one of [FILLERS, TURNS, DIRECTION_MARKS]) expect(within(one, INVISIBLE)).toBe(true);
  expect(members(INVISIBLE).has(0x200b)).toBe(true);
  expect(members(INVISIBLE).has(0x20)).toBe(false);
});

test('direction controls are turns and marks, and nothing else', () => {
  const controls = points.filter((one) => /\p{Bidi_Control}/u.test(String.fromCodePoint(one)));
  expect([...members(TURNS + DIRECTION_MARKS)].sort((a, b) => a - b)).toEqual(controls);
});

test('whatever Unicode calls a blank, and no ASCII, hides in an address', () => {
  const blanks = points.filter((one) => one > 0x9f && /\s/u.test(String.fromCodePoint(one)));
  const all = members(HIDDEN_IN_ADDRESS);
  expect(blanks.filter((point) => !all.has(point))).toEqual([]);
  expect([...members(HIDDEN_IN_ADDRESS)].every((point) => point > 0x7f)).toBe(true);
});

test('controls and format characters are not printed', () => {
  for (const point of [0, 0x1b, 0x7f, 0x85, 0x200b, 0x2028, 0x202e, 0xfeff])
    expect(members(UNPRINTED).has(point)).toBe(true);
  expect(members(UNPRINTED).has(0x41)).toBe(false);
});

test('brackets are brackets, each with its other half, and what stands between them is taken with them', () => {
  const all = [...members(BRACKETS)].map((point) => String.fromCodePoint(point));
  expect(all.every((one) => /[\p{Ps}\p{Pe}]/u.test(one))).toBe(true);
  const [opening, closing] = [/\p{Ps}/u, /\p{Pe}/u].map((kind) =>
    all.filter((one) => kind.test(one)),
  );
  expect(opening).toHaveLength(closing!.length);
  for (const one of opening!)
    expect(
      closing!.filter((other) => new RegExp(`^(?:${BRACKETED})$`, 'u').test(`${one}x${other}`)),
    ).toHaveLength(1);
});
