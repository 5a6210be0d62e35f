// @vitest-environment happy-dom
// One seal for each open message, whatever Gmail does to the page around it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Account, readAccount } from '../../lib/gmail/account.ts';
import { watch } from '../../lib/gmail/observe.ts';
import { createReconciler, type Outcome, type SealView } from '../../lib/gmail/reconcile.ts';
import type { OpenMessage } from '../../lib/gmail/thread.ts';
import * as gmail from './markup.ts';

type Pending = {
  message: OpenMessage;
  account: Account;
  signal: AbortSignal;
  meanwhile(result: string): void;
  resolve(outcome: Outcome<string>): void;
  reject(error: unknown): void;
};

let pending: Pending[] = [];
let stop = new AbortController();
let looks = 0;
let page: ReturnType<typeof createReconciler<string>>;

const settle = () => vi.advanceTimersByTimeAsync(150);
const seals = () =>
  [...document.querySelectorAll<HTMLElement>('inkan-seal')].map((host) => [
    host.dataset.for,
    host.dataset.shows,
  ]);
const adn = () => document.querySelector<HTMLElement>('.adn') as HTMLElement;

/** Writes another sender into a line, as Gmail does: attributes and text. */
function writeSender(name: string, address: string): void {
  const sender = document.querySelector('.gD') as HTMLElement;
  sender.setAttribute('email', address);
  sender.setAttribute('data-hovercard-id', address);
  sender.setAttribute('name', name);
  (document.querySelector('.go') as HTMLElement).textContent = `<${address}>`;
}

/** Starts everything as the content script does, with a result that names the message it was made for. */
async function start(html: string, path?: string, takes = () => {}): Promise<void> {
  gmail.show(html, path);
  let ask = () => {};
  page = createReconciler<string>({
    document,
    account: () => readAccount(document),
    evaluate: (message, account, signal, meanwhile) =>
      new Promise((resolve, reject) =>
        pending.push({ message, account, signal, meanwhile, resolve, reject }),
      ),
    render: (host: HTMLElement, view: SealView<string>) => {
      const shows = view.result ?? 'checking';
      if (host.dataset.shows !== shows) host.dataset.shows = shows;
    },
    discard: () => undefined,
    ask: () => ask(),
  });
  ask = watch(
    document,
    () => {
      looks += 1;
      takes();
      return page.look();
    },
    stop.signal,
  );
  await settle();
}

const done = (result: string, again: number | null = null) => ({ result, again });
const answerAll = async () => {
  for (const { message, resolve } of pending.splice(0)) {
    resolve(done(`${message.id} ${message.author.address}`));
  }
  await settle();
};
const AOI = [gmail.HEX, `${gmail.HEX} aoi@shop.example`];
const BOB = [gmail.OTHER_HEX, `${gmail.OTHER_HEX} bob@other.example`];
const bob = gmail.message({
  ids: gmail.idsOf(gmail.OTHER_PERM, gmail.OTHER_HEX),
  name: 'Bob',
  address: 'bob@other.example',
});

beforeEach(() => {
  vi.useFakeTimers();
  pending = [];
  looks = 0;
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('each open message gets one seal, beside the sender and outside of what Gmail rewrites', async () => {
  await start(
    gmail.openThread(
      gmail.collapsed(),
      gmail.item(gmail.message({ body: gmail.HOSTILE_BODY })),
      gmail.item(bob),
    ),
  );
  expect(seals()).toEqual([
    [gmail.HEX, 'checking'],
    [gmail.OTHER_HEX, 'checking'],
  ]);
  const host = document.querySelector('inkan-seal');
  expect(host?.parentElement?.matches('h3.iw.gFxsud')).toBe(true);
  expect(host?.previousElementSibling?.className).toBe('qu');
  await answerAll();
  expect(seals()).toEqual([AOI, BOB]);
});

test('what is said meanwhile stands until the result, and never in the place of one', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const [first] = pending;
  first!.meanwhile('it takes long');
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'it takes long']]);
  expect(first!.signal.aborted).toBe(false);
  await answerAll();
  expect(seals()).toEqual([AOI]);
  first!.meanwhile('it takes long');
  page.refresh();
  await settle();
  pending[0]!.meanwhile('it takes long again');
  await settle();
  expect(seals()).toEqual([AOI]);
});

test('looking again changes nothing, and our own changes cause no look', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  const before = document.body.innerHTML;
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((seen) => records.push(...seen));
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  for (let round = 0; round < 20; round += 1) page.look();
  expect(document.body.innerHTML).toBe(before);
  expect(observer.takeRecords()).toEqual([]);
  expect(records).toEqual([]);
  observer.disconnect();
  const already = looks;
  await vi.advanceTimersByTimeAsync(10_000);
  // Only the safety tick.
  expect(looks - already).toBeLessThanOrEqual(5);
});

test('a header drawn again gets its seal back at once, once, without a second evaluation', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  const heading = document.querySelector('h3.iw') as HTMLElement;
  const sender = document.querySelector('.qu') as HTMLElement;
  for (let round = 0; round < 30; round += 1) {
    await vi.advanceTimersByTimeAsync(170);
    heading.replaceChildren(sender.cloneNode(true));
    // Before the next frame.
    await vi.advanceTimersByTimeAsync(1);
    expect(seals()).toEqual([AOI]);
  }
  expect(pending).toEqual([]);
});

test('a page that takes the seal out again and again is not fought in a loop', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const heading = document.querySelector('h3.iw') as HTMLElement;
  let fights = 0;
  const rival = new MutationObserver(() => {
    const seal = heading.querySelector('inkan-seal');
    if (!seal) return;
    fights += 1;
    seal.remove();
  });
  rival.observe(heading, { childList: true });
  heading.querySelector('inkan-seal')?.remove();
  await vi.advanceTimersByTimeAsync(2_000);
  rival.disconnect();
  expect(fights).toBeGreaterThan(2);
  expect(fights).toBeLessThan(130);
});

test('a seal copied by the page, or drawn by a page or an older version, is replaced', async () => {
  const fake =
    '<inkan-seal data-for="19881bf508d14d90" data-shows="calm">bank.example</inkan-seal>';
  await start(
    gmail.openThread(gmail.item(gmail.message().replace('</h3>', `${fake}</h3>`))) + fake,
  );
  expect(seals()).toEqual([[gmail.HEX, 'checking']]);
  await answerAll();
  const copy = document.querySelector('inkan-seal')?.cloneNode(true) as HTMLElement;
  document.querySelector('h3.iw')?.append(copy);
  await settle();
  expect(seals()).toEqual([AOI]);
  expect(copy.isConnected).toBe(false);
});

test('a re-used node never shows the seal of the message before, not for one frame', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  expect(seals()).toEqual([AOI]);
  // Gmail writes the ids and then the sender, in one go.
  adn().setAttribute('data-message-id', `#${gmail.OTHER_PERM}`);
  adn().setAttribute('data-legacy-message-id', gmail.OTHER_HEX);
  writeSender('Bob', 'bob@other.example');
  await vi.advanceTimersByTimeAsync(1);
  expect(seals()).toEqual([[gmail.OTHER_HEX, 'checking']]);
  await answerAll();
  expect(seals()).toEqual([BOB]);
  // And back: what is known is shown without another evaluation.
  adn().setAttribute('data-message-id', `#${gmail.PERM}`);
  adn().setAttribute('data-legacy-message-id', gmail.HEX);
  writeSender('Aoi Sato', 'aoi@shop.example');
  await settle();
  expect(seals()).toEqual([AOI]);
  expect(pending).toEqual([]);
});

test('a result that comes after the node was given away is shown nowhere else', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const [first] = pending.splice(0);
  adn().setAttribute('data-message-id', `#${gmail.OTHER_PERM}`);
  adn().setAttribute('data-legacy-message-id', gmail.OTHER_HEX);
  await settle();
  expect(first?.signal.aborted).toBe(true);
  first?.resolve(done('stale'));
  await settle();
  expect(seals()).toEqual([[gmail.OTHER_HEX, 'checking']]);
});

test('the sender changing under the same id starts anew', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  document.querySelector('.gD')?.setAttribute('email', 'ceo@bank.example');
  await settle();
  // The reader sees one sender and the page carries another: nobody knows of whom a seal would speak.
  expect(seals()).toEqual([]);
  writeSender('Bank', 'ceo@bank.example');
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'checking']]);
  await answerAll();
  expect(seals()).toEqual([[gmail.HEX, `${gmail.HEX} ceo@bank.example`]]);
});

test('collapsing takes the seal away and ends its evaluation; expanding brings it back', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const [running] = pending;
  adn().style.display = 'none';
  await settle();
  expect(seals()).toEqual([]);
  expect(running?.signal.aborted).toBe(true);
  adn().style.display = '';
  await settle();
  pending = pending.filter(({ signal }) => !signal.aborted);
  await answerAll();
  expect(seals()).toEqual([AOI]);
});

test('ids that come late, and the legacy id of a reply just sent', async () => {
  await start(gmail.openThread(gmail.item(gmail.message({ ids: '' }))));
  expect(seals()).toEqual([]);
  adn().setAttribute('data-message-id', '#msg-a:r-2303110749135916240');
  await settle();
  expect(seals()).toEqual([['msg-a:r-2303110749135916240', 'checking']]);
  adn().setAttribute('data-legacy-message-id', '187040914f64e007');
  await settle();
  expect(seals()).toEqual([['187040914f64e007', 'checking']]);
});

test('the pane changes: the thread before keeps no seal, and coming back needs no evaluation', async () => {
  const older = gmail.thread(gmail.item(gmail.message()));
  await start(gmail.page(gmail.pane(older) + gmail.pane('', false)));
  await answerAll();
  const [first, second] = document.querySelectorAll<HTMLElement>('.aeF > .nH > .nH');
  if (!first || !second) throw new Error('no panes');
  first.style.display = 'none';
  second.innerHTML = gmail.thread(gmail.item(bob));
  second.style.display = '';
  await settle();
  await answerAll();
  expect(seals()).toEqual([BOB]);
  second.style.display = 'none';
  first.style.display = '';
  await settle();
  expect(seals()).toEqual([AOI]);
  expect(pending).toEqual([]);
});

test('another account starts from nothing', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  gmail.show(gmail.openThread(gmail.item(gmail.message())), `/mail/u/1/${gmail.THREAD_HASH}`);
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'checking']]);
});

test('a failure that may pass is tried again by itself, and what was known stays meanwhile', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  pending.shift()?.resolve(done('offline', Date.now() + 5_000));
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'offline']]);
  expect(pending).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_500);
  expect(pending).toHaveLength(1);
  expect(seals()).toEqual([[gmail.HEX, 'offline']]);
  await answerAll();
  expect(seals()).toEqual([AOI]);
});

test('what fails again and again is asked for less and less often', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const waited: number[] = [];
  for (let round = 0; round < 8; round++) {
    pending.shift()?.resolve(done('offline', Date.now() + 60_000));
    await settle();
    let seconds = 0;
    for (; pending.length === 0 && seconds < 7200; seconds++)
      await vi.advanceTimersByTimeAsync(1000);
    waited.push(Math.round(seconds / 60));
  }
  expect(waited).toEqual([1, 2, 4, 8, 16, 32, 32, 32]);
});

test('the network is back: what waited for a later look waits no longer, the rest stays', async () => {
  await start(gmail.openThread(gmail.item(gmail.message()), gmail.item(bob)));
  pending.shift()?.resolve(done('offline', Date.now() + 60_000));
  await answerAll();
  page.hurry();
  await settle();
  expect(pending.map(({ message }) => message.id)).toEqual([gmail.HEX]);
  await answerAll();
  expect(seals()).toEqual([AOI, BOB]);
});

test('Gmail marks a message after it was drawn: it is evaluated anew, and what is known stays', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  const slot = document.querySelector('.KKSLrd');
  const banner = document.createElement('div');
  banner.setAttribute('role', 'alert');
  banner.textContent = 'Be careful';
  slot?.append(banner);
  await settle();
  expect(pending.map(({ message }) => message.mark)).toEqual(['notice']);
  expect(seals()).toEqual([AOI]);
  await answerAll();
  await settle();
  expect(pending).toEqual([]);
});

test('the reader asks again', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  page.retry(gmail.HEX);
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'checking']]);
  await answerAll();
  expect(seals()).toEqual([AOI]);
});

test('other settings: everything is evaluated anew, and what is known stays meanwhile', async () => {
  await start(gmail.openThread(gmail.item(gmail.message()), gmail.item(bob)));
  await answerAll();
  page.refresh();
  await settle();
  expect(seals()).toEqual([AOI, BOB]);
  expect(pending).toHaveLength(2);
  for (const { message, resolve } of pending.splice(0)) resolve(done(`new ${message.id}`));
  await settle();
  expect(seals().map(([, shows]) => shows)).toEqual([`new ${gmail.HEX}`, `new ${gmail.OTHER_HEX}`]);
});

test('settings that change while a message is evaluated count for it too', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  page.refresh();
  await settle();
  expect(pending).toHaveLength(1);
  pending.shift()?.resolve(done('by the old settings'));
  await settle();
  expect(pending).toHaveLength(1);
  // and once more, while what is known stands on screen
  page.refresh();
  pending.shift()?.resolve(done('by the next settings'));
  await settle();
  expect(seals()).toEqual([[gmail.HEX, 'by the next settings']]);
  await answerAll();
  await settle();
  expect(seals()).toEqual([AOI]);
  expect(pending).toEqual([]);
});

test('whose mailbox it is may be told late: then everything is evaluated for this reader', async () => {
  const whole = gmail.openThread(gmail.item(gmail.message()));
  gmail.show(whole);
  const bar = document.querySelector('header') as HTMLElement;
  await start(whole.replace(/<header.*<\/header>/, ''));
  expect(pending.map(({ account }) => account.address)).toEqual([null]);
  await answerAll();
  document.body.prepend(bar);
  await settle();
  expect(seals()).toEqual([AOI]);
  expect(pending.map(({ account }) => account.address)).toEqual(['alice@gmail.example']);
  await answerAll();
  // One that is drawn again tells nothing new.
  bar.remove();
  await settle();
  document.body.prepend(bar);
  await settle();
  expect(pending).toEqual([]);
});

test('a draft gets no seal', async () => {
  const compose = '<div class="M9"><div contenteditable="true" role="textbox"></div></div>';
  await start(
    gmail.openThread(
      gmail.item(
        gmail
          .message({ extra: compose })
          .replace(/<div class="ii gt">.*<\/div><\/div><div class="M9">/, '<div class="M9">'),
      ),
    ),
  );
  expect(seals()).toEqual([]);
});

test('a thread in which nothing is recognised is reported after a while, and left alone', async () => {
  const renamed = gmail
    .openThread(gmail.item(gmail.message()))
    .replace(/\b(adn|gD|data-[a-z-]+|email)\b/g, 'x$1');
  await start(renamed);
  expect(page.page().layout).toBe('other');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(page.page()).toMatchObject({ layout: 'unrecognised', open: 0 });
  expect(seals()).toEqual([]);
  gmail.show(gmail.openThread(gmail.item(gmail.message())));
  await settle();
  expect(page.page()).toMatchObject({
    layout: 'thread',
    open: 1,
    checking: 1,
  });
});

test('a list is nothing to complain about', async () => {
  await start(
    gmail.page(gmail.pane(gmail.list(gmail.row('Aoi', 'aoi@shop.example')))),
    '/mail/u/0/#inbox',
  );
  await vi.advanceTimersByTimeAsync(20_000);
  expect(page.page().layout).toBe('other');
  // Nothing is open, so that nothing ticks.
  expect(looks).toBeLessThan(3);
});

test('a storm of changes causes ten looks a second at most, once the reader has arrived', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  await answerAll();
  await vi.advanceTimersByTimeAsync(1_000);
  const already = looks;
  const noise = document.createElement('div');
  document.body.append(noise);
  for (let step = 0; step < 500; step += 1) {
    noise.append(document.createElement('span'));
    noise.className = `n${step}`;
    await vi.advanceTimersByTimeAsync(4);
  }
  expect(looks - already).toBeLessThanOrEqual(21);
});

test('the slower a look, the fewer of them a storm causes', async () => {
  gmail.show(gmail.page(gmail.pane('')));
  const clock = performance.now.bind(performance);
  let spent = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + spent);
  let count = 0;
  watch(
    document,
    () => {
      count += 1;
      spent += 30;
      return false;
    },
    stop.signal,
  );
  for (let step = 0; step < 1_000; step += 1) {
    document.body.className = `n${step}`;
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(count).toBeGreaterThan(5);
  expect(count).toBeLessThan(20);
});

/** Looks that take so many milliseconds each, so that a storm uses up their budget; counts how often we are called. */
async function startDear(html: string, milliseconds: number) {
  const clock = performance.now.bind(performance);
  let spent = 0;
  let calls = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + spent);
  const Observer = MutationObserver;
  vi.stubGlobal(
    'MutationObserver',
    class extends Observer {
      constructor(callback: MutationCallback) {
        super((...told) => {
          calls += 1;
          callback(...told);
        });
      }
    },
  );
  await start(html, undefined, () => {
    spent += milliseconds;
  });
  await answerAll();
  const noise = document.createElement('div');
  document.querySelector('[role=main]')?.append(noise);
  return {
    calls: () => calls,
    /** Gmail changes something everywhere, all the time. */
    async storm(duration: number): Promise<void> {
      for (let step = 0; step < duration / 4; step += 1) {
        noise.replaceChildren(document.createElement('span'));
        noise.className = `n${step}`;
        document.querySelector('.g3')?.replaceChildren(`${step} min`);
        await vi.advanceTimersByTimeAsync(4);
      }
    },
  };
}

test('a storm calls us twice a look at most', async () => {
  const { calls, storm } = await startDear(gmail.openThread(gmail.item(gmail.message())), 30);
  await storm(2_000);
  const [called, looked] = [calls(), looks];
  await storm(20_000);
  expect(looks - looked).toBeGreaterThan(4);
  expect(calls() - called).toBeLessThanOrEqual(2 * (looks - looked) + 2);
});

test('in the middle of a storm no seal of another message stands, and none is missing', async () => {
  const { storm } = await startDear(gmail.openThread(gmail.item(gmail.message())), 30);
  await storm(3_000);
  const heading = () => document.querySelector('h3.iw') as HTMLElement;
  const sender = () => document.querySelector('.qu') as HTMLElement;
  const around = () => document.querySelector('.gs') as HTMLElement;
  const changes: [string, () => void | Promise<void>][] = [
    ['the line is drawn again', () => heading().replaceChildren(sender().cloneNode(true))],
    ['the message is drawn again', () => around().replaceWith(strippedClone(around()))],
    ['it moves and is drawn again there', moveAndRedraw],
  ];
  for (const [what, change] of changes) {
    await storm(100);
    await change();
    await vi.advanceTimersByTimeAsync(1);
    expect(seals(), what).toEqual([AOI]);
  }
  await storm(100);
  adn().setAttribute('data-message-id', `#${gmail.OTHER_PERM}`);
  adn().setAttribute('data-legacy-message-id', gmail.OTHER_HEX);
  writeSender('Bob', 'bob@other.example');
  await vi.advanceTimersByTimeAsync(1);
  expect(seals()).toEqual([[gmail.OTHER_HEX, 'checking']]);

  function strippedClone(element: HTMLElement): HTMLElement {
    const clone = element.cloneNode(true) as HTMLElement;
    for (const seal of clone.querySelectorAll('inkan-seal')) seal.remove();
    return clone;
  }

  /** The seal goes with its message, and is taken away with what was no part of its surroundings before. */
  async function moveAndRedraw(): Promise<void> {
    const list = document.querySelector('[role=list]') as HTMLElement;
    const moved = document.createElement('section');
    moved.append(...list.children);
    list.append(moved);
    await vi.advanceTimersByTimeAsync(20);
    expect(seals()).toEqual([AOI]);
    moved.replaceChildren(strippedClone(moved.firstElementChild as HTMLElement));
  }
});

test('what changes in a storm is found by the next look, whatever it is', async () => {
  const { storm } = await startDear(
    gmail.openThread(gmail.item(gmail.message()), gmail.item(bob)),
    30,
  );
  const items = () => [...document.querySelectorAll<HTMLElement>('[role=listitem]')];
  const [aoi, other] = items();
  const changes: [string, () => void, (typeof AOI)[]][] = [
    ['hidden', () => aoi?.style.setProperty('display', 'none'), [BOB]],
    ['shown', () => aoi?.style.removeProperty('display'), [AOI, BOB]],
    ['removed', () => other?.remove(), [AOI]],
    ['put back', () => aoi?.before(other ?? ''), [BOB, AOI]],
    ['moved', () => other?.before(aoi ?? ''), [AOI, BOB]],
  ];
  for (const [what, change, expected] of changes) {
    await storm(3_000);
    change();
    await storm(2_100);
    expect(seals(), what).toEqual(expected);
  }
  document.querySelector('.gD')?.setAttribute('email', 'ceo@bank.example');
  await storm(2_100);
  expect(seals()).toEqual([BOB]);
});

test('a click in the middle of a storm is followed at once', async () => {
  const { storm } = await startDear(gmail.openThread(gmail.item(gmail.message())), 30);
  await storm(3_000);
  document.body.click();
  await storm(8);
  document.querySelector('[role=list]')?.insertAdjacentHTML('beforeend', gmail.item(bob));
  await storm(40);
  expect(seals()).toEqual([AOI, [gmail.OTHER_HEX, 'checking']]);
});

test('a look is told when rows of a table may have changed, and only then', async () => {
  gmail.show(gmail.page(gmail.pane(gmail.list(gmail.row('Aoi', 'aoi@shop.example')))));
  const told: boolean[] = [];
  const ask = watch(
    document,
    (isListTouched) => {
      told.push(isListTouched);
      return false;
    },
    stop.signal,
  );
  const after = async (change: () => void) => {
    told.length = 0;
    change();
    await settle();
    return told;
  };
  await settle();
  const noise = document.createElement('div');
  expect(await after(() => document.body.append(noise))).toEqual([false]);
  expect(await after(() => noise.classList.add('x'))).toEqual([false]);
  expect(await after(() => document.querySelector('.yP')?.setAttribute('name', 'Bob'))).toEqual([
    true,
  ]);
  expect(
    await after(() => document.querySelector('tbody')?.append(document.createElement('tr'))),
  ).toEqual([true]);
  const pane = document.querySelector<HTMLElement>('[role=main]');
  expect(await after(() => pane?.style.setProperty('display', 'none'))).toEqual([true]);
  expect(await after(() => noise.append(pane?.cloneNode(true) ?? ''))).toEqual([true]);
  expect(await after(ask)).toEqual([true]);
});

test('after the end nothing happens any more', async () => {
  await start(gmail.openThread(gmail.item(gmail.message())));
  const [running] = pending;
  page.end();
  stop.abort();
  expect(running?.signal.aborted).toBe(true);
  const already = looks;
  document.body.append(document.createElement('p'));
  running?.resolve(done('late'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(already);
});

test('a pause takes every seal away and stops what runs; resuming brings back what was known', async () => {
  await start(gmail.openThread(gmail.message(), bob));
  expect(pending).toHaveLength(2);
  const [first, second] = pending.splice(0);
  first?.resolve(done('known'));
  await settle();
  page.pause(true);
  // At once: a hidden tab is not looked at.
  expect(second?.signal.aborted).toBe(true);
  await settle();
  expect(seals()).toEqual([]);
  expect(page.page()).toMatchObject({ open: 0, layout: 'other' });
  adn().setAttribute('name', 'changed');
  await settle();
  expect(pending).toEqual([]);
  page.pause(false);
  await settle();
  expect(seals()).toEqual([
    [gmail.HEX, 'known'],
    [gmail.OTHER_HEX, 'checking'],
  ]);
  expect(pending.map(({ message }) => message.id)).toEqual([gmail.OTHER_HEX]);
});
