// @vitest-environment happy-dom
// Marks in the thread list while the background takes its time: none in a pause, none lost to a failure.
import { beforeEach, expect, test, vi } from 'vitest';
import { learnWords } from '../../lib/words.ts';
import * as gmail from './markup.ts';

const ask = vi.fn();
vi.mock('../../lib/extension/messaging.ts', () => ({ ask }));
const { createRowMarks } = await import('../../entrypoints/gmail.content/row-marks.ts');

const ALICE = {
  base: 'https://mail.google.com/mail/u/0/',
  address: 'alice@gmail.example',
  key: 'alice@gmail.example',
  told: ['banner' as const],
  disagreed: false,
};
const MARK = { tone: 'danger', sentence: { key: 'test.mark', params: {} } };
const ANSWER = [MARK];
learnWords({ language: 'en', texts: { 'test.mark': 'Somebody else' } });
const marks = () =>
  [...document.querySelectorAll<HTMLElement>('inkan-mark')].map(({ title }) => title);

beforeEach(() => {
  ask.mockReset();
  gmail.show(
    gmail.page(gmail.pane(gmail.list(gmail.row('Bank', 'bank@evil.example')))),
    '/mail/u/0/#inbox',
  );
});

test('an answer that comes after the reader paused paints nothing until the pause is over', async () => {
  const answer = Promise.withResolvers<typeof ANSWER>();
  ask.mockReturnValue(answer.promise);
  const rows = createRowMarks(document, 'en');
  rows.look(ALICE);
  rows.hide();
  answer.resolve(ANSWER);
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  await new Promise((done) => setTimeout(done, 10));
  expect(marks()).toEqual([]);
  rows.look(ALICE);
  expect(marks()).toEqual(['Somebody else']);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('a background that does not answer takes no mark away, and is not asked over and over', async () => {
  ask.mockResolvedValueOnce(ANSWER);
  const rows = createRowMarks(document, 'en');
  rows.look(ALICE);
  await vi.waitFor(() => expect(marks()).toEqual(['Somebody else']));
  ask.mockRejectedValue(new Error('the background did not answer'));
  rows.refresh();
  rows.look(ALICE);
  await new Promise((done) => setTimeout(done, 10));
  rows.look(ALICE);
  expect(marks()).toEqual(['Somebody else']);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a mark in words that this version does not have is left out, and the others stay', async () => {
  gmail.show(
    gmail.page(
      gmail.pane(
        gmail.list(gmail.row('Old', 'old@evil.example') + gmail.row('Bank', 'bank@evil.example')),
      ),
    ),
    '/mail/u/0/#inbox',
  );
  ask.mockResolvedValue([{ tone: 'danger', sentence: { key: 'origin.gone', params: {} } }, MARK]);
  createRowMarks(document, 'en').look(ALICE);
  await vi.waitFor(() => expect(marks()).toEqual(['Somebody else']));
});
