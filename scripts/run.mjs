// npm start and npm test on a fresh machine: brings the packages of npm, then goes on with Node 24.
// usage: node scripts/run.mjs COMMAND [arguments] runs scripts/COMMAND.ts
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [command = '', ...args] = process.argv.slice(2);

/** @param {string} program @param {string[]} given @param {import('node:child_process').SpawnSyncOptions} [more] */
function run(program, given, more) {
  const { status } = spawnSync(program, given, { stdio: 'inherit', cwd: ROOT, ...more });
  if (status !== 0) process.exit(status ?? 1);
}

const timeOf = (/** @type {string} */ path) =>
  existsSync(join(ROOT, path)) ? statSync(join(ROOT, path)).mtimeMs : 0;
if (timeOf('package-lock.json') > timeOf('node_modules/.package-lock.json')) {
  console.log('Installing npm packages …');
  const install = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...install]);
  else run('npm', install, { shell: process.platform === 'win32' });
}

const node = findNode24(ROOT);
if (!node) {
  console.error(
    `npm has no Node 24 for ${process.platform} on ${process.arch}: please install Node 24 or newer yourself.`,
  );
  process.exit(1);
}
const path = [join(ROOT, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(delimiter);
run(node, ['--disable-warning=ExperimentalWarning', join('scripts', `${command}.ts`), ...args], {
  env: { ...process.env, PATH: path },
});
