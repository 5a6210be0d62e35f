// How the work for a message grows with its length: processor time of this process, compared with itself.

import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type { Context } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { READER, receiveAtGmail } from '../helpers/cases/gmail.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Place } from './hostile-input.ts';

const NOW = Date.UTC(2026, 10, 20, 9);

/** Somebody with people, names and domains to compare with. */
const CONTEXT: Context = {
  ...LOCAL_CONTEXT,
  source: 'gmail',
  now: NOW,
  me: { addresses: [READER], name: 'Alice Johnson' },
  protectedNames: ['Mary Smith', '山田 太郎'],
  ownDomains: ['own.example'],
};

/** What no doubling of the input may exceed: 2 is linear, 4 is quadratic. */
export const MOST_GROWTH = 2.5;
/** Less work than this many empty messages is not measured further. */
const WORTH_MEASURING = 8;
const REPEATS = 2;
const ATTEMPTS = 4;

/** The clock of the thread alone is coarse on some machines: of four milliseconds. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Judges a message as Gmail delivers it, everything from its octets to the words. */
export async function judgeWhole(fields: string[], body = 'Hello\r\n'): Promise<void> {
  const whole = receiveAtGmail(
    { fields: [...fields, 'Date: Fri, 20 Nov 2026 08:00:00 +0000'], body },
    {
      helo: 'out.shop.example',
      mailFrom: 'x@shop.example',
      spf: 'none',
      dmarc: 'fail reject',
      seal: false,
    },
    'shop.example',
    NOW - 60_000,
  );
  const raw = new Uint8Array(
    Buffer.from(`${whole.fields.join('\r\n')}\r\n\r\n${whole.body}`, 'latin1'),
  );
  const lookups = openLookups(memoryResolver({}), { mode: 'always', folder: 'inbox' });
  tell(await evaluate(await digest(raw), lookups, CONTEXT));
}

async function cost(work: () => Promise<void> | void): Promise<number> {
  const started = cpu();
  await work();
  return cpu() - started;
}

let empty: Promise<number> | null = null;
/** What an ordinary small message costs, the first few left out. */
function emptyCost(): Promise<number> {
  empty ??= (async () => {
    const costs: number[] = [];
    for (let i = 0; i < 8; i++)
      costs.push(await cost(() => judgeWhole(['From: Bob <bob@shop.example>'])));
    return Math.min(...costs);
  })();
  return empty;
}

/**
 * By how much the work grows in the worst two doublings running, up to twice `largest`, 1 where it is too little to tell. A pause of
 * the machine can only make one measurement larger, so the least of several counts.
 * @param work for an input of this size
 */
export async function growth(
  work: (size: number) => Promise<void> | void,
  largest: number,
): Promise<number> {
  const enough = WORTH_MEASURING * (await emptyCost());
  if ((await cost(() => work(largest))) < enough) return 1;
  const least = async (size: number) => {
    const costs: number[] = [];
    for (let i = 0; i < REPEATS; i++) costs.push(await cost(() => work(size)));
    return Math.min(...costs);
  };
  const sizes = [largest / 8, largest / 4, largest / 2, largest, largest * 2];
  const measure = async () => {
    const costs: number[] = [];
    for (const size of sizes) costs.push(await least(size));
    // what a small input costs whatever its length must not make a doubling look harmless
    const ratios = costs.slice(1).map((now, i) => (now >= enough ? now / costs[i]! : 1));
    // A step, as where strings leave the young heap, ends with the next doubling; what is quadratic goes on.
    return Math.max(1, ...ratios.slice(1).map((ratio, i) => Math.min(ratio, ratios[i]!)));
  };
  // again where it looks bad: a machine that does something else in between makes any ratio
  let found = await measure();
  for (let i = 1; i < ATTEMPTS && found >= MOST_GROWTH; i++)
    found = Math.min(found, await measure());
  return found;
}

/** A place with a text that grows, as work. */
export const filling = (place: Place, text: (length: number) => string) => (length: number) =>
  judgeWhole(place.fields(text(length)), place.body?.(text(length)));
