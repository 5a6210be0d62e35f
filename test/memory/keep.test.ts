// Care of memory: forgetting, retention, bounds, export and import, and a browser that gives no database.
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openAccounts } from '../../lib/memory/account-memory.ts';
import { addDay, countWithout, NO_DAYS } from '../../lib/memory/days.ts';
import { type Memory, openMemory } from '../../lib/memory/memory.ts';
import type { Lesson, SenderTraits } from '../../lib/model.ts';
import { ACCOUNT, DAY, NOW, signedMail, startMailbox } from './days.ts';

const OTHER = 'other@gmail.com';
const keiko = signedMail('Keiko Tanaka', 'keiko@office.example');
const bob = signedMail('Bob Brown', 'bob@post.example');
const teaching = {
  kind: 'sender',
  rule: 'nameContact',
  address: 'keiko@office.example',
  name: 'K',
  domain: 'office.example',
  messageId: 'm1',
} as const;

/** A mailbox that knows two people, in two accounts, and was taught something in each. */
async function filled() {
  const mailbox = startMailbox();
  for (const account of [ACCOUNT, OTHER]) {
    await mailbox.openOn([9, 8], { ...keiko, account });
    await mailbox.openOn([9, 8], { ...bob, account });
    await mailbox.memory.teach(account, teaching, NOW);
    await mailbox.memory.changeProfile(
      account,
      () => ({ ownAddresses: ['alice@home.example'] }),
      NOW,
    );
  }
  return mailbox;
}

const people = async (memory: Memory, account = ACCOUNT) =>
  (await memory.recall(account, null)).correspondents.map(({ address }) => address);

const size = async (memory: Memory) =>
  Object.values((await memory.exportAll(NOW)).records).flat().length;

test('a domain is forgotten with everybody who wrote from it, in one account', async () => {
  const { memory, senders } = await filled();
  await memory.recall(ACCOUNT, null);
  await memory.forgetDomain(ACCOUNT, 'office.example');
  expect(await people(memory)).toEqual(['bob@post.example']);
  expect((await senders.all(ACCOUNT)).map(({ domain }) => domain)).toEqual(['post.example']);
  expect((await memory.profile(ACCOUNT)).taught).toEqual([]);
  const text = JSON.stringify(
    Object.values((await memory.exportAll(NOW)).records)
      .flat()
      .filter(({ account }) => account === ACCOUNT),
  );
  expect(text).not.toContain('office.example');
  expect(await people(memory, OTHER)).toHaveLength(2);
  expect((await memory.profile(OTHER)).taught).toHaveLength(1);
});

test('an account is forgotten whole: people, own addresses and what was taught together', async () => {
  const { memory } = await filled();
  await memory.recall(ACCOUNT, null);
  await memory.forgetAccount(ACCOUNT);
  expect(await people(memory)).toEqual([]);
  expect(await memory.accounts()).toEqual([OTHER]);
  expect(await memory.profile(ACCOUNT)).toMatchObject({ taught: [], ownAddresses: [] });
  expect(JSON.stringify((await memory.exportAll(NOW)).records)).not.toContain(ACCOUNT);
  expect(await people(memory, OTHER)).toHaveLength(2);
});

test('everything is forgotten', async () => {
  const { memory } = await filled();
  await memory.recall(ACCOUNT, null);
  await memory.forgetAll();
  expect(await size(memory)).toBe(0);
  expect(await people(memory)).toEqual([]);
});

test('another page that forgets is noticed by a worker that remembers its list', async () => {
  const mailbox = startMailbox();
  const page = openMemory({ name: mailbox.name });
  await mailbox.openOn([9, 8], keiko);
  expect(await people(mailbox.memory)).toHaveLength(1);
  await page.forgetDomain(ACCOUNT, 'office.example');
  expect(await people(mailbox.memory)).toEqual([]);
  await mailbox.openOn([7, 6], keiko);
  expect(await people(mailbox.memory)).toHaveLength(1);
  await page.forgetAccount(ACCOUNT);
  expect(await people(mailbox.memory)).toEqual([]);
});

test('what was of no use for so many days goes; what the reader taught stays', async () => {
  const { memory, senders } = await filled();
  await memory.tidy(ACCOUNT, 400, NOW + 390 * DAY);
  expect(await people(memory)).toHaveLength(2);
  await memory.tidy(ACCOUNT, null, NOW + 4_000 * DAY);
  expect(await people(memory)).toHaveLength(2);
  await memory.tidy(ACCOUNT, 400, NOW + 401 * DAY);
  expect(await people(memory)).toEqual([]);
  expect(await senders.all(ACCOUNT)).toEqual([]);
  expect((await memory.profile(ACCOUNT)).taught).toHaveLength(1);
  expect(await people(memory, OTHER)).toHaveLength(2);
});

const TRAITS: SenderTraits = {
  signed: true,
  spf: true,
  dkim: true,
  dmarc: 'reject',
  arc: false,
  tls: true,
  reverseName: true,
  cause: '',
  selector: null,
};

const lesson = (index: number, words: Partial<Lesson> = {}): Lesson => ({
  traces: {
    messageId: `m${index}`,
    address: `a@d${index}.example`,
    domain: `d${index}.example`,
    day: index,
  },
  verdict: { tone: 'calm', origin: 'signed', sentence: { key: 'origin.signed', params: {} } },
  correspondent: null,
  sender: TRAITS,
  forwarder: null,
  list: null,
  added: [],
  wroteTo: [],
  ...words,
});

test('beyond the bounds the oldest go', async () => {
  const { memory } = startMailbox();
  for (let i = 0; i < 230; i++)
    await memory.remember(ACCOUNT, lesson(i, { forwarder: `h${i}.example` }), NOW + i);
  await memory.tidy(ACCOUNT, null, NOW);
  const { forwarders, senders } = (await memory.exportAll(NOW)).records;
  expect(senders).toHaveLength(230);
  expect(forwarders).toHaveLength(180);
  expect(forwarders.some(({ reverseName }) => reverseName === 'h0.example')).toBe(false);
  expect(forwarders.some(({ reverseName }) => reverseName === 'h229.example')).toBe(true);
});

test('a failure of the moment does not wipe out what was said of a message', async () => {
  const { memory } = startMailbox();
  const forged = {
    tone: 'danger',
    origin: 'contradicted',
    sentence: { key: 'origin.forged', params: {} },
  } as const;
  const unread = {
    tone: 'unknown',
    origin: 'unknown',
    sentence: { key: 'origin.source', params: {} },
  } as const;
  await memory.remember(ACCOUNT, lesson(1, { verdict: forged, sender: null }), NOW);
  await memory.remember(ACCOUNT, lesson(1, { verdict: unread, sender: null }), NOW);
  expect((await memory.verdicts(ACCOUNT, ['m1', 'm2'])).get('m1')).toMatchObject(forged);
  expect((await memory.verdicts(OTHER, ['m1'])).size).toBe(0);
});

describe('an archive', () => {
  test('carries everything to another browser', async () => {
    const { memory } = await filled();
    const archive = JSON.parse(JSON.stringify(await memory.exportAll(NOW)));
    const there = startMailbox().memory;
    await there.recall(ACCOUNT, null);
    expect(await there.importAll(archive, () => true)).toEqual({ records: await size(memory) });
    const strip = async (one: Memory) => {
      const { records } = await one.exportAll(NOW);
      return {
        ...records,
        profiles: records.profiles.map((profile) => ({ ...profile, revision: '' })),
      };
    };
    expect(await strip(there)).toEqual(await strip(memory));
    expect(await people(there)).toHaveLength(2);
  });

  test('can be loaded again whatever the mail said', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(5_000)));
    const optional = fc.option(text.filter((one) => one !== ''));
    const hostile = fc.record({
      name: text,
      address: text,
      domain: text,
      forwarder: optional,
      list: optional,
    });
    const { memory } = startMailbox();
    await fc.assert(
      fc.asyncProperty(hostile, fc.integer({ min: 0, max: 40 }), async (said, day) => {
        const { name, address, domain, forwarder, list } = said;
        const traces = { messageId: `m${day}`, address, domain, day };
        const sentence = { key: 'origin.signed', params: { name, domain } };
        const verdict = { tone: 'calm', origin: 'signed', sentence } as const;
        const words = {
          traces,
          verdict,
          forwarder,
          list,
          correspondent: { name, key: name },
          wroteTo: [address],
        };
        await memory.remember(ACCOUNT, lesson(day, words), NOW);
        expect(await memory.importAll(await memory.exportAll(NOW), () => true)).toHaveProperty(
          'records',
        );
      }),
      { numRuns: 60 },
    );
    const endless = { ...teaching, name: 'x'.repeat(5_000) };
    await expect(memory.teach(ACCOUNT, endless, NOW)).rejects.toThrow();
  });

  const damage: [string, (archive: { records: object }) => unknown, string][] = [
    ['no object', () => 'memory', 'shape'],
    ['nothing', () => null, 'shape'],
    ['another file', () => ({ inkan: 'settings', version: 1 }), 'shape'],
    ['a later version', (archive) => ({ ...archive, version: 2 }), 'version'],
    ['a missing store', (archive) => ({ ...archive, records: {} }), 'shape'],
    [
      'a record of the wrong kind',
      (archive) => withRecord(archive, 'lists', { account: 'a' }),
      'shape',
    ],
    [
      'an unknown field',
      (archive) =>
        withRecord(archive, 'lists', {
          account: 'a',
          touched: 1,
          list: 'l',
          days: NO_DAYS,
          more: 1,
        }),
      'shape',
    ],
    [
      'a text without end',
      (archive) =>
        withRecord(archive, 'lists', {
          account: 'a'.repeat(3_000),
          touched: 1,
          list: 'l',
          days: NO_DAYS,
        }),
      'shape',
    ],
    [
      'an account that is no text',
      (archive) =>
        withRecord(archive, 'lists', { account: {}, touched: 1, list: 'l', days: NO_DAYS }),
      'shape',
    ],
    [
      'a sentence of another version',
      (archive) =>
        withRecord(archive, 'verdicts', {
          account: 'a',
          touched: 1,
          messageId: 'm',
          address: '',
          domain: '',
          counted: true,
          tone: 'calm',
          origin: 'signed',
          sentence: { key: 'no.such', params: {} },
        }),
      'version',
    ],
    [
      'a tone that does not exist',
      (archive) =>
        withRecord(archive, 'verdicts', {
          account: 'a',
          touched: 1,
          messageId: 'm',
          address: '',
          domain: '',
          counted: true,
          tone: 'green',
          origin: 'signed',
          sentence: { key: 'k', params: {} },
        }),
      'shape',
    ],
  ];
  const withRecord = (archive: { records: object }, store: string, record: unknown) => ({
    ...archive,
    records: { ...archive.records, [store]: [record] },
  });

  for (const [what, change, refused] of damage) {
    test(`with ${what} is refused, and nothing is changed`, async () => {
      const { memory } = await filled();
      const before = await memory.exportAll(NOW);
      const archive = JSON.parse(JSON.stringify(before));
      expect(await memory.importAll(change(archive), (key) => key !== 'no.such')).toEqual({
        refused,
      });
      expect(await memory.exportAll(NOW)).toEqual(before);
    });
  }
});

describe('days', () => {
  test('are counted once each, in any order', () => {
    const days = [5, 3, 5, 4, 3].reduce(addDay, NO_DAYS);
    expect(days).toEqual({ count: 3, recent: [5, 4, 3] });
    expect([countWithout(days, 4), countWithout(days, 9), countWithout(days, null)]).toEqual([
      2, 3, 3,
    ]);
  });

  test('are counted on when the old ones are no longer kept; those are not counted twice', () => {
    const many = Array.from({ length: 40 }, (_, day) => day).reduce(addDay, NO_DAYS);
    expect(many.count).toBe(40);
    expect(many.recent).toHaveLength(16);
    expect(addDay(many, 2)).toBe(many);
  });
});

describe('without a database', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('mail is judged without memory, and nothing fails', async () => {
    const factory = new IDBFactory();
    vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new DOMException('no history', 'InvalidStateError');
    });
    vi.stubGlobal('indexedDB', factory);
    const mailbox = openAccounts(openMemory({ name: 'closed' }))(ACCOUNT, 400);
    expect(await mailbox.recall(null)).toBeNull();
    await mailbox.remember(lesson(1));
    expect((await mailbox.verdicts(['m1'])).size).toBe(0);
    expect(await mailbox.teach(teaching)).toBe(false);
  });

  test('memory comes back when the browser closed it meanwhile', async () => {
    const { memory } = await filled();
    await memory.close();
    expect(await people(memory)).toHaveLength(2);
  });
});

test('a mailbox tells what was just judged, and tidies up by itself', async () => {
  const { memory } = startMailbox();
  await memory.remember(ACCOUNT, lesson(1), NOW);
  const mailbox = openAccounts(memory, () => NOW + 500 * DAY)(ACCOUNT, 400);
  void mailbox.remember(lesson(2));
  expect([...(await mailbox.verdicts(['m1', 'm2'])).keys()]).toEqual(['m2']);
});
