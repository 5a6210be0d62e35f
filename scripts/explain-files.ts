// What explain reads: .eml files, folders of them, mbox files message by message, and standard input.
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LARGEST_MESSAGE } from '../lib/message/digest.ts';
import { mboxRanges, unquoteMbox } from '../lib/message/mbox.ts';

/** One message, or why there is none. `share` of the file it came from that was read, 0 to 1. */
export type Input = { name: string; share: number } & ({ raw: Uint8Array } | { error: string });

/** Files in argument order; folders recursively and sorted. */
export function* listFiles(path: string): Generator<string> {
  if (path === '-' || !statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* listFiles(child);
    else if (/\.(?:eml|mbox)$/.test(entry.name)) yield child;
  }
}

/** Messages of an mbox file, `name#1` and so on; none is larger in memory than what is judged at all. */
async function* readMbox(path: string): AsyncGenerator<Input> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    let number = 0;
    for await (const [start, end] of mboxRanges(
      createReadStream(path, { highWaterMark: 1 << 20 }),
    )) {
      number += 1;
      const raw = new Uint8Array(Math.min(end - start, LARGEST_MESSAGE + 1));
      await file.read(raw, 0, raw.length, start);
      yield { name: `${path}#${number}`, share: end / size, raw: unquoteMbox(raw) };
    }
    if (number === 0 && size > 0)
      yield { name: path, share: 1, error: 'no message: it does not begin as an mbox file does' };
  } finally {
    await file.close();
  }
}

/** The messages of one file. What cannot be read is an error, not an exception. */
export async function* readMessages(path: string): AsyncGenerator<Input> {
  try {
    if (path.endsWith('.mbox')) yield* readMbox(path);
    else {
      const raw = path === '-' ? await buffer(process.stdin) : readFileSync(path);
      yield { name: path, share: 1, raw };
    }
  } catch (error) {
    yield { name: path, share: 1, error: (error as Error).message };
  }
}
