// Gmail's page, addresses and answers as they were written down from 2023 to 2026, each with the extension as it is shipped.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settledSeal, settledSeals } from '../helpers/browser/launch.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { IMITATION } from '../helpers/drift/mail.ts';
import { eventually } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { DEFAULT_PAGE, type PageOptions } from '../replica/page/options.ts';

const QUICK: Partial<PageOptions> = { bootDelay: 20, mainDelay: 10 };

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let page: Page;
  let popup: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    world = await startWorld({
      browser,
      cases: [loadCase('signed-newsletter'), loadCase('forged-quarantine')],
    });
    // On screen the mail imitates Gmail as well as it can; its octets are those of the case.
    world.replica.message(world.built[0]?.subject ?? '').html = IMITATION;
    page = await world.launched.newPage();
    page.on('pageerror', (error) => {
      if (!String(error).includes('Cross-Origin Request Blocked')) errors.push(String(error));
    });
    popup = await world.launched.openExtensionPage('popup.html');
    await page.bringToFront();
  });
  afterAll(() => world?.close());
  beforeEach(() => {
    world.replica.setPage({ ...DEFAULT_PAGE, ...QUICK });
    world.replica.requests.length = 0;
  });
  afterEach(() => {
    world.replica.setMode('redirect');
    world.replica.setWants('anything');
    expect(errors).toEqual([]);
  });

  async function open(options: Partial<PageOptions>, address?: string) {
    world.replica.setPage(options);
    await page.goto('about:blank');
    const subject = world.built[0]?.subject ?? '';
    await page.goto(address ?? world.replica.url(0, world.replica.fragment(subject)));
    const { legacyId } = world.replica.message(subject);
    const { origin, tone } = await settledSeal(page, legacyId);
    return `${origin} ${tone}`;
  }
  const asked = () =>
    world.replica.requests.filter(({ view, host }) => view === 'att' && host === 'mail.google.com');

  interface Tabs {
    tabs: {
      query(of: object): Promise<{ id: number }[]>;
      sendMessage(tab: number, message: object, to: object): Promise<State>;
    };
  }
  interface State {
    check: {
      state: string;
      accountDisagrees: boolean;
      landmarks: { landmark: string; failed: string[] }[];
    };
    attempts: { path: string; mode: string }[];
  }
  const state = (): Promise<State> =>
    popup.evaluate(async () => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Tabs>;
      const { tabs } = browser ?? chrome;
      const [tab] = await tabs.query({ url: 'https://mail.google.com/*' });
      return tabs.sendMessage(tab?.id ?? -1, { inkanTab: 'state' }, { frameId: 0 });
    });

  const SHAPES: [string, Partial<PageOptions>][] = [
    ['the whole thread in a table (2023)', { shape: '2023' }],
    ['as in 2025', { shape: '2025' }],
    ['buttons of the third Material design, AI row and summary card (2026)', { shape: '2026' }],
    ['"External" beside the subject', { externalMark: true }],
    ['filled live regions and the offer to translate', { alerts: true }],
    ['a reply being written, as of September 2026', { replyBox: true }],
    ['a hidden twin of each collapsed message', { expand: 'flip' }],
    ['a log padded with dots', { paddedLog: true }],
    ['ids in the log alone, padded with dots', { idsOn: 'log', paddedLog: true }],
    ['ids on the place in the list', { idsOn: 'item', shape: '2026' }],
    ['ids on both', { idsOn: 'both' }],
    ['every class token hashed', { drift: [{ kind: 'classes', names: 'all', seed: 7 }] }],
    ['rows that are no table rows', { gridRows: true }],
    ['messages without tables', { drift: [{ kind: 'tables', to: 'plain' }] }],
    ['no list item', { drift: [{ kind: 'roles', from: 'listitem', to: null }] }],
  ];
  test.each(SHAPES)('shape: %s', async (_what, options) => {
    expect(await open(options)).toBe('signed calm');
  });

  test('the self-check tells which way failed, and that seals still work', async () => {
    await open({ drift: [{ kind: 'classes', names: ['gD'], seed: 7 }] });
    const { check } = await state();
    expect(check.state).toBe('changed');
    expect(check.landmarks.find(({ landmark }) => landmark === 'sender')?.failed).toEqual([
      'class',
    ]);
    await open({ drift: [] });
    expect((await state()).check.state).toBe('good');
  });

  describe('account', () => {
    const popout = () => {
      const subject = world.built[0]?.subject ?? '';
      const thread = world.replica.mailboxes[0]?.threads.find(({ messages }) =>
        messages.some((message) => message.subject === subject),
      );
      return `https://mail.google.com/mail/u/0/popout?ver=1&search=inbox&th=%23${thread?.permId.replace(':', '%3A')}&cvid=1`;
    };
    const account = async () =>
      (await state()).check.landmarks.find(({ landmark }) => landmark === 'account');

    test('a pop-out has no banner: the head of the page tells the reader', async () => {
      expect(await open({ profileMeta: 'own' }, popout())).toBe('signed calm');
      expect(await account()).toMatchObject({ ways: { banner: 0, page: 1 } });
      expect(await open({ profileMeta: 'none' }, popout())).toBe('signed calm');
      expect(await account()).toMatchObject({ ways: { banner: 0, page: 0 } });
    });

    test('banner and page disagree: seals all the same, memory shut, and it is told', async () => {
      expect(await open({ profileMeta: 'somebody@gmail.example' })).toBe('signed calm');
      const { check } = await state();
      expect(check).toMatchObject({ state: 'account', accountDisagrees: true });
    });
  });

  describe('sources', () => {
    test.each([
      ['redirect', 'same-origin'],
      ['direct', 'same-origin'],
      ['acao-star', 'same-origin'],
    ] as const)('%s: one request', async (mode, used) => {
      world.replica.setMode(mode);
      expect(await open({})).toBe('signed calm');
      expect((await state()).attempts.map(({ path, mode }) => `${path} ${mode}`)).toEqual([
        `att ${used}`,
      ]);
      expect(asked()).toHaveLength(1);
    });

    test('the address of Gmail’s own menu', async () => {
      world.replica.setWants('native');
      expect(await open({})).toBe('signed calm');
      expect(asked().at(-1)?.url).toMatch(
        /^\/mail\/u\/0\?ik=[0-9a-f]{10}&view=att&permmsgid=msg-f:\d+&disp=comp&safe=1&/,
      );
    });

    test('a link of the page "Original message" that needs the key', async () => {
      world.replica.setWants('key');
      expect(await open({})).toBe('signed calm');
      expect((await state()).attempts.at(-1)?.path).toBe('attLink');
    });
  });

  test('a thread of eight messages: eight requests', async () => {
    const [built] = world.built;
    if (!built) throw new Error('no case');
    const now = Date.now();
    const copies = Array.from({ length: 8 }, (_, index) =>
      world.copy(built, {
        threadId: '1830000000000000000',
        subject: 'Eight',
        date: new Date(now - (10 - index) * 60_000),
        unread: true,
      }),
    );
    for (const mode of ['redirect', 'acao-star'] as const) {
      world.replica.setMode(mode);
      world.replica.requests.length = 0;
      await page.goto('about:blank');
      await page.goto(world.replica.url(0, world.replica.fragment('Eight')));
      await settledSeals(page, 8);
      expect(asked()).toHaveLength(8);
    }
    expect(copies).toHaveLength(8);
  });

  test('browser start: Gmail restored behind another page gets its seals when it is looked at', async () => {
    const other = await world.launched.newPage();
    await other.bringToFront();
    const subject = world.built[0]?.subject ?? '';
    await page.goto('about:blank');
    await page.goto(world.replica.url(0, world.replica.fragment(subject)));
    await page.bringToFront();
    await settledSeal(page, world.replica.message(subject).legacyId);
    await other.close();
  });

  test('the list has rows in a grid, and a mark where a name is forged', async () => {
    world.replica.setPage({ gridRows: true });
    await page.goto('about:blank');
    await page.goto(world.replica.url(0));
    await eventually(async () => {
      const { landmarks } = (await state()).check;
      expect(landmarks.find(({ landmark }) => landmark === 'row')).toMatchObject({
        ways: { class: expect.any(Number), structure: expect.any(Number) },
      });
    });
    expect(READER).toContain('@');
  });
});
