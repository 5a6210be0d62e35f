// Where the open thread lies: the address bar says it, or a toolbar that Gmail may draw after the message.
import { offersNotSpam } from './gmail-mark.ts';
import { type Folder, readRoute } from './route.ts';
import { either, FOREIGN, firstShown, LANDMARKS, SPAM_ENTRY, TOOLBAR } from './selectors.ts';

/** Where the address bar leaves it open, the toolbar is waited for, this many milliseconds at most. */
const PATIENCE = 1_000;
const STEP = 50;

/** Spam wins: the address bar, the button that takes a thread out of it, or the entry of the navigation. */
export function readFolder(document: Document): Folder {
  const route = readRoute(document.location).folder;
  if (route !== 'inbox') return route;
  const isSpam = offersNotSpam(document) || firstShown(document, SPAM_ENTRY) !== null;
  return isSpam ? 'spam' : 'inbox';
}

/** A search, a label or a link may lead to a thread in Spam; the inbox holds none. */
function isTold(document: Document): boolean {
  const around = `${FOREIGN}, ${either(LANDMARKS.item)}`;
  return (
    readRoute(document.location).view === 'inbox' ||
    readFolder(document) !== 'inbox' ||
    firstShown(document, TOOLBAR, (button) => !button.closest(around)) !== null
  );
}

/** The folder, once the page tells it: to be asked before anybody is asked about a message of Spam. */
export async function settledFolder(document: Document): Promise<Folder> {
  const end = performance.now() + PATIENCE;
  while (!isTold(document) && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, STEP));
  return readFolder(document);
}
