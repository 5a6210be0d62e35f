// The drill in real browsers, with the extension as it is shipped: Gmail's page changed, and what becomes of the seals.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCase } from '../helpers/cases/case.ts';
import { IMITATION, PARTS, SUBJECT } from '../helpers/drift/mail.ts';
import { type Outcome, outcomeOf } from '../helpers/drift/outcome.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { type Drift, drawDrift } from '../replica/drift.ts';
import { DEFAULT_PAGE } from '../replica/page/options.ts';

const THREAD = '1839751187009719696';
const QUICK = { bootDelay: 20, mainDelay: 10 };
/** Longer than ids may be late; and than the adapter waits before it says that something is amiss. */
const PATIENCE = 12_000;
const TOLD = 12_000;
/** A look comes sooner than this after any change. */
const SETTLED = 3_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([
  ['chromium', 40, 20],
  ['firefox', 20, 0],
] as const)('%s', (browser, singles, doubles) => {
  let world: World;
  let page: Page;
  let popup: Page;

  beforeAll(async () => {
    world = await startWorld({ browser, cases: [loadCase('signed-newsletter')] });
    for (const [index, { name, address, unread, html }] of PARTS.entries()) {
      world.replica.add({
        threadId: THREAD,
        raw: new TextEncoder().encode(
          `Delivered-To: alice@gmail.example\r\nFrom: <${address}>\r\nSubject: ${SUBJECT}\r\nDate: Mon, 2 Nov 2026 0${index}:00:00 +0000\r\n\r\nHello\r\n`,
        ),
        label: 'inbox',
        from: { name, address },
        subject: SUBJECT,
        date: new Date(Date.UTC(2026, 10, 2, index)),
        snippet: 'text',
        html,
        unread,
      });
    }
    page = await world.launched.newPage();
    popup = await world.launched.openExtensionPage('popup.html');
    await page.bringToFront();
  });
  afterAll(() => world?.close());

  const layout = (): Promise<string> =>
    popup.evaluate(async () => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Tabs>;
      interface Tabs {
        tabs: {
          query(of: object): Promise<{ id: number }[]>;
          sendMessage(tab: number, message: object, to: object): Promise<{ layout: string }>;
        };
      }
      const { tabs } = browser ?? chrome;
      const [tab] = await tabs.query({ url: 'https://mail.google.com/*' });
      const state = { inkanTab: 'state' };
      return (await tabs.sendMessage(tab?.id ?? -1, state, { frameId: 0 })).layout;
    });

  async function look(said: string, all = false): Promise<Outcome> {
    return outcomeOf(await page.evaluate((each) => window.__replica.seals(each), all), said);
  }

  async function drill(drift: Drift): Promise<Outcome> {
    world.replica.setPage({ ...DEFAULT_PAGE, ...QUICK, ...drift.page });
    await page.goto('about:blank');
    await page.goto(world.replica.url(0, world.replica.fragment(SUBJECT)));
    await page.waitForFunction(() => {
      try {
        return window.__replica?.seals().expected.length > 0;
      } catch {
        return false;
      }
    });
    const end = Date.now() + PATIENCE;
    for (;;) {
      const outcome = await look('thread');
      if (outcome === 'wrong') return outcome;
      if (outcome === 'sealed') break;
      if (Date.now() > end) {
        for (const late = Date.now() + TOLD; Date.now() < late; await pause(500)) {
          const told = await look(await layout());
          if (told !== 'silent') return told;
        }
        return look(await layout());
      }
      await pause(30);
    }
    // It stays so while Gmail draws on.
    for (const late = Date.now() + SETTLED; ; await pause(100)) {
      const later = await look('thread', true);
      // What a mail draws may stand until the next look.
      if (later !== 'wrong' || Date.now() > late) return later === 'wrong' ? later : 'sealed';
    }
  }

  async function run(from: number, count: number, kinds: number) {
    const faults: string[] = [];
    let sealed = 0;
    for (let seed = from; seed < from + count; seed += 1) {
      const drift = drawDrift(seed, kinds);
      const outcome = await drill(drift);
      if (outcome === 'sealed') sealed += 1;
      if (outcome === 'wrong' || outcome === 'silent')
        faults.push(`${seed} ${outcome}: ${drift.about.join('; ')}`);
    }
    return { faults, sealed };
  }

  test('the thread of the drill imitates Gmail', () => {
    expect(PARTS.filter(({ html }) => html === IMITATION)).toHaveLength(2);
  });

  test(`${singles} single changes`, async () => {
    const { faults, sealed } = await run(1_000, singles, 1);
    expect(faults).toEqual([]);
    expect(sealed / singles).toBeGreaterThanOrEqual(0.95);
  }, 600_000);

  test.runIf(doubles > 0)(
    `${doubles} double changes`,
    async () => {
      expect((await run(5_000, doubles, 2)).faults).toEqual([]);
    },
    600_000,
  );
});
