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
import { copyAnswer } from '../records.ts';
import { normalizeName } from './name.ts';
import { looksUnique } from './unique.ts';

export interface GateOptions {
  mode: LookupMode;
  folder: Context['folder'];
  /** the reader saw the names and pressed "Check now": as `always`, for this message; not in mode `off` */
  consented?: boolean;
  /** distinct names a message may ask for */
  budget?: number;
  /** after so long every further answer is `timeout`, so that one message never takes for ever */
  deadlineMs?: number;
  now?: () => number;
}

const BUDGET = 40;
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
  const queries = new Set<string>();
  const held = new Set<string>();
  const memo = new Map<string, Promise<Answer>>();
  let address: string | null = null;

  const isHeld = (name: string) =>
    !free && (mode === 'ask' || folder === 'spam' || looksUnique(name, address));

  async function pass(to: Resolver, name: string, type: RecordType): Promise<Answer> {
    if (mode === 'off') return refuse('off');
    if (isHeld(name)) {
      const remembered = await to.peek?.(name, type);
      if (remembered) return remembered;
      held.add(name);
      return refuse('held');
    }
    if (!names.has(name) && names.size >= budget) return refuse('budget');
    if (end <= now()) return refuse('timeout');
    names.add(name);
    const answer = await within(to.ask(name, type), end - now());
    if (!answer.remembered) queries.add(name);
    return answer;
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
    hold(name) {
      held.add(name.toLowerCase());
    },
    queries: () => [...queries],
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
