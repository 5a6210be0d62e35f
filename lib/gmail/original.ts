// The original octets of one message, fetched with the reader's own session: exact ones first, approximate ones last.
import type { Account } from './account.ts';
import { type Download, download, type FailureKind, LIMITS, type Limits } from './download.ts';
import { CircuitBreaker, Gate } from './gate.ts';
import type { MessageIds } from './ids.ts';
import { approximateBytes, findPageKey, readOriginalPage, readPageKind } from './pages.ts';
import { isSameAuthor, readShape } from './shape.ts';

/** `att…`: "Download original", octet for octet; `om`: the text of the "Original message" page. */
export type SourcePath = 'att' | 'attPerm' | 'attLink' | 'om';
export type SourceMode = 'include' | 'same-origin' | 'background';

/** One request, for "copy diagnostics": nothing of the mail. */
export interface Attempt {
  path: SourcePath;
  mode: SourceMode;
  status: number;
  redirected: boolean;
  length: number;
  /** line ends as received; null where nothing usable came */
  crlf: boolean | null;
  failure: FailureKind | null;
}

export interface Original {
  bytes: Uint8Array<ArrayBuffer>;
  /** approximate octets allow no negative measurement */
  fidelity: 'exact' | 'approximate';
  path: SourcePath;
  status: number;
  redirected: boolean;
  diagnostics: Attempt[];
}

export interface OriginalFailure {
  failure: FailureKind;
  /** when asking again makes sense by itself, milliseconds since 1970; null when only the reader can tell */
  retryAt: number | null;
  diagnostics: Attempt[];
}

/** What is fetched for: the ids, and the address on screen that the octets have to name. */
export type Wanted = MessageIds & { author: { address: string } };

/** Fetches from the background, whose requests no CORS rule binds. Its cookies may be another profile's. */
export type BackgroundDownload = (url: string, signal: AbortSignal) => Promise<Download>;

export interface OriginalOptions {
  document: Document;
  fetch?: typeof fetch;
  background?: BackgroundDownload;
  limits?: Limits;
  now?: () => number;
  random?: () => number;
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  isOnline?: () => boolean;
}

export type FetchOriginal = (
  message: Wanted,
  account: Account,
  signal: AbortSignal,
) => Promise<Original | OriginalFailure>;

const AT_ONCE = 2;
/** Repeats after a server error, and how long before the first. */
const REPEATS = 2;
const BACK_OFF = 600;
/** A server that wants a longer wait than this is asked again later, not waited for. */
const LONGEST_WAIT = 5_000;
const RETRY_LATER = 60_000;

/** Nothing else on the ladder helps after these. */
const FINAL = new Set<FailureKind>([
  'rateLimited',
  'server',
  'tooLarge',
  'timeout',
  'offline',
  'signedOut',
]);
/** Worth one more look without being asked. */
const PASSING = new Set<FailureKind>(['rateLimited', 'server', 'timeout', 'network']);
/** When several paths failed differently, the first of these names the failure. */
const TELLING: FailureKind[] = [
  'wrongMessage',
  'truncated',
  'forbidden',
  'notAMessage',
  'missing',
  'empty',
  'network',
];

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

function hasCrlf(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(10);
  return at > 0 && bytes[at - 1] === 13;
}

/** What came instead of a message, or null when it is the message asked for. */
function judgeBytes(bytes: Uint8Array<ArrayBuffer>, wanted: Wanted): FailureKind | null {
  const shape = readShape(bytes);
  if (shape.kind === 'html')
    return readPageKind(new TextDecoder().decode(bytes.subarray(0, 512 * 1024)));
  if (shape.kind === 'truncated') return 'truncated';
  if (shape.kind === 'other') return 'notAMessage';
  return isSameAuthor(shape.from, wanted.author.address) ? null : 'wrongMessage';
}

/**
 * Makes the one function through which a tab fetches originals. It keeps the tab's manners: at most two requests at
 * a time, back-off, a pause after "too many requests". Octets are not kept; whoever digests them keeps the digest.
 */
export function createOriginals(options: OriginalOptions): FetchOriginal {
  const {
    document,
    background,
    limits = LIMITS,
    now = Date.now,
    random = Math.random,
    wait = sleep,
    isOnline = () => navigator.onLine,
  } = options;
  const request: typeof fetch = options.fetch ?? ((...args) => fetch(...args));
  const gate = new Gate(AT_ONCE);
  const breaker = new CircuitBreaker();
  let counter = 0;

  /** A redirect that the browser has cached fails CORS, so that no two requests may have the same address. */
  function fresh(url: string): string {
    counter += 1;
    return `${url}&cacheCounter=${now()}${counter}`;
  }

  async function fetchOnce(url: string, mode: SourceMode, signal: AbortSignal): Promise<Download> {
    if (mode === 'background' && background) return background(fresh(url), signal);
    const credentials = mode === 'same-origin' ? 'same-origin' : 'include';
    return download(fresh(url), { fetch: request, credentials, signal, limits, isOnline });
  }

  /** With back-off after server errors. */
  async function fetchPatiently(
    url: string,
    mode: SourceMode,
    signal: AbortSignal,
  ): Promise<Download> {
    for (let repeat = 0; ; repeat += 1) {
      const result = await fetchOnce(url, mode, signal);
      if (!('failure' in result)) {
        breaker.succeeded();
        return result;
      }
      const { failure, retryAfter } = result;
      if (failure !== 'server' && failure !== 'rateLimited') return result;
      breaker.failed(failure, retryAfter, now(), random());
      const pause = retryAfter ?? BACK_OFF * 2 ** repeat * (1 + random());
      const closed = breaker.openUntil(now()) > 0;
      if (failure === 'rateLimited' || closed || repeat >= REPEATS || pause > LONGEST_WAIT)
        return result;
      await wait(pause, signal);
    }
  }

  /** One rung: with cookies everywhere, with cookies for Gmail alone, from the background. */
  async function climb(
    path: SourcePath,
    url: string,
    accept: (bytes: Uint8Array<ArrayBuffer>) => FailureKind | null,
    attempts: Attempt[],
    signal: AbortSignal,
  ): Promise<Download> {
    const modes: SourceMode[] = [
      'include',
      'same-origin',
      ...(background ? (['background'] as const) : []),
    ];
    let last: Download | null = null;
    for (const mode of modes) {
      last = await fetchPatiently(url, mode, signal);
      const bytes = 'bytes' in last ? last.bytes : null;
      const refusal = bytes && accept(bytes);
      if (refusal) {
        last = {
          failure: refusal,
          status: last.status,
          redirected: last.redirected,
          length: bytes.length,
          retryAfter: null,
        };
        if (refusal === 'rateLimited') breaker.failed('rateLimited', null, now(), random());
      }
      const { status, redirected } = last;
      attempts.push({
        path,
        mode,
        status,
        redirected,
        length: bytes?.length ?? ('length' in last ? last.length : 0),
        crlf: bytes && !refusal ? hasCrlf(bytes) : null,
        failure: 'failure' in last ? last.failure : null,
      });
      if (!('failure' in last) || last.failure !== 'network') return last;
    }
    return last as Download;
  }

  /** A request that follows no redirect: a session that ended is sent to sign in, which CORS hides from the others. */
  async function isSignedOut(account: Account, signal: AbortSignal): Promise<boolean> {
    try {
      const response = await request(fresh(`${account.base}feed/atom?`), {
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'manual',
        signal,
      });
      void response.body?.cancel().catch(() => undefined);
      return response.type === 'opaqueredirect' || response.status === 401;
    } catch {
      signal.throwIfAborted();
      return false;
    }
  }

  async function ladder(
    wanted: Wanted,
    account: Account,
    attempts: Attempt[],
    signal: AbortSignal,
  ): Promise<Original | FailureKind> {
    const failures = new Set<FailureKind>();
    const accept = (bytes: Uint8Array<ArrayBuffer>) => judgeBytes(bytes, wanted);
    const tail = 'attid=0&disp=comp&safe=1&zw';
    const { legacyId, permId } = wanted;
    const exact: [SourcePath, string][] = [];
    if (legacyId) exact.push(['att', `${account.base}?view=att&th=${legacyId}&${tail}`]);
    if (permId) exact.push(['attPerm', `${account.base}?view=att&permmsgid=${permId}&${tail}`]);
    const key = findPageKey(document);

    async function tryExact(path: SourcePath, url: string): Promise<Original | FailureKind> {
      const result = await climb(path, url, accept, attempts, signal);
      if ('failure' in result) {
        failures.add(result.failure);
        return result.failure;
      }
      return { ...result, fidelity: 'exact', path, diagnostics: attempts };
    }

    for (const [path, url] of exact) {
      const result = await tryExact(path, url);
      if (typeof result === 'object' || FINAL.has(result)) return result;
      // What CORS forbids under one id it forbids under the other.
      if (result === 'network') break;
    }
    if (key) {
      const which = permId ? `permmsgid=${permId}` : `th=${legacyId}`;
      const url = `${account.base}?ik=${key}&view=om&${which}`;
      const isPage = (bytes: Uint8Array<ArrayBuffer>) => {
        const page = readOriginalPage(new TextDecoder().decode(bytes));
        return page.text === null && page.download === null ? judgePage(bytes) : null;
      };
      const result = await climb('om', url, isPage, attempts, signal);
      if ('failure' in result) {
        failures.add(result.failure);
        if (FINAL.has(result.failure)) return result.failure;
      } else {
        const page = readOriginalPage(new TextDecoder().decode(result.bytes));
        const link = page.download && ownLink(page.download, account, exact);
        const linked = link ? await tryExact('attLink', link) : null;
        if (linked && (typeof linked === 'object' || FINAL.has(linked))) return linked;
        const bytes = page.text === null ? null : approximateBytes(page.text);
        const refusal = bytes && accept(bytes);
        if (refusal) failures.add(refusal);
        else if (bytes)
          return { ...result, bytes, fidelity: 'approximate', path: 'om', diagnostics: attempts };
      }
    }
    const failure = TELLING.find((kind) => failures.has(kind)) ?? 'missing';
    if (failure !== 'network') return failure;
    return (await isSignedOut(account, signal)) ? 'signedOut' : 'network';
  }

  return async function fetchOriginal(wanted, account, signal) {
    const diagnostics: Attempt[] = [];
    const refuse = (failure: FailureKind): OriginalFailure => ({
      failure,
      retryAt: breaker.openUntil(now()) || (PASSING.has(failure) ? now() + RETRY_LATER : null),
      diagnostics,
    });
    const attempt = () =>
      gate.run(async () => {
        if (breaker.openUntil(now())) return 'rateLimited' as const;
        return isOnline() ? ladder(wanted, account, diagnostics, signal) : ('offline' as const);
      }, signal);
    let { value, shared } = await attempt();
    if (value === 'network' && shared) {
      gate.narrow();
      ({ value } = await attempt());
    }
    return typeof value === 'string' ? refuse(value) : value;
  };
}

function judgePage(bytes: Uint8Array<ArrayBuffer>): FailureKind {
  return readPageKind(new TextDecoder().decode(bytes));
}

/**
 * The page's own link, if it leads to the same mailbox and was not tried already; everything else is ignored.
 */
function ownLink(written: string, account: Account, tried: [SourcePath, string][]): string | null {
  if (!URL.canParse(written, account.base)) return null;
  const url = new URL(written, account.base);
  const base = new URL(account.base);
  if (url.origin !== base.origin || url.pathname !== base.pathname) return null;
  const th = url.searchParams.get('th');
  const known = tried.some(([, address]) => new URL(address).searchParams.get('th') === th);
  return th && known ? null : url.href;
}
