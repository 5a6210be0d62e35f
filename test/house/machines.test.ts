// What cannot be tried on this machine is tested by its parts: where browsers lie, which Node comes along.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeFolders } from '../../scripts/node24.mjs';
import { browserPaths, howToInstall } from '../helpers/browser/find.ts';

const windows = {
  platform: 'win32',
  env: {
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Profiles\\alice\\AppData\\Local',
  },
  home: 'C:\\Profiles\\alice',
} as const;
const mac = { platform: 'darwin', env: {}, home: '/Volumes/alice' } as const;
const linux = { platform: 'linux', env: { PATH: '/opt/bin:/usr/bin' }, home: '/root' } as const;

describe('browsers', () => {
  test.each([
    ['chromium', windows, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    ['chromium', windows, 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['chromium', windows, 'C:\\Profiles\\alice\\AppData\\Local\\Chromium\\Application\\chrome.exe'],
    ['firefox', windows, 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    ['chromium', mac, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['chromium', mac, '/Volumes/alice/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['chromium', mac, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['firefox', mac, '/Applications/Firefox.app/Contents/MacOS/firefox'],
    ['chromium', linux, '/opt/bin/chromium'],
    ['chromium', linux, '/snap/bin/chromium'],
    ['chromium', linux, '/usr/bin/google-chrome'],
    ['chromium', linux, '/usr/bin/microsoft-edge-stable'],
    ['firefox', linux, '/usr/bin/firefox-esr'],
  ] as const)('%s lies in its place (%#)', (kind, system, path) => {
    expect(browserPaths(kind, system)).toContain(path);
  });

  test('what the developer says comes first, each place once', () => {
    const env = { ...linux.env, INKAN_CHROMIUM: '/own/chromium' };
    const paths = browserPaths('chromium', { ...linux, env });
    expect(paths[0]).toBe('/own/chromium');
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('a system without its folders has no such paths', () => {
    expect(browserPaths('chromium', { ...windows, env: {} })).toEqual([]);
    expect(howToInstall('chromium', windows)).toContain('INKAN_CHROMIUM');
    expect(howToInstall('firefox', linux)).toContain('firefox-esr');
  });
});

describe('Node 24', () => {
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; os?: string[]; cpu?: string[] }>;
  };
  const systems = [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
  ] as const;

  test.each(systems)('%s %s has a package that npm chooses by itself', (platform, arch) => {
    const fitting = Object.keys(optionalDependencies).filter((name) => {
      const entry = lock.packages[`node_modules/${name}`];
      return entry?.os?.includes(platform) && entry.cpu?.includes(arch);
    });
    expect(fitting).toHaveLength(1);
    const [name = ''] = fitting;
    expect(lock.packages[`node_modules/${name}`]?.version).toMatch(/^24\./);
    expect(nodeFolders(platform, arch)).toContain(name);
  });

  test('every command is a script of Node', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const command of Object.values(scripts)) expect(command).not.toMatch(/\bbash\b|\.sh\b/);
  });
});
