// Octets of any size, from any kind of stream, arrive unchanged and are never moved in one piece.
import { afterEach, expect, test, vi } from 'vitest';
import { download, LIMITS } from '../../lib/gmail/download.ts';

const KB = 1024;
const MB = 1024 * KB;
const LARGEST = 6 * MB;

/** Octets that tell where they stand. */
function octetsOf(size: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) octets[i] = (i * 31 + (i >> 8)) & 255;
  return octets;
}

/** As Chromium and Firefox answer: a stream of octets that fills what it is given. */
function byteStream(octets: Uint8Array, most: number, asked: number[]): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view;
      const size = Math.min(most, view?.byteLength ?? most, octets.length - at);
      if (view) asked.push(view.byteLength);
      const piece = octets.slice(at, at + size);
      at += size;
      if (size === 0) {
        controller.close();
        controller.byobRequest?.respond(0);
      } else if (view) {
        new Uint8Array(view.buffer, view.byteOffset, size).set(piece);
        controller.byobRequest?.respond(size);
      } else {
        controller.enqueue(piece);
      }
    },
  }) as ReadableStream<Uint8Array>;
}

/** A stream that hands over what it likes. */
function plainStream(octets: Uint8Array, most: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at === octets.length) return controller.close();
      controller.enqueue(octets.slice(at, at + most));
      at += most;
      if (at > octets.length) at = octets.length;
    },
  });
}

const take = (
  body: ReadableStream<Uint8Array>,
  length: number | null,
  signal?: AbortSignal,
  response?: Response,
) =>
  download('https://mail.google.com/', {
    fetch: async () =>
      response ??
      new Response(body, { headers: length === null ? {} : { 'content-length': `${length}` } }),
    credentials: 'include',
    signal: signal ?? new AbortController().signal,
    // as much time as this machine needs
    limits: { ...LIMITS, size: LARGEST, patience: 600_000 },
    isOnline: () => true,
  });

afterEach(() => {
  vi.restoreAllMocks();
});

const SIZES = [1, 64 * KB - 1, 64 * KB, 256 * KB, 256 * KB + 1, MB, 5 * MB + 3];
const PIECES = [997, 64 * KB, 2 * MB];

for (const size of SIZES) {
  test(`${size} octets`, async () => {
    const octets = octetsOf(size);
    for (const most of PIECES) {
      if (size / most > 300) continue;
      for (const length of [null, size]) {
        const asked: number[] = [];
        const streams = [byteStream(octets, most, asked), plainStream(octets, most)];
        for (const body of streams) {
          const result = await take(body, length);
          if (!('bytes' in result)) throw new Error(result.failure);
          expect(Buffer.from(result.bytes).equals(octets), `${most} ${length}`).toBe(true);
        }
        expect(Math.max(...asked)).toBeLessThanOrEqual(256 * KB);
      }
    }
  });
}

test('nothing longer than a piece is moved at once, whether the length was announced or not', async () => {
  const octets = octetsOf(5 * MB);
  const set = vi.spyOn(Uint8Array.prototype, 'set');
  for (const length of [null, octets.length]) await take(byteStream(octets, 2 * MB, []), length);
  const moved = set.mock.calls.map(([source]) => source.length);
  expect(moved.length).toBeGreaterThan(20);
  expect(Math.max(...moved)).toBeLessThanOrEqual(256 * KB);
});

test('a stream that is not ours, as in a Firefox content script, is asked to fill nothing of ours', async () => {
  const octets = octetsOf(MB);
  const asked: number[] = [];
  const body = Object.assign(byteStream(octets, 64 * KB, asked), { wrappedJSObject: {} });
  // A response would carry the stream without its mark.
  const response = { status: 200, redirected: false, headers: new Headers(), body };
  const result = await take(body, null, undefined, response as unknown as Response);
  expect('bytes' in result && Buffer.from(result.bytes).equals(octets)).toBe(true);
  expect(asked).toEqual([]);
});

test('a stream that breaks, one that is too long, and one that is given up', async () => {
  const broken = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view;
      if (!view) return;
      if (view.byteLength < 256 * KB) controller.error(new TypeError('network'));
      controller.byobRequest?.respond(10);
      controller.error(new TypeError('network'));
    },
  }) as ReadableStream<Uint8Array>;
  expect(await take(broken, 100)).toMatchObject({ failure: 'truncated', length: 10 });
  const long = byteStream(new Uint8Array(LARGEST + 1), MB, []);
  expect(await take(long, null)).toMatchObject({ failure: 'tooLarge' });
  const stop = new AbortController();
  const endless = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      controller.byobRequest?.respond(1);
      stop.abort(new Error('left'));
    },
  }) as ReadableStream<Uint8Array>;
  await expect(take(endless, null, stop.signal)).rejects.toThrow('left');
});
