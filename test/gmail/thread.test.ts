// @vitest-environment happy-dom
// Which messages are open, who they are, and that nothing inside a mail is ever taken for Gmail's own.
import { beforeEach, expect, test } from 'vitest';
import { findOpenMessages } from '../../lib/gmail/thread.ts';
import { expectLinear } from '../helpers/work.ts';
import * as gmail from './markup.ts';

beforeEach(() => gmail.show(''));

const open = () => findOpenMessages(document).map(({ id, author }) => [id, author.address]);
const AOI = [gmail.HEX, 'aoi@shop.example'];

test('an open message has id, sender and folder', () => {
  gmail.show(gmail.openThread(gmail.item(gmail.message())));
  const [message, ...others] = findOpenMessages(document);
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    id: gmail.HEX,
    legacyId: gmail.HEX,
    permId: gmail.PERM,
    author: { name: 'Aoi Sato', address: 'aoi@shop.example' },
    folder: 'inbox',
    isDraft: false,
  });
  expect(message?.sender.className).toBe('gD');
  expect(message?.found()).toEqual({
    box: ['class', 'attribute'],
    place: ['class', 'attribute'],
    header: ['class'],
    sender: ['class', 'attribute', 'structure'],
    address: ['attribute', 'text', 'portrait'],
    id: ['own'],
    idsDisagree: false,
  });
});

test('an address in a name is nobody’s where the portrait tells the sender', () => {
  const markup = gmail
    .message({ name: '&lt;service@bank.example&gt;' })
    .replace(/<span [^>]*class="gD">/, '<span class="gD">')
    .replace(/<span class="go">.*(?=<\/h3>)/, '');
  gmail.show(gmail.openThread(gmail.item(markup)));
  expect(open()).toEqual([AOI]);
});

test('nothing inside a body is read, whatever it is called', () => {
  gmail.show(gmail.openThread(gmail.item(gmail.message({ body: gmail.HOSTILE_BODY }))));
  expect(open()).toEqual([AOI]);
});

test.each([
  ['classes of the container', /adn ads/g, 'q ads2'],
  ['class of the sender', /\bgD\b/g, 'xQ1'],
  ['class of the header', /\bgE iv gt\b/g, 'zE'],
  ['class of the list item', /\bh7 ie\b/g, 'zz'],
  ['message id attribute', /data-message-id/g, 'data-x1'],
  ['both id attributes', /data-(legacy-)?message-id/g, 'data-x1'],
  ['attributes of the sender', / (email|name|data-hovercard-id)=/g, ' data-z$1='],
  ['every attribute', / (email|name|data-[a-z-]+)=/g, ' data-z-$1='],
  ['every class but the body', /\b(adn|gD|h7|gE|iw|qu|go)\b/g, 'z$1'],
])('still finds the message after renaming: %s', (_what, pattern, replacement) => {
  const log = gmail.jslog(`#${gmail.PERM}`);
  const markup = gmail.message({ jslog: log, body: 'BODY' });
  const renamed = gmail.openThread(gmail.item(markup)).replace(pattern, replacement);
  gmail.show(renamed.replace('BODY', gmail.HOSTILE_BODY));
  expect(open()).toEqual([AOI]);
});

test('every class renamed, the body too: the mail still cannot pose as Gmail', () => {
  const renamed = gmail
    .openThread(gmail.item(gmail.message({ body: 'BODY' })))
    .replace(
      /class="([^"]*)"/g,
      (_all, names: string) => `class="${names.replace(/\w+/g, 'z$&')}"`,
    );
  gmail.show(renamed.replace('BODY', gmail.HOSTILE_BODY));
  expect(open()).toEqual([AOI]);
});

test('classes and attributes renamed: nothing is recognised, and nothing of the mail is taken instead', () => {
  const renamed = gmail
    .openThread(gmail.item(gmail.message({ body: 'BODY' })))
    .replace(/class="([^"]*)"/g, (_all, names: string) => `class="${names.replace(/\w+/g, 'z$&')}"`)
    .replace(/ (email|name|data-[a-z-]+)=/g, ' data-z-$1=');
  gmail.show(renamed.replace('BODY', gmail.HOSTILE_BODY));
  expect(open()).toEqual([]);
});

test('a freshly sent reply is known by its permanent id until a legacy id comes', () => {
  const perm = 'msg-a:r-2303110749135916240';
  gmail.show(gmail.openThread(gmail.item(gmail.message({ ids: gmail.idsOf(perm) }))));
  expect(findOpenMessages(document)[0]).toMatchObject({ id: perm, legacyId: null, folder: 'sent' });
  gmail.show(
    gmail.openThread(gmail.item(gmail.message({ ids: gmail.idsOf(perm, '187040914f64e007') }))),
  );
  expect(findOpenMessages(document)[0]).toMatchObject({
    id: '187040914f64e007',
    legacyId: '187040914f64e007',
    permId: perm,
  });
});

test('late, missing and contradicting ids', () => {
  const withIds = (ids: string, log?: string) =>
    gmail.show(
      gmail.openThread(gmail.item(gmail.message({ ids, ...(log ? { jslog: log } : {}) }))),
    );
  withIds('');
  expect(open()).toEqual([]);
  withIds('data-message-id="undefined" data-legacy-message-id="undefined"');
  expect(open()).toEqual([]);
  withIds('', gmail.jslog(`#${gmail.PERM}`));
  expect(open()).toEqual([AOI]);
  withIds('', gmail.jslog(`#${gmail.PERM}`, `#${gmail.OTHER_PERM}`));
  expect(open()).toEqual([]);
  // A re-used node of which Gmail has changed only one attribute so far.
  withIds(gmail.idsOf(gmail.PERM, gmail.OTHER_HEX));
  expect(open()).toEqual([]);
  withIds(gmail.idsOf(gmail.PERM, gmail.OTHER_HEX), gmail.jslog(`#${gmail.OTHER_PERM}`));
  expect(open()).toEqual([[gmail.OTHER_HEX, 'aoi@shop.example']]);
});

test('collapsed and hidden messages are left out, and lend nobody their id', () => {
  const hidden = gmail.message({
    ids: gmail.idsOf(gmail.OTHER_PERM, gmail.OTHER_HEX),
    style: 'display:none',
  });
  gmail.show(
    gmail.openThread(
      gmail.collapsed(),
      gmail.collapsed(hidden),
      gmail.superCollapsed,
      gmail.item(gmail.message()),
    ),
  );
  expect(open()).toEqual([AOI]);
});

test('a hidden pane with an older thread is left out', () => {
  const older = gmail.thread(
    gmail.item(gmail.message({ ids: gmail.idsOf(gmail.OTHER_PERM, gmail.OTHER_HEX) })),
  );
  const current = gmail.thread(gmail.item(gmail.message()));
  gmail.show(gmail.page(gmail.pane(older, false) + gmail.pane(current)));
  expect(open()).toEqual([AOI]);
});

test('the reading pane and a window of its own hold messages as well', () => {
  const inPane = `${gmail.list(gmail.row('Aoi', 'aoi@shop.example'))}<div class="aia"><div class="ao9">${gmail.thread(gmail.item(gmail.message()))}</div></div>`;
  gmail.show(gmail.page(gmail.pane(inPane)), '/mail/u/0/#inbox');
  expect(open()).toEqual([AOI]);
  gmail.show(
    gmail.thread(gmail.item(gmail.message())),
    '/mail/u/0/popout?ver=x&search=spam&th=%23thread-f%3A1813691637966661266&cvid=1',
  );
  expect(findOpenMessages(document)[0]?.folder).toBe('spam');
});

test.each(['pt', 'om', 'att', 'lg', 'btop'])('does nothing on view=%s', (view) => {
  gmail.show(gmail.openThread(gmail.item(gmail.message())), `/mail/u/0/?view=${view}&th=1`);
  expect(open()).toEqual([]);
});

test('a reply being written leaves the message a message; a draft is a draft', () => {
  const compose =
    '<div class="gA gt acV"><div class="M9"><div contenteditable="true" role="textbox">Re</div></div></div>';
  gmail.show(gmail.openThread(gmail.item(gmail.message({ extra: compose }))));
  expect(findOpenMessages(document)[0]?.isDraft).toBe(false);
  const draft = gmail
    .message({ extra: compose })
    .replace(/<div class="ii gt"><div class="a3s aiL">Hello<\/div><\/div>/, '');
  gmail.show(gmail.openThread(gmail.item(draft)));
  expect(findOpenMessages(document)[0]?.isDraft).toBe(true);
});

test('a sender line inside a compose box is nobody', () => {
  const compose = gmail.message().replace('<div class="gs">', '<div class="gs M9">');
  gmail.show(gmail.openThread(gmail.item(compose)));
  expect(open()).toEqual([]);
});

/** A layout in which the line alone tells who sent the message, in text. */
const inText = (name: string, address: string) =>
  gmail
    .message({ name, address })
    .replace(/ (?:email|name|data-hovercard-id|data-name|jid)="[^"]*"/g, '')
    .replaceAll('class="gD"', '')
    .replaceAll('class="go"', '');

test.each([
  ['an address in the name', '&lt;ceo@bank.example&gt;', 'a@evil.example', 'a@evil.example'],
  ['a bracket without end', '&lt;ceo@bank.example', 'a@evil.example', 'a@evil.example'],
  ['marks of direction', 'Aoi', '\u200ea@evil.example\u200e', 'a@evil.example'],
  ['a quoted local part', '&lt;ceo@bank.example&gt;', '&quot;a@b&quot;@evil.example', undefined],
  [
    'a local part with a space',
    '&lt;ceo@bank.example&gt;',
    '&quot;a b&quot;@evil.example',
    undefined,
  ],
])('only the last brackets with an address tell it: %s', (_what, name, address, expected) => {
  gmail.show(gmail.openThread(gmail.item(inText(name, address))));
  expect(findOpenMessages(document)[0]?.author.address).toBe(expected);
});

test.each(['a@', '@', '&lt;a@', '&lt;', '&lt;a@b&gt;', 'a@b '])(
  'a bracket and a name of %s without end do not hold the page',
  async (part) => {
    for (const markup of [
      inText,
      (name: string, address: string) => gmail.message({ name, address }),
    ])
      await expectLinear((size) => {
        gmail.show(
          gmail.openThread(gmail.item(markup(`&lt;${part.repeat(size)}`, 'a@evil.example'))),
        );
        for (let look = 0; look < 5; look++) findOpenMessages(document);
      }, 20_000);
  },
);
