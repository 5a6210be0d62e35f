// How long anything that may hang is waited for: a seal says something within 15 s, whatever is blocked.

/** Milliseconds until a seal says why it waits, where it has nothing better to say. */
export const SEAL_MS = 14_000;
/** A question to the background: longer than any check takes, for DNS ends after 12 s and memory 1 s later. */
export const ANSWER_MS = 15_000;
/** Another page can hold IndexedDB for as long as it likes. */
export const MEMORY_MS = 1_000;
/** Settings and permissions: the browser's own storage. */
export const BROWSER_MS = 2_000;
/** DNS, and everything that was waited for before it, for one message. */
export const MESSAGE_MS = 12_000;

/** The value, or what `instead` says (or throws) when it does not come in time. A rejection stays one. */
export async function within<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  instead: () => Value,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([promise, late.then(instead)]).finally(() => clearTimeout(timer));
}

/** In a tab: what the background did not answer is asked again after this long, not over and over. */
export const AGAIN_MS = 30_000;
