// A fetch that trusts a test's certificate and speaks HTTP/2 or only HTTP/1.1.
import { readFileSync } from 'node:fs';
import { Agent, fetch as undiciFetch } from 'undici';

/** Close it at the end: its connections keep the process alive. */
export function trustingFetch(
  caPath: string,
  options: { http2?: boolean } = {},
): { fetch: typeof fetch; close(): Promise<void> } {
  const dispatcher = new Agent({
    allowH2: options.http2 ?? true,
    connect: { ca: readFileSync(caPath) },
  });
  return {
    fetch: ((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch,
    close: () => dispatcher.destroy(),
  };
}
