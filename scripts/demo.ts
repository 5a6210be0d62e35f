// npm start: the demo mailbox. With a display a browser window to play with, without one a printed tour.
import { mkdirSync } from 'node:fs';
import { languageFor } from '../lib/words.ts';
import { settledSeals } from '../test/helpers/browser/launch.ts';
import { loadDemo } from '../test/helpers/cases/case.ts';
import { startWorld } from '../test/helpers/world.ts';

const PICTURES = '.output/demo';
const headless = !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const language = languageFor(process.env.LC_ALL || process.env.LANG || '');
const world = await startWorld({
  ...loadDemo(),
  language,
  mailboxLanguage: language,
  headless,
  embedded: true,
});

if (!headless) {
  await world.open();
  console.log('The demo mailbox is open: click a message, then its seal. Close the window to end.');
  await new Promise((resolve) => world.launched.browser.once('disconnected', resolve));
  await world.close().catch(() => {});
  process.exit(0);
}

mkdirSync(PICTURES, { recursive: true });
for (const theme of ['light', 'dark'] as const) {
  world.replica.setPage({ theme });
  for (const one of world.built) {
    const page = await world.open(one);
    const [seal] = await settledSeals(page, 1);
    await page.screenshot({ path: `${PICTURES}/${one.case.name}-${theme}.png` });
    if (theme === 'light' && seal)
      console.log(`${one.subject}\n  ${seal.origin} · ${seal.tone} · ${seal.spoken}`);
    await page.close();
  }
}
console.log(`\nScreenshots are in ${PICTURES}/.`);
await world.close();
