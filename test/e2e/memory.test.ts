// Memory in a real browser: what was learned counts in the next message, on the rows of the list and after the worker died.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';
import { settledSeals } from '../helpers/browser/launch.ts';
import { seedSenders } from '../helpers/browser/senders.ts';
import { store } from '../helpers/browser/storage.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { eventually, PATIENT } from '../helpers/patience.ts';
import { startWorld, type World } from '../helpers/world.ts';

const KEIKO = 'Keiko Tanaka';

/** Mail signed by its own domain. */
function signed(name: string, sender: string, address: string, age: number): Case {
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    name,
    shows: '',
    mail: { from: { name: sender, address }, subject: name, age },
    domains: { [domain]: { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: 'v=DMARC1; p=reject' } },
    path: [
      { sign: { d: domain, s: 's1' } },
      { gmail: { dkim: [`pass ${domain} s1`], spf: 'pass', dmarc: 'pass reject' } },
    ],
    expect: { origin: 'signed', tone: 'calm' },
  };
}

/** What the reader wrote to Keiko: it lies in Sent and came over no server. */
const answer: Case = {
  name: 'answer',
  shows: '',
  in: 'sent',
  mail: {
    from: { name: 'Alice Example', address: READER },
    to: 'keiko@office.example',
    subject: 'answer',
    age: 100,
  },
  path: [
    {
      field:
        'Received: from 717284730244 named unknown by gmailapi.google.com with HTTPREST; Thu, 19 Nov 2026 01:00:00 -0800',
    },
  ],
  expect: { origin: 'own', tone: 'neutral' },
};

/** Mail whose signature a server on the way broke; its domain asks for reports only. */
const passedOn: Case = {
  name: 'passed-on',
  shows: '',
  mail: {
    from: { name: 'Tennis Club', address: 'office@tennis.example' },
    to: 'info@shop.example',
    subject: 'passed-on',
  },
  domains: { 'tennis.example': { spf: 'v=spf1 ip4:192.0.2.80 -all', dmarc: 'v=DMARC1; p=none' } },
  path: [
    {
      gmail: {
        helo: 'www1234.sakura.ne.jp',
        ip: '203.0.113.9',
        mailFrom: 'office@tennis.example',
        spf: 'fail',
        dmarc: 'fail none',
      },
    },
  ],
  expect: { origin: 'contradicted', tone: 'caution' },
};

const CASES = [
  signed('first', KEIKO, 'keiko@office.example', 200),
  signed('second', KEIKO, 'keiko@office.example', 150),
  signed('elsewhere', KEIKO, 'keiko@elsewhere.example', 2),
  answer,
  passedOn,
  loadCase('list-with-footer'),
  loadCase('own-organisation-unsigned-device'),
  loadCase('forged-quarantine'),
];

let world: World;
beforeAll(async () => {
  world = await startWorld({ cases: CASES });
});
afterAll(() => world?.close());

const built = (name: string) => {
  const found = world.built.find((one) => one.case.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
};

/** Opens a case in a tab of its own, which knows nothing of other tabs. */
async function open(name: string) {
  const page = await world.open(built(name));
  const [seal] = await settledSeals(page, 1);
  return { page, seal: seal! };
}

async function verdictOf(name: string): Promise<string> {
  const { page, seal } = await open(name);
  await page.close();
  return `${seal.origin} ${seal.tone}`;
}

/** Opens the card and presses the button with this text. */
async function press(page: Page, text: string): Promise<void> {
  await page.evaluate(() =>
    document.querySelector('inkan-seal')?.shadowRoot?.querySelector('button')?.click(),
  );
  await pressInside(page, text);
}

/** Presses a button of the card that stands open. */
async function pressInside(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const root = document.querySelector('inkan-card')?.shadowRoot;
      const button = [...(root?.querySelectorAll('button') ?? [])].find(
        (one) => one.textContent?.trim() === wanted,
      );
      button?.click();
      return button !== undefined;
    },
    PATIENT,
    text,
  );
}

const becomes = (page: Page, tone: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>('inkan-seal')?.dataset.tone === wanted,
    PATIENT,
    tone,
  );

/** The marks of the inbox, by the sender's address. */
async function marks(): Promise<Record<string, string>> {
  const page = await world.open();
  await page.waitForSelector('tr.zA');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const found = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('tr.zA')].flatMap((row) => {
        const mark = row.querySelector<HTMLElement>('inkan-mark');
        const address = row.querySelector('.yW [email]')?.getAttribute('email') ?? '';
        return mark ? [[address, mark.dataset.tone ?? '']] : [];
      }),
    ),
  );
  await page.close();
  return found;
}

test('a known name from another address, on rows and in the message; “it is really them” is believed', async () => {
  expect(await verdictOf('elsewhere')).toBe('signed calm');
  expect(await marks()).not.toHaveProperty('keiko@elsewhere.example');
  expect(await verdictOf('first')).toBe('signed calm');
  expect(await verdictOf('second')).toBe('signed calm');
  expect(await verdictOf('answer')).toBe('own neutral');

  const { page, seal } = await open('elsewhere');
  expect(seal).toMatchObject({ origin: 'signed', tone: 'caution' });
  await eventually(async () =>
    expect(await marks()).toMatchObject({ 'keiko@elsewhere.example': 'caution' }),
  );

  await press(page, 'I asked them another way…');
  await pressInside(page, 'Remember');
  await becomes(page, 'neutral');
  await page.close();
  await world.launched.killWorker();
  expect(await verdictOf('elsewhere')).toBe('signed neutral');
  expect(await marks()).not.toHaveProperty('keiko@elsewhere.example');
});

test('a row remembers what was found in its message, without a fetch or a look-up', async () => {
  const { address } = built('forged-quarantine').rendered;
  expect(await marks()).not.toHaveProperty(address);
  expect(await verdictOf('forged-quarantine')).toBe('contradicted danger');
  world.dns.forget();
  const sources = () => world.replica.requests.filter(({ messageId }) => messageId !== null).length;
  const fetched = sources();
  await eventually(async () => expect(await marks()).toMatchObject({ [address]: 'danger' }));
  expect(world.dns.requests()).toEqual([]);
  expect(sources()).toBe(fetched);
});

test('“this is my forwarder”', async () => {
  const { page, seal } = await open('passed-on');
  expect(seal).toMatchObject({ origin: 'contradicted', tone: 'caution' });
  await press(page, 'This is my forwarder');
  await pressInside(page, 'Remember');
  await becomes(page, 'neutral');
  await page.close();
  expect(await verdictOf('passed-on')).toBe('relayed neutral');
});

test('“this is ours”', async () => {
  const options = await world.launched.openExtensionPage('options.html');
  const reader = { ...DEFAULT_SETTINGS.reader, ownDomains: ['own-works.example'] };
  await store(options, { settings: { ...DEFAULT_SETTINGS, reader } });
  await options.close();
  const { page, seal } = await open('own-organisation-unsigned-device');
  expect(seal).toMatchObject({ origin: 'contradicted', tone: 'caution' });
  await press(page, 'This is ours');
  await becomes(page, 'neutral');
  await page.close();
  expect(await verdictOf('own-organisation-unsigned-device')).toBe('relayed neutral');
});

test('“I know this list”', async () => {
  const { page, seal } = await open('list-with-footer');
  expect(seal).toMatchObject({ origin: 'contradicted', tone: 'caution' });
  await press(page, 'I know this list');
  await becomes(page, 'neutral');
  await page.close();
  expect(await verdictOf('list-with-footer')).toBe('relayed neutral');
});

test('what is forgotten on the options page is forgotten, answers of DNS too', async () => {
  expect(await verdictOf('first')).toBe('signed calm');
  await eventually(async () => expect(await marks()).not.toEqual({}));
  const options = await world.launched.openExtensionPage('options.html');
  const click = (selector: string) =>
    options.waitForFunction(
      (wanted) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>(wanted)];
        const button = buttons.find(
          (one) => one.textContent?.trim() === 'Forget everything' && one.checkVisibility(),
        );
        button?.click();
        return button !== undefined;
      },
      {},
      selector,
    );
  await click('button:not(dialog *)');
  await click('dialog[open] button');
  await options.waitForFunction(() => document.body.textContent?.includes('Forgotten'));
  await options.close();
  expect(await marks()).toEqual({});
  world.dns.forget();
  // Taught and known no more: a name nobody bears, a forwarder nobody named.
  expect(await verdictOf('elsewhere')).toBe('signed calm');
  expect(world.dns.requests().length).toBeGreaterThan(0);
  expect(await verdictOf('passed-on')).toBe('contradicted caution');
});

test('answers of DNS outlive the worker: the same message again asks nothing', async () => {
  expect(await verdictOf('first')).toBe('signed calm');
  world.dns.forget();
  await world.launched.killWorker();
  expect(await verdictOf('first')).toBe('signed calm');
  expect(world.dns.requests()).toEqual([]);
});

test('what was of no use for longer than the reader chose is gone with the next message', async () => {
  const senders = await world.launched.openExtensionPage('senders.html');
  await seedSenders(senders, READER, 5);
  // As if none of them had written for forty days.
  await senders.evaluate(
    (past) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('inkan');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('senders', 'readwrite');
          const walk = transaction.objectStore('senders').openCursor();
          walk.onsuccess = () => {
            const cursor = walk.result;
            cursor?.update({ ...cursor.value, touched: past });
            cursor?.continue();
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    Date.now() - 40 * 86_400_000,
  );
  const known = async () => {
    await senders.reload();
    await senders.waitForSelector('[role=grid], table');
    return senders.evaluate(() => document.body.textContent ?? '');
  };
  expect(await known()).toMatch(/\w+-\w+\d\.example/);
  await store(senders, { settings: { version: 1, memory: { keep: true, days: 30 } } });
  await world.launched.killWorker();
  expect(await verdictOf('first')).toBe('signed calm');
  await eventually(async () => expect(await known()).not.toMatch(/\w+-\w+\d\.example/));
  expect(await known()).toContain('office.example');
  await senders.close();
});
