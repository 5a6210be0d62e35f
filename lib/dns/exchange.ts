// One question to one resolver: RFC 8484 GET over HTTPS, within a time and a size.

import { Buffer } from 'buffer';
import type { RecordType } from '../model.ts';
import { bareUrl, checkResolverUrl } from '../text/resolvers.ts';
import type { Provider } from './providers.ts';
import { decodeReply, encodeQuestion, failure, MAX_MESSAGE, type Reply } from './wire.ts';

const MEDIA_TYPE = 'application/dns-message';

/**
 * Asks one resolver. Never rejects: HTTP 4xx is `refused`, 5xx `servfail`, anything that is not a DNS
 * message `garbage`, no connection (a redirect too: it is not followed) `network`, too slow `timeout`.
 */
export async function exchange<T extends RecordType>(
  provider: Provider,
  name: string,
  type: T,
  options: { fetch: typeof fetch; timeoutMs: number },
): Promise<Reply<T>> {
  const deadline = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Reply<never>>((resolve) => {
    timer = setTimeout(() => {
      resolve(failure('timeout', { faulty: true }));
      deadline.abort();
    }, options.timeoutMs);
  });
  try {
    return await Promise.race([
      request(provider, name, type, options.fetch, deadline.signal),
      late,
    ]);
  } catch {
    return failure('network', { faulty: true });
  } finally {
    clearTimeout(timer);
  }
}

async function request<T extends RecordType>(
  provider: Provider,
  name: string,
  type: T,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Reply<T>> {
  if (checkResolverUrl(provider.url)) return failure('network', { faulty: true });
  const url = new URL(bareUrl(provider.url));
  url.searchParams.set('dns', base64Url(encodeQuestion(name, type)));
  const response = await fetch(url.href, {
    headers: { accept: MEDIA_TYPE },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.toLowerCase();
  const status = response.status;
  const octets = status === 200 && mediaType === MEDIA_TYPE ? await readBody(response) : null;
  if (octets) return decodeReply(octets, name, type);
  // An unread body would hold the connection.
  await response.body?.cancel().catch(() => {});
  if (status >= 500) return failure('servfail', { faulty: true });
  if (status >= 400) return failure('refused', { faulty: true });
  return failure('garbage', { faulty: true });
}

/** The body, null when it is larger than any DNS message. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (!reader) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    length += value.length;
    if (length > MAX_MESSAGE) {
      await reader.cancel().catch(() => {});
      return null;
    }
    pieces.push(value);
  }
}

function base64Url(octets: Uint8Array): string {
  const text = btoa(String.fromCharCode(...octets));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
