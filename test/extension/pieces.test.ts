// Octets through a port: whole or not at all, for tabs of our own, and never for a private window.
import { beforeEach, describe, expect, test, vi } from 'vitest';

/** One end of a port, as browsers have it. */
class End {
  readonly name: string;
  sender: object | undefined;
  other: End | null = null;
  readonly #heard = new Set<(message: unknown) => void>();
  readonly #gone = new Set<() => void>();
  readonly sent: unknown[] = [];
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => this.#heard.add(listener),
  };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#gone.add(listener) };

  constructor(name: string, sender?: object) {
    this.name = name;
    this.sender = sender;
  }

  postMessage(message: unknown): void {
    if (!this.other) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
    const { other } = this;
    // Browsers hand over a copy, later.
    queueMicrotask(() => {
      for (const listener of other.#heard) listener(structuredClone(message));
    });
  }

  /** Only the other end hears of it. */
  disconnect(): void {
    const { other } = this;
    this.other = null;
    if (!other) return;
    other.other = null;
    for (const listener of other.#gone) listener();
  }
}

const listeners: ((port: End) => void)[] = [];
const OURS = { id: 'inkan', url: 'https://mail.google.com/mail/u/0/', frameId: 0, tab: {} };
let sender: object = OURS;
let connected: { tab: End; background: End }[] = [];
const runtime = {
  id: 'inkan',
  connect({ name }: { name: string }) {
    const tab = new End(name);
    const background = new End(name, sender);
    tab.other = background;
    background.other = tab;
    connected.push({ tab, background });
    queueMicrotask(() => {
      for (const listener of listeners) listener(background);
    });
    return tab;
  },
  onConnect: { addListener: (listener: (port: End) => void) => listeners.push(listener) },
};
vi.mock('wxt/browser', () => ({ browser: { runtime } }));
const { askForPieces, servePieces } = await import('../../lib/extension/pieces.ts');

type Load = { bytes: Uint8Array<ArrayBuffer> | null; about: { status: number } };
const serve = vi.fn<(ask: unknown, tab: string, signal: AbortSignal) => Promise<Load>>();
servePieces('test', serve);
const ask = (signal = new AbortController().signal) =>
  askForPieces<Load['about']>('test', 'question', signal);

beforeEach(() => {
  sender = OURS;
  connected = [];
  serve.mockReset();
});

test.each([0, 1, 2, 3, 768 * 1024 - 1, 768 * 1024, 768 * 1024 + 1, 2_000_000])(
  '%i octets arrive as they are, in pieces',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    serve.mockResolvedValue({ bytes, about: { status: 200 } });
    const load = await ask();
    expect(load?.about).toEqual({ status: 200 });
    expect(Buffer.from(load?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(connected[0]?.background.sent).toHaveLength(Math.ceil(length / (768 * 1024)) + 1);
    expect(serve.mock.calls[0]?.slice(0, 2)).toEqual(['question', OURS.url]);
  },
);

test('what has no octets is said', async () => {
  serve.mockResolvedValue({ bytes: null, about: { status: 404 } });
  expect(await ask()).toEqual({ bytes: null, about: { status: 404 } });
});

test('null when the background goes away in the middle, and when it fails', async () => {
  serve.mockReturnValue(new Promise(() => undefined));
  const asked = ask();
  await vi.waitFor(() => expect(serve).toHaveBeenCalled());
  connected[0]?.background.disconnect();
  expect(await asked).toBeNull();
  serve.mockRejectedValue(new Error('a mistake'));
  expect(await ask()).toBeNull();
});

test('null when the extension is gone', async () => {
  vi.spyOn(runtime, 'connect').mockImplementationOnce(() => {
    throw new Error('Extension context invalidated.');
  });
  expect(await ask()).toBeNull();
});

test('giving up ends the work in the background', async () => {
  serve.mockReturnValue(new Promise(() => undefined));
  const controller = new AbortController();
  const asked = ask(controller.signal);
  await vi.waitFor(() => expect(serve).toHaveBeenCalled());
  controller.abort(new Error('given up'));
  await expect(asked).rejects.toThrow('given up');
  expect(serve.mock.calls[0]?.[2].aborted).toBe(true);
  await expect(ask(controller.signal)).rejects.toThrow('given up');
});

test('a long wait is not silent', async () => {
  vi.useFakeTimers();
  serve.mockReturnValue(new Promise(() => undefined));
  const controller = new AbortController();
  ask(controller.signal).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connected[0]?.tab.sent.length).toBeGreaterThanOrEqual(4);
  expect(serve).toHaveBeenCalledTimes(1);
  controller.abort();
  vi.useRealTimers();
});

describe('nothing is served to', () => {
  test.each([
    ['another extension', { ...OURS, id: 'other' }],
    ['a page of ours', { ...OURS, tab: undefined }],
    ['a frame', { ...OURS, frameId: 7 }],
    ['a tab without an address', { ...OURS, url: undefined }],
    ['a private window', { ...OURS, tab: { incognito: true } }],
    ['a container', { ...OURS, tab: { cookieStoreId: 'firefox-container-2' } }],
  ])('%s', async (_who, who) => {
    sender = who;
    expect(await ask()).toBeNull();
    expect(serve).not.toHaveBeenCalled();
  });
});
