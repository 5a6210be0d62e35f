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
  return {
    /** Share of the code of files or folders below lib/ that has run, blanks not counted. */
    async of(covers: string[]): Promise<number> {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const wanted = new Set(covers.flatMap(filesOf).map((file) => new URL(`file://${file}`).href));
      let ran = 0;
      let all = 0;
      for (const url of wanted) {
        const source = readFileSync(fileURLToPath(url), 'utf8');
        const functions = result.find((script) => script.url === url)?.functions ?? [];
        const counts = new Uint8Array(source.length);
        // ranges lie inside each other: the innermost decides
        for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges))
          counts.fill(count > 0 ? 1 : 0, startOffset, endOffset);
        for (let i = 0; i < source.length; i++) {
          if (/\s/.test(source[i] ?? '')) continue;
          all++;
          ran += counts[i] ?? 0;
        }
      }
      return all === 0 ? 0 : ran / all;
    },
    stop: () => session.disconnect(),
  };
}
