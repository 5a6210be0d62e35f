// Lets the page breathe while a large message is read: in a tab that happens on Gmail's own main thread.

/** Called between blocks of work; resolves when the work may go on. */
export type Pause = () => Promise<void> | undefined;

/** Milliseconds of work at a time: with the copy that hashing 35 MiB makes in one piece it still fits a frame of 16 ms. */
const SLICE = 4;

interface Yielding {
  scheduler?: { yield?: () => Promise<void> };
}

function yieldToPage(): Promise<void> {
  const { scheduler } = globalThis as Yielding;
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * A pause that gives way to the page once a slice of time is used up, and costs nothing before.
 * @param now milliseconds, from any start
 */
export function pauseEverySlice(
  now: () => number = () => performance.now(),
  giveWay: () => Promise<void> = yieldToPage,
): Pause {
  let started = now();
  return () => {
    if (now() - started < SLICE) return undefined;
    return giveWay().then(() => {
      started = now();
    });
  };
}
