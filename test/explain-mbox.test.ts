// A mailbox export on the command line: message by message, within a memory far below the size of the file.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import type { Report } from '../lib/model.ts';
import { writeMailbox } from '../scripts/bench/mailbox.ts';

const MEGABYTE = 1 << 20;
const folder = mkdtempSync(join(tmpdir(), 'inkan-mbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('fifty megabytes in a heap of 64', async () => {
  const path = join(folder, 'mail.mbox');
  const count = writeMailbox(path, 50 * MEGABYTE);
  const args = [
    '--max-old-space-size=64',
    'scripts/explain.ts',
    '--json',
    '--lookups',
    'off',
    path,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let lines = 0;
  let last = '';
  for await (const line of createInterface(child.stdout)) {
    lines += 1;
    last = line;
  }
  expect(await ended).toBe(0);
  expect(lines).toBe(count);
  expect((JSON.parse(last) as Report).file).toBe(`${path}#${count}`);
});

test('a file that is no mbox is said to be none', async () => {
  const path = join(folder, 'other.mbox');
  writeSync(openSync(path, 'w'), 'hello\n');
  const child = spawn(process.execPath, ['scripts/explain.ts', path]);
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect([code, err]).toEqual([2, expect.stringContaining('does not begin as an mbox file')]);
});
