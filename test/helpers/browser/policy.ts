// An organisation's policy for a test browser: real policy files, where nothing outside of the test can see them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface PolicyBrowser {
  /** a start script to be used instead of the browser's program */
  program: string;
  close(): void;
}

/** The id that Chromium gives an unpacked extension: it is made from the path of its folder. */
export function unpackedId(folder: string): string {
  const digest = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32);
  return [...digest].map((hex) => String.fromCharCode(97 + Number.parseInt(hex, 16))).join('');
}

/** True where a process may have mounts of its own. */
export function canMountPrivately(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '--bind', '/tmp', '/tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function makeProgram(write: (folder: string) => { setup: string; program: string }): PolicyBrowser {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-policy-'));
  const { setup, program } = write(folder);
  const path = join(folder, 'browser');
  writeFileSync(path, `#!/bin/sh\nset -e\n${setup}\nexec ${program} "$@"\n`);
  chmodSync(path, 0o755);
  return { program: path, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Chromium with this policy in /etc/chromium/policies/managed, seen by that Chromium alone. */
export function chromiumWithPolicy(
  program: string,
  extension: string,
  policy: object,
): PolicyBrowser {
  return makeProgram((folder) => {
    const etc = join(folder, 'etc');
    mkdirSync(join(etc, 'policies', 'managed'), { recursive: true });
    const file = { '3rdparty': { extensions: { [unpackedId(extension)]: policy } } };
    writeFileSync(join(etc, 'policies', 'managed', 'inkan.json'), JSON.stringify(file));
    // The script runs itself again inside a mount namespace of its own.
    const setup = `if [ -z "$INKAN_MOUNTED" ]; then
  INKAN_MOUNTED=1 exec unshare --mount "$0" "$@"
fi
mount --bind ${etc} /etc/chromium`;
    return { setup, program };
  });
}

/** Firefox with this policy in the managed-storage manifest of a home of its own. */
export function firefoxWithPolicy(program: string, id: string, policy: object): PolicyBrowser {
  return makeProgram((folder) => {
    const path = join(folder, 'home', '.mozilla', 'managed-storage', `${id}.json`);
    mkdirSync(dirname(path), { recursive: true });
    const manifest = { name: id, description: 'A policy for tests', type: 'storage', data: policy };
    writeFileSync(path, JSON.stringify(manifest));
    return { setup: `export HOME=${join(folder, 'home')}`, program };
  });
}
