// Real browsers for tests: Chromium and Firefox behind the proxy, with or without the built extension.
export type { LaunchedBrowser, LaunchOptions } from './browser.ts';
export { launchChromium } from './chromium.ts';
export { launchFirefox } from './firefox.ts';
export { go, type SealState, seals, settledSeal, settledSeals } from './seals.ts';
