// Gmail in every mood, in a real browser: whatever the source or the page does, the seal says something calm and true.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SealState, seals, settledSeals } from '../helpers/browser/launch.ts';
import { loadCases } from '../helpers/cases/case.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { DEFAULT_PAGE, type PageOptions } from '../replica/page/options.ts';
import { ATTACKER_HTML } from '../replica/sample.ts';
import type { RedirectMode, SourceBehaviour } from '../replica/server.ts';

const NAMES = ['signed-newsletter', 'forged-quarantine', 'key-since-rotated', 'two-from-fields'];
const all = loadCases();
const cases = NAMES.map((name) => {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
});
const [SIGNED, FORGED, ROTATED] = cases.map((one) => one.mail.subject ?? '') as [
  string,
  string,
  string,
];
const BROKEN_PROMISES = 25_000;

let world: World;
let pages: Page[] = [];
const errors: string[] = [];

beforeAll(async () => {
  world = await startWorld({ cases });
});
afterAll(() => world?.close());
afterEach(async () => {
  for (const page of pages) await page.close();
  pages = [];
  world.replica.setPage(DEFAULT_PAGE);
  world.replica.setMode('redirect');
  world.replica.setCsp('default');
  world.replica.setContentType('message/rfc822');
  for (const subject of [SIGNED, FORGED, ROTATED]) world.replica.setSource(subject, null);
  expect(errors.splice(0)).toEqual([]);
});

async function open(subject: string, fragment = world.replica.fragment(subject)): Promise<Page> {
  const page = await world.launched.newPage();
  pages.push(page);
  page.on('pageerror', (error) => {
    // What CORS blocks is expected here, and Firefox reports it like an error of the page.
    if (!String(error).includes('Cross-Origin Request Blocked')) errors.push(String(error));
  });
  await page.goto(world.replica.url(0, fragment));
  return page;
}

async function only(page: Page): Promise<SealState> {
  const [seal] = await settledSeals(page, 1, BROKEN_PROMISES);
  if (!seal) throw new Error('no seal');
  return seal;
}

const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;
const legacyId = (subject: string) => world.replica.message(subject).legacyId;
const other = new Uint8Array(
  Buffer.from('From: Eve <eve@evil.example>\r\nTo: x@y.example\r\nSubject: x\r\n\r\nx\r\n'),
);

describe('a source that fails says nothing about the sender', () => {
  const failing: [string, SourceBehaviour][] = [
    ['404', { kind: 'status', status: 404 }],
    ['403', { kind: 'status', status: 403 }],
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 60 }],
    ['500', { kind: 'status', status: 500 }],
    ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 60 }],
    ['connection dropped', { kind: 'network' }],
    ['redirect to sign in', { kind: 'signedOut' }],
    ['sign-in page with status 200', { kind: 'login' }],
    ['"does not exist" with status 200', { kind: 'doesNotExist' }],
    ['captcha with status 200', { kind: 'captcha' }],
    ['empty', { kind: 'empty' }],
    ['no answer for 30 s', { kind: 'slow', ms: 30_000 }],
    ['a stream without end', { kind: 'endless' }],
    ['40 MB', { kind: 'huge', size: 40 * 1024 * 1024 }],
    ['cut in the header', { kind: 'truncated', damage: 'cutInHeader', declared: false }],
    ['cut in a signature', { kind: 'truncated', damage: 'cutInDkim', declared: false }],
    ['another message', { kind: 'raw', raw: other }],
    ['a text', { kind: 'raw', raw: new Uint8Array(Buffer.from('Come back later')) }],
  ];
  test.each(failing)('%s', async (_what, behaviour) => {
    world.replica.setSource(FORGED, behaviour);
    const seal = await only(await open(FORGED));
    expect(verdict(seal)).toBe('unknown unknown');
    expect(seal.for).toBe(legacyId(FORGED));
    expect(seal.text).not.toBe('');
  });

  test('where "download original" fails, the text of the page "Original message" still has the record', async () => {
    for (const behaviour of [
      { kind: 'doesNotExist', views: ['att'] },
      { kind: 'noCors', views: ['att'] },
      { kind: 'truncated', damage: 'cutInBody', declared: true, views: ['att'] },
    ] satisfies SourceBehaviour[]) {
      world.replica.setSource(FORGED, behaviour);
      expect(verdict(await only(await open(FORGED)))).toBe('contradicted danger');
      world.replica.setSource(ROTATED, behaviour);
      expect(verdict(await only(await open(ROTATED)))).toBe('recorded calm');
    }
  });
});

describe('octets with a defect', () => {
  const damaged: [string, SourceBehaviour & { kind: 'damage' }, string][] = [
    ['bare LF', { kind: 'damage', damage: 'lf' }, 'signed calm'],
    ['byte order mark', { kind: 'damage', damage: 'bom' }, 'signed calm'],
    ['mbox line', { kind: 'damage', damage: 'mboxLine' }, 'signed calm'],
    ['blank lines first', { kind: 'damage', damage: 'leadingBlank' }, 'signed calm'],
    ['NUL at the end', { kind: 'damage', damage: 'nul' }, 'recorded calm'],
    ['other charsets', { kind: 'damage', damage: 'eightBit' }, 'recorded calm'],
    ['2,000 Received fields', { kind: 'damage', damage: 'manyReceived' }, 'signed calm'],
    ['a header line without a colon', { kind: 'damage', damage: 'noColon' }, 'recorded calm'],
    ['a second From', { kind: 'damage', damage: 'duplicateFrom' }, 'ambiguous danger'],
    ['cut in the body', { kind: 'damage', damage: 'cutInBody' }, 'recorded calm'],
  ];
  test.each(damaged)('%s', async (_what, behaviour, expected) => {
    world.replica.setSource(SIGNED, behaviour);
    expect(verdict(await only(await open(SIGNED)))).toBe(expected);
  });
});

describe('every way the original can come', () => {
  const modes: [RedirectMode, string][] = [
    ['redirect', 'signed calm'],
    ['direct', 'signed calm'],
    ['acao-star', 'signed calm'],
    ['cached-302', 'signed calm'],
    ['bounce', 'signed calm'],
    ['parallel-breaks', 'signed calm'],
    // CORS keeps the octets from us; the text of the page may prove a signature, but disprove none.
    ['no-acao', 'signed calm'],
  ];
  test.each(modes)('%s', async (mode, expected) => {
    world.replica.setMode(mode);
    expect(verdict(await only(await open(SIGNED)))).toBe(expected);
  });

  test.each(['text/plain', 'application/octet-stream', 'text/html'])('as %s', async (type) => {
    world.replica.setContentType(type);
    expect(verdict(await only(await open(SIGNED)))).toBe('signed calm');
  });
});

describe('the page', () => {
  const moods: [string, Partial<PageOptions>][] = [
    ['dark', { theme: 'dark' }],
    ['compact', { density: 'compact' }],
    ['reading pane', { readingPane: true }],
    ['conversation view off', { conversationView: false }],
    ['late ids', { lateIds: 50 }],
    ['very late ids', { lateIds: 1500 }],
    ['ids in the logging attributes only', { missingIds: 'jslog' }],
    ['thread id "undefined"', { missingIds: 'thread' }],
    ['slow start', { bootDelay: 2000 }],
    ['late bodies', { bodyDelay: 1500 }],
    ['other classes', { renamed: 'classes' }],
    ['other attributes', { renamed: 'attributes' }],
  ];
  test.each(moods)('%s', async (_what, mood) => {
    world.replica.setPage(mood);
    const seal = await only(await open(FORGED));
    expect(verdict(seal)).toBe('contradicted danger');
    expect(seal.for).toBe(legacyId(FORGED));
  });

  test('other classes and other attributes: the page is left alone', async () => {
    world.replica.setPage({ renamed: 'both' });
    const page = await open(SIGNED);
    await page.waitForSelector('[role=main] h2');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await seals(page)).toEqual([]);
  });

  test('a strict policy for styles and connections', async () => {
    world.replica.setCsp('strict');
    expect(verdict(await only(await open(SIGNED)))).toBe('signed calm');
    expect(world.replica.cspReports).toEqual([]);
  });

  test('a window of its own', async () => {
    const page = await world.launched.newPage();
    pages.push(page);
    const thread = world.replica.message(FORGED).threadId ?? world.replica.message(FORGED).id;
    const url = new URL(world.replica.url(0));
    url.hash = '';
    url.pathname += 'popout';
    url.search = `?ver=1&search=inbox&th=${encodeURIComponent(`#thread-f:${thread}`)}&cvid=1`;
    await page.goto(url.href);
    expect(verdict(await only(page))).toBe('contradicted danger');
  });

  test('pages that are no mailbox stay untouched', async () => {
    for (const view of ['pt', 'lg', 'om']) {
      const page = await world.launched.newPage();
      pages.push(page);
      await page.goto(`${world.replica.url(0).split('#')[0]}?view=${view}&th=${legacyId(FORGED)}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await seals(page)).toEqual([]);
    }
  });
});

describe('threads of several messages', () => {
  let id = '';
  beforeAll(() => {
    // The same messages once more, as one thread, the last one with a body that imitates Gmail.
    const threadId = '1876543210987654321';
    for (const [index, subject] of [SIGNED, FORGED, ROTATED].entries()) {
      const message = world.replica.message(subject);
      const date = new Date(Date.UTC(2026, 9, 1, index));
      const added = world.replica.add({
        ...{ raw: message.raw, from: message.from, label: 'inbox', snippet: '', threadId, date },
        subject: 'A talk',
        html: index === 2 ? ATTACKER_HTML : '<p>Hello</p>',
      });
      id = added.legacyId;
    }
  });

  test.each(['replace', 'flip', 'twice'] as const)(
    'expanding (%s): each message has its own seal, and a body has none',
    async (expand) => {
      world.replica.setPage({ expand });
      const page = await open('A talk', world.replica.fragment(id));
      await settledSeals(page, 1, BROKEN_PROMISES);
      for (let left = 2; left > 0; left -= 1) {
        await page.evaluate(() => {
          document.querySelector<HTMLElement>('[role=main] .kv .adf')?.click();
        });
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
      const shown = await settledSeals(page, 3, BROKEN_PROMISES);
      expect(shown.map(verdict)).toEqual(['signed calm', 'contradicted danger', 'recorded calm']);
      expect(new Set(shown.map((seal) => seal.for)).size).toBe(3);
      const misplaced = await page.$$eval(
        'inkan-seal',
        (hosts) => hosts.filter((host) => host.closest('.a3s') || host.shadowRoot === null).length,
      );
      // The one that the mail brought is Gmail's text, not ours: it has no shadow root, and no look keeps it.
      expect(misplaced).toBe(0);
    },
  );

  test('what is done with the seal never reaches Gmail', async () => {
    const page = await open('A talk', world.replica.fragment(id));
    await settledSeals(page, 1, BROKEN_PROMISES);
    const before = await page.evaluate(() => JSON.stringify(window.__replica.counters));
    const button = await page.$('inkan-seal >>> button');
    await button?.click();
    await page.waitForSelector('inkan-card');
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('inkan-card'));
    await button?.press('Enter');
    await page.waitForSelector('inkan-card');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => JSON.stringify(window.__replica.counters))).toBe(before);
  });
});

describe('the extension is updated while the tab is open', () => {
  test('seals say so, or belong to the new version, and nothing throws', async () => {
    const page = await open(FORGED);
    await only(page);
    await world.launched.reloadExtension();
    // Firefox starts the new version in open tabs, Chromium leaves the old one there, cut off.
    const restarts = world.launched.kind === 'firefox';
    if (restarts) await new Promise((resolve) => setTimeout(resolve, 3000));
    const expected = restarts ? 'contradicted danger' : 'unknown unknown';
    await page.waitForFunction(
      (text) => {
        const { origin, tone } = document.querySelector<HTMLElement>('inkan-seal')?.dataset ?? {};
        return `${origin} ${tone}` === text;
      },
      { timeout: 10_000 },
      expected,
    );
    expect(verdict(await only(page))).toBe(expected);
  });
});
