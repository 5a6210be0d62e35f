// @vitest-environment happy-dom
// Bases of mailboxes, the reader's address in any language, and what the address bar says.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  accountBase,
  addressOfLabel,
  addressOfTitle,
  createAccountReader,
  readAccount,
} from '../../lib/gmail/account.ts';
import { isMailbox, readRoute } from '../../lib/gmail/route.ts';
import { expectLinear } from '../helpers/work.ts';
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
  ['Google 账号: 葵【x】 【aoi@gmail.example】', 'aoi@gmail.example'],
  ["Google Account: Pat O'Brien (pat.o'brien@hillside.example)", "pat.o'brien@hillside.example"],
  ["Google Account: Pat 'pat.o'brien@hillside.example'", "pat.o'brien@hillside.example"],
  ["Compte Google 'alice@gmail.example'.", 'alice@gmail.example'],
  ["Google Account: Pat (o'@hillside.example)", "o'@hillside.example"],
  ['Google Account: Alice', null],
  ['', null],
])('the address in %j', (label, address) => {
  expect(addressOfLabel(label)).toBe(address);
});

/** Every character of an atom (RFC 5322 section 3.2.3), some more often than others. */
const atom = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'abz09'),
    fc.constantFrom(..."!#$%&'*+-/=?^_`{|}~"),
    fc.constantFrom('é', '葵'),
  ),
  minLength: 1,
  maxLength: 8,
});
const localPart = fc
  .array(atom, { minLength: 1, maxLength: 3 })
  .map((atoms) => atoms.join('.'))
  // An apostrophe in front may be one of a pair around the address.
  .filter((written) => !written.startsWith("'"));

test('whatever an address may be made of, the reader is the whole of it', () => {
  fc.assert(
    fc.property(localPart, (local) => {
      const address = `${local}@hillside.example`;
      const expected = address.toLowerCase();
      expect(addressOfLabel(`Google Account: Pat O'Brien (${address})`)).toBe(expected);
      expect(addressOfLabel(`Google-Konto: '${address}'`)).toBe(expected);
      expect(addressOfLabel(`Google アカウント: ${address}`)).toBe(expected);
      expect(addressOfTitle(`Inbox - ${address} - Gmail`)).toBe(expected);
    }),
  );
});

test.each([
  ['letters', 'a'],
  ['at signs', '@'],
  ['apostrophes', "'"],
  ['addresses', 'a@a '],
  ['brackets', '('],
  ['an address without end', 'a@'],
  ['brackets and at signs', '(@'],
])('%s without end in a title or a label hold nobody up', async (_what, part) => {
  await expectLinear((size) => {
    const long = part.repeat(size);
    addressOfTitle(`Re: ${long} - ${long} - Gmail`);
    addressOfLabel(`(${long}`);
  }, 40_000);
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

describe('the three places that name the reader', () => {
  const banner = (address: string) =>
    `<header role="banner"><a aria-label="Google Account: Alice (${address})"></a></header>`;
  function page(bar: string | null, meta: string | null, title = '') {
    gmail.show(bar === null ? '' : banner(bar));
    document.title = title;
    for (const old of document.querySelectorAll('meta')) old.remove();
    if (meta === null) return;
    const element = document.createElement('meta');
    element.setAttribute('name', 'og-profile-acct');
    element.setAttribute('content', meta);
    document.head.append(element);
  }
  const ALICE = 'alice@gmail.example';
  const BOB = 'bob@gmail.example';
  const titled = (address: string) => `Subject - ${address} - Gmail`;
  const BOTH = ['banner', 'page'];
  afterEach(() => page(null, null));

  test.each([
    ['the banner', ALICE, null, '', ALICE, ['banner']],
    ['the head of the page, in a pop-out', null, ALICE, '', ALICE, ['page']],
    ['both', ALICE, 'Alice@Gmail.example', titled(ALICE), ALICE, ['banner', 'page', 'title']],
    ['the title never by itself', null, null, titled(BOB), null, ['title']],
    [
      'no subject in a title against the banner',
      ALICE,
      null,
      titled(BOB),
      ALICE,
      ['banner', 'title'],
    ],
    ['no subject in a title against the page', null, ALICE, titled(BOB), ALICE, ['page', 'title']],
    ['an apostrophe', "o'brien@x.example", "O'Brien@x.example", '', "o'brien@x.example", BOTH],
    ['nothing that is no address', null, 'Alice', '', null, []],
    ['no list of addresses', null, `${ALICE}, ${BOB}`, '', null, []],
  ])('%s', (_what, bar, meta, title, address, told) => {
    page(bar, meta, title);
    expect(readAccount(document)).toMatchObject({ address, told, disagreed: false });
  });

  test('two that disagree: nobody knows whose mailbox it is, whatever the title says', () => {
    page(ALICE, BOB, titled(ALICE));
    expect(readAccount(document)).toMatchObject({
      address: null,
      key: '/mail/u/0/',
      disagreed: true,
    });
  });

  test('the title chooses among what banner and page told before, in this tab or another', () => {
    const read = createAccountReader(document);
    page(ALICE, null, titled(ALICE));
    expect(read().address).toBe(ALICE);
    page(null, null, titled(ALICE));
    expect(read().address).toBe(ALICE);
    page(null, null, titled(BOB));
    expect(read().address).toBeNull();
    page(null, null, `Re: invoice - ${BOB} - Gmail - ${ALICE} - Gmail`);
    expect(read().address).toBe(ALICE);
    page(null, null, titled(BOB));
    expect(createAccountReader(document, new Set([BOB]))().address).toBe(BOB);
  });

  test('each address is told to other tabs once, and none that is disputed', () => {
    const told: string[] = [];
    const read = createAccountReader(document, new Set(), (address) => told.push(address));
    page(ALICE, BOB);
    read();
    page(ALICE, null, titled(BOB));
    read();
    read();
    page(null, null, titled(BOB));
    read();
    expect(told).toEqual([ALICE]);
  });

  test('what a mail draws is no account', () => {
    gmail.show(
      gmail.thread(
        gmail.item(
          gmail.message({ body: `${banner(BOB)}<meta name="og-profile-acct" content="${BOB}">` }),
        ),
      ),
    );
    expect(readAccount(document)).toMatchObject({ address: null, told: [] });
  });
});

test.each([
  ['Inbox (3) - alice@gmail.example - Gmail', 'alice@gmail.example'],
  ['Offer - ceo@bank.example - alice@corp.example - Corp Mail', 'alice@corp.example'],
  ['Offer - A - B - alice@corp.example - Corp - East', 'alice@corp.example'],
  ['alice@gmail.example', null],
  ['Write to alice@gmail.example - Gmail', null],
  ['', null],
])('the address in the title %j', (title, address) => {
  expect(addressOfTitle(title)).toBe(address);
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
