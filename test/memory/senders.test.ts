// What memory tells of a sender's domain: the fault of its newest mail, and what it changed.
import { expect, test } from 'vitest';
import { learnSender } from '../../lib/memory/learn.ts';
import { isRecord, type SenderRecord } from '../../lib/memory/records.ts';
import type { Lesson, SenderTraits } from '../../lib/model.ts';

const TRAITS: SenderTraits = {
  signed: true,
  spf: true,
  dkim: true,
  dmarc: 'none',
  arc: false,
  tls: true,
  reverseName: true,
  cause: '',
  selector: 's1',
};

/** Mails of one domain one after the other, as [day, what they show]. */
function learn(mails: [number, Partial<SenderTraits>][]): SenderRecord {
  let record: SenderRecord | undefined;
  for (const [day, traits] of mails) {
    const lesson = {
      traces: { messageId: `m${day}`, address: 'a@shop.example', domain: 'shop.example', day },
      verdict: { tone: 'calm', origin: 'signed', sentence: { key: 'origin.signed', params: {} } },
      correspondent: null,
      forwarder: null,
      list: null,
      added: [],
      wroteTo: [],
    } satisfies Omit<Lesson, 'sender'>;
    const sender = { ...TRAITS, ...traits };
    record = learnSender(record, 'me@example.com', { ...lesson, sender }, false, day);
  }
  expect(isRecord('senders', record)).toBe(true);
  return record!;
}

test('a policy that was raised and a key that was changed are told with their day', () => {
  const { changes, dmarc } = learn([
    [10, {}],
    [12, { dmarc: 'quarantine' }],
    [14, { dmarc: 'quarantine', selector: 's2' }],
  ]);
  expect(dmarc).toBe('quarantine');
  expect(changes).toEqual([
    { day: 12, what: 'policy', from: 'none', to: 'quarantine' },
    { day: 14, what: 'key', from: 's1', to: 's2' },
  ]);
});

test('keys used in turn are one change, and an unsigned mail or an unknown policy none', () => {
  const turn: [number, Partial<SenderTraits>][] = Array.from({ length: 20 }, (_, day) => [
    day,
    { selector: `s${day % 3}` },
  ]);
  expect(learn(turn).changes).toHaveLength(2);
  expect(
    learn([
      [1, {}],
      [2, { selector: null, dmarc: null }],
      [3, {}],
    ]).changes,
  ).toEqual([]);
});

test('an older mail that is opened later changes nothing', () => {
  const { changes, dmarc, cause } = learn([
    [10, { dmarc: 'reject', cause: '' }],
    [3, { dmarc: 'none', selector: 'old', cause: 'dkimMissing' }],
    [11, { dmarc: 'reject', cause: null }],
  ]);
  expect([changes, dmarc, cause]).toEqual([[], 'reject', '']);
});

test('the cause is that of the newest mail for which it is known', () => {
  expect(
    learn([
      [1, { cause: 'dkimMissing' }],
      [2, { cause: null }],
    ]).cause,
  ).toBe('dkimMissing');
  expect(
    learn([
      [1, { cause: 'dkimMissing' }],
      [2, { cause: '' }],
    ]).cause,
  ).toBe('');
});

test('however many selectors a domain makes up, a record stays small', () => {
  const made: [number, Partial<SenderTraits>][] = Array.from({ length: 500 }, (_, day) => [
    day,
    { selector: `once-${day}`, dmarc: day % 2 === 0 ? 'none' : 'reject' },
  ]);
  expect(JSON.stringify(learn(made)).length).toBeLessThan(2_000);
});

test('a record written before knows none of it', () => {
  const { cause: _, selectors: __, changes: ___, ...older } = learn([[1, {}]]);
  expect(isRecord('senders', older)).toBe(true);
  expect(isRecord('senders', { ...older, cause: 'anything' })).toBe(false);
});
