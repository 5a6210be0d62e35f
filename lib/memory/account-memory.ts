// One account's memory as the background uses it: it never fails, and it tidies up after itself.
import type { Lesson, Recollection, Teaching, Traces } from '../model.ts';
import type { Memory } from './memory.ts';

export interface AccountMemory {
  /** Null where there is no memory: mail is judged all the same. */
  recall(traces: Traces | null): Promise<Recollection | null>;
  verdicts(messageIds: string[]): ReturnType<Memory['verdicts']>;
  remember(lesson: Lesson): Promise<void>;
  /** False where it could not be kept. */
  teach(teaching: Teaching): Promise<boolean>;
}

/** How often it is tidied: with the first lesson of a worker's life, and every so many. */
const TIDY_EVERY = 200;

/** Opens the accounts of one memory. `days`: retention, null for ever. */
export function openAccounts(memory: Memory, now: () => number = Date.now) {
  const lessons = new Map<string, number>();
  /** lessons that are being learned: what was judged a moment ago is asked for soon */
  const learning = new Map<string, Promise<void>>();

  async function learn(account: string, days: number | null, lesson: Lesson): Promise<void> {
    try {
      await memory.remember(account, lesson, now());
      const count = lessons.get(account) ?? 0;
      lessons.set(account, count + 1);
      if (count % TIDY_EVERY === 0) await memory.tidy(account, days, now());
    } catch {
      // A browser without a database, or with a full disk: nothing is learned.
    }
  }

  return (account: string, days: number | null): AccountMemory => ({
    recall: (traces) => memory.recall(account, traces).catch(() => null),
    async verdicts(ids) {
      await learning.get(account);
      return memory.verdicts(account, ids).catch(() => new Map());
    },
    remember(lesson) {
      const learned = learn(account, days, lesson);
      learning.set(account, learned);
      return learned;
    },
    teach: (teaching) =>
      memory.teach(account, teaching, now()).then(
        () => true,
        () => false,
      ),
  });
}
