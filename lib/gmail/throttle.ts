// How often Gmail is asked: a few requests at a time, and none while it asks to be left alone.

/** Runs at most `limit` tasks at a time, in order; where there is room, before `run` returns. */
export class Limiter {
  readonly #waiting = new Set<() => void>();
  readonly #running = new Set<{ shared: boolean }>();
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** One at a time from now on: some accounts fail when two originals are fetched at once. */
  narrow(): void {
    this.#limit = 1;
  }

  /** Runs the task when there is room; `shared` tells whether another one ran beside it. Rejects when aborted. */
  async run<T>(
    task: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<{ value: T; shared: boolean }> {
    const mine = { shared: false };
    signal.throwIfAborted();
    if (this.#waiting.size === 0 && this.#hasRoom()) this.#start(mine);
    else await this.#queue(mine, signal);
    try {
      return { value: await task(), shared: mine.shared };
    } finally {
      this.#running.delete(mine);
      this.#admit();
    }
  }

  #hasRoom(): boolean {
    return this.#running.size < this.#limit;
  }

  #start(mine: { shared: boolean }): void {
    this.#running.add(mine);
    if (this.#running.size > 1) for (const each of this.#running) each.shared = true;
  }

  #queue(mine: { shared: boolean }, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(start);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        this.#start(mine);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(start);
      this.#admit();
    });
  }

  #admit(): void {
    for (const start of this.#waiting) {
      if (!this.#hasRoom()) return;
      this.#waiting.delete(start);
      start();
    }
  }
}

/** So many messages in a row may fail; after them the tab stops asking for a while. */
const TOLERATED = 2;
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 10 * 60_000;

/** A server that names a longer wait than this is not asked again before. */
export const LONGEST_WAIT = 5_000;

/** `rateLimited`: Gmail asked to wait; `server`: message after message failed there. */
type PauseCause = 'rateLimited' | 'server';

interface Pause {
  cause: PauseCause;
  /** the instant from which Gmail may be asked again */
  until: number;
}

/**
 * Pauses on "too many requests" and a long wait at once, on server errors after those of a few messages in a row; each
 * time for longer. One message that fails again and again says nothing of the others.
 */
export class CircuitBreaker {
  readonly #failing = new Set<string>();
  #pauses = 0;
  #pause: Pause | null = null;

  /** null when Gmail may be asked now */
  paused(now: number): Pause | null {
    return this.#pause && this.#pause.until > now ? this.#pause : null;
  }

  succeeded(): void {
    this.#failing.clear();
    this.#pauses = 0;
  }

  /**
   * @param about what was asked for
   * @param random 0 to 1: jitter, so that several tabs do not come back together
   */
  failed(
    kind: PauseCause,
    about: string,
    retryAfter: number | null,
    now: number,
    random: number,
  ): void {
    this.#failing.add(about);
    const isAsked = kind === 'rateLimited' || (retryAfter ?? 0) > LONGEST_WAIT;
    if (!isAsked && this.#failing.size <= TOLERATED) return;
    const own = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#pauses) * (1 + random / 2);
    const until = now + Math.min(LONGEST_PAUSE, Math.max(retryAfter ?? 0, own));
    this.#pause = { cause: isAsked ? 'rateLimited' : 'server', until };
    this.#pauses += 1;
    this.#failing.clear();
  }
}
