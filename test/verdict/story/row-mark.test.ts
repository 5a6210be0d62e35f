// Rows of the thread list: what was judged counts for its sender, names alone for everybody else.
import { expect, test } from 'vitest';
import type { Context, ListRow, Remembered, Tone } from '../../../lib/model.ts';
import { judgeRow } from '../../../lib/verdict/story/row-mark.ts';
import { context, READER } from '../evidence.ts';

const BRAND = { name: '三井住友カード', address: 'info@evil.example' };
const BOB = { name: 'Bob Brown', address: 'bob@post.example' };
const SENTENCE = { key: 'origin.forged', params: { domain: 'post.example' } };

const judged = (tone: Tone, address: string, words: Partial<Remembered> = {}) =>
  new Map([['m1', { tone, origin: 'signed' as const, sentence: SENTENCE, address, ...words }]]);
const row = (...senders: ListRow['senders']): ListRow => ({ senders, messageId: 'm1' });
const mark = (one: ListRow, verdicts = new Map(), words: Partial<Context> = {}) =>
  judgeRow(one, context(words), verdicts);

test('a name that is somebody else’s, before anything was opened', () => {
  expect(mark(row(BRAND))).toMatchObject({
    tone: 'danger',
    sentence: { key: 'rule.nameBrand.sentence', params: { domain: 'evil.example' } },
  });
  expect(mark(row(BOB))).toBeNull();
});

test('what was judged', () => {
  expect(mark(row(BOB), judged('danger', BOB.address))).toEqual({
    tone: 'danger',
    sentence: SENTENCE,
  });
  expect(mark(row(BOB), judged('caution', BOB.address))?.tone).toBe('caution');
  for (const tone of ['calm', 'neutral', 'unknown'] as const)
    expect(mark(row(BOB), judged(tone, BOB.address))).toBeNull();
});

test('what was judged counts more than the name of the same sender, and not for another', () => {
  expect(mark(row(BRAND), judged('calm', 'INFO@evil.example'))).toBeNull();
  expect(mark(row(BRAND, BOB), judged('calm', BOB.address))?.tone).toBe('danger');
});

test('what is only remarkable marks no row, and a row without a message has no verdict', () => {
  const contact = { name: 'x@unknown.example', address: 'bob@duck.com' };
  expect(mark(row(contact))).toBeNull();
  expect(mark({ senders: [BRAND], messageId: null }, judged('calm', BRAND.address))?.tone).toBe(
    'danger',
  );
});

test('a message that could not be read was not judged', () => {
  expect(mark(row(BRAND), judged('unknown', BRAND.address, { origin: 'unknown' }))?.tone).toBe(
    'danger',
  );
});

test('the gravest word of several; nothing is said of the reader', () => {
  const list = { name: 'security@paypal.com', address: 'x@evil.example' };
  expect(mark(row(BOB, list, BRAND))?.tone).toBe('danger');
  expect(mark(row({ ...BRAND, address: READER.toUpperCase() }))).toBeNull();
});

test('the reader through a host of groups is a post; a tenant of a ticket system writes what it likes', () => {
  const me = { addresses: [READER], name: 'Hanako Suzuki' };
  const from = (address: string) =>
    mark(row({ name: "'Hanako Suzuki' via Team", address }), new Map(), { me });
  expect(from('team@googlegroups.com')).toBeNull();
  expect(from('team@evil.zendesk.com')?.tone).toBe('caution');
});

test('what the reader taught lowers the row too', () => {
  const taught = [{ rule: 'nameBrand', ...BRAND, domain: 'evil.example' }];
  expect(mark(row(BRAND), new Map(), { taught })?.tone).toBe('caution');
});
