// @vitest-environment happy-dom
// Gmail's page in every shape that was written down (2023 to 2026), and with one landmark after the other gone.
import { beforeEach, describe, expect, test } from 'vitest';
import { findRows } from '../../lib/gmail/list.ts';
import { findOpenMessages, readThread } from '../../lib/gmail/thread.ts';
import { IMITATION } from '../helpers/drift/mail.ts';
import * as gmail from './markup.ts';

beforeEach(() => gmail.show(''));

const AOI = [gmail.HEX, 'aoi@shop.example'];
const open = () => findOpenMessages(document).map(({ id, author }) => [id, author.address]);
const IDS = gmail.idsOf(gmail.PERM, gmail.HEX);
const LOG = gmail.jslog(`#${gmail.PERM}`);
/** As it stands in markup. */
const LOGGED = LOG.replaceAll('"', '&quot;');
const OTHER_LOGGED = gmail.jslog(`#${gmail.OTHER_PERM}`).replaceAll('"', '&quot;');

type Change = (thread: string) => string;
const replace =
  (...pairs: [RegExp, string][]): Change =>
  (thread) =>
    pairs.reduce((text, [from, to]) => text.replace(from, to), thread);
const noTables = replace(
  [/<(\/?)(table|tbody|tr|td)\b/g, '<$1div'],
  [/ (cellpadding|colspan|rowspan)="[^"]*"/g, ''],
);
const wrapped =
  (levels: number): Change =>
  (thread) =>
    thread
      .replace('<div class="adn ads"', `${'<div>'.repeat(levels)}<div class="adn ads"`)
      .replace(/$/, '');
const idsOnItem: Change = (thread) =>
  thread.replace(` ${IDS}`, '').replace('role="listitem"', `role="listitem" ${IDS}`);

const SHAPES: [string, Change][] = [
  [
    'a table around the whole thread (2023)',
    (thread) =>
      `<table class="Bs nH iY bAt" role="presentation"><tbody><tr class="aTN"><td class="Bu">${thread}</td></tr></tbody></table>`,
  ],
  [
    'another portrait class and a sixth slot (2023)',
    replace(
      [/class="ajn"/, 'class="ajn ajo"'],
      [/(<div class="KKSLrd">)/, '<div class="btm"></div>$1'],
    ),
  ],
  [
    'places that say whether they are expanded (2026)',
    replace([/role="listitem"/g, 'role="listitem" aria-expanded="true"']),
  ],
  ['one class token hashed (July 2026)', replace([/\badn\b/g, 'adn-x7Yq'])],
  [
    'the id of the thread is the word "undefined" (November 2025)',
    replace([/data-thread-perm-id="[^"]*"/, 'data-thread-perm-id="undefined"']),
  ],
  ['ids on the place in the list (2026)', idsOnItem],
  ['ids on both', replace([/role="listitem"/, `role="listitem" ${IDS}`])],
  [
    'ids in the log alone, padded with dots',
    (thread) => thread.replace(` ${IDS}`, '').replaceAll(LOGGED, LOG.replaceAll('=', '.')),
  ],
  [
    'no list, and the container renamed',
    replace([/role="listitem"/g, ''], [/\b(h7 ie|adn ads)\b/g, 'z$1']),
  ],
  ['the header renamed, and no tables', (thread) => noTables(thread).replace(/\bgE iv gt\b/, 'zz')],
  [
    'a grid in place of tables',
    (thread) =>
      thread
        .replace(/<table\b/g, '<div role="grid"')
        .replace(/<tr\b/g, '<div role="row"')
        .replace(/<td\b/g, '<div role="gridcell"')
        .replace(/<tbody\b/g, '<div')
        .replace(/<\/(table|tbody|tr|td)>/g, '</div>'),
  ],
  ['three more levels around the message', wrapped(3)],
  ['six more levels, all names known', wrapped(6)],
  [
    'names, attributes and role of the sender gone, its text kept',
    replace([/\bgD\b/, 'zz'], [/ (email|name|data-hovercard-id)="[^"]*"(?=[^>]*class="zz")/g, '']),
  ],
  [
    'ids and classes gone: the log names it, its place holds it',
    (thread) =>
      thread.replace(` ${IDS}`, '').replace(/\b(adn ads|gE iv gt|gD|gs|qu|go|h7 ie)\b/g, 'z'),
  ],
  [
    'a reply being written, the mail quoted in an attribute (September 2026)',
    (thread) =>
      thread.replace(/(<\/div>){3}$/, '') +
      '<div class="aoI" role="region" data-compose-id="5"><form><input name="uet" value="&lt;div data-message-id=&quot;#msg-f:1&quot;&gt;"></form><span email="to@recipient.example"></span><div role="textbox" contenteditable="true"></div></div>',
  ],
];

test.each(SHAPES)('%s', (_what, change) => {
  const markup = gmail.item(gmail.message({ jslog: LOG, body: 'BODY' }));
  const changed = change(gmail.thread(markup)).replace('BODY', IMITATION);
  gmail.show(gmail.page(gmail.pane(changed)));
  expect(open()).toEqual([AOI]);
});

describe('what is half recognised gets no seal, and is told', () => {
  const show = (change: Change, body = IMITATION) => {
    const markup = gmail.item(gmail.message({ jslog: LOG, body: 'BODY' }));
    gmail.show(gmail.openThread(change(markup).replace('BODY', body)));
  };

  test('no id anywhere', () => {
    show((markup) => markup.replace(` ${IDS}`, '').replace(/ jslog="[^"]*"/g, ''));
    expect(readThread(document)).toMatchObject({ messages: [], missed: ['id'], isShown: true });
  });

  test('place and log name two messages, each once', () => {
    show((markup) =>
      idsOnItem(markup)
        .replace(/ data-legacy-message-id="[^"]*"/, '')
        .replaceAll(LOGGED, OTHER_LOGGED),
    );
    expect(readThread(document)).toMatchObject({ messages: [], missed: ['idsDisagree'] });
  });

  test('the log alone names another message: the message itself is believed, and it is told', () => {
    show((markup) => markup.replaceAll(LOGGED, OTHER_LOGGED));
    expect(open()).toEqual([AOI]);
    expect(findOpenMessages(document)[0]?.found().idsDisagree).toBe(true);
  });

  test('the reader sees another address than the page carries', () => {
    show((markup) => markup.replace('&lt;</span>aoi@shop.example', '&lt;</span>eve@evil.example'));
    expect(readThread(document)).toMatchObject({ messages: [], missed: ['sendersDisagree'] });
  });

  test('the sender gone, recipients left: no recipient is a sender', () => {
    show((markup) =>
      markup
        .replace(/<span email="aoi[^>]*>/, '<span>')
        .replace(/<span class="go">.*?<\/span> /, '')
        .replace(/ (jid|data-hovercard-id|data-name)="[^"]*"/g, ''),
    );
    expect(readThread(document)).toMatchObject({ messages: [], missed: ['sender'] });
  });
});

test.each(['ceo@bank.example', '<ceo@bank.example>', 'Bank <ceo@bank.example> <ceo@bank.example>'])(
  'the name %s takes no seal away',
  (name) => {
    gmail.show(gmail.openThread(gmail.item(gmail.message({ name: name.replaceAll('<', '&lt;') }))));
    expect(open()).toEqual([AOI]);
  },
);

test('a collapsed message with ids on its place has no seal', () => {
  const collapsed = gmail
    .collapsed()
    .replace(
      'role="listitem"',
      `role="listitem" aria-expanded="false" ${gmail.idsOf(gmail.OTHER_PERM, gmail.OTHER_HEX)}`,
    );
  gmail.show(gmail.openThread(collapsed, idsOnItem(gmail.item(gmail.message()))));
  expect(open()).toEqual([AOI]);
});

test.each([
  ['items of a list', '<div role="list"><div role="listitem">Chat</div></div>'],
  ['an item that is expanded', '<div role="listitem" aria-expanded="true"><b>Spaces</b></div>'],
  ['a person', '<div role="listitem"><span data-hovercard-id="bob@other.example">Bob</span></div>'],
  ['an element with an id of its own', '<div data-message-id="chat-1">Hi</div>'],
])('beside the list of threads, %s is no thread', (_what, markup) => {
  gmail.show(
    gmail.page(markup + gmail.pane(gmail.list(gmail.row('Aoi', 'aoi@shop.example')))),
    '/mail/u/0/#inbox',
  );
  expect(readThread(document)).toEqual({ messages: [], missed: [], isShown: false });
});

describe('rows', () => {
  const rows = () =>
    findRows(document).map(({ senders, messageId }) => [senders[0]?.address, messageId]);
  const show = (change: Change) =>
    gmail.show(
      gmail.page(
        gmail.pane(
          change(
            gmail.list(
              gmail.row('Aoi', 'aoi@shop.example') +
                gmail.row('Bob', 'bob@other.example', { thread: gmail.OTHER_HEX }),
            ),
          ),
        ),
      ),
      '/mail/u/0/#inbox',
    );
  const both = [
    ['aoi@shop.example', gmail.HEX],
    ['bob@other.example', gmail.OTHER_HEX],
  ];
  test.each<[string, Change]>([
    ['of a table', (list) => list],
    ['of a grid without a table', noTables],
    ['of a table, renamed', replace([/\bzA yO\b/g, 'zz'])],
    [
      'without name and role',
      (list) =>
        noTables(list)
          .replace(/\bzA yO\b/g, 'zz')
          .replace(/ role="row"/g, ''),
    ],
    ['whose senders are renamed', replace([/\byP\b/g, 'zz'])],
  ])('%s', (_what, change) => {
    show(change);
    expect(rows()).toEqual(both);
  });

  test('an open thread has none', () => {
    gmail.show(gmail.openThread(gmail.item(gmail.message({ body: IMITATION }))));
    expect(rows()).toEqual([]);
  });
});
