// A mailbox export on the command line: message by message, within a memory far below the size of the file.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
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

describe('a mailbox is one by what stands in it', () => {
  const mail = (to: string) => `From: a@shop.example\r\nTo: ${to}\r\nSubject: x\r\n\r\nx\r\n\r\n`;
  const mailbox = ['x@y.example', 'z@y.example']
    .map((to) => `From - Sun Nov  1 17:46:17 2026\r\n${mail(to)}`)
    .join('');

  async function filesIn(args: string[], input = ''): Promise<string[]> {
    const child = spawn(process.execPath, [
      ...['scripts/explain.ts', '--json', '--lookups', 'off', ...args],
    ]);
    child.stdin.end(input);
    const files: string[] = [];
    for await (const line of createInterface(child.stdout)) files.push(JSON.parse(line).file);
    return files;
  }
  function write(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  test.each(['Inbox', 'All.MBOX', 'all.mbox', 'one.eml'])('called %s', async (name) => {
    const path = write(name, mailbox);
    expect(await filesIn([path])).toEqual([`${path}#1`, `${path}#2`]);
    rmSync(path);
  });

  test('from standard input and from a pipe', async () => {
    expect(await filesIn(['-'], mailbox)).toEqual(['-#1', '-#2']);
    const path = write('piped', mailbox);
    const line = `cat "$1" | "$0" scripts/explain.ts --json --lookups off /dev/stdin`;
    const { stdout } = spawnSync('sh', ['-c', line, process.execPath, path], { encoding: 'utf8' });
    const files = stdout
      .trim()
      .split('\n')
      .map((one) => (JSON.parse(one) as Report).file);
    expect(files).toEqual(['/dev/stdin#1', '/dev/stdin#2']);
    rmSync(path);
  });

  test('a message that was saved with such a line on top keeps its name', async () => {
    const line = 'From MAILER-DAEMON Mon Nov  2 01:46:17 2026\r\n';
    const path = write('saved.eml', line + mail('x@y.example'));
    expect(await filesIn([path])).toEqual([path]);
    rmSync(path);
  });

  test('one message is one message', async () => {
    const path = write('Inbox', mail('x@y.example'));
    expect(await filesIn([path, '-'], mail('z@y.example'))).toEqual([path, '-']);
    rmSync(path);
  });

  test('in a folder, whatever the case of its name', async () => {
    const path = write('A.EML', mail('x@y.example'));
    expect(await filesIn([folder])).toContain(path);
  });
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
