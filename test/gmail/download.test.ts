// Octets of any size, arrive unchanged and are never moved in one piece.
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

/** A stream that hands over what it likes. */
function plainStream(octets: Uint8Array, most: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= octets.length) return controller.close();
      controller.enqueue(octets.slice(at, at + most));
      at += most;
    },
  });
}

const take = (
  body: ReadableStream<Uint8Array>,
  length: number | null,
  signal = new AbortController().signal,
) =>
  download('https://mail.google.com/', {
    fetch: async () =>
      new Response(body, { headers: length === null ? {} : { 'content-length': `${length}` } }),
    credentials: 'include',
    signal,
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
        const result = await take(plainStream(octets, most), length);
        if (!('bytes' in result)) throw new Error(result.failure);
        expect(Buffer.from(result.bytes).equals(octets), `${most} ${length}`).toBe(true);
      }
    }
  });
}

test('nothing longer than a piece is moved at once, whether the length was announced or not', async () => {
  const octets = octetsOf(5 * MB);
  const set = vi.spyOn(Uint8Array.prototype, 'set');
  for (const length of [null, octets.length]) await take(plainStream(octets, 2 * MB), length);
  const moved = set.mock.calls.map(([source]) => source.length);
  expect(moved.length).toBeGreaterThan(20);
  expect(Math.max(...moved)).toBeLessThanOrEqual(256 * KB);
});

test('an array of the page, as in a Firefox content script, is not divided: that would throw', async () => {
  const octets = octetsOf(MB);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at === octets.length) return controller.close();
      const foreign = octets.slice(at, at + 512 * KB);
      at += foreign.length;
      const subarray = () => {
        throw new Error('Permission denied to access property "constructor"');
      };
      controller.enqueue(Object.assign(foreign, { subarray }));
    },
  });
  const result = await take(body, octets.length);
  expect('bytes' in result && Buffer.from(result.bytes).equals(octets)).toBe(true);
});

test('a stream that breaks, one that is too long, and one that is given up', async () => {
  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      if (pulls === 1) controller.enqueue(octetsOf(10));
      else setTimeout(() => controller.error(new TypeError('network')), 50);
    },
  });
  expect(await take(broken, 100)).toMatchObject({ failure: 'truncated' });
  const long = plainStream(new Uint8Array(LARGEST + 1), MB);
  expect(await take(long, null)).toMatchObject({ failure: 'tooLarge' });
  const stop = new AbortController();
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(octetsOf(1));
      stop.abort(new Error('left'));
    },
  });
  await expect(take(endless, null, stop.signal)).rejects.toThrow('left');
});
