// Questions of a tab whose answer it cannot do without: asked until the background gives one.
import { AGAIN_MS } from './limits.ts';
import { ask, ExtensionGone, type Requests } from './messaging.ts';

/** The answer, however often the background fails before, with a pause each time. Null where none can come any more. */
export async function askUntilAnswered<K extends keyof Requests>(
  kind: K,
  payload: Requests[K]['ask'],
  signal: AbortSignal,
): Promise<Requests[K]['reply'] | null> {
  while (!signal.aborted) {
    try {
      return await ask(kind, payload);
    } catch (error) {
      if (error instanceof ExtensionGone) return null;
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
  return null;
}
