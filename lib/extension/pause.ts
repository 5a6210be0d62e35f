// "Pause everywhere": no seal and no lookup in any tab until the reader resumes.
import { browser } from 'wxt/browser';

export async function isPausedEverywhere(): Promise<boolean> {
  const { paused } = await browser.storage.local.get('paused');
  return paused === true;
}

export async function pauseEverywhere(paused: boolean): Promise<void> {
  if (paused) await browser.storage.local.set({ paused });
  else await browser.storage.local.remove('paused');
}

/** Calls back with the present state, and whenever it changes. Where storage does not answer, nobody paused. */
export function followPause(changed: (paused: boolean) => void): void {
  const look = () => void isPausedEverywhere().then(changed, () => changed(false));
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'paused' in changes) look();
  });
  look();
}
