// The first run on the real Gmail: what the page fills in by itself, and that its file holds nothing of a mail.
import { expect, test } from 'vitest';
import {
  type GmailTab,
  reportOf,
  STEPS,
  snapshotOf,
  takeIn,
} from '../../entrypoints/first-run/steps.ts';
import type { TabState } from '../../lib/extension/tab.ts';

const ATTEMPT = {
  path: 'att',
  mode: 'same-origin',
  status: 200,
  redirected: true,
  length: 48_213,
  crlf: true,
  failure: null,
};

function tab(path: string, change: Partial<TabState> = {}): GmailTab {
  const message = {
    id: '19881bf508d14d90',
    state: 'done' as const,
    forgot: false,
    tone: 'calm' as const,
    label: { key: 'label.signed', params: { domain: 'secret-shop.example' } },
  };
  return {
    url: `https://mail.google.com${path}`,
    state: {
      layout: 'thread',
      paused: false,
      messages: [message],
      check: {
        state: 'good',
        landmarks: [
          { landmark: 'account', of: 1, ways: { banner: 1, page: 0, title: 0 }, failed: [] },
        ],
        messages: 1,
        disagreed: 0,
        missed: [],
        accountDisagrees: false,
      },
      attempts: [ATTEMPT],
      ...change,
    },
  };
}
const seen = (...tabs: GmailTab[]) => Object.keys(takeIn({}, tabs));
const two = tab('/mail/u/0/').state.messages.flatMap((message) => [message, message]);

test.each([
  ['an ordinary message', tab('/mail/u/0/#inbox/FMfcgz'), ['source']],
  [
    'a large one',
    tab('/mail/u/0/#inbox/x', { attempts: [{ ...ATTEMPT, length: 12_000_000 }] }),
    ['source', 'large'],
  ],
  [
    'a source that could not be had',
    tab('/mail/u/0/#inbox/x', { attempts: [{ ...ATTEMPT, failure: 'network' }] }),
    [],
  ],
  ['Spam that looks calm', tab('/mail/u/0/#spam/x'), ['source']],
  ['a thread', tab('/mail/u/0/#inbox/x', { messages: two }), ['source', 'thread']],
  ['a pop-out', tab('/mail/u/0/popout?th=%23thread-f%3A1'), ['source', 'popout']],
  ['a second account', tab('/mail/u/1/#inbox/x'), ['source', 'second']],
  ['a delegated mailbox', tab('/mail/u/0/d/office/#inbox/x'), ['source', 'delegated']],
  ['a list', tab('/mail/u/0/#inbox', { messages: [], attempts: [] }), []],
])('%s', (_what, gmail, steps) => {
  expect(seen(gmail).sort()).toEqual([...steps].sort());
});

test('a person counts more than what is seen later, and what was seen stays', () => {
  const different = { answer: 'different', snapshot: null } as const;
  const results = takeIn({ source: different }, [tab('/mail/u/0/popout')]);
  expect(results.source).toEqual(different);
  expect(takeIn(results, []).popout?.answer).toBe('seen');
});

test('the file has every step, and nothing of a mail', () => {
  const gmail = tab('/mail/u/1/#search/secret-shop/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn');
  const about = { version: '1.0.0', browser: 'a browser', date: '2026-11-26' };
  const text = reportOf(takeIn({}, [gmail]), about);
  const { steps } = JSON.parse(text) as { steps: { step: string }[] };
  expect(steps.map(({ step }) => step)).toEqual(STEPS.map(({ id }) => id));
  expect(text).not.toMatch(/secret|19881bf|FMfcg|mail\.google|@/);
  expect(snapshotOf(gmail)).not.toHaveProperty('url');
});
