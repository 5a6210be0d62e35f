// Asks DNS through several resolvers: shares what is in flight, remembers, falls over, never throws.
import type { Answer, RecordType, Resolver } from '../model.ts';
import { copyAnswer } from '../text/records.ts';
import { createCache, type DnsCache, memoryStore } from './cache.ts';
import { exchange } from './exchange.ts';
import { normalizeName } from './name.ts';
import type { Provider } from './providers.ts';
import { failure, type Reply } from './wire.ts';

export { checkResolverUrl, type UrlRefusal } from '../text/resolvers.ts';

interface ResolverOptions {
  /** asked in this order; with exactly one there is no fall-over and no `confirm`, without any all is `network` */
  providers: readonly Provider[];
  fetch?: typeof fetch;
  now?: () => number;
  /** for one attempt; a question is tried at two resolvers at most */
  timeoutMs?: number;
  /** what answers are remembered in; without one, in this resolver's own memory */
  cache?: DnsCache;
}

const TIMEOUT_MS = 2500;
const ATTEMPTS = 2;
/** a resolver that failed stands at the end of the row for this long */
const SICK_MS = 60_000;

/** An answer and the resolver that gave it. */
interface Source {
  answer: Answer;
  provider: string;
}

/**
 * Makes a resolver over RFC 8484. Failures are answers: `timeout`, `network`, `refused` (also a resolver
 * that filters), `servfail`, `garbage`, `badname`; `nxdomain` and `nodata` are what the DNS itself says.
 */
export function createResolver(options: ResolverOptions): Resolver {
  const { providers, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const cache = options.cache ?? createCache(memoryStore(), now);
  // Called without a receiver: browsers refuse `fetch` as a method of anything but the global object.
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const sickUntil = new Map<string, number>();
  const inFlight = new Map<string, Promise<Source>>();

  /** Healthy resolvers first, then those whose failure is longest ago. */
  function order(without: string | null): Provider[] {
    const sick = (provider: Provider) => {
      const until = sickUntil.get(provider.id) ?? 0;
      // A clock that was set back must not leave a resolver sick for ever.
      return until > now() && until <= now() + SICK_MS ? until : 0;
    };
    return providers
      .filter((provider) => provider.id !== without)
      .sort((a, b) => sick(a) - sick(b));
  }

  async function query(name: string, type: RecordType, without: string | null): Promise<Source> {
    let kept: Source | null = null;
    for (const provider of order(without).slice(0, ATTEMPTS)) {
      const reply: Reply = await exchange(provider, name, type, { fetch: send, timeoutMs });
      if (reply.faulty) sickUntil.set(provider.id, now() + SICK_MS);
      else sickUntil.delete(provider.id);
      const source = { answer: reply.answer, provider: provider.id };
      if (isKnown(reply.answer) && !reply.doubtful) return source;
      // A doubtful "does not exist" is better than a later failure, and the last failure than an earlier.
      if (!kept || !isKnown(kept.answer)) kept = source;
    }
    return kept ?? { answer: failure('network').answer, provider: '' };
  }

  async function lookUp(name: string, type: RecordType): Promise<Source> {
    const remembered = await cache.get(name, type);
    if (remembered) return { ...remembered, answer: { ...remembered.answer, remembered: true } };
    // nobody may be asked: no question left this machine
    if (providers.length === 0)
      return { answer: { ...failure('network').answer, remembered: true }, provider: '' };
    const source = await query(name, type, null);
    // whoever asked need not wait until it is written; a store that fails is the same as an empty one
    void cache.put(name, type, source);
    return source;
  }

  function shared(key: string, start: () => Promise<Source>): Promise<Source> {
    const running = inFlight.get(key);
    if (running) return running;
    const promise = start().finally(() => inFlight.delete(key));
    inFlight.set(key, promise);
    return promise;
  }

  /** One resolver's face: the same checks and the same sharing, another way to the answer. */
  function face(way: string, find: (name: string, type: RecordType) => Promise<Source>) {
    return async <T extends RecordType>(name: string, type: T): Promise<Answer<T>> => {
      const asked = normalizeName(name);
      if (asked === null) return failure('badname').answer;
      const { answer } = await shared(`${way} ${type} ${asked}`, () => find(asked, type));
      return copyAnswer(answer as Answer<T>);
    };
  }

  const resolver: Resolver = {
    ask: face('ask', lookUp),
    peek: async <T extends RecordType>(name: string, type: T) => {
      const asked = normalizeName(name);
      const remembered = asked === null ? null : await cache.get(asked, type);
      return remembered ? ({ ...remembered.answer, remembered: true } as Answer<T>) : null;
    },
  };
  if (providers.length > 1) {
    // Whoever answered first, a different one confirms; its answer is not remembered in the first's place.
    const confirm = async (name: string, type: RecordType) =>
      query(name, type, (await lookUp(name, type)).provider);
    resolver.confirm = { ask: face('confirm', confirm) };
  }
  return resolver;
}

/**
 * Puts a real question to a resolver before it is saved. Null when it answers as a resolver does, else the
 * failure, for the words.
 */
export async function tryProvider(
  provider: Provider,
  options: { fetch?: typeof fetch; timeoutMs?: number } = {},
): Promise<Exclude<Answer['status'], 'ok' | 'nodata' | 'nxdomain'> | null> {
  const answer = await createResolver({ ...options, providers: [provider] }).ask(
    'example.com',
    'A',
  );
  const { status } = answer;
  return status === 'ok' || status === 'nodata' || status === 'nxdomain' ? null : status;
}

/** The DNS has spoken; everything else says something about the way there. */
function isKnown(answer: Answer): boolean {
  return answer.status === 'ok' || answer.status === 'nodata' || answer.status === 'nxdomain';
}
