// @vitest-environment happy-dom
// Marks in the thread list while the background takes its time: none in a pause, none lost to a failure.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learnWords } from '../../lib/words.ts';
import * as gmail from './markup.ts';

const ask = vi.fn();
const again = vi.fn();
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

afterEach(() => vi.useRealTimers());
beforeEach(() => {
  ask.mockReset();
  again.mockReset();
  gmail.show(
    gmail.page(gmail.pane(gmail.list(gmail.row('Bank', 'bank@evil.example')))),
    '/mail/u/0/#inbox',
  );
});

test('an answer that comes after the reader paused paints nothing until the pause is over', async () => {
  const answer = Promise.withResolvers<typeof ANSWER>();
  ask.mockReturnValue(answer.promise);
  const rows = createRowMarks(document, 'en', again);
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
  const rows = createRowMarks(document, 'en', again);
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
  createRowMarks(document, 'en', again).look(ALICE);
  await vi.waitFor(() => expect(marks()).toEqual(['Somebody else']));
});

test('what was not answered is asked again after a while, also the first time, and then marked', async () => {
  vi.useFakeTimers();
  ask.mockRejectedValueOnce(new Error('the settings could not be read in time'));
  ask.mockResolvedValue(ANSWER);
  const rows = createRowMarks(document, 'en', again);
  for (let look = 0; look < 20; look++) {
    rows.look(ALICE);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  expect(again).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(again).toHaveBeenCalledTimes(1);
  rows.look(ALICE);
  await vi.advanceTimersByTimeAsync(0);
  expect(marks()).toEqual(['Somebody else']);
});

/** A list on screen whose one row bears a mark. */
async function marked() {
  ask.mockResolvedValue(ANSWER);
  const rows = createRowMarks(document, 'en', again);
  rows.look(ALICE);
  await vi.waitFor(() => expect(marks()).toEqual(['Somebody else']));
  return rows;
}
const shown = () => document.querySelector('.yW .yP') as HTMLElement;

test.each(['sent', 'drafts'])('a row that Gmail re-uses in %s loses its mark', async (folder) => {
  const rows = await marked();
  shown().setAttribute('email', 'friend@hillside.example');
  location.hash = `#${folder}`;
  rows.look(ALICE);
  expect(marks()).toEqual([]);
});

test.each([
  ['an advertisement', () => shown().closest('tr')?.classList.add('bvA')],
  ['a row that names nobody', () => shown().remove()],
  [
    'another sender, of whom nothing is known yet',
    () => shown().setAttribute('email', 'a@b.example'),
  ],
])('a row that becomes %s loses its mark', async (_what, change) => {
  const rows = await marked();
  ask.mockResolvedValue([null]);
  change();
  rows.look(ALICE);
  expect(marks()).toEqual([]);
});

test('a list that is hidden keeps its marks, and loses them in a pause', async () => {
  const rows = await marked();
  const pane = document.querySelector('[role="main"]') as HTMLElement;
  pane.style.display = 'none';
  rows.look(ALICE);
  expect(marks()).toEqual(['Somebody else']);
  rows.hide();
  expect(marks()).toEqual([]);
});
