// What "copy diagnostics" says of a tab: how it was read, and nothing of the mail.
import { expect, test } from 'vitest';
import { diagnostics } from '../../entrypoints/popup/diagnostics.ts';
import type { TabState } from '../../lib/extension/tab.ts';

const message = (state: 'checking' | 'late' | 'held' | 'done', forgot = false) => ({
  id: state,
  state,
  tone: null,
  label: { key: 'seal.signed', params: { domain: 'shop.example' } },
  forgot,
});
const check: TabState['check'] = {
  state: 'good',
  landmarks: [],
  messages: 4,
  disagreed: 0,
  missed: [],
  accountDisagrees: false,
};
const say = (messages: TabState['messages']) =>
  diagnostics(
    {
      tab: 1,
      everywhere: false,
      situation: {
        kind: 'running',
        state: { layout: 'thread', paused: false, messages, check, attempts: [] },
      },
    },
    { version: '1', browser: 'a browser' },
  );

test('counts what is late and what was judged without memory', () => {
  const all = say([message('checking'), message('late'), message('held'), message('done', true)]);
  expect(all).toContain('messages: 4 open, 1 checking, 1 late, 1 held');
  expect(all).toContain('memory: took longer than 1 s for 1 of them');
  expect(say([message('done')])).not.toContain('memory');
  expect(all).not.toContain('shop.example');
});
