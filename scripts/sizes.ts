// Prints the gzipped sizes of both builds and fails beyond the limits.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** kilobytes, gzipped */
const LIMITS = { content: 60, background: 400 };

const kilobytes = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length / 1000;
let exceeded = false;

for (const build of ['chrome-mv3', 'firefox-mv3']) {
  const folder = join('.output', build);
  if (!existsSync(folder)) continue;
  const scripts: [string, number | null][] = [
    ['content-scripts/gmail.js', LIMITS.content],
    ['background.js', LIMITS.background],
  ];
  if (existsSync(join(folder, 'chunks')))
    for (const chunk of readdirSync(join(folder, 'chunks')))
      scripts.push([`chunks/${chunk}`, null]);
  console.log(`\n${build} (gzipped)`);
  for (const [script, limit] of scripts) {
    const size = kilobytes(join(folder, script));
    const over = limit !== null && size > limit;
    exceeded ||= over;
    const note = limit === null ? '' : ` of ${limit} kB${over ? '  TOO LARGE' : ''}`;
    console.log(`  ${script.padEnd(36)} ${size.toFixed(1).padStart(7)} kB${note}`);
  }
}
process.exit(exceeded ? 1 : 0);
