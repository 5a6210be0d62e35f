// The Node that runs everything else: the optional package of this system, or this very Node where it is new enough.
// Plain JavaScript: it runs before there is anything, on every Node from 20.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The first Node whose type stripping needs no flag and no warning. */
const ENOUGH = 24;

export function nodeFolders(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  return [`node-${system}-${arch}`, `node-bin-${system}-${arch}`];
}

export function findNode24(root) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of nodeFolders(process.platform, process.arch)) {
    const path = join(root, 'node_modules', name, 'bin', file);
    if (existsSync(path)) return path;
  }
  return Number(process.versions.node.split('.')[0]) >= ENOUGH ? process.execPath : null;
}
