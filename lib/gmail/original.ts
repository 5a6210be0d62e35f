// The original octets of one message, fetched with the reader's own session: exact ones first, approximate ones last.
import type { Account } from './account.ts';
import type { FailureKind } from './download.ts';
import type { MessageIds } from './ids.ts';
import { approximateBytes, findPageKey, readOriginalPage, readPageKind } from './pages.ts';
import {
  type Attempt,
  createRequests,
  type RequestOptions,
  type SourceMode,
  type SourcePath,
} from './requests.ts';
import { isSameAuthor, plainAuthor, readShape } from './shape.ts';
import { Limiter } from './throttle.ts';

interface Original {
  bytes: Uint8Array<ArrayBuffer>;
  /** approximate octets allow no negative measurement */
  fidelity: 'exact' | 'approximate';
  path: SourcePath;
  status: number;
  redirected: boolean;
  diagnostics: Attempt[];
}

interface OriginalFailure {
  failure: FailureKind;
  /** when asking again makes sense by itself, milliseconds since 1970; null when only the reader can tell */
  retryAt: number | null;
  diagnostics: Attempt[];
}

/** What is fetched for: the ids, and the address on screen that the octets have to name. */
export type Wanted = MessageIds & { author: { address: string } };

export type FetchOriginal = (
  message: Wanted,
  account: Pick<Account, 'base' | 'address'>,
  signal: AbortSignal,
) => Promise<Original | OriginalFailure>;

const AT_ONCE = 2;
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
/** Worth another look without being asked. */
const PASSING = new Set<FailureKind>(['rateLimited', 'server', 'timeout', 'network', 'offline']);
/** When several ways failed differently, the first of these names the failure. */
const TELLING: FailureKind[] = [
  'wrongMessage',
  'truncated',
  'forbidden',
  'notAMessage',
  'missing',
  'empty',
  'network',
];

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * What came instead of the message asked for; null when it is that message. Octets that did not come with this tab's
 * own cookies must name the author on screen and the reader (`owner`) plainly.
 */
function judgeBytes(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: Wanted,
  owner: { address: string | null } | null,
): FailureKind | null {
  const shape = readShape(bytes);
  if (shape.kind === 'html') return readPageKind(text(bytes.subarray(0, 512 * 1024)));
  if (shape.kind === 'truncated') return 'truncated';
  if (shape.kind === 'other') return 'notAMessage';
  if (!isSameAuthor(shape.from, wanted.author.address)) return 'wrongMessage';
  if (owner === null) return null;
  const isNamed = plainAuthor(shape.from) !== null && wanted.author.address !== '';
  const isDelivered = owner.address !== null && shape.deliveredTo === owner.address;
  return isNamed && isDelivered ? null : 'wrongMessage';
}

const endsWithLine = (bytes: Uint8Array): boolean => bytes.at(-1) === 10;

/** SMTP ends every message with a line end, and nearly every header with an empty one: else the rest may be missing. */
function isWhole(bytes: Uint8Array): boolean {
  const shape = readShape(bytes);
  return endsWithLine(bytes) && shape.kind === 'message' && !shape.isHeaderOnly;
}

function judgePage(bytes: Uint8Array<ArrayBuffer>): FailureKind | null {
  const html = text(bytes);
  const page = readOriginalPage(html);
  return page.text === null && page.download === null ? readPageKind(html) : null;
}

/** What an address of "Download original" may ask for; the page's link is written anew with no more than that. */
const ASKED = ['ik', 'view', 'th', 'permmsgid', 'attid', 'disp', 'safe', 'zw'];

/**
 * The page's own link, when it leads to the same mailbox; anything else is not followed. Gmail writes it relative or
 * whole, with and without a slash behind the number of the account.
 */
function ownLink(written: string | null, base: string): string | null {
  if (written === null || !URL.canParse(written, base)) return null;
  const url = new URL(written, base);
  const own = new URL(base);
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  if (url.origin !== own.origin || path !== own.pathname) return null;
  const asked = [...url.searchParams].filter(([name]) => ASKED.includes(name));
  const query = asked.map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return `${own.origin}${url.pathname}?${query.join('&')}`;
}

/** Addresses that ask for the same: by the same id, both with the key of the account or both without. */
function isSameQuestion(one: string, other: string): boolean {
  const [a, b] = [new URL(one).searchParams, new URL(other).searchParams];
  return ['th', 'permmsgid', 'ik'].every((name) => a.get(name) === b.get(name));
}

/**
 * "Download original" by the legacy id and by the permanent one, which need no key, and as Gmail's menu has asked since
 * 2025: without a slash behind the number of the account, with the account's key where the page tells it.
 */
function addresses(
  { legacyId, permId }: MessageIds,
  base: string,
  key: string | null,
): [SourcePath, string][] {
  const rest = 'attid=0&disp=comp&safe=1&zw';
  const own = key ? `ik=${key}&` : '';
  const found: [SourcePath, string][] = [];
  if (legacyId) found.push(['att', `${base}?view=att&th=${legacyId}&${rest}`]);
  if (permId) {
    const native = `${base.slice(0, -1)}?${own}view=att&permmsgid=${permId}&disp=comp&safe=1`;
    found.push(['attPerm', `${base}?view=att&permmsgid=${permId}&${rest}`], ['attNative', native]);
  }
  return found;
}

/**
 * Makes the function through which a tab fetches originals, at most two at a time. Octets are not kept: whoever
 * digests them keeps the digest. Rejects only when its signal aborts; every failure is a result.
 */
export function createOriginals(options: RequestOptions & { document: Document }): FetchOriginal {
  const requests = createRequests(options);
  const limiter = new Limiter(AT_ONCE);
  /** the way by which the last original of this tab came */
  let working: SourcePath | null = null;
  /** every way once brought the same without a last line end: here that means nothing, and none is asked for more */
  let isEndless = false;

  async function ladder(
    wanted: Wanted,
    { base, address }: Pick<Account, 'base' | 'address'>,
    diagnostics: Attempt[],
    signal: AbortSignal,
  ): Promise<Original | FailureKind> {
    const { legacyId, permId } = wanted;
    const failures = new Set<FailureKind>();
    const accept = (bytes: Uint8Array<ArrayBuffer>, mode?: SourceMode) =>
      judgeBytes(bytes, wanted, mode === 'background' ? { address } : null);

    async function take(path: SourcePath, url: string): Promise<Original | FailureKind> {
      const result = await requests.climb(path, url, accept, diagnostics, signal);
      if ('failure' in result) {
        failures.add(result.failure);
        return result.failure;
      }
      const fidelity = isWhole(result.bytes) ? 'exact' : 'approximate';
      if (fidelity === 'exact') working = path;
      return { ...result, fidelity, path, diagnostics };
    }

    async function takeFromPage(
      url: string,
      tried: readonly string[],
    ): Promise<Original | FailureKind> {
      const result = await requests.climb('om', url, judgePage, diagnostics, signal);
      if ('failure' in result) {
        failures.add(result.failure);
        return result.failure;
      }
      const page = readOriginalPage(text(result.bytes));
      const link = ownLink(page.download, base);
      if (link && !tried.some((address) => isSameQuestion(address, link))) {
        const linked = await take('attLink', link);
        if (typeof linked === 'object' || FINAL.has(linked)) return linked;
      }
      if (page.text === null) return 'missing';
      const bytes = approximateBytes(page.text);
      const refusal = accept(bytes);
      if (refusal) failures.add(refusal);
      return refusal ?? { ...result, bytes, fidelity: 'approximate', path: 'om', diagnostics };
    }

    const key = findPageKey(options.document);
    const exact = addresses(wanted, base, key);
    if (working) exact.sort(([a], [b]) => Number(b === working) - Number(a === working));
    /** octets of an exact way that may not be all of them: better than the page, worse than a whole message */
    let partial: Original | null = null;
    let isBlocked = false;
    for (const [path, url] of exact) {
      // What CORS forbids under one id it forbids under the other; Gmail's own address may be answered at once.
      if (isBlocked && path !== 'attNative') continue;
      const result = await take(path, url);
      if (typeof result === 'object') {
        if (result.fidelity === 'exact' || (isEndless && !endsWithLine(result.bytes)))
          return result;
        partial ??= result;
      } else if (FINAL.has(result)) return partial ?? result;
      else if (result === 'network') isBlocked = true;
    }
    if (partial) {
      isEndless ||= !endsWithLine(partial.bytes);
      return partial;
    }
    const which = permId ? `permmsgid=${permId}` : `th=${legacyId}`;
    const page = key && `${base}?ik=${key}&view=om&${which}`;
    const tried = exact.map(([, url]) => url);
    const last = page ? await takeFromPage(page, tried) : 'missing';
    if (typeof last === 'object' || FINAL.has(last)) return last;
    const failure = TELLING.find((kind) => failures.has(kind)) ?? 'missing';
    if (failure !== 'network' || !page) return failure;
    return (await requests.isRedirected(page, signal)) ? 'signedOut' : 'network';
  }

  return async function fetchOriginal(wanted, account, signal) {
    const diagnostics: Attempt[] = [];
    const attempt = () =>
      limiter.run(async (): Promise<Original | FailureKind> => {
        const paused = requests.paused();
        if (paused) return paused.cause;
        if (!requests.isOnline()) return 'offline';
        return ladder(wanted, account, diagnostics, signal);
      }, signal);
    let { value, shared } = await attempt();
    if (value === 'network' && shared) {
      limiter.narrow();
      ({ value } = await attempt());
    }
    if (typeof value === 'object') return value;
    const later = PASSING.has(value) ? requests.now() + RETRY_LATER : null;
    return { failure: value, retryAt: requests.paused()?.until ?? later, diagnostics };
  };
}
