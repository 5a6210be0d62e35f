// Runs every check and closes with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'inkan-test-'));
let passed = 0;
let failed = 0;

function run(command: string, args: string[]): boolean {
  console.log(`\n── ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** A step that counts as one check. */
function check(command: string, ...args: string[]): boolean {
  const ok = run(command, args);
  if (ok) passed++;
  else failed++;
  return ok;
}

/** A vitest project: each test counts. */
function tests(project: string): void {
  const file = join(folder, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const ok = run('vitest', [...args, `--outputFile.json=${file}`]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    if (!ok && report.numFailedTests === 0) failed++;
  } catch {
    failed++;
  }
}

check('node', 'scripts/prepare.ts');
check('biome', 'check', '.');
check('tsc', '--noEmit');
tests('fast');
tests('slow');
tests('conformance');
const built = ['chrome', 'firefox'].map((browser) => check('wxt', 'build', '-b', browser, '--mv3'));
check('node', 'scripts/sizes.ts');
if (!built.includes(false)) tests('e2e');
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
