// @vitest-environment happy-dom
// Gmail's own marks: read from places and roles, in no language, and never from what a mail draws.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settledFolder } from '../../lib/gmail/folder.ts';
import { findOpenMessages } from '../../lib/gmail/thread.ts';
import * as gmail from './markup.ts';

beforeEach(() => gmail.show(''));

const SLOT = '<div class="KKSLrd"></div>';
const ALERT = '<div role="alert"><img src="data:,"><span>احذر من هذه الرسالة</span></div>';
const PORTRAIT = '<img class="ajn"';
const QUESTION = `${PORTRAIT} src="https://images.example/unknown_avatar_2.png"`;
const FORGED = `${ALERT}<img src="https://images.example/unknown_avatar_2.png"><div act="18">Not spam</div>`;

const found = () => findOpenMessages(document).map(({ mark, folder }) => `${mark} ${folder}`);
const message = (change: (markup: string) => string, body = 'Hello') =>
  gmail.item(
    change(gmail.message({ body: 'BODY', jslog: gmail.jslog(`#${gmail.PERM}`) })).replace(
      'BODY',
      body,
    ),
  );
const plain = (markup: string) => markup;
const warned = (markup: string) => markup.replace(SLOT, `<div class="KKSLrd">${ALERT}</div>`);
const questioned = (markup: string) => markup.replace(PORTRAIT, QUESTION);

test.each([
  ['nothing', plain, 'null inbox'],
  ['a warning', warned, 'notice inbox'],
  ['a question mark', questioned, 'unauthenticated inbox'],
  [
    'both: the question mark says more',
    (m: string) => warned(questioned(m)),
    'unauthenticated inbox',
  ],
  [
    'an empty slot that may be filled later',
    (m: string) => m.replace(SLOT, '<div class="KKSLrd"><div role="alert"></div></div>'),
    'null inbox',
  ],
  [
    'a region that is no warning (pictures, translation)',
    (m: string) => m.replace(SLOT, '<div class="KKSLrd"><div>Images are not displayed</div></div>'),
    'null inbox',
  ],
  [
    'the offer to translate',
    (m: string) =>
      m.replace(
        '<div class="qQVYZb"></div>',
        `<div class="qQVYZb"></div><div class="wl4W9b">${ALERT}</div>`,
      ),
    'null inbox',
  ],
  [
    'a live region that repeats what happened',
    (m: string) =>
      m.replace(SLOT, `<div class="KKSLrd"><div aria-live="polite">${ALERT}</div></div>`),
    'null inbox',
  ],
  [
    'a notice beside the offer to translate',
    (m: string) =>
      warned(m).replace('<div class="qQVYZb"></div>', `<div class="wl4W9b">${ALERT}</div>`),
    'notice inbox',
  ],
  [
    'a warning that is hidden',
    (m: string) => warned(m).replace('role="alert"', 'role="alert" style="display:none"'),
    'null inbox',
  ],
  [
    'other classes',
    (m: string) =>
      warned(m)
        .replace(/class="KKSLrd"/g, 'class="zz1"')
        .replace(/aju|ajn|aCi/g, 'zz2'),
    'notice inbox',
  ],
])('%s', (_what, change, expected) => {
  gmail.show(gmail.openThread(message(change)));
  expect(found()).toEqual([expected]);
});

test('what a mail draws is no mark, whatever its classes are called', () => {
  gmail.show(gmail.openThread(message(plain, FORGED)));
  expect(found()).toEqual(['null inbox']);
  gmail.show(
    gmail.openThread(message(plain, FORGED).replace(/class="(ii gt|a3s aiL)"/g, 'class="z"')),
  );
  expect(found()).toEqual(['null inbox']);
});

test('each message of a thread has its own mark', () => {
  const other = gmail.message({ ids: gmail.idsOf(gmail.OTHER_PERM, gmail.OTHER_HEX) });
  gmail.show(gmail.openThread(message(warned), gmail.item(questioned(other))));
  expect(found()).toEqual(['notice inbox', 'unauthenticated inbox']);
});

test('in Spam every message has a banner: it is no mark; the question mark is', () => {
  gmail.show(gmail.openThread(message(warned)), '/mail/u/0/#spam/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn');
  expect(found()).toEqual(['null spam']);
  gmail.show(
    gmail.openThread(message(questioned)),
    '/mail/u/0/#spam/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn',
  );
  expect(found()).toEqual(['unauthenticated spam']);
});

test('the banner is known in Spam too, so that nothing covers it', () => {
  gmail.show(gmail.openThread(message(warned)), '/mail/u/0/#spam/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn');
  expect(findOpenMessages(document)[0]?.banner).toBe(document.querySelector('.KKSLrd > [role]'));
  gmail.show(gmail.openThread(message(plain, FORGED)));
  expect(findOpenMessages(document)[0]?.banner).toBeNull();
});

test('a thread that Gmail offers to take out of Spam lies there, wherever it was found', () => {
  const button = (style: string) =>
    `<div class="G-atb" style="${style}"><div role="button" act="18" aria-label="ليست غير مرغوب فيها"></div></div>`;
  const show = (style: string) =>
    gmail.show(
      gmail.page(button(style) + gmail.pane(gmail.thread(message(warned)))),
      '/mail/u/0/#search/in%3Aanywhere/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn',
    );
  show('');
  expect(found()).toEqual(['null spam']);
  show('display:none');
  expect(found()).toEqual(['notice inbox']);
});

describe('where a thread lies, before anybody is asked about its messages', () => {
  afterEach(() => vi.useRealTimers());
  const TOKEN = 'FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn';
  const bar = (act: number) => `<div class="G-atb"><div role="button" act="${act}"></div></div>`;
  const show = (route: string, above = '', body = 'Hello') =>
    gmail.show(
      gmail.page(above + gmail.pane(gmail.thread(message(plain, body)))),
      `/mail/u/0/#${route}/${TOKEN}`,
    );
  async function settled(after: number) {
    const started = performance.now();
    const folder = settledFolder(document);
    await vi.advanceTimersByTimeAsync(after);
    return { folder: await folder, waited: performance.now() - started };
  }

  test.each([
    ['the inbox', 'inbox', '', 'inbox'],
    ['Spam', 'spam', '', 'spam'],
    ['sent mail', 'sent', '', 'sent'],
    ['a search whose toolbar is there', 'search/invoice', bar(9), 'inbox'],
    ['a bar of real buttons', 'all', '<div gh="mtb"><button>x</button></div>', 'inbox'],
    ['all mail, where Gmail offers "Not spam"', 'all', bar(18), 'spam'],
  ])('%s is told at once', async (_what, route, above, folder) => {
    vi.useFakeTimers();
    show(route, above);
    expect(await settled(0)).toEqual({ folder, waited: 0 });
  });

  test.each(['search/in%3Aanywhere', 'label/work', 'all', 'imp'])(
    'in %s the toolbar is waited for',
    async (route) => {
      vi.useFakeTimers();
      show(route, '', bar(9));
      setTimeout(() => document.body.insertAdjacentHTML('beforeend', bar(18)), 400);
      expect(await settled(600)).toEqual({ folder: 'spam', waited: 600 });
      show(route);
      setTimeout(() => document.body.insertAdjacentHTML('beforeend', bar(9)), 400);
      expect((await settled(600)).folder).toBe('inbox');
    },
  );

  test('a toolbar that nobody knows any more is not waited for without end', async () => {
    vi.useFakeTimers();
    show('all', '<div class="new-bar"></div>');
    expect(await settled(1_000)).toEqual({ folder: 'inbox', waited: 1_000 });
  });
});
