// @vitest-environment happy-dom
// Bases of mailboxes, the reader's address in any language, and what the address bar says.
import { expect, test } from 'vitest';
import { accountBase, addressOfLabel, readAccount } from '../../lib/gmail/account.ts';
import { isMailbox, readRoute } from '../../lib/gmail/route.ts';
import * as gmail from './markup.ts';

test.each([
  ['/mail/u/0/', '/mail/u/0/'],
  ['/mail/u/12/', '/mail/u/12/'],
  ['/mail/', '/mail/u/0/'],
  ['/mail', '/mail/u/0/'],
  ['/mail/u/0/popout', '/mail/u/0/'],
  ['/mail/u/1/d/AEoRXRQZ1/', '/mail/u/1/d/AEoRXRQZ1/'],
  ['/mail/u/1/d/AEoRXRQZ1/popout', '/mail/u/1/d/AEoRXRQZ1/'],
  ['/mail/b/126/u/0/', '/mail/b/126/u/0/'],
  ['/a/corp.example/', '/a/corp.example/u/0/'],
  ['/mail/u/', '/mail/u/0/'],
])('the base of %s is %s', (pathname, base) => {
  expect(accountBase({ origin: 'https://mail.google.com', pathname })).toBe(
    `https://mail.google.com${base}`,
  );
});

test.each([
  ['Google Account: Alice (alice@gmail.example)', 'alice@gmail.example'],
  ['Google Account: Alice  \n(Alice.B@Gmail.example)', 'alice.b@gmail.example'],
  ['Google アカウント: 佐藤 葵 （aoi@gmail.example）', 'aoi@gmail.example'],
  ['حساب Google: \u202aأليس\u202c \u200f(alice@gmail.example)\u200f', 'alice@gmail.example'],
  ['Google-Konto: Eve (eve@evil.example) (alice@gmail.example)', 'alice@gmail.example'],
  ['Google Account: bob@other.example (alice@gmail.example)', 'alice@gmail.example'],
  ['Google Account: alice@gmail.example', 'alice@gmail.example'],
  ['Google Account: Alice', null],
  ['', null],
])('the address in %j', (label, address) => {
  expect(addressOfLabel(label)).toBe(address);
});

test('the account button is read, a link in a mail is not', () => {
  gmail.show(gmail.openThread(gmail.item(gmail.message({ body: gmail.HOSTILE_BODY }))));
  expect(readAccount(document)).toEqual({
    base: 'https://mail.google.com/mail/u/0/',
    address: 'alice@gmail.example',
    key: 'alice@gmail.example',
    told: ['banner'],
    disagreed: false,
  });
  gmail.show(
    gmail.thread(gmail.item(gmail.message({ body: `<header>${gmail.HOSTILE_BODY}</header>` }))),
    '/mail/u/2/d/X/',
  );
  expect(readAccount(document)).toMatchObject({ address: null, key: '/mail/u/2/d/X/' });
});

test('a delegated mailbox is not the mailbox of the delegate', () => {
  gmail.show(gmail.openThread(''), '/mail/u/0/d/AEoRXRQZ1/');
  expect(readAccount(document).key).toBe('alice@gmail.example/d/AEoRXRQZ1');
});

const at = (address: string) => {
  const { pathname, search, hash } = new URL(address, 'https://mail.google.com/mail/u/0/');
  return { pathname, search, hash };
};
const TOKEN = 'FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn';

test.each([
  ['#inbox', 'inbox', 'inbox', false],
  ['', 'inbox', 'inbox', false],
  [`#inbox/${TOKEN}`, 'inbox', 'inbox', true],
  [`#inbox/${TOKEN}?compose=new`, 'inbox', 'inbox', true],
  [`#label/Work%2FTaxes/${TOKEN}`, 'label', 'inbox', true],
  ['#label/Work', 'label', 'inbox', false],
  ['#inbox/p2', 'inbox', 'inbox', false],
  [`#spam/${TOKEN}`, 'spam', 'spam', true],
  [`#sent/${TOKEN}`, 'sent', 'sent', true],
  [`#drafts/${TOKEN}`, 'drafts', 'draft', true],
  [`#search/in%3Aspam+invoice/${TOKEN}`, 'search', 'spam', true],
  [`#search/in%3Aanywhere/${TOKEN}`, 'search', 'inbox', true],
  [`#search/spam/${TOKEN}`, 'search', 'inbox', true],
  [`#search/%E0%A4%A/${TOKEN}`, 'search', 'inbox', true],
  ['#chat/dm/AAAAexample', 'chat', 'inbox', false],
  ['popout?ver=1&search=spam&th=%23thread-f%3A1813691637966661266&cvid=1', 'spam', 'spam', true],
] as const)('the route of %s', (address, view, folder, expectsThread) => {
  expect(readRoute(at(address))).toEqual({ view, folder, expectsThread });
});

test.each([
  ['', true],
  ['popout?th=%23thread-f%3A1', true],
  ['?ui=2&view=btop', false],
  ['?view=att&th=1', false],
  ['feed/atom', false],
  ['/calendar/', false],
])('%s is the mailbox: %s', (address, expected) => {
  expect(isMailbox(at(address))).toBe(expected);
});
