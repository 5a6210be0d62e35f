// Rows of a thread list: what was answered is kept, and never answers another question.
import { expect, test } from 'vitest';
import type { Context } from '../../../lib/model.ts';
import { runNameRules } from '../../../lib/verdict/rules/run.ts';
import { CONTEXT } from './evidence.ts';
import { READER, readSenders } from './senders.ts';

const ROWS = [
  ...['attacks.txt', 'traps.txt'].flatMap(readSenders),
  { name: 'Kxqz', address: 'info@elsewhere.example' },
];
const context: Context = { ...CONTEXT, ...READER };
/** The same reader, whose people were read anew: nothing is kept for them. */
const anew = (asked: Context): Context => ({ ...asked, correspondents: [...asked.correspondents] });

test('name and address of a row are told apart', () => {
  const rows = [
    { name: 'PayPal', address: '1 x@kxqz.example' },
    { name: 'PayPal1', address: ' x@kxqz.example' },
    { name: 'PayPa', address: 'lx@kxqz.example' },
    { name: '', address: 'PayPalx@kxqz.example' },
  ];
  for (const row of [...rows, ...rows, ...rows.reverse()])
    expect(runNameRules(row, context)).toEqual(runNameRules(row, anew(context)));
});

test('of a context, rows ask for nothing that what is kept does not depend on', () => {
  const asked = new Set<PropertyKey>();
  const watched = new Proxy(anew(context), {
    get(from, field) {
      asked.add(field);
      return from[field as keyof Context];
    },
  });
  for (const row of ROWS) runNameRules(row, watched);
  expect([...asked].sort()).toEqual([
    'correspondents',
    'extraBrands',
    'me',
    'now',
    'ownDomains',
    'protectedNames',
    'taught',
  ]);
});

test('a reader who knows, has taught or is called something else gets an answer of their own', () => {
  const YEAR = 365 * 86_400_000;
  const [first] = context.correspondents;
  const taught = ROWS.flatMap(({ name, address }) =>
    ['nameContact', 'nameColleague', 'nameBrand'].map((rule) => ({
      rule,
      address,
      name,
      domain: null,
    })),
  );
  const readers: Context[] = [
    context,
    { ...context, now: context.now + 4 * YEAR },
    { ...context, taught },
    { ...context, me: { addresses: ['alice@gmail.com'], name: 'Alice Johnson' } },
    { ...context, protectedNames: [] },
    { ...context, ownDomains: ['partner-parts.example'] },
    { ...context, extraBrands: [{ id: 'kxqz', names: ['Kxqz'], domains: ['kxqz.example'] }] },
    { ...context, correspondents: [first!] },
  ];
  const told = readers.map(anew).map((reader) => ROWS.map((row) => runNameRules(row, reader)));
  const answers = (row: number) => told.map((all) => JSON.stringify(all[row]));
  // Those that not all readers hear the same of; as many as are kept at once.
  const telling = ROWS.map((_, row) => row).filter((row) => new Set(answers(row)).size > 1);
  const few = readers.flatMap((_, one) =>
    telling.filter((row) => answers(row)[one] !== answers(row)[0]).slice(0, 40),
  );
  const heard = (one: number) => JSON.stringify(few.map((row) => told[one]![row]));
  expect(new Set(readers.map((_, one) => heard(one))).size).toBe(readers.length);
  for (const order of [readers, [...readers].reverse(), readers]) {
    for (const reader of order) {
      const own = told[readers.indexOf(reader)]!;
      for (const row of few) expect(runNameRules(ROWS[row]!, reader)).toEqual(own[row]);
    }
  }
});
