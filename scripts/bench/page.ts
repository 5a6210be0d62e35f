// Runs in a page of Chromium: the digest, the engine and the rules over messages fetched from this machine.
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { measure } from '../../lib/evidence/evaluated.ts';
import { state } from '../../lib/evidence/stated.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import type { Scene } from './messages.ts';

const messages = new Map<string, Uint8Array<ArrayBuffer>>();

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

function octetsOf(name: string): Uint8Array<ArrayBuffer> {
  const octets = messages.get(name);
  if (!octets) throw new Error(`no message ${name}`);
  return octets;
}

export const bench = {
  async load(name: string): Promise<number> {
    const response = await fetch(`/message/${encodeURIComponent(name)}`);
    messages.set(name, new Uint8Array(await response.arrayBuffer()));
    return octetsOf(name).length;
  },

  forget: (): void => messages.clear(),

  /** Milliseconds of nothing but SHA-256 over the same octets. */
  bare: (name: string) => timed(() => crypto.subtle.digest('SHA-256', octetsOf(name))),

  digest: (name: string) => timed(() => digest(octetsOf(name))),

  /** Digest and engine, without the judgement: what mailauth's authenticate() does. */
  async measure(name: string, { zone, context }: Scene): Promise<number> {
    let result = '';
    const time = await timed(async () => {
      const made = await digest(octetsOf(name));
      const message = parse(made.header);
      const stated = state(message, context.source, context.me.addresses);
      const lookups = openLookups(memoryResolver(zone), { mode: 'always', folder: 'inbox' });
      const clock = () => ({ at: stated.receivedAt ?? 0, clock: 'received' }) as const;
      result = (await measure(made, message, stated, lookups, clock)).dmarc.result;
    });
    if (result !== 'pass') throw new Error(`dmarc=${result}`);
    return time;
  },

  /** Octets to judgement, DNS in memory. Throws when the verdict is not the right one. */
  async journey(name: string, { zone, context }: Scene): Promise<number> {
    let origin = '';
    const time = await timed(async () => {
      const made = await digest(octetsOf(name));
      const lookups = openLookups(memoryResolver(zone), { mode: 'always', folder: 'inbox' });
      origin = (await evaluate(made, lookups, context)).report.origin;
    });
    if (origin !== 'signed') throw new Error(`the message was judged ${origin}`);
    return time;
  },
};

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
