// What a browser with the extension asks and fetches for a long thread and for the next message, by the servers' own logs.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settledSeals } from '../helpers/browser/launch.ts';
import { store } from '../helpers/browser/storage.ts';
import { type BuiltCase, buildCase, mergeZones } from '../helpers/cases/build.ts';
import { signedLetter } from '../helpers/cases/letter.ts';
import { PATIENCE } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';
import type { ReplicaMessage } from '../replica/server.ts';

const MESSAGES = 100;
/** Unlike each other, as known senders are: a domain that resembles another one would be told. */
const DOMAINS = [
  'maple',
  'harbour',
  'willow',
  'quartz',
  'falcon',
  'meadow',
  'copper',
  'juniper',
  'saffron',
  'orchid',
].map((word) => `${word}.example`);
const SUBJECT = 'Minutes of the meeting';
const NOW = Date.now();
const TOKEN = '9f86d081884c7d659a2feaa0c55ad015';

const toMessage = (built: BuiltCase, threadId?: string): ReplicaMessage => ({
  ...(threadId ? { threadId } : {}),
  raw: built.raw,
  label: 'inbox',
  from: built.rendered,
  subject: built.subject,
  date: new Date(built.sentAt),
  snippet: 'this is a message',
  html: '<div>this is a message.</div>',
});

/** Names whose answers a message of this domain needs; the policy of `example` itself is above them all. */
const namesOf = (domain: string) => [
  `s1._domainkey.${domain} TXT`,
  `_dmarc.${domain} TXT`,
  '_dmarc.example TXT',
  `${domain} TXT`,
  'arc-20240605._domainkey.google.com TXT',
];

const thread = Array.from({ length: MESSAGES }, (_, i) =>
  buildCase(signedLetter(SUBJECT, DOMAINS[i % DOMAINS.length]!, MESSAGES - i), NOW),
);
const first = buildCase(signedLetter('First letter', 'shop.example', 3), NOW);
const second = buildCase(signedLetter('Second letter', 'shop.example', 2), NOW);
const third = buildCase(signedLetter('Third letter', 'shop.example', 1), NOW);
/** Each of its records leads to the next one. */
const stopped = buildCase(
  {
    ...signedLetter('Read in a hurry', 'plover.example', 1),
    domains: {
      'plover.example': { spf: 'v=spf1 include:a.plover.example -all', dmarc: 'v=DMARC1; p=none' },
      'a.plover.example': { spf: 'v=spf1 include:b.plover.example -all' },
      'b.plover.example': { spf: 'v=spf1 include:c.plover.example -all' },
      'c.plover.example': { spf: 'v=spf1 ip4:203.0.113.9 -all' },
    },
  },
  NOW,
);
const tracker = buildCase(
  {
    ...signedLetter('An offer for you alone', 'tracker.example', 4),
    path: [
      { sign: { d: 'tracker.example', s: TOKEN } },
      { sign: { d: `${TOKEN}.tracker.example`, s: 's1' } },
      {
        gmail: {
          mailFrom: `${TOKEN}@tracker.example`,
          helo: `${TOKEN}.tracker.example`,
          dkim: [`pass tracker.example ${TOKEN}`],
          spf: 'pass',
          dmarc: 'pass reject',
        },
      },
    ],
    domains: {
      'tracker.example': {
        spf: 'v=spf1 exists:%{l}._u.%{d} a:%{h} -all',
        dmarc: 'v=DMARC1; p=reject',
      },
    },
  },
  NOW,
);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await startWorld({ cases: [] });
  const all = [...thread, first, second, third, stopped, tracker];
  await world.dns.addRecords(mergeZones(all.map(({ zone }) => zone)));
  const threadId = (BigInt(NOW) << 20n).toString();
  for (const built of thread) world.replica.add(toMessage(built, threadId));
  for (const built of [first, second, third, stopped, tracker]) world.replica.add(toMessage(built));
  page = await world.open();
  await page.waitForFunction(() => document.querySelector('tr.zA')?.checkVisibility());
});
afterAll(() => world?.close());

async function open(subject: string): Promise<void> {
  await page.evaluate((name) => window.__replica.open(name), subject);
}

/** Legacy ids of the messages whose source was asked for, one entry a request. */
const fetched = () =>
  // each is led on to the attachment host, which is not counted again
  world.replica.requests
    .filter(({ host, view }) => host === 'mail.google.com' && view === 'att')
    .map(({ messageId }) => messageId as string);

/** Legacy ids of the expanded messages on screen. */
const expanded = () =>
  page.$$eval('.adn[data-legacy-message-id]', (nodes) =>
    nodes
      .filter((node) => node.checkVisibility())
      .map((node) => node.getAttribute('data-legacy-message-id') ?? ''),
  );

const pause = () => new Promise((resolve) => setTimeout(resolve, 1_500));

test('the list of messages fetches nothing and asks nothing', async () => {
  await pause();
  expect(fetched()).toEqual([]);
  expect(world.dns.queries()).toEqual([]);
});

test(`a thread of ${MESSAGES}: fetched is what is expanded, asked is what it needs`, async () => {
  await open(SUBJECT);
  await settledSeals(page, 1);
  await pause();
  const shown = await expanded();
  expect(shown).toHaveLength(1);
  expect(fetched()).toEqual(shown);
  expect(world.dns.queries().sort()).toEqual(namesOf('orchid.example').sort());
});

test(`all ${MESSAGES} expanded: each source once, each name once`, async () => {
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('.adv')?.click();
  });
  await page.evaluate(() => {
    const [open] = window.__replica.threads().filter(({ messages }) => messages.length === 100);
    for (const { legacyId } of open?.messages ?? []) window.__replica.expand(legacyId);
  });
  const seals = await settledSeals(page, MESSAGES, 2 * PATIENCE);
  expect(new Set(seals.map(({ origin, tone }) => `${origin} ${tone}`))).toEqual(
    new Set(['signed calm']),
  );
  const shown = await expanded();
  expect(shown).toHaveLength(MESSAGES);
  expect(fetched().sort()).toEqual(shown.sort());
  const needed = DOMAINS.flatMap(namesOf);
  expect(world.dns.queries().sort()).toEqual([...new Set(needed)].sort());
});

test('a second message with the same names asks none, nor does one after the worker died', async () => {
  await open(first.subject);
  await settledSeals(page, 1);
  expect(world.dns.queries()).toEqual(expect.arrayContaining(['shop.example TXT']));
  world.dns.forget();
  await open(second.subject);
  expect(await settledSeals(page, 1)).toMatchObject([{ origin: 'signed', tone: 'calm' }]);
  await world.launched.killWorker();
  await open(third.subject);
  expect(await settledSeals(page, 1)).toMatchObject([{ origin: 'signed', tone: 'calm' }]);
  expect(world.dns.queries()).toEqual([]);
  expect(fetched()).toHaveLength(MESSAGES + 3);
});

test('a tracking sender: no name with its token leaves the browser', async () => {
  world.dns.forget();
  await open(tracker.subject);
  const [seal] = await settledSeals(page, 1);
  expect(seal).toMatchObject({ state: 'held', tone: 'calm' });
  await pause();
  expect(world.dns.queries()).toContain('_dmarc.tracker.example TXT');
  expect(world.dns.queries().filter((line) => line.includes(TOKEN))).toEqual([]);
  expect(world.dns.requests().filter(({ question }) => question.includes(TOKEN))).toEqual([]);
});

test('a pause in the middle of a check: what is on its way comes, nothing more is asked until it is over', async () => {
  const options = await world.launched.openExtensionPage('options.html');
  await page.bringToFront();
  world.dns.setDelay(1_000);
  world.dns.forget();
  await open(stopped.subject);
  while (world.dns.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await store(options, { paused: true });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = world.dns.requests().length;
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(world.dns.requests().slice(asked)).toEqual([]);
  expect(await page.$$('inkan-seal')).toEqual([]);
  world.dns.setDelay(0);
  await store(options, { paused: false });
  expect(await settledSeals(page, 1)).toMatchObject([{ origin: 'signed', tone: 'calm' }]);
  expect(world.dns.requests().length).toBeGreaterThan(asked);
});
