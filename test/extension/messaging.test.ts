// Questions to the background: asked again when it died, given up in time, refused to strangers.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Listener = (message: unknown, sender: object) => unknown;
const listeners: Listener[] = [];
const runtime = {
  id: 'inkan' as string | undefined,
  sendMessage: vi.fn<(message: unknown) => Promise<unknown>>(),
  onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
};
vi.mock('wxt/browser', () => ({ browser: { runtime } }));
const { answer, ask, ExtensionGone } = await import('../../lib/extension/messaging.ts');

const REPLY = [null];
const question = { rows: [], account: 'a', ownAddress: null };
const DIED = [
  'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
  'Could not establish connection. Receiving end does not exist.',
];

beforeEach(() => {
  runtime.id = 'inkan';
  runtime.sendMessage.mockReset();
});
afterEach(() => vi.useRealTimers());

describe('ask', () => {
  test('hands over what the background answers', async () => {
    runtime.sendMessage.mockResolvedValue(REPLY);
    expect(await ask('rows', question)).toEqual(REPLY);
    expect(runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
      inkan: 'rows',
      payload: question,
    });
  });

  test.each(DIED)('asks once more after “%s”', async (words) => {
    runtime.sendMessage.mockRejectedValueOnce(new Error(words)).mockResolvedValue(REPLY);
    expect(await ask('rows', question)).toEqual(REPLY);
    expect(runtime.sendMessage).toHaveBeenCalledTimes(2);
  });

  test('asks once more when a dying worker answers nothing, and then gives up', async () => {
    runtime.sendMessage.mockResolvedValue(undefined);
    await expect(ask('rows', question)).rejects.toThrow('did not answer');
    expect(runtime.sendMessage).toHaveBeenCalledTimes(2);
  });

  test('asks once more when a question was swallowed, and then gives up', async () => {
    vi.useFakeTimers();
    runtime.sendMessage.mockReturnValue(new Promise(() => undefined));
    const asked = expect(ask('rows', question)).rejects.toThrow('no answer in time');
    await vi.advanceTimersByTimeAsync(60_000);
    await asked;
    expect(runtime.sendMessage).toHaveBeenCalledTimes(2);
  });

  test('nobody who gave up asks again, nor at all', async () => {
    const given = new AbortController();
    runtime.sendMessage.mockImplementation(() => {
      given.abort(new Error('paused'));
      return Promise.reject(new Error('message channel closed'));
    });
    await expect(ask('rows', question, given.signal)).rejects.toThrow('paused');
    await expect(ask('rows', question, given.signal)).rejects.toThrow('paused');
    expect(runtime.sendMessage).toHaveBeenCalledTimes(1);
  });

  test('a mistake in the background is not asked twice', async () => {
    runtime.sendMessage.mockRejectedValue(new Error('a mistake'));
    await expect(ask('rows', question)).rejects.toThrow('a mistake');
    expect(runtime.sendMessage).toHaveBeenCalledTimes(1);
  });

  test('tells when the extension is gone, before asking and after', async () => {
    runtime.sendMessage.mockImplementation(() => {
      runtime.id = undefined;
      return Promise.reject(new Error('Extension context invalidated.'));
    });
    await expect(ask('rows', question)).rejects.toBeInstanceOf(ExtensionGone);
    await expect(ask('rows', question)).rejects.toBeInstanceOf(ExtensionGone);
    expect(runtime.sendMessage).toHaveBeenCalledTimes(1);
  });
});

describe('answer', () => {
  const rows = vi.fn(async () => REPLY);
  const other = vi.fn();
  answer({
    ...{ judge: other, rows, words: other, settings: other, teach: other },
    accounts: other,
    domain: other,
    wake: other,
    stop: other,
    openDetails: other,
    openDomain: other,
    take: other,
  });
  const [listen] = listeners as [Listener];

  test('answers this extension, and tells a private window', async () => {
    const message = { inkan: 'rows', payload: question };
    expect(await listen(message, { id: 'inkan', tab: { id: 7, incognito: true } })).toEqual(REPLY);
    expect(rows).toHaveBeenCalledExactlyOnceWith(question, { isPrivate: true, tab: 7 });
  });

  test.each([
    ['another extension', { inkan: 'rows', payload: question }, { id: 'other' }],
    ['nobody', { inkan: 'rows', payload: question }, {}],
    ['words', 'rows', { id: 'inkan' }],
    ['nothing', null, { id: 'inkan' }],
    ['another question', { inkan: 'everything', payload: question }, { id: 'inkan' }],
    ['a property of every object', { inkan: 'constructor', payload: {} }, { id: 'inkan' }],
  ])('ignores %s', (_who, message, sender) => {
    rows.mockClear();
    expect(listen(message, sender)).toBeUndefined();
    expect(rows).not.toHaveBeenCalled();
  });
});
