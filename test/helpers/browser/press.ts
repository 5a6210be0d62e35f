// Presses a button of a page by what it says, without scrolling to it: what is pressed is not always in sight.
import type { Page } from 'puppeteer-core';

/** The first button whose text begins so. */
export const pressButton = (page: Page, text: string): Promise<void> =>
  page.evaluate((label) => {
    const found = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.startsWith(label),
    );
    if (!found) throw new Error(`no button "${label}"`);
    found.click();
  }, text);
