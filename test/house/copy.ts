// A copy of the tree in which tests add things, and the commands by which everybody judges the result.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MODULES = join(ROOT, 'node_modules');
const BIOME = join(MODULES, '@biomejs/biome/bin/biome');
const TSC = join(MODULES, 'typescript/bin/tsc');
const VITEST = join(MODULES, 'vitest/vitest.mjs');

const lines = (text: string): string[] => text.split('\0').filter((line) => line !== '');

/** Runs a program in `cwd` and gives what it said; throws with all of it when the program failed. */
function execute(cwd: string, program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 2 ** 26,
    });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause });
  }
}

/** The tree as it lies here, committed or not, with the modules of this one. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'inkan-house-'));

  constructor() {
    const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    for (const path of lines(execute(ROOT, 'git', listed))) {
      // A file may be deleted and not committed yet.
      if (!existsSync(join(ROOT, path))) continue;
      mkdirSync(dirname(this.at(path)), { recursive: true });
      cpSync(join(ROOT, path), this.at(path));
    }
    for (const made of ['.generated', '.wxt'])
      cpSync(join(ROOT, made), this.at(made), { recursive: true });
    // On Windows only a junction needs no special right.
    symlinkSync(MODULES, this.at('node_modules'), 'junction');
    this.git('init', '--quiet');
    writeFileSync(this.at('.git/info/exclude'), 'node_modules\n');
    this.keep();
  }

  remove = (): void => rmSync(this.folder, { recursive: true, force: true });

  at = (path: string): string => join(this.folder, path);
  read = (path: string): string => readFileSync(this.at(path), 'utf8');
  write = (path: string, text: string): void => writeFileSync(this.at(path), text);

  /** Puts `text` before the first `mark` of a file; a file without the mark is a mistake. */
  insert(path: string, mark: string, text: string): void {
    const old = this.read(path);
    if (!old.includes(mark)) throw new Error(`${path} has no ${mark}`);
    this.write(
      path,
      old.replace(mark, () => text + mark),
    );
  }

  /** Runs a script or a module's text under Node. */
  node = (...args: string[]): string => execute(this.folder, process.execPath, args);
  evaluate = (code: string): string => this.node('--input-type=module', '-e', code);

  private git = (...args: string[]): string =>
    execute(this.folder, 'git', ['-c', 'core.autocrlf=false', ...args]);

  /** From here on, `changed` counts. */
  keep(): void {
    const author = ['-c', 'user.name=House', '-c', 'user.email=house@example.com'];
    this.git('add', '--all');
    this.git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'Kept');
  }

  /** The files that are not as they were when they were kept. */
  changed(): string[] {
    this.git('add', '--all');
    return lines(this.git('diff', '--cached', '--name-only', '-z')).sort();
  }

  lint = (): string => this.node(BIOME, 'check', '--max-diagnostics=none', '.');
  /** Checks what changed since it was last asked. */
  types = (): string =>
    this.node(TSC, '--noEmit', '--incremental', '--tsBuildInfoFile', '.wxt/types.tsbuildinfo');
  /** Runs test files and gives the report; throws with it when a test fails. */
  test = (...files: string[]): string =>
    this.node(VITEST, 'run', ...files, '--reporter', 'verbose', '--no-color');
}
