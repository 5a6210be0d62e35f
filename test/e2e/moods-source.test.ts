// Gmail's answers in every mood, in both browsers: whatever the source does, the seal says something calm and true.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { go, type SealState, settledSeal, settledSeals } from '../helpers/browser/launch.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { googleDate, READER } from '../helpers/cases/gmail.ts';
import { PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';
import type { RedirectMode, SourceBehaviour, StoredMessage } from '../replica/server.ts';

const SIGNED = loadCase('signed-newsletter');
const FORGED = loadCase('forged-quarantine');
const ROTATED = loadCase('key-since-rotated');
/** Signed mail with a file: "show original" leaves the file out, and the body no longer fits the signature. */
const WITH_FILE: Case = {
  ...SIGNED,
  name: 'signed-with-file',
  mail: {
    ...SIGNED.mail,
    subject: 'Signed, with a file',
    header: [
      'From: Blue Mountain Coffee <news@bluemountain.example>',
      `To: ${READER}`,
      'Subject: Signed, with a file',
      `Date: ${googleDate(Date.now() - 24 * 3_600_000)}`,
      'Message-ID: <with-file@mail.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="part"',
    ].join('\n'),
    body: [
      ...['--part', 'Content-Type: text/plain', '', 'See the file.', ''],
      ...['--part', 'Content-Type: text/csv', 'Content-Disposition: attachment; filename=a.csv'],
      ...['', 'a,b,c', '1,2,3', '', '--part--', ''],
    ].join('\n'),
  },
};

const BROKEN: SourceBehaviour = { kind: 'status', status: 500 };
const NOBODY: Uint8Array = new Uint8Array(
  Buffer.from('From: Eve <eve@evil.example>\r\nTo: x@y.example\r\nSubject: x\r\n\r\nx\r\n'),
);
const text = (words: string) => new Uint8Array(Buffer.from(words));
const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  /** one tab that goes from message to message */
  let tour: Page;
  const errors: string[] = [];
  const built = ({ name }: Case) => world.built.find((one) => one.case.name === name)!;

  async function openTab(fragment: string, place: 'tab' | 'window' = 'tab'): Promise<Page> {
    const page = await world.launched.newPage(place);
    page.on('pageerror', (error) => {
      // What CORS blocks is expected here, and Firefox reports it like an error of the page.
      if (!String(error).includes('Cross-Origin Request Blocked')) errors.push(String(error));
    });
    await page.goto(world.replica.url(0, fragment));
    return page;
  }

  /** Shows one more copy of a case, whose source behaves like this. */
  async function look(input: Case, source?: SourceBehaviour): Promise<SealState> {
    const message = world.copy(built(input), source ? { source } : {});
    await tour.evaluate(() => window.__replica.refresh());
    await go(tour, world.replica.fragment(message.legacyId));
    return settledSeal(tour, message.legacyId);
  }

  beforeAll(async () => {
    world = await startWorld({ browser, cases: [SIGNED, FORGED, ROTATED, WITH_FILE] });
    tour = await openTab('inbox');
    await tour.waitForSelector('[role=main]');
  });
  afterAll(() => world?.close());
  afterEach(() => {
    world.replica.setMode('redirect');
    world.replica.setContentType('message/rfc822');
    expect(errors.splice(0)).toEqual([]);
  });

  describe('what takes for ever ends', () => {
    const slow: [string, SourceBehaviour][] = [
      ['30 s without an answer', { kind: 'slow', ms: 30_000 }],
      ['a stream without end', { kind: 'endless' }],
    ];
    /** They wait side by side, while the tests below go on. */
    const waiting: { page: Page; message: StoredMessage }[] = [];
    beforeAll(async () => {
      for (const [, source] of slow) {
        const message = world.copy(built(FORGED), { source });
        const page = await openTab(world.replica.fragment(message.legacyId), 'window');
        waiting.push({ page, message });
      }
      await tour.bringToFront();
    });

    const timesAsked = ({ legacyId }: StoredMessage) =>
      world.replica.requests.filter(({ messageId }) => messageId === legacyId).length;

    /** Requests for sources, without those of the tabs that wait. */
    function waysAsked() {
      const others = new Set(waiting.map(({ message }) => message.legacyId));
      return world.replica.requests.filter(
        ({ view, messageId }) => (view === 'att' || view === 'om') && !others.has(messageId ?? ''),
      );
    }

    describe('a source that fails says nothing about the sender', () => {
      const failing: [string, SourceBehaviour][] = [
        ['404', { kind: 'status', status: 404 }],
        ['403', { kind: 'status', status: 403 }],
        ['network error', { kind: 'network' }],
        ['redirect to sign in', { kind: 'signedOut' }],
        ['sign-in page with status 200', { kind: 'login' }],
        ['“does not exist” with status 200', { kind: 'doesNotExist' }],
        ['empty, with status 200', { kind: 'empty' }],
        ['40 MB', { kind: 'huge', size: 40 * 1024 * 1024 }],
        ['cut in the header', { kind: 'truncated', damage: 'cutInHeader', declared: false }],
        ['cut inside a DKIM header', { kind: 'truncated', damage: 'cutInDkim', declared: false }],
        ['wrong message (other From)', { kind: 'raw', raw: NOBODY }],
        ['a text that is no message', { kind: 'raw', raw: text('Come back later') }],
      ];
      test.each(failing)('%s', async (_what, behaviour) => {
        const seal = await look(FORGED, behaviour);
        expect(verdict(seal)).toBe('unknown unknown');
        expect(seal.text).not.toBe('');
      });

      // After these the tab leaves Gmail alone for a while, so that each has a tab of its own.
      const refusing: [string, SourceBehaviour][] = [
        ['429 + Retry-After', { kind: 'status', status: 429, retryAfter: 60 }],
        ['503 + Retry-After', { kind: 'status', status: 503, retryAfter: 60 }],
        ['captcha (“unusual traffic”) with status 200', { kind: 'captcha' }],
      ];
      test.each(refusing)('%s; Gmail is then left alone', async (_what, source) => {
        const message = world.copy(built(FORGED), { source });
        const next = world.copy(built(SIGNED));
        const page = await openTab(world.replica.fragment(message.legacyId));
        onTestFinished(() => page.close());
        expect(verdict(await settledSeal(page, message.legacyId))).toBe('unknown unknown');
        await go(page, world.replica.fragment(next.legacyId));
        expect(verdict(await settledSeal(page, next.legacyId))).toBe('unknown unknown');
        expect(timesAsked(next)).toBe(0);
      });

      test('500 of one message: it is asked for again, and the next has its seal', async () => {
        const message = world.copy(built(FORGED), { source: BROKEN });
        const next = world.copy(built(SIGNED));
        const page = await openTab(world.replica.fragment(message.legacyId));
        onTestFinished(() => page.close());
        expect(verdict(await settledSeal(page, message.legacyId))).toBe('unknown unknown');
        expect(timesAsked(message)).toBeGreaterThan(1);
        await go(page, world.replica.fragment(next.legacyId));
        expect(verdict(await settledSeal(page, next.legacyId))).toBe('signed calm');
      });

      test('500 of three messages in a row; Gmail is then left alone', async () => {
        const failing = [1, 2, 3].map(() => world.copy(built(FORGED), { source: BROKEN }));
        const next = world.copy(built(SIGNED));
        const page = await openTab('inbox');
        onTestFinished(() => page.close());
        await page.waitForSelector('[role=main]');
        for (const { legacyId } of [...failing, next]) {
          await go(page, world.replica.fragment(legacyId));
          expect(verdict(await settledSeal(page, legacyId))).toBe('unknown unknown');
        }
        expect(failing.map(timesAsked)).not.toContain(0);
        expect(timesAsked(next)).toBe(0);
      });

      test('offline; the check comes by itself when the network does', async () => {
        const page = await openTab('inbox');
        onTestFinished(() => page.close());
        await page.waitForSelector('[role=main]');
        const message = world.copy(built(SIGNED));
        await page.evaluate(() => window.__replica.refresh());
        await world.launched.setOffline(page, true);
        await go(page, world.replica.fragment(message.legacyId));
        expect(verdict(await settledSeal(page, message.legacyId))).toBe('unknown unknown');
        await world.launched.setOffline(page, false);
        await page.waitForSelector('inkan-seal[data-origin=signed]', PATIENT);
        expect(verdict(await settledSeal(page, message.legacyId))).toBe('signed calm');
      });
    });

    describe('where “download original” fails, “show original” still has the record', () => {
      test.each<[string, SourceBehaviour]>([
        ['“does not exist”', { kind: 'doesNotExist', views: ['att'] }],
        [
          'Content-Length larger than what comes',
          { kind: 'truncated', damage: 'cutInBody', declared: true, views: ['att'] },
        ],
      ])('%s', async (_what, source) => {
        expect(verdict(await look(FORGED, source))).toBe('contradicted danger');
        expect(verdict(await look(ROTATED, source))).toBe('recorded calm');
      });

      test('om with empty attachments: a body that does not fit is no forgery', async () => {
        const source = { kind: 'doesNotExist', views: ['att'] } satisfies SourceBehaviour;
        expect(verdict(await look(WITH_FILE, source))).toBe('recorded calm');
        expect(verdict(await look(WITH_FILE))).toBe('signed calm');
      });
    });

    describe('octets with a defect', () => {
      const damaged: [string, SourceBehaviour & { kind: 'damage' }, string][] = [
        ['LF only', { kind: 'damage', damage: 'lf' }, 'signed calm'],
        ['UTF-8 BOM', { kind: 'damage', damage: 'bom' }, 'signed calm'],
        ['leading >From / mbox line', { kind: 'damage', damage: 'mboxLine' }, 'signed calm'],
        ['blank lines first', { kind: 'damage', damage: 'leadingBlank' }, 'signed calm'],
        ['NUL bytes', { kind: 'damage', damage: 'nul' }, 'recorded calm'],
        ['charset ISO-2022-JP / 8-bit', { kind: 'damage', damage: 'eightBit' }, 'recorded calm'],
        ['2,000 Received headers', { kind: 'damage', damage: 'manyReceived' }, 'signed calm'],
        ['header without colon', { kind: 'damage', damage: 'noColon' }, 'recorded calm'],
        ['duplicate From', { kind: 'damage', damage: 'duplicateFrom' }, 'ambiguous danger'],
        ['cut inside the body', { kind: 'damage', damage: 'cutInBody' }, 'recorded calm'],
      ];
      test.each(damaged)('%s', async (_what, behaviour, expected) => {
        expect(verdict(await look(SIGNED, behaviour))).toBe(expected);
      });
    });

    describe('every way the original can come', () => {
      test.each<RedirectMode>(['redirect', 'direct', 'acao-star', 'cached-302', 'bounce'])(
        '%s',
        async (mode) => {
          world.replica.setMode(mode);
          expect(verdict(await look(WITH_FILE))).toBe('signed calm');
        },
      );

      test('parallel-breaks: two at once fail, one after the other they do not', async () => {
        world.replica.setMode('parallel-breaks');
        const threadId = '1876543210987654321';
        const copies = [1, 2, 3].map((hour) =>
          world.copy(built(WITH_FILE), {
            threadId,
            unread: true,
            date: new Date(Date.UTC(2026, 9, 1, hour)),
          }),
        );
        const page = await openTab(world.replica.fragment(copies[0]?.legacyId ?? ''));
        onTestFinished(() => page.close());
        const seals = await settledSeals(page, 3);
        expect(seals.map(verdict)).toEqual(Array(3).fill('signed calm'));
      });

      test('no-acao: what CORS keeps from the tab comes through the background, exactly', async () => {
        world.replica.setMode('no-acao');
        world.replica.requests.length = 0;
        // An approximate copy would not prove this signature.
        expect(verdict(await look(WITH_FILE))).toBe('signed calm');
        const ways = waysAsked();
        expect(ways.some(({ view }) => view === 'om')).toBe(false);
        // Only a page has an address to name.
        expect(ways.at(-1)).toMatchObject({ status: 200, origin: null, referer: null });
      });

      test('no-acao, and the background’s cookies bring another account’s message', async () => {
        world.replica.setMode('no-acao');
        const own = Buffer.from(built(SIGNED).raw).toString('latin1');
        const others = own.replace(/^Delivered-To: .*$/m, 'Delivered-To: bob@other.example');
        const raw = Buffer.from(others, 'latin1');
        world.replica.requests.length = 0;
        expect(verdict(await look(SIGNED, { kind: 'raw', raw, views: ['att'] }))).toBe(
          'signed calm',
        );
        // It was not believed: the page of the right mailbox was asked instead.
        expect(waysAsked().at(-1)).toMatchObject({ view: 'om', status: 200 });
      });

      test.each(['text/plain', 'application/octet-stream', 'text/html'])('as %s', async (type) => {
        world.replica.setContentType(type);
        expect(verdict(await look(SIGNED))).toBe('signed calm');
      });
    });

    test.each(slow.map(([what], index) => [what, index] as const))('%s', async (_what, index) => {
      const { page, message } = waiting[index]!;
      await page.bringToFront();
      const seal = await settledSeal(page, message.legacyId);
      expect(verdict(seal)).toBe('unknown unknown');
    });
  });

  test('all that was asked, was asked of Gmail and DNS', () => {
    expect(world.proxy.refused()).toEqual([]);
    expect(world.replica.cspReports).toEqual([]);
  });
});
