// What explain reads: .eml files, folders of them, mbox files message by message, and standard input.
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LARGEST_MESSAGE } from '../lib/message/digest.ts';
import { isMessageFile, mboxRanges } from '../lib/message/mbox.ts';

/**
 * One message, or why there is none. `share` of the file it came from that was read, 0 to 1; `isQuoted`: as it stands in
 * an mbox file.
 */
export type Input = { name: string; share: number } & (
  | { raw: Uint8Array<ArrayBuffer>; isQuoted: boolean }
  | { error: string }
);

/** Files in argument order; folders recursively and sorted. What cannot be listed stands there with its error. */
export function* listFiles(path: string): Generator<string | Extract<Input, { error: string }>> {
  try {
    if (path === '-' || !statSync(path).isDirectory()) {
      yield path;
      return;
    }
    const entries = readdirSync(path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) yield* listFiles(child);
      else if (isMessageFile(entry.name)) yield child;
    }
  } catch (error) {
    yield { name: path, share: 1, error: (error as Error).message };
  }
}

/** Octets of which any part can be had again. */
interface Source {
  size: number;
  pieces(): AsyncIterable<Uint8Array>;
  part(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** What comes through a pipe comes once, and is kept. */
const sourceOf = (whole: Uint8Array<ArrayBuffer>): Source => ({
  size: whole.length,
  async *pieces() {
    yield whole;
  },
  part: async (start, length) => whole.subarray(start, start + length),
});

/**
 * The messages of one source. Its content says what it is: with an mbox line first there may be many, `name#1` and so on,
 * none of them larger in memory than what is judged at all.
 */
async function* messagesOf(name: string, source: Source): AsyncGenerator<Input> {
  const part = (start: number, end: number) =>
    source.part(start, Math.min(end - start, LARGEST_MESSAGE + 1));
  const { size } = source;
  const messageAt = async (
    of: string,
    [start, end]: readonly [number, number],
  ): Promise<Input> => ({
    name: of,
    share: end / size,
    raw: await part(start, end),
    isQuoted: true,
  });
  const isNamedSo = /\.mbox$/i.test(name);
  let first: readonly [number, number] | null = null;
  let number = 0;
  for await (const range of mboxRanges(source.pieces())) {
    number += 1;
    if (number === 2 && !isNamedSo) yield await messageAt(`${name}#1`, first!);
    if (number === 1) first = range;
    if (number > 1 || isNamedSo) yield await messageAt(`${name}#${number}`, range);
  }
  // A message that was saved with such a line on top is one message.
  if (number === 1 && !isNamedSo) yield await messageAt(name, first!);
  if (number > 0) return;
  if (size > 0 && isNamedSo)
    yield { name, share: 1, error: 'no message: it does not begin as an mbox file does' };
  else yield { name, share: 1, raw: await part(0, size), isQuoted: false };
}

async function* messagesOfFile(path: string): AsyncGenerator<Input> {
  const file = await open(path);
  try {
    yield* messagesOf(path, {
      size: (await file.stat()).size,
      pieces: () => createReadStream(path, { highWaterMark: 1 << 20 }),
      async part(start, length) {
        const octets = new Uint8Array(length);
        const { bytesRead } = await file.read(octets, 0, length, start);
        return octets.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}

/** The messages of one file. What cannot be read is an error, not an exception. */
export async function* readMessages(path: string): AsyncGenerator<Input> {
  try {
    if (path === '-') yield* messagesOf(path, sourceOf(await buffer(process.stdin)));
    else if (statSync(path).isFile()) yield* messagesOfFile(path);
    else yield* messagesOf(path, sourceOf(readFileSync(path)));
  } catch (error) {
    yield { name: path, share: 1, error: (error as Error).message };
  }
}
