// The programs commands stand on: tools of node_modules without a shell, browsers and servers of the system.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../test/helpers/browser/find.ts';
import { hasBind } from '../test/helpers/dns/bind.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/** What the tests stand on beside npm, with the package of Debian that brings it. */
const NEEDS = {
  'Chrome, Chromium or Edge': { debian: 'chromium', here: () => findProgram('chromium') !== null },
  Firefox: { debian: 'firefox-esr', here: () => findProgram('firefox') !== null },
  'BIND 9': { debian: 'bind9', here: hasBind },
} as const;

export type Need = keyof typeof NEEDS;

/** The script of a tool in node_modules: `biome` → the file its package names. */
export function toolOf(packageName: string, name = packageName): string {
  const file = join(MODULES, packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[name];
  if (!path) throw new Error(`${packageName} has no program ${name}`);
  return join(dirname(file), path);
}

/** Runs a script with this Node, in and out as they are; true when it ended well. */
export const runNode = (...args: string[]): boolean =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
  }).status === 0;

/** Installs what is missing where that is allowed (Debian, as root). Gives what is still missing. */
export function provide(needs: readonly Need[]): Need[] {
  const missing = () => needs.filter((need) => !NEEDS[need].here());
  const packages = missing().map((need) => NEEDS[need].debian);
  if (packages.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${packages.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env });
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    spawnSync('apt-get', [...install, ...packages, 'fonts-noto-cjk'], { env });
  }
  return missing();
}

/** `wxt prepare` writes what tsconfig.json stands on, prepare.ts what the code imports. */
export function prepare(): boolean {
  const wxt = toolOf('wxt');
  return (
    (existsSync('.wxt/tsconfig.json') || runNode(wxt, 'prepare', '--level', 'warn')) &&
    runNode('scripts/prepare.ts')
  );
}
