// A mailbox export of a gigabyte through the command line: what a message takes, and how much memory all of them do.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMailbox } from './mailbox.ts';
import { MB } from './messages.ts';
import { fixed, ms, type Section } from './stats.ts';

/** Memory the command line may take, whatever the size of the file. Megabytes. */
const MOST_MEMORY = 400;
const LOOK_EVERY = 100;

/** The most memory a process ever had, in megabytes; NaN where the system does not tell. */
function peakOf(pid: number): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Judges a file in a process of its own. `half`: the most memory when half of the messages were judged. */
function explain(path: string, count: number) {
  return new Promise<{ lines: number; whole: number; half: number; peak: number }>(
    (resolve, reject) => {
      const args = ['scripts/explain.ts', '--json', '--lookups', 'off', path];
      const started = performance.now();
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let [lines, half, peak] = [0, Number.NaN, Number.NaN];
      const look = () => {
        const now = peakOf(child.pid ?? 0);
        if (!Number.isNaN(now)) peak = now;
        if (lines < count / 2) half = peak;
      };
      const timer = setInterval(look, LOOK_EVERY);
      child.stdout.on('data', (piece: Buffer) => {
        for (const octet of piece) if (octet === 10) lines++;
      });
      child.on('close', (code) => {
        clearInterval(timer);
        if (code === 0) resolve({ lines, half, peak, whole: performance.now() - started });
        else reject(new Error(`explain ended with ${code}`));
      });
    },
  );
}

/** `megabytes`: the size of the file, which lies in the system's folder for such things and is taken away. */
export async function benchMbox(megabytes: number): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-mbox-'));
  try {
    const path = join(folder, 'all.mbox');
    const count = writeMailbox(path, megabytes * MB);
    const size = statSync(path).size / MB;
    const { lines, whole, half, peak } = await explain(path, count);
    if (lines !== count) throw new Error(`${lines} of ${count} messages were judged`);
    return [
      {
        title: 'Command line: a mailbox export',
        note: `An mbox file of ${fixed(size, 0)} MB with ${count} messages, generated for this run, judged without lookups by a process of its own. Memory is the most the process ever had, as the system counts it.`,
        heads: ['measured', ''],
        lines: [
          {
            what: 'most memory, MB',
            cells: [fixed(peak, 0), `${fixed(half, 0)} at half of it`],
            value: peak,
            target: MOST_MEMORY,
          },
          { what: 'a message, ms', cells: [ms(whole / count), ''], value: null, target: null },
        ],
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
