// The main job in real browsers: open a message, see a true seal, whatever Gmail's language.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { go, seals, settledSeal } from '../helpers/browser/launch.ts';
import { loadCase, loadDemo } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const { cases: demo, protectedNames } = loadDemo();
/** Names that no other message asks DNS for: its check is still running when its worker ends. */
const PENDING = loadCase('passes-now-though-recorded-fail');

/** The same mailbox thrice: the reader's address is read in each language, and has to be the same. */
const LANGUAGES = ['en', 'ja', 'ar'] as const;
const named = (index: number) => ({ index, address: READER, name: 'Alice Example' });

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  const errors: string[] = [];
  beforeAll(async () => {
    world = await startWorld({
      browser,
      cases: [...demo, PENDING],
      protectedNames,
      others: [
        { ...named(1), language: 'ja', cases: demo },
        { ...named(2), language: 'ar', cases: demo },
      ],
    });
  });
  afterAll(() => world?.close());

  const built = (name: string) => {
    const found = world.built.find((one) => one.case.name === name);
    if (!found) throw new Error(`no case ${name}`);
    return found;
  };
  const fragmentOf = (name: string) => world.replica.fragment(built(name).subject, 0);
  /** The legacy id of a case's message: the same in every mailbox. */
  const idOf = (name: string) => world.replica.message(built(name).subject, 0).legacyId;

  async function open(account: number, fragment: string): Promise<Page> {
    const page = await world.launched.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(world.replica.url(account, fragment));
    return page;
  }

  describe.each(LANGUAGES)('each message of the demo mailbox, Gmail in %s', (language) => {
    const account = LANGUAGES.indexOf(language);
    let page: Page;
    beforeAll(async () => {
      page = await open(account, 'inbox');
    });
    afterAll(() => page?.close());

    for (const { name, expect: expected } of demo) {
      test(name, async () => {
        await go(page, fragmentOf(name));
        const seal = await settledSeal(page, idOf(name));
        expect(`${seal.origin} ${seal.tone}`).toBe(`${expected.origin} ${expected.tone}`);
        expect(seal.text).not.toBe('');
        expect(errors).toEqual([]);
      });
    }
  });

  test('the seal comes back after Gmail draws the header again, once and only once', async () => {
    const page = await open(0, fragmentOf('signed-newsletter'));
    await settledSeal(page, idOf('signed-newsletter'));
    for (let round = 0; round < 8; round++) {
      const shown = await page.evaluate(async () => {
        window.__replica.rerender();
        await new Promise(requestAnimationFrame);
        return document.querySelectorAll('inkan-seal').length;
      });
      expect(shown).toBeLessThanOrEqual(1);
    }
    const seal = await settledSeal(page, idOf('signed-newsletter'));
    expect(seal).toMatchObject({ origin: 'signed', tone: 'calm' });
    expect(await seals(page)).toHaveLength(1);
    await page.close();
  });

  test('a re-used node never shows the seal of the message before', async () => {
    world.replica.setPage({ reuseNodes: true });
    const page = await open(0, fragmentOf('forged-quarantine'));
    world.replica.setPage({ reuseNodes: false });
    await settledSeal(page, idOf('forged-quarantine'));
    // Every state the page ever shows is recorded by the page itself, so that no wrong moment is missed.
    await page.evaluate(() => {
      const node = document.querySelector('[role=main] .adn');
      const log: string[] = [];
      Object.assign(window, { seen: log, isSame: () => node?.isConnected });
      const look = () => {
        for (const host of document.querySelectorAll<HTMLElement>('inkan-seal')) {
          const id = host.closest('.adn')?.getAttribute('data-legacy-message-id');
          log.push(`${id} ${host.dataset.for} ${host.dataset.origin ?? ''}`);
        }
        requestAnimationFrame(look);
      };
      look();
    });
    const right = new Map(world.built.map((one) => [idOf(one.case.name), one.case.expect.origin]));
    for (const step of ['next', 'next', 'previous', 'previous', 'previous'] as const) {
      const before = await page.evaluate(() => location.hash);
      await page.evaluate((move) => window.__replica[move](), step);
      await page.waitForFunction((old) => location.hash !== old, {}, before);
      const shown = await page.waitForFunction(() =>
        document
          .querySelector('[role=main] .adn:has(inkan-seal[data-state=done])')
          ?.getAttribute('data-legacy-message-id'),
      );
      const id = String(await shown.jsonValue());
      expect((await settledSeal(page, id)).origin).toBe(right.get(id));
      // A busy machine may draw no frame for a while: the moment counts once it was looked at.
      await page.waitForFunction(
        (wanted) =>
          (window as unknown as { seen: string[] }).seen.some((line) => {
            const [shown, , origin] = line.split(' ');
            return shown === wanted && origin !== '';
          }),
        {},
        id,
      );
    }
    const { seen, isSame } = await page.evaluate(() => {
      const { seen: log, isSame: ask } = window as unknown as {
        seen: string[];
        isSame(): boolean;
      };
      return { seen: log, isSame: ask() };
    });
    expect(isSame).toBe(true);
    const moments = [...new Set(seen)]
      .map((line) => line.split(' '))
      .filter(([, , origin]) => origin);
    expect(moments.length).toBeGreaterThan(3);
    for (const [shown, sealed, origin] of moments) {
      expect(sealed).toBe(shown);
      expect(origin).toBe(right.get(sealed ?? ''));
    }
    await page.close();
  });

  test('a worker killed in the middle of a check answers all the same', async () => {
    const { case: pending } = built(PENDING.name);
    world.dns.setDelay(400);
    world.dns.forget();
    const page = await open(0, fragmentOf(PENDING.name));
    await expect.poll(() => world.dns.requests().length, PATIENT).toBeGreaterThan(0);
    expect(await seals(page)).toMatchObject([{ state: 'checking' }]);
    await world.launched.killWorker();
    const seal = await settledSeal(page, idOf(PENDING.name));
    world.dns.setDelay(0);
    expect(`${seal.origin} ${seal.tone}`).toBe(`${pending.expect.origin} ${pending.expect.tone}`);
    await page.close();
  });

  test('nothing but DNS questions left the machine, and no policy report was caused', () => {
    expect(world.proxy.refused()).toEqual([]);
    expect(world.replica.cspReports).toEqual([]);
    const resolvers = world.dns.requests().map(({ host, method }) => `${method} ${host}`);
    expect(resolvers.length).toBeGreaterThan(0);
    expect(new Set(resolvers)).toEqual(new Set(['GET cloudflare-dns.com']));
  });
});
