// Where a browser's program lies: each system keeps it somewhere else.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

/** The system a path is looked for on. */
export interface System {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
}

const OWN: System = { platform: process.platform, env: process.env, home: homedir() };

/** The variable in which a developer says where the browser is. */
export const VARIABLES: Record<BrowserKind, string> = {
  chromium: 'INKAN_CHROMIUM',
  firefox: 'INKAN_FIREFOX',
};

const LINUX: Record<BrowserKind, string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'google-chrome-for-testing',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox'],
};
const MAC: Record<BrowserKind, string[]> = {
  chromium: ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge'],
  firefox: ['Firefox', 'Firefox Developer Edition'],
};
const MAC_PROGRAM: Record<string, string> = {
  Firefox: 'firefox',
  'Firefox Developer Edition': 'firefox',
};
const WINDOWS: Record<BrowserKind, string[]> = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/** Every place where this browser may be, the best first: what the developer says, then each system's own. */
export function browserPaths(kind: BrowserKind, system: System = OWN): string[] {
  const { platform, env, home } = system;
  const said = env[VARIABLES[kind]];
  return [...(said ? [said] : []), ...placesOf(kind, platform, env, home)];
}

function placesOf(
  kind: BrowserKind,
  platform: NodeJS.Platform,
  env: System['env'],
  home: string,
): string[] {
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined && root !== '',
    ) as string[];
    return WINDOWS[kind].flatMap((program) => roots.map((root) => win32.join(root, program)));
  }
  if (platform === 'darwin')
    return MAC[kind].flatMap((name) =>
      ['/Applications', posix.join(home, 'Applications')].map((folder) =>
        posix.join(folder, `${name}.app`, 'Contents', 'MacOS', MAC_PROGRAM[name] ?? name),
      ),
    );
  const folders = [...(env.PATH ?? '').split(':'), '/usr/bin', '/snap/bin'].filter(
    (folder) => folder !== '',
  );
  return [
    ...new Set(LINUX[kind].flatMap((name) => folders.map((folder) => posix.join(folder, name)))),
  ];
}

/** The browser's program, or null. */
export const findProgram = (kind: BrowserKind): string | null =>
  browserPaths(kind).find((path) => existsSync(path)) ?? null;

/** How a browser is had on this system. */
export function howToInstall(kind: BrowserKind, system: System = OWN): string {
  const variable = `or say where it is in ${VARIABLES[kind]}`;
  if (system.platform === 'linux') {
    const name = kind === 'firefox' ? 'firefox-esr' : 'chromium';
    return `Install it ("sudo apt-get install ${name}" on Debian), ${variable}.`;
  }
  const names = kind === 'firefox' ? 'Firefox' : 'Chrome, Chromium or Edge';
  return `Install ${names}, ${variable}.`;
}

/** The browser's program; otherwise an error that says how to install it. */
export function findBrowser(kind: BrowserKind): string {
  const found = findProgram(kind);
  if (found) return found;
  const name = kind === 'firefox' ? 'Firefox' : 'Chrome, Chromium or Edge';
  throw new Error(`${name} was not found. ${howToInstall(kind)}`);
}
