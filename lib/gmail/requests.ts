// Asking Gmail for one address with manners: every way the browser allows, back-off, a pause when Gmail wants one.
import { type Download, download, type FailureKind, LIMITS, type Limits } from './download.ts';
import { CircuitBreaker, LONGEST_WAIT } from './throttle.ts';

/**
 * "Download original", octet for octet: by the legacy id, by the permanent one, as Gmail's own menu asks for it
 * (2025-26), as the "Original message" page links to it. `om`: that page.
 */
export type SourcePath = 'att' | 'attPerm' | 'attNative' | 'attLink' | 'om';
export type SourceMode = 'include' | 'same-origin' | 'background';

/** One request, for "copy diagnostics": nothing of the mail. */
export interface Attempt {
  path: SourcePath;
  mode: SourceMode;
  status: number;
  redirected: boolean;
  /** octets that arrived */
  length: number;
  /** line ends as received; null where nothing usable came */
  crlf: boolean | null;
  failure: FailureKind | null;
}

/**
 * Fetches "download original" from the background, whose requests no CORS rule binds. Its cookies may be those of
 * another profile or container, so what it brings has to prove whose it is.
 */
export type BackgroundDownload = (url: string, signal: AbortSignal) => Promise<Download>;

export interface RequestOptions {
  fetch?: typeof fetch;
  background?: BackgroundDownload;
  limits?: Limits;
  now?: () => number;
  random?: () => number;
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  isOnline?: () => boolean;
}

/** Repeats after a server error, and how long before the first. */
const REPEATS = 2;
const BACK_OFF = 600;

/**
 * The original comes from another host, by redirect. With cookies for Gmail alone, as the program does that has asked
 * this way for longest: the signed address authorises, and an answer to everybody (`Access-Control-Allow-Origin: *`)
 * demands it. With cookies for both hosts; once more, because a stale cookie of the other host is renewed by the failing
 * request itself. What worked last is tried first.
 */
const MODES: SourceMode[] = ['same-origin', 'include', 'include'];

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function hasCrlf(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(10);
  return at > 0 && bytes[at - 1] === 13;
}

type Accept = (bytes: Uint8Array<ArrayBuffer>, mode: SourceMode) => FailureKind | null;

/** The requests of one tab. They share the circuit breaker. */
export function createRequests(options: RequestOptions) {
  const {
    background,
    limits = LIMITS,
    now = Date.now,
    random = Math.random,
    wait = sleep,
    isOnline = () => navigator.onLine,
  } = options;
  const request: typeof fetch = options.fetch ?? ((...asked) => fetch(...asked));
  const breaker = new CircuitBreaker();
  let counter = 0;
  /** the mode that brought the last original of this tab */
  let working: SourceMode | null = null;

  /** A redirect that the browser has cached fails CORS: no two requests have the same address. */
  function fresh(url: string): string {
    counter += 1;
    return `${url}&cacheCounter=${now()}${counter}`;
  }

  async function fetchOnce(url: string, mode: SourceMode, signal: AbortSignal): Promise<Download> {
    if (mode === 'background' && background) return background(fresh(url), signal);
    const credentials = mode === 'same-origin' ? 'same-origin' : 'include';
    return download(fresh(url), { fetch: request, credentials, signal, limits, isOnline });
  }

  async function fetchPatiently(
    url: string,
    mode: SourceMode,
    signal: AbortSignal,
  ): Promise<Download> {
    let isFresh = false;
    for (let repeat = 0; ; repeat += 1) {
      const result = await fetchOnce(url, mode, signal);
      if (!('failure' in result)) return result;
      // The other host's address is good for one request (400 afterwards, 2026): Gmail makes another one.
      if (result.status === 400 && result.redirected && !isFresh) {
        isFresh = true;
        continue;
      }
      const { failure, retryAfter } = result;
      if (failure !== 'server' && failure !== 'rateLimited') return result;
      const pause = retryAfter ?? BACK_OFF * 2 ** repeat * (1 + random());
      const isOver = failure === 'rateLimited' || repeat >= REPEATS || pause > LONGEST_WAIT;
      // Repeats are one failure: nothing is known of other messages yet.
      if (isOver) breaker.failed(failure, url, retryAfter, now(), random());
      if (isOver || breaker.paused(now())) return result;
      await wait(pause, signal);
    }
  }

  /** The "Original message" page comes from Gmail's own host: no CORS rule stands before it. */
  function modesFor(path: SourcePath): SourceMode[] {
    if (path === 'om') return MODES.slice(0, 2);
    const modes: SourceMode[] = background ? [...MODES, 'background'] : MODES;
    return working === null ? modes : [working, ...modes.filter((mode) => mode !== working)];
  }

  /**
   * Asks for one address, in every mode until one is not stopped by the network or by CORS. `accept` names what is
   * wrong with octets that came with a good status. Each request is added to `attempts`.
   */
  async function climb(
    path: SourcePath,
    url: string,
    accept: Accept,
    attempts: Attempt[],
    signal: AbortSignal,
  ): Promise<Download> {
    let last: Download | null = null;
    for (const mode of modesFor(path)) {
      const result = await fetchPatiently(url, mode, signal);
      const bytes = 'bytes' in result ? result.bytes : null;
      const refusal = bytes && accept(bytes, mode);
      const { status, redirected } = result;
      const length = 'bytes' in result ? result.bytes.length : result.length;
      last = refusal ? { failure: refusal, status, redirected, length, retryAfter: null } : result;
      const failure = 'failure' in last ? last.failure : null;
      attempts.push({
        path,
        mode,
        status,
        redirected,
        length,
        crlf: bytes && hasCrlf(bytes),
        failure,
      });
      if (!failure) {
        breaker.succeeded();
        if (path !== 'om') working = mode;
      }
      if (refusal === 'rateLimited') breaker.failed('rateLimited', url, null, now(), random());
      if (failure !== 'network') return last;
    }
    return last as Download;
  }

  /**
   * Does this page of Gmail, which never redirects during a session, redirect? Then the session ended: CORS hides the
   * way to the sign-in page from requests that follow it.
   */
  async function isRedirected(url: string, signal: AbortSignal): Promise<boolean> {
    try {
      const response = await request(fresh(url), {
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'manual',
        signal,
      });
      void response.body?.cancel().catch(() => undefined);
      return response.type === 'opaqueredirect';
    } catch {
      signal.throwIfAborted();
      return false;
    }
  }

  return {
    climb,
    isRedirected,
    isOnline,
    now,
    /** why and until when Gmail is not asked; null when it may be asked now */
    paused: () => breaker.paused(now()),
  };
}
