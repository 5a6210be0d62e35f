// Work of the background that a tab may not want any more: in a pause nobody is asked anything.
import type { Resolver } from '../model.ts';

/** A resolver that asks nobody from the moment the signal aborts. */
export function silenced(resolver: Resolver, signal: AbortSignal): Resolver {
  const ask =
    ({ ask: pass }: Pick<Resolver, 'ask'>): Resolver['ask'] =>
    async (name, type) =>
      signal.aborted ? { status: 'off', ttl: 0, dnssec: false } : pass(name, type);
  const { confirm } = resolver;
  return {
    ...resolver,
    ask: ask(resolver),
    ...(confirm ? { confirm: { ask: ask(confirm) } } : {}),
  };
}

/** Which tabs want no more of what they asked for until now. It is lost with the background, and so is the work. */
export function createStopping() {
  const tabs = new Map<number | null, AbortController>();
  return {
    /** aborts when this tab says stop */
    signalFor(tab: number | null): AbortSignal {
      const known = tabs.get(tab) ?? new AbortController();
      tabs.set(tab, known);
      return known.signal;
    },
    stop(tab: number | null): void {
      tabs.get(tab)?.abort();
      tabs.delete(tab);
    },
  };
}
