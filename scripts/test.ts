// npm test: runs every check and closes with `N passed, N failed`, and by name with what could not be had.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Need, prepare, provide, runNode, toolOf } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkan-test-'));
let passed = 0;
let failed = 0;

/** A step that counts as one check. */
function check(name: string, run: () => boolean): boolean {
  console.log(`\n── ${name}`);
  const ok = run();
  if (ok) passed++;
  else failed++;
  return ok;
}

/** A vitest project: each test counts. */
function tests(project: string, ...more: string[]): void {
  console.log(`\n── vitest ${project}`);
  const file = join(folder, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const ok = runNode(toolOf('vitest'), ...args, `--outputFile.json=${file}`, ...more);
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

/** What is left out with a program that is missing, as options of vitest. */
const WITHOUT: Record<Need, { slow?: string[]; conformance?: string[]; e2e?: string[] }> = {
  'Chrome, Chromium or Edge': {},
  Firefox: { e2e: ['--exclude=**/*firefox*', '--testNamePattern=^((?![Ff]irefox).)*$'] },
  'BIND 9': { slow: ['--exclude=test/dns/bind.test.ts'], e2e: ['--exclude=test/e2e/dns-faults.*'] },
};
const wxt = toolOf('wxt');

const missing = provide(['Chrome, Chromium or Edge', 'Firefox', 'BIND 9']);
const without = (project: 'slow' | 'conformance' | 'e2e') =>
  missing.flatMap((need) => WITHOUT[need][project] ?? []);
const hasBrowser = !missing.includes('Chrome, Chromium or Edge');

check('prepare', prepare);
check('biome', () => runNode(toolOf('@biomejs/biome', 'biome'), 'check', '.'));
check('tsc', () => runNode(toolOf('typescript', 'tsc'), '--noEmit'));
tests('fast');
tests('slow', ...without('slow'));
tests('conformance', ...without('conformance'));
const built = ['chrome', 'firefox'].map((browser) =>
  check(`build for ${browser}`, () => runNode(wxt, 'build', '-b', browser, '--mv3')),
);
check('sizes', () => runNode('scripts/sizes.ts'));
if (!built.includes(false) && hasBrowser) tests('e2e', ...without('e2e'));
for (const need of missing) {
  const left = need === 'BIND 9' ? 'the tests against a real server' : 'the tests in it';
  console.log(
    `\nLeft out, because ${need} was not found: ${hasBrowser ? left : 'the tests in browsers'}.`,
  );
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
