// The background as a tab meets it: what fails once is no reason to fail for the rest of the worker's life.
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Handlers, TabContext } from '../../lib/extension/messaging.ts';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';

const readSettings = vi.fn();
const remember = vi.fn(async () => {});
let handlers: Handlers | null = null;
let accessChanged: () => void = () => {};
const withHostAccess = vi.fn(async (servers: readonly { url: string }[]) => [...servers]);
vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
vi.mock('../../lib/extension/badge.ts', () => ({ followBadge() {} }));
vi.mock('../../lib/extension/pieces.ts', () => ({ servePieces() {} }));
vi.mock('../../lib/extension/install.ts', () => ({
  welcomeOnInstall() {},
  askForPolicyResolver: async () => {},
}));
vi.mock('../../lib/extension/permissions.ts', () => ({
  withHostAccess,
  onAccessChanged(changed: () => void) {
    accessChanged = changed;
  },
}));
vi.mock('../../lib/extension/settings.ts', () => ({
  readSettings,
  onSettingsChanged() {},
}));
vi.mock('../../lib/extension/messaging.ts', () => ({
  answer(given: Handlers) {
    handlers = given;
  },
}));
vi.mock('../../lib/memory/account-memory.ts', () => ({
  // as IndexedDB is while another page holds a transaction
  openAccounts: () => () => ({ recall: () => new Promise(() => {}), remember }),
}));
fakeBrowser.i18n.getUILanguage = () => 'en';
// The build adds the messages; here the browser has none of them.
fakeBrowser.i18n.getMessage = () => '';
const { default: background } = await import('../../entrypoints/background.ts');

test('settings that could not be read once are read at the next question', async () => {
  void background.main();
  const ask = () =>
    handlers?.rows({ rows: [], account: 'a', ownAddress: null }, { isPrivate: false, tab: null });
  readSettings.mockRejectedValueOnce(new Error('not now'));
  await expect(ask()).rejects.toThrow('not now');
  readSettings.mockResolvedValue({ ...DEFAULT_SETTINGS, locked: [] });
  expect(await ask()).toEqual([]);
  await ask();
  expect(readSettings).toHaveBeenCalledTimes(2);
});

test('a domain taken from a mail that names the reader is held, whichever mailbox is open', async () => {
  readSettings.mockResolvedValue({
    ...DEFAULT_SETTINGS,
    reader: { ...DEFAULT_SETTINGS.reader, ownAddresses: ['hiroko.reader@gmail.com'] },
    locked: [],
  });
  accessChanged();
  const asker = { isPrivate: false, tab: null };
  await handlers!.accounts({ told: 'alice.b.example@gmail.com' }, asker);
  const fetched = vi.spyOn(globalThis, 'fetch');
  for (const domain of ['hiroko-reader.shop.example', 'alicebexample.shop.example']) {
    const report = await handlers!.domain({ domain, selectors: ['s1'], consented: false }, asker);
    expect(report.held).toContain(domain);
    expect(report.held).toContain(`s1._domainkey.${domain}`);
  }
  fetched.mockRestore();
});

test('woken, it is ready for the question that follows, and asks no resolver', async () => {
  withHostAccess.mockClear();
  const fetched = vi.spyOn(globalThis, 'fetch');
  expect(
    await handlers!.wake({ account: 'a', ownAddress: null }, { isPrivate: false, tab: null }),
  ).toBe(true);
  expect(withHostAccess.mock.calls.length).toBeLessThanOrEqual(1);
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});

const MESSAGE = 'From: Ann <ann@shop.example>\r\nTo: reader@gmail.com\r\nSubject: x\r\n\r\nx\r\n';
const SIGNED = [
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example; s=s1; h=from:to:subject;',
  ' bh=s14J+iztnrytnRYzb7lhFG/jS/vrxWJnnahfijFMnco=; b=AAAA',
  MESSAGE,
].join('\r\n');
const TAB = {
  messageId: 'm',
  account: 'a',
  source: 'file',
  fidelity: 'exact',
  folder: 'inbox',
  rendered: null,
  ownAddress: null,
} as const;

async function judgeHere(raw = MESSAGE, tab: TabContext = TAB) {
  const { digest } = await import('../../lib/message/digest.ts');
  const made = await digest(new TextEncoder().encode(raw));
  const told = await handlers!.judge(
    { digest: made, tab, consented: false },
    { isPrivate: false, tab: null },
  );
  expect(told.judgement.evidence?.evaluated).toBe(null);
  return { ...told.judgement.report, forgot: told.forgot };
}

test('a resolver without host access is not asked, and asked again once it is granted', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network here'));
  withHostAccess.mockResolvedValue([]);
  accessChanged();
  expect((await judgeHere()).queries).toEqual([]);
  expect(await judgeHere(SIGNED)).toMatchObject({ reason: 'network', origin: 'unknown', held: [] });
  expect(fetched).not.toHaveBeenCalled();

  withHostAccess.mockImplementation(async (servers) => [...servers].slice(2, 3));
  accessChanged();
  await judgeHere();
  const hosts = fetched.mock.calls.map(([url]) => new URL(String(url)).host);
  expect(new Set(hosts)).toEqual(new Set(['dns.quad9.net']));
  fetched.mockRestore();
});

test('a tab that says stop has nobody asked for it and nothing remembered; another tab and a later question have', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network here'));
  withHostAccess.mockImplementation(async (servers) => [...servers].slice(0, 1));
  accessChanged();
  remember.mockClear();
  const tab: TabContext = { ...TAB, source: 'gmail', ownAddress: 'reader@gmail.com' };
  const { digest } = await import('../../lib/message/digest.ts');
  const made = await digest(new TextEncoder().encode(SIGNED));
  const judge = (by: number) =>
    handlers!.judge({ digest: made, tab, consented: false }, { isPrivate: false, tab: by });
  const stopped = expect(judge(1)).rejects.toThrow('abort');
  await handlers!.stop(null, { isPrivate: false, tab: 1 });
  await stopped;
  expect(fetched).not.toHaveBeenCalled();
  expect(remember).not.toHaveBeenCalled();

  const other = judge(2);
  await handlers!.stop(null, { isPrivate: false, tab: 1 });
  await other;
  expect(fetched).toHaveBeenCalled();
  expect(remember).toHaveBeenCalledTimes(1);
  await judge(1);
  expect(remember).toHaveBeenCalledTimes(2);
  fetched.mockRestore();
});

test('memory that never answers is waited for a second, and the judgement says that it is missing', async () => {
  withHostAccess.mockResolvedValue([]);
  accessChanged();
  const tab: TabContext = { ...TAB, source: 'gmail', ownAddress: 'reader@gmail.com' };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isDone = false;
  const asked = judgeHere(MESSAGE, tab).finally(() => {
    isDone = true;
  });
  for (let waited = 0; !isDone && waited < 3_000; waited += 100) {
    await vi.advanceTimersByTimeAsync(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(isDone).toBe(true);
  expect(await asked).toMatchObject({ forgot: true });
  vi.useRealTimers();
  expect((await judgeHere()).forgot).toBe(false);
});

test('settings that never come end in an error, not in silence', async () => {
  vi.useFakeTimers();
  readSettings.mockReturnValue(new Promise(() => {}));
  accessChanged();
  const asked = handlers!.rows(
    { rows: [], account: 'a', ownAddress: null },
    { isPrivate: false, tab: null },
  );
  const failed = expect(asked).rejects.toThrow('in time');
  await vi.advanceTimersByTimeAsync(2_000);
  await failed;
  vi.useRealTimers();
});
