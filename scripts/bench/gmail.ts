// In the local Gmail: from the click on a thread to its seal, what the observer costs, what a large message leaves.
import type { CDPSession, Page } from 'puppeteer-core';
import { encodeQuestion } from '../../lib/dns/wire.ts';
import { type BuiltCase, buildCase } from '../../test/helpers/cases/build.ts';
import type { Case } from '../../test/helpers/cases/case.ts';
import { startWorld, type World } from '../../test/helpers/world.ts';
import { caseOf, KB, MB } from './messages.ts';
import { fixed, type Line, median, ms, quantile, type Section } from './stats.ts';
import { heapOf, traceTasks } from './trace.ts';

const LARGE = '25 MB';
/** What a message with two keys, SPF by address and a policy asks, in one wave. */
const ASKED = ['TXT', 'A', 'AAAA', 'MX'] as const;

const small = (count: number): Case[] =>
  Array.from({ length: count }, (_, i) => ({
    ...caseOf(20 * KB, `Offer ${i + 1}`, `shop${i + 1}.example`),
    name: `offer-${i + 1}`,
  }));

interface Opened {
  /** from the click to the finished seal */
  total: number;
  /** from the click until Gmail itself shows the sender */
  drawn: number;
}

/** Clicks on a thread and waits for its seal, inside the page, so that no wire of ours is measured. Milliseconds. */
const clickAndWait = (page: Page, subject: string, id: string): Promise<Opened> =>
  page.evaluate(
    (name: string, legacyId: string) =>
      new Promise<Opened>((resolve, reject) => {
        let drawn = 0;
        const started = performance.now();
        const late = setTimeout(() => reject(new Error(`no seal for ${name}`)), 30_000);
        const observer = new MutationObserver(look);
        function look() {
          const sender = document.querySelector(`[data-legacy-message-id="${legacyId}"] .gD`);
          if (sender?.checkVisibility()) drawn ||= performance.now() - started;
          const seal = [...document.querySelectorAll<HTMLElement>('inkan-seal')].find(
            (one) => one.dataset.for === legacyId && one.checkVisibility(),
          );
          if (seal?.dataset.state !== 'done' || !seal.dataset.origin) return;
          clearTimeout(late);
          observer.disconnect();
          resolve({ total: performance.now() - started, drawn });
        }
        observer.observe(document, { subtree: true, childList: true, attributes: true });
        window.__replica.open(name);
        look();
      }),
    subject,
    id,
  );

/** From the click to the final seal. `before`: done when Gmail has come to rest. */
async function openOne(
  world: World,
  page: Page,
  subject: string,
  before: () => Promise<void> = async () => {},
): Promise<Opened> {
  await page.evaluate(() => {
    if (location.hash !== '#inbox') location.hash = '#inbox';
  });
  await page.waitForFunction(() => document.querySelector('tr.zA')?.checkVisibility());
  // Gmail has come to rest
  await new Promise((resolve) => setTimeout(resolve, 400));
  await before();
  return clickAndWait(page, subject, world.replica.message(subject).legacyId);
}

/** What fetching a source takes the page itself: the same request again, with its redirect and its cookies. */
async function sourceTime(world: World, page: Page): Promise<number> {
  // not where that leads to: the other host's address is good for one request
  const request = world.replica.requests.findLast(
    ({ view, host }) => view === 'att' && host === 'mail.google.com',
  );
  if (!request) throw new Error('no source was fetched');
  const times = await page.evaluate(async (url: string) => {
    const taken: number[] = [];
    for (let i = 0; i < 12; i++) {
      const started = performance.now();
      const response = await fetch(url, { credentials: 'include' });
      if (!response.ok) throw new Error(`the source again: ${response.status}`);
      await response.arrayBuffer();
      taken.push(performance.now() - started);
    }
    return taken;
  }, request.url);
  return median(times.slice(2));
}

/** What so many questions at once take, from the worker over proxy and front to BIND and back. */
async function wave(world: World): Promise<number> {
  const target = await world.launched.browser.waitForTarget(
    (one) => one.type() === 'service_worker',
  );
  const worker = await target.worker();
  const queries = ASKED.map((type) =>
    Buffer.from(encodeQuestion('www.example.com', type)).toString('base64url'),
  );
  const times = await worker!.evaluate(async (asked) => {
    const question = async (query: string) => {
      const response = await fetch(`https://cloudflare-dns.com/dns-query?dns=${query}`, {
        headers: { accept: 'application/dns-message' },
        cache: 'no-store',
      });
      await response.arrayBuffer();
    };
    const taken: number[] = [];
    for (let i = 0; i < 15; i++) {
      const started = performance.now();
      await Promise.all(asked.map(question));
      taken.push(performance.now() - started);
    }
    return taken;
  }, queries);
  return median(times.slice(3));
}

const throttle = (session: CDPSession, rate: number) =>
  session.send('Emulation.setCPUThrottlingRate', { rate });

async function openings(world: World, page: Page, built: BuiltCase[], rate: number) {
  const session = await page.createCDPSession();
  await throttle(session, rate);
  const cold: Opened[] = [];
  const cached: Opened[] = [];
  for (const { subject } of built) cold.push(await openOne(world, page, subject));
  for (const { subject } of built) cached.push(await openOne(world, page, subject));
  const floor = (await sourceTime(world, page)) + (await wave(world));
  await throttle(session, 1);
  await session.detach();
  return { floor, cold, cached };
}

/** As `openOne`, each time after the browser ended the worker. */
async function openDead(world: World, page: Page, built: BuiltCase[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const { subject } of built)
    opened.push(await openOne(world, page, subject, () => world.launched.killWorker()));
  return opened;
}

/** A browser that has just started, and Gmail loaded at a thread: from the start of the navigation. Milliseconds. */
async function firstPage(): Promise<Opened> {
  const world = await startWorld({ cases: small(1) });
  try {
    const [built] = world.built;
    const id = world.replica.message(built!.subject).legacyId;
    const page = await world.launched.newPage();
    await page.evaluateOnNewDocument((legacyId: string) => {
      const times = { total: 0, drawn: 0 };
      Object.assign(globalThis, { benchTimes: times });
      new MutationObserver(() => {
        const sender = document.querySelector(`[data-legacy-message-id="${legacyId}"] .gD`);
        if (sender?.checkVisibility()) times.drawn ||= performance.now();
        const seal = document.querySelector<HTMLElement>('inkan-seal');
        if (seal?.dataset.state === 'done' && seal.dataset.origin)
          times.total ||= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    }, id);
    await page.goto(world.replica.url(0, world.replica.fragment(built!.subject)));
    const told = await page.waitForFunction(() => {
      const { benchTimes } = globalThis as unknown as { benchTimes: Opened };
      return benchTimes.total > 0 && benchTimes;
    });
    return (await told.jsonValue()) as Opened;
  } finally {
    await world.close();
  }
}

/** Share of the main thread that our script took while Gmail changed all the time. */
async function storm(page: Page, seconds: number, rate: number) {
  const session = await page.createCDPSession();
  await throttle(session, rate);
  const { result, tasks } = await traceTasks(page, () =>
    page.evaluate(async (duration: number) => {
      const started = performance.now();
      const changes = await window.__replica.storm(duration);
      return { changes, wall: performance.now() - started };
    }, seconds * 1000),
  );
  await throttle(session, 1);
  await session.detach();
  return {
    ...result,
    ours: tasks.reduce((sum, task) => sum + task.ours, 0),
    busy: tasks.reduce((sum, { duration }) => sum + duration, 0),
  };
}

/** Delivers a large message, which Gmail itself shows clipped. */
async function deliverLarge(world: World): Promise<void> {
  const built = buildCase(caseOf(25 * MB, LARGE, 'large.example'), Date.now());
  await world.dns.addRecords(built.zone);
  world.replica.add({
    raw: built.raw,
    label: 'inbox',
    from: built.rendered,
    subject: LARGE,
    date: new Date(built.sentAt),
    snippet: 'the catalogue is attached',
    html: '<div>the catalogue is attached.</div>',
  });
}

/** A large message opened and left again: the longest task it makes, and what stays on the heap. */
async function openLarge(world: World, page: Page) {
  const session = await page.createCDPSession();
  const before = await heapOf(session);
  const { tasks } = await traceTasks(page, () => openOne(world, page, LARGE));
  const during = await heapOf(session);
  await page.evaluate(() => {
    location.hash = '#inbox';
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const after = await heapOf(session);
  const longestOf = (some: typeof tasks) => Math.max(0, ...some.map(({ duration }) => duration));
  return {
    longest: longestOf(tasks),
    beside: longestOf(tasks.filter(({ hashes }) => !hashes)),
    during: (during - before) / MB,
    left: (after - before) / MB,
  };
}

export async function benchGmail(rounds: number, seconds: number): Promise<Section[]> {
  const count = Math.max(6, rounds);
  const world = await startWorld({ cases: small(4 * count) });
  const opened: Line[] = [];
  const starts: Line[] = [];
  const page_: Line[] = [];
  try {
    await deliverLarge(world);
    const page = await world.open();
    await page.waitForSelector('tr.zA');
    const offers = world.built;
    // the first opens compile both scripts and do not count
    for (const { subject } of offers.slice(0, count)) await openOne(world, page, subject);
    // before anything speaks to the worker itself: one that is watched comes back half attached, and hangs
    const dead = await openDead(world, page, offers.slice(3 * count));
    for (const rate of [1, 6]) {
      const note = rate === 1 ? '' : `, processor throttled ${rate} times`;
      const some = offers.slice(rate === 1 ? count : 2 * count, rate === 1 ? 2 * count : 3 * count);
      const { floor, cold, cached } = await openings(world, page, some, rate);
      const lineOf = (what: string, found: Opened[], less: number, target: number): Line => {
        const times = found.map(({ total }) => total);
        const beyond = median(times) - less;
        const drawn = median(found.map((one) => one.drawn));
        const cells = [beyond, drawn, less, median(times), quantile(times, 0.9)].map(ms);
        return { what: `${what}${note}`, cells, value: beyond, target };
      };
      const [first, again] = rate === 1 ? [60, 20] : [200, 80];
      opened.push(lineOf('cold', cold, floor, first), lineOf('cached', cached, 0, again));
      if (rate !== 1) continue;
      const [slow, warm] = [dead, cold].map((all) => median(all.map(({ total }) => total)));
      starts.push({
        what: 'new message, the worker ended before: beside one that runs',
        cells: [ms(slow!), ms(warm!), fixed(slow! / warm!, 2)],
        value: slow! / warm!,
        target: 2,
      });
    }
    await openOne(world, page, offers[0]!.subject);
    for (const rate of [1, 6]) {
      const note = rate === 1 ? '' : `, processor throttled ${rate} times`;
      const { changes, wall, ours, busy } = await storm(page, seconds, rate);
      const share = (100 * ours) / wall;
      page_.push({
        what: `${seconds} s of mutations${note}: our share of the main thread, %`,
        cells: [fixed(share), `${changes} changes, page busy ${fixed((100 * busy) / wall, 0)} %`],
        value: share,
        target: 2,
      });
    }
    const { longest, beside, during, left } = await openLarge(world, page);
    page_.push(
      {
        what: 'opening 25 MB: longest task of the page, ms of processor',
        cells: [ms(longest), 'the one call of WebCrypto'],
        value: longest,
        target: 16,
      },
      {
        what: 'opening 25 MB: longest task beside it, ms of processor',
        cells: [ms(beside), ''],
        value: beside,
        target: 16,
      },
      {
        what: 'heap after opening and leaving 25 MB, MB more than before',
        cells: [fixed(left), `${fixed(during)} while open`],
        value: left,
        target: 10,
      },
    );
  } finally {
    await world.close();
  }
  const pages: Opened[] = [];
  for (let round = 0; round < Math.min(rounds, 5); round++) pages.push(await firstPage());
  const [seal, drawn] = [
    median(pages.map((one) => one.total)),
    median(pages.map((one) => one.drawn)),
  ];
  starts.push({
    what: 'first page of a browser that has just started: beside Gmail’s own drawing',
    cells: [ms(seal), ms(drawn), fixed(seal / drawn, 2)],
    value: null,
    target: null,
  });
  return [
    {
      title: 'Gmail: from the click to the final seal',
      note: 'Milliseconds from the click on a thread to its finished seal, less the fetch of the source (the same request by the page itself) and less the floor of DNS (its questions at once, one round trip), both measured in the same run; BIND, proxy and Gmail run on this machine too. Gmail’s own is until the page shows the sender. Cold: a message and a sender never seen in this session. Cached: the same message again.',
      heads: ['beyond', 'of it Gmail’s own', 'source and DNS', 'in all', '90 % within'],
      lines: opened,
    },
    {
      title: 'Gmail: from a standing start',
      note: 'Milliseconds in all, medians. The worker: from the click, with fetch and DNS. The first page: from the start of the navigation to the sender on screen, and to the seal beside it.',
      heads: ['measured', 'beside', 'ratio'],
      lines: starts,
    },
    {
      title: 'Gmail: what the page bears',
      note: 'From Chromium’s own trace: time in functions of our script on Gmail’s main thread.',
      heads: ['measured', ''],
      lines: page_,
    },
  ];
}
