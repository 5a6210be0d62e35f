// Which characters of which files ran, as V8 itself counts them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

const LIB = fileURLToPath(new URL('../../lib/', import.meta.url));

function filesOf(path: string): string[] {
  const whole = LIB + path;
  if (!statSync(whole).isDirectory()) return [whole];
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${whole}/${name}`);
}

/** Starts counting; must run before the code that is counted is loaded. */
export async function startCoverage() {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** file → one octet a character, 1 where it ran at any time: V8 forgets what it has told */
  const ran = new Map<string, Uint8Array>();

  async function collect(): Promise<void> {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    for (const { url, functions } of result) {
      if (!url.startsWith(`file://${LIB}`)) continue;
      const { length } = readFileSync(fileURLToPath(url), 'utf8');
      const now = new Uint8Array(length);
      // ranges lie inside each other: the innermost decides
      for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges))
        now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      const before = ran.get(url);
      ran.set(url, before ? now.map((value, i) => value | (before[i] ?? 0)) : now);
    }
  }

  return {
    /** Share of the code of files or folders below lib/ that has run, blanks not counted. */
    async of(covers: string[]): Promise<number> {
      await collect();
      let covered = 0;
      let all = 0;
      for (const file of new Set(covers.flatMap(filesOf))) {
        const counted = ran.get(`file://${file}`);
        const source = readFileSync(file, 'utf8');
        for (let i = 0; i < source.length; i++) {
          if (/\s/.test(source.charAt(i))) continue;
          all++;
          covered += counted?.[i] ?? 0;
        }
      }
      return all === 0 ? 0 : covered / all;
    },
    stop: () => session.disconnect(),
  };
}
