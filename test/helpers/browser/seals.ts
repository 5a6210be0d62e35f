// What the seals of a page say, read through their open shadow roots.
import type { Page } from 'puppeteer-core';
import { PATIENCE } from '../patience.ts';

/** The seals of a page as their hosts state them; `text` is what the seal shows. */
export interface SealState {
  for: string;
  origin: string;
  tone: string;
  state: string;
  text: string;
  /** what a screen reader says: label and sentence */
  spoken: string;
  visible: boolean;
}

/** Reads every `<inkan-seal>` of a page, hidden panes included. */
export function seals(page: Page): Promise<SealState[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('inkan-seal')].map((host) => ({
      for: host.dataset.for ?? '',
      origin: host.dataset.origin ?? '',
      tone: host.dataset.tone ?? '',
      state: host.dataset.state ?? '',
      text: host.shadowRoot?.querySelector('button')?.textContent?.trim() ?? '',
      spoken: host.shadowRoot?.querySelector('button')?.ariaLabel ?? '',
      visible: host.checkVisibility(),
    })),
  );
}

/** The seals that a reader sees, once each is done or held; throws with what was there when time runs out. */
export async function settledSeals(
  page: Page,
  count: number,
  timeout = PATIENCE,
): Promise<SealState[]> {
  const end = Date.now() + timeout;
  for (;;) {
    const shown = (await seals(page)).filter(({ visible }) => visible);
    if (
      shown.length === count &&
      shown.every(({ state }) => state === 'done' || state === 'held')
    ) {
      return shown;
    }
    if (Date.now() > end) {
      throw new Error(`Expected ${count} finished seals, found ${JSON.stringify(shown)}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The seal of one message, once it is done or held and the only one that a reader sees. */
export async function settledSeal(page: Page, id: string, timeout = PATIENCE): Promise<SealState> {
  const end = Date.now() + timeout;
  for (;;) {
    const [seal, ...more] = (await seals(page)).filter(({ visible }) => visible);
    const isDone = seal?.state === 'done' || seal?.state === 'held';
    if (seal && isDone && seal.for === id && more.length === 0) return seal;
    if (Date.now() > end) {
      throw new Error(`Expected one seal for ${id}, found ${JSON.stringify([seal, ...more])}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Goes to another place of the page's own application, as a click does. */
export function go(page: Page, fragment: string): Promise<void> {
  return page.evaluate((wanted) => {
    location.hash = `#${wanted}`;
  }, fragment);
}
