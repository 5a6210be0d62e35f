// How the bytes of a source leave: whole, spoiled, cut off, endless, or very many.
import { setTimeout as sleep } from 'node:timers/promises';
import { spoil } from './damage.ts';
import { type Exchange, reply, type State } from './exchange.ts';
import type { StoredMessage } from './mailbox.ts';
import type { Scheduled } from './source.ts';

/** Answers with a message's bytes under these headers, in the manner that is scheduled for it. */
export async function sendBytes(
  state: State,
  exchange: Exchange,
  message: StoredMessage,
  scheduled: Scheduled | null,
  headers: Record<string, string>,
): Promise<void> {
  const behaviour = scheduled?.behaviour;
  const all = {
    'Content-Type': state.contentType,
    'Content-Disposition': 'attachment; filename="original_msg.txt"',
    'Cache-Control': 'private, max-age=0, no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  };
  const { response, record } = exchange;
  if (behaviour?.kind === 'endless') {
    record.status = 200;
    response.writeHead(200, all);
    response.write(message.raw);
    while (!response.destroyed) {
      response.write('An endless line of an endless body.\r\n');
      await sleep(100);
    }
    return;
  }
  if (behaviour?.kind === 'huge') return sendHuge(exchange, message.raw, behaviour.size, all);
  const bytes = sourceBytes(message, scheduled);
  if (behaviour?.kind === 'truncated' && behaviour.declared) {
    record.status = 200;
    response.writeHead(200, { ...all, 'Content-Length': message.raw.length });
    response.write(bytes, () => setTimeout(() => response.destroy(), 50));
    return;
  }
  reply(exchange, 200, { ...all, 'Content-Length': bytes.length }, bytes);
}

/** The bytes a source answers with, whole and at once. */
export function sourceBytes(message: StoredMessage, scheduled: Scheduled | null): Uint8Array {
  const behaviour = scheduled?.behaviour;
  switch (behaviour?.kind) {
    case 'empty':
      return new Uint8Array();
    case 'raw':
      return behaviour.raw;
    case 'damage':
    case 'truncated':
      return spoil(message.raw, behaviour.damage);
    default:
      return message.raw;
  }
}

/** The message, grown to `size` octets with body lines. */
async function sendHuge(
  { response, record }: Exchange,
  raw: Uint8Array,
  size: number,
  headers: Record<string, string>,
): Promise<void> {
  record.status = 200;
  response.writeHead(200, { ...headers, 'Content-Length': size });
  response.write(raw);
  const gone = new Promise((resolve) => response.once('close', resolve));
  const chunk = Buffer.from(`${'x'.repeat(74)}\r\n`.repeat(8192));
  for (let left = size - raw.length; left > 0 && !response.destroyed; left -= chunk.length) {
    if (!response.write(left < chunk.length ? chunk.subarray(0, left) : chunk)) {
      await Promise.race([new Promise((resolve) => response.once('drain', resolve)), gone]);
    }
  }
  response.end();
}
