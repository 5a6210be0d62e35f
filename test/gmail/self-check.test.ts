// @vitest-environment happy-dom
// What the popup tells of Gmail's page: which ways still lead to its landmarks.
import { beforeEach, expect, test } from 'vitest';
import { readAccount } from '../../lib/gmail/account.ts';
import { findRows } from '../../lib/gmail/list.ts';
import { createSelfCheck } from '../../lib/gmail/self-check.ts';
import { readThread } from '../../lib/gmail/thread.ts';
import * as gmail from './markup.ts';

beforeEach(() => gmail.show(''));

function check(html: string, count = 1) {
  const selfCheck = createSelfCheck();
  for (let index = 0; index < count; index += 1) {
    const hex = (BigInt(`0x${gmail.HEX}`) + BigInt(index)).toString(16);
    gmail.show(
      html.replaceAll(gmail.PERM, `msg-f:${BigInt(`0x${hex}`)}`).replaceAll(gmail.HEX, hex),
    );
    for (const message of readThread(document).messages) selfCheck.note(message);
  }
  const { missed, messages } = readThread(document);
  return selfCheck.tell(readAccount(document), missed, messages.length === 0);
}
const thread = gmail
  .openThread(gmail.item(gmail.message({ jslog: 'LOG' })))
  .replaceAll('LOG', gmail.jslog(`#${gmail.PERM}`).replaceAll('"', '&quot;'));
const failed = (told: ReturnType<typeof check>) =>
  told.landmarks.flatMap(({ landmark, failed }) => failed.map((way) => `${landmark} ${way}`));

test('all as it was last seen', () => {
  const told = check(thread);
  expect(told).toMatchObject({ state: 'good', messages: 1, disagreed: 0, missed: [] });
  expect(failed(told)).toEqual([]);
  expect(told.landmarks.find(({ landmark }) => landmark === 'sender')).toEqual({
    landmark: 'sender',
    of: 1,
    ways: { class: 1, attribute: 1, structure: 1 },
    failed: [],
  });
});

test.each([
  ['class of the container', /\badn ads\b/g, 'zz', ['box class']],
  ['class of the sender', /\bgD\b/g, 'zz', ['sender class']],
  ['ids', / data-(legacy-)?message-id="[^"]*"/g, '', ['box attribute', 'id own']],
  ['the log', / jslog="[^"]*"/g, '', ['id log']],
  ['the header', /\bgE iv gt\b/g, 'zz', ['header class']],
])('seals still work without %s, and it is told which way failed', (_what, pattern, to, ways) => {
  const told = check(thread.replace(pattern, to));
  expect(told.state).toBe('changed');
  expect(failed(told)).toEqual(ways);
});

test('without a seal an update is needed', () => {
  const told = check(thread.replace(/ (data-(legacy-)?message-id|jslog)="[^"]*"/g, ''));
  expect(told).toMatchObject({ state: 'broken', missed: ['id'] });
});

test('two mailboxes named', () => {
  const meta = document.createElement('meta');
  meta.setAttribute('name', 'og-profile-acct');
  meta.setAttribute('content', 'bob@gmail.example');
  document.head.append(meta);
  expect(check(thread)).toMatchObject({ state: 'account', accountDisagrees: true });
  meta.remove();
});

test('the last fifty messages count', () => {
  const told = check(thread, 60);
  expect(told.messages).toBe(50);
  expect(told.landmarks[0]).toMatchObject({ of: 50, ways: { class: 50 } });
});

test('rows are counted too, and nothing of a mail is told', () => {
  gmail.show(
    gmail.page(gmail.pane(gmail.list(gmail.row('Aoi', 'aoi@shop.example')))),
    '/mail/u/0/#inbox',
  );
  const selfCheck = createSelfCheck();
  selfCheck.noteRows(findRows(document));
  const told = selfCheck.tell(readAccount(document), [], false);
  expect(told.landmarks.find(({ landmark }) => landmark === 'row')).toMatchObject({
    of: 1,
    ways: { class: 1, attribute: 1, structure: 1 },
  });
  expect(JSON.stringify([told, check(thread)])).not.toMatch(/aoi|shop|alice|Aoi|19881bf/i);
});
