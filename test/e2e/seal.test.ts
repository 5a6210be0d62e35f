// The main job in a real browser: open a message, see a true seal.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seals, settledSeals } from '../helpers/browser/launch.ts';
import { loadCases } from '../helpers/cases/case.ts';
import { startWorld, type World } from '../helpers/world.ts';

const demo = loadCases()
  .filter((one) => one.demo)
  .sort((a, b) => (a.demo ?? 0) - (b.demo ?? 0));

let world: World;
beforeAll(async () => {
  world = await startWorld({ cases: demo });
});
afterAll(() => world?.close());

const built = (name: string) => {
  const found = world.built.find((one) => one.case.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
};

/** The legacy id of a case's message in the local Gmail. */
const idOf = (name: string) => world.replica.message(built(name).subject).legacyId;

async function onlySeal(page: Page) {
  const [seal] = await settledSeals(page, 1);
  return seal!;
}

describe('each message of the demo mailbox', () => {
  for (const { name, expect: expected } of demo) {
    test(name, async () => {
      const page = await world.open(built(name));
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      const seal = await onlySeal(page);
      expect({ origin: seal.origin, tone: seal.tone, for: seal.for }).toEqual({
        origin: expected.origin,
        tone: expected.tone,
        for: idOf(name),
      });
      expect(seal.text).not.toBe('');
      expect(errors).toEqual([]);
      await page.close();
    });
  }
});

test('the seal comes back after Gmail draws the header again, once and only once', async () => {
  world.replica.setPage({ rerenderEvery: 400 });
  const page = await world.open(built('signed-newsletter'));
  await onlySeal(page);
  for (let round = 0; round < 6; round++) {
    await new Promise((resolve) => setTimeout(resolve, 450));
    const here = await seals(page);
    expect(here.length).toBeLessThanOrEqual(1);
  }
  world.replica.setPage({ rerenderEvery: 0 });
  expect(await onlySeal(page)).toMatchObject({ origin: 'signed', tone: 'calm' });
  await page.close();
});

test('a re-used node never shows the seal of the message before', async () => {
  world.replica.setPage({ reuseNodes: true });
  const order = ['signed-newsletter', 'brand-name-from-own-domain', 'two-from-fields'];
  const page = await world.open(built(order[0]!));
  await onlySeal(page);
  // Every state the page ever shows is recorded by the page itself, so that no wrong moment is missed.
  await page.evaluate(() => {
    const log: string[] = [];
    (window as unknown as { seen: string[] }).seen = log;
    const look = () => {
      for (const host of document.querySelectorAll<HTMLElement>('inkan-seal')) {
        const message = host.closest('[data-legacy-message-id]');
        const id = message?.getAttribute('data-legacy-message-id');
        log.push(`${id} ${host.dataset.for} ${host.dataset.origin ?? ''}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  for (const name of order.slice(1)) {
    await page.evaluate(
      (fragment) => {
        location.hash = `#${fragment}`;
      },
      world.replica.fragment(built(name).subject),
    );
    await page.waitForFunction(
      (id) =>
        document.querySelector('inkan-seal[data-state="done"]')?.getAttribute('data-for') === id,
      { timeout: 15_000 },
      idOf(name),
    );
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  world.replica.setPage({ reuseNodes: false });
  const right = new Map(
    order.map((name) => [idOf(name), built(name).case.expect.origin as string]),
  );
  for (const line of new Set(seen)) {
    const [shown, sealed, origin] = line.split(' ');
    if (!origin) continue;
    expect(origin).toBe(right.get(sealed!));
    expect(sealed).toBe(shown);
  }
  await page.close();
});

test('a worker killed in the middle answers all the same', async () => {
  world.dns.setDelay(600);
  const page = await world.open(built('forwarded-by-rental-server'));
  await page.waitForSelector('inkan-seal');
  await world.launched.killWorker();
  const seal = await onlySeal(page);
  world.dns.setDelay(0);
  expect(seal).toMatchObject({ origin: 'signed', tone: 'calm' });
  await page.close();
});

test('nothing but DNS questions left the machine, and no policy report was caused', () => {
  expect(world.proxy.refused()).toEqual([]);
  expect(world.replica.cspReports).toEqual([]);
  const resolvers = world.dns.requests().map(({ host, method }) => `${method} ${host}`);
  expect(resolvers.length).toBeGreaterThan(0);
  expect(new Set(resolvers)).toEqual(new Set(['GET cloudflare-dns.com']));
});
