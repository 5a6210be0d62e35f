// The files for the stores: npm run zip → .output/*.zip for Chrome, Firefox and the sources, the same bytes everywhere.
// WXT sorts the files and writes no times; the sources are the commit itself, with the commit's time.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zip } from 'wxt';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(ROOT, '.output');
/** kilobytes an extension may have, zipped */
const LIMIT = 950;

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });

/** Why this tree is not what a release is made of; empty where it is. */
function findObstacles(version: string): string[] {
  const obstacles: string[] = [];
  if (!read('CHANGELOG.md').includes(`\n## ${version}`))
    obstacles.push(`CHANGELOG.md has no section ${version}`);
  if (git('status', '--porcelain', '--untracked-files=no') !== '')
    obstacles.push('there are changes that are not committed: the sources would lack them');
  return obstacles;
}

/** Builds into a clean folder, so that no file of an older build slips in. */
async function zipExtension(browser: 'chrome' | 'firefox'): Promise<string> {
  rmSync(join(OUTPUT, `${browser}-mv3`), { recursive: true, force: true });
  const [file] = await zip({
    root: ROOT,
    browser,
    manifestVersion: 3,
    zip: { name: 'inkan-for-gmail', zipSources: false },
  });
  if (!file) throw new Error(`no zip for ${browser}`);
  return file;
}

function zipSources(version: string): string {
  const name = `inkan-for-gmail-${version}`;
  const file = join(OUTPUT, `${name}-sources.zip`);
  git('archive', '--format=zip', `--prefix=${name}/`, `--output=${file}`, 'HEAD');
  return file;
}

const { version } = JSON.parse(read('package.json')) as { version: string };
const files = [await zipExtension('chrome'), await zipExtension('firefox'), zipSources(version)];
const obstacles = findObstacles(version);
console.log('');
for (const file of files) {
  const bytes = readFileSync(file);
  const size = bytes.length / 1000;
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`${hash}  ${basename(file)}  ${size.toFixed(0)} kB`);
  if (!file.endsWith('-sources.zip') && size > LIMIT)
    obstacles.push(`${basename(file)} has more than ${LIMIT} kB`);
}
for (const obstacle of obstacles) console.error(`not a release: ${obstacle}`);
process.exit(obstacles.length ? 1 : 0);
