// One request with the page's cookies: octets into memory of our own, within limits of size and time.
import { type Pause, pauseEverySlice } from '../text/pause.ts';

export type FailureKind =
  | 'signedOut'
  | 'missing'
  | 'forbidden'
  | 'rateLimited'
  | 'server'
  | 'network'
  | 'offline'
  | 'empty'
  | 'notAMessage'
  | 'wrongMessage'
  | 'tooLarge'
  | 'truncated'
  | 'timeout';

export interface Limits {
  /** octets */
  size: number;
  /** milliseconds until the first octet, and again for each further step */
  patience: number;
  /** octets that have to come within that time: a stream that drips for ever is a failure, a slow line is none */
  step: number;
}

/** Gmail takes 25 MB of attachments, about 34 MB encoded. */
export const LIMITS: Limits = { size: 35 * 1024 * 1024, patience: 15_000, step: 64 * 1024 };

interface Downloaded {
  bytes: Uint8Array<ArrayBuffer>;
  status: number;
  redirected: boolean;
}

export interface DownloadFailure {
  failure: FailureKind;
  status: number;
  redirected: boolean;
  /** octets that had arrived */
  length: number;
  /** milliseconds the server asks to wait, null when it does not say */
  retryAfter: number | null;
}

export type Download = Downloaded | DownloadFailure;

/** A download without its octets, which travel apart. */
export type DownloadAbout = Omit<Downloaded, 'bytes'> | DownloadFailure;

export const NOT_REACHED: DownloadFailure = {
  failure: 'network',
  status: 0,
  redirected: false,
  length: 0,
  retryAfter: null,
};

/** Status words. Anything unusual without a message in it is "missing". */
function failureOfStatus(status: number): FailureKind | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401) return 'signedOut';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rateLimited';
  if (status === 408 || status >= 500) return 'server';
  return 'missing';
}

/** RFC 9110 section 10.2.3: seconds or a date. */
function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Octets moved at once: Chromium hands over two million of them in one piece. */
const PIECE = 256 * 1024;

/** False where the array is the page's own, in a Firefox content script: subarray() throws there. */
function canBeDivided(octets: Uint8Array): boolean {
  try {
    return octets.subarray(0, PIECE).length > 0;
  } catch {
    return false;
  }
}

/** Copies piece by piece where that can be, giving way to the page between them. */
async function copyTo(
  target: Uint8Array,
  at: number,
  octets: Uint8Array,
  pause: Pause,
): Promise<void> {
  if (octets.length <= PIECE || !canBeDivided(octets)) {
    target.set(octets, at);
    await pause();
    return;
  }
  for (let from = 0; from < octets.length; from += PIECE) {
    target.set(octets.subarray(from, from + PIECE), at + from);
    await pause();
  }
}

/**
 * Collects a stream into an array of our own. In Firefox the array of `response.arrayBuffer()` belongs to the page's
 * compartment, and its `subarray` throws; copying chunk by chunk works in every browser.
 */
async function collect(
  body: ReadableStream<Uint8Array>,
  expected: number,
  limit: number,
  signal: AbortSignal,
  progress: (length: number) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let buffer = new Uint8Array(Math.min(Math.max(expected, 64 * 1024), limit));
  let length = 0;
  const pause = pauseEverySlice();
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), {
    once: true,
  });
  for (;;) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) {
      if (length === buffer.length) return buffer;
      const whole = new Uint8Array(length);
      await copyTo(whole, 0, buffer.subarray(0, length), pause);
      return whole;
    }
    if (length + value.length > limit) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
    if (length + value.length > buffer.length) {
      const larger = new Uint8Array(
        Math.min(limit, Math.max(buffer.length * 2, length + value.length)),
      );
      await copyTo(larger, 0, buffer.subarray(0, length), pause);
      buffer = larger;
    }
    await copyTo(buffer, length, value, pause);
    length += value.length;
    progress(length);
  }
}

/**
 * Downloads one address. Every failure of the server or the network is a result; only an abort by `signal` throws.
 */
export async function download(
  url: string,
  options: {
    fetch: typeof fetch;
    credentials: RequestCredentials;
    signal: AbortSignal;
    limits: Limits;
    isOnline: () => boolean;
  },
): Promise<Download> {
  const { signal, limits } = options;
  signal.throwIfAborted();
  const controller = new AbortController();
  let timedOut = false;
  const expire = () => {
    timedOut = true;
    controller.abort();
  };
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  let timer = setTimeout(expire, limits.patience);
  let reached = 0;
  const seen = { status: 0, redirected: false, length: 0, retryAfter: null as number | null };
  const fail = (failure: FailureKind): DownloadFailure => ({ failure, ...seen });
  try {
    const response = await options.fetch(url, {
      credentials: options.credentials,
      cache: 'no-store',
      redirect: 'follow',
      signal: controller.signal,
    });
    seen.status = response.status;
    seen.redirected = response.redirected;
    seen.retryAfter = readRetryAfter(response.headers.get('retry-after'), Date.now());
    const refusal = failureOfStatus(response.status);
    if (refusal) {
      controller.abort();
      return fail(refusal);
    }
    const encoded = response.headers.has('content-encoding');
    const announced = encoded ? 0 : Number(response.headers.get('content-length') ?? 0) || 0;
    if (announced > limits.size) {
      controller.abort();
      return fail('tooLarge');
    }
    const bytes =
      response.body &&
      (await collect(response.body, announced, limits.size, controller.signal, (length) => {
        seen.length = length;
        if (length - reached < limits.step) return;
        reached = length;
        clearTimeout(timer);
        timer = setTimeout(expire, limits.patience);
      }));
    if (response.body && !bytes) return fail('tooLarge');
    if (!bytes?.length) return fail('empty');
    if (bytes.length < announced) return fail('truncated');
    return { bytes, status: seen.status, redirected: seen.redirected };
  } catch {
    signal.throwIfAborted();
    if (timedOut) return fail('timeout');
    if (seen.length > 0) return fail('truncated');
    return fail(options.isOnline() ? 'network' : 'offline');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
