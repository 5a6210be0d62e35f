// The privacy gate: decides for one message which names may be asked, and keeps the list of them.
import type {
  Answer,
  Context,
  LookupFailure,
  LookupMode,
  Lookups,
  RecordType,
  Resolver,
} from '../model.ts';
import { copyAnswer } from '../text/records.ts';
import { normalizeName } from './name.ts';
import { namesReader, type ReaderNames } from './reader-names.ts';
import { Tally } from './tally.ts';
import { registeredName, weigh } from './unique.ts';

export interface GateOptions {
  mode: LookupMode;
  folder: Context['folder'];
  /** the reader saw the names and pressed "Check now": as `always`, for this message; not in mode `off` */
  consented?: boolean;
  /** whose mail it is: no name that carries them is asked before consent */
  reader?: ReaderNames;
  /** distinct names a message may ask for */
  budget?: number;
  /** after so long every further answer is `timeout`, so that one message never takes for ever */
  deadlineMs?: number;
  now?: () => number;
}

const BUDGET = 40;
/**
 * What all names of a message may tell together, in bits as unique.ts counts them: an ordinary message needs 2 at the
 * median and none of 594 more than 39.
 */
const MOST_BITS = 40;
/** Kept for the names of the author's domain, so that junk beside them cannot use everything up. */
const RESERVED = { names: 10, bits: 12 };
const DEADLINE_MS = 12_000;

/**
 * Opens DNS for one message. `always` asks everything; `careful` holds names that could be made for one
 * reader; `ask` holds every name and `off` refuses every name. In Spam all is held until the reader
 * consents. What is held is answered from memory where memory has it, because that tells nobody anything.
 */
export function openLookups(resolver: Resolver, options: GateOptions): Lookups {
  const { mode, folder, consented = false, budget = BUDGET, now = Date.now } = options;
  const free = mode !== 'off' && (consented || (mode === 'always' && folder !== 'spam'));
  const end = now() + (options.deadlineMs ?? DEADLINE_MS);
  const names = new Set<string>();
  /** how many questions about a name went out */
  const queries = new Map<string, number>();
  const held = new Set<string>();
  const memo = new Map<string, Promise<Answer>>();
  let address: string | null = null;
  let author: string | null = null;
  let tellsReader = namesReader(options.reader ?? { addresses: [], name: '' });
  const tally = new Tally();
  /** outside the author's domain: bits and names */
  let othersBits = 0;
  let others = 0;

  /** False where this name would tell too much together with those before; else it is counted. */
  function afford(name: string): boolean {
    const { unique, labels } = weigh(name, address);
    if (unique) return false;
    const cost = tally.cost(labels);
    const isOther = !isAuthors(name);
    if (tally.bits + cost > MOST_BITS) return false;
    if (isOther && author !== null && othersBits + cost > MOST_BITS - RESERVED.bits) return false;
    tally.add(labels);
    if (isOther) othersBits += cost;
    return true;
  }

  const isAuthors = (name: string) =>
    author !== null && (name === author || name.endsWith(`.${author}`));

  const isHeld = (name: string) =>
    !free &&
    (mode === 'ask' ||
      folder === 'spam' ||
      held.has(name) ||
      (!names.has(name) && (tellsReader(name) || !afford(name))));

  /** What memory answered was no question. */
  function takeBack(name: string): void {
    const left = (queries.get(name) ?? 1) - 1;
    if (left > 0) queries.set(name, left);
    else queries.delete(name);
  }

  async function pass(to: Resolver, name: string, type: RecordType): Promise<Answer> {
    if (mode === 'off') return refuse('off');
    if (isHeld(name)) {
      const remembered = await to.peek?.(name, type);
      if (remembered) return remembered;
      held.add(name);
      return refuse('held');
    }
    if (end <= now()) return refuse('timeout');
    if (!names.has(name)) {
      const isOther = author !== null && !isAuthors(name);
      if (names.size >= budget || (isOther && others >= budget - RESERVED.names))
        return refuse('budget');
      names.add(name);
      if (isOther) others++;
    }
    // Listed when it is handed on, for it leaves the machine whether or not anybody waits for the answer.
    queries.set(name, (queries.get(name) ?? 0) + 1);
    const asked = to.ask(name, type).then((answer) => {
      if (answer.remembered) takeBack(name);
      return answer;
    });
    return within(asked, end - now());
  }

  function gated(to: Resolver, way: string): Resolver['ask'] {
    return async <T extends RecordType>(written: string, type: T): Promise<Answer<T>> => {
      const name = normalizeName(written);
      if (name === null) return refuse('badname');
      const key = `${way} ${type} ${name}`;
      const asked = memo.get(key) ?? pass(to, name, type);
      memo.set(key, asked);
      return copyAnswer((await asked) as Answer<T>);
    };
  }

  return {
    ask: gated(resolver, 'ask'),
    ...(resolver.confirm ? { confirm: { ask: gated(resolver.confirm, 'confirm') } } : {}),
    expandsReaderMacros: free,
    admitAddress(client) {
      address = client;
    },
    admitAuthor(domain) {
      author = registeredName(domain.toLowerCase());
    },
    protect(addresses) {
      const known = options.reader ?? { addresses: [], name: '' };
      tellsReader = namesReader({ ...known, addresses: [...known.addresses, ...addresses] });
    },
    hold(name) {
      held.add(name.toLowerCase());
    },
    queries: () => [...queries.keys()],
    held: () => [...held],
  };
}

function refuse(status: LookupFailure): { status: LookupFailure; ttl: number; dnssec: boolean } {
  return { status, ttl: 0, dnssec: false };
}

/** The answer, or `timeout` when it does not come in time. */
async function within(answer: Promise<Answer>, milliseconds: number): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(refuse('timeout')), milliseconds);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
