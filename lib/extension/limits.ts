// How long anything that may hang is waited for: a seal comes within 15 s, whatever is blocked.

/** Milliseconds. Another page can hold IndexedDB for as long as it likes. */
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
