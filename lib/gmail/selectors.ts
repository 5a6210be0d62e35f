// Every selector for Gmail's markup in one table. Gmail promises none of it, so each row names what was seen.

/**
 * Ways to find the same thing: by class (short, obfuscated, renamed several times a year), by attribute or role (rarer
 * to change), and by structure, which `boxes.ts`, `sender.ts` and `list.ts` read where both are gone. Any of them may
 * fail; what is found in several ways has to be the same.
 */
interface Landmark {
  byClass: string;
  byAttribute: string;
}

export type Way = 'class' | 'attribute' | 'structure';

export const LANDMARKS = {
  /** An expanded message. Collapsed ones are `.adf.ads` without any id; a hidden `.adn` may stand beside them. */
  message: {
    byClass: 'div.adn.ads',
    byAttribute: '[data-message-id], [data-legacy-message-id]',
  },
  /** The box around sender line, recipients and buttons: `.gs > .gE > table`. */
  header: { byClass: '.gE', byAttribute: 'table' },
  /** The sender: carries `email`, `name` and `data-hovercard-id`. The portrait before it carries the latter too. */
  sender: { byClass: '.gD', byAttribute: '[email], [data-hovercard-id*="@"]:not(img)' },
  /** The address as text, `<a@x>` with the brackets in spans of their own; below `.qu` beside the sender. */
  senderAddress: { byClass: '.go', byAttribute: '[role="gridcell"] [aria-hidden="true"] ~ *' },
  /** One message in the list of a thread, expanded (h7) or not (kv, ky) or behind the "5 more" bubble (kQ, kx). */
  item: { byClass: '.h7, .kv, .ky, .kQ, .kx', byAttribute: '[role="listitem"]' },
  /** The subject line of an open thread. */
  subject: {
    byClass: 'h2.hP',
    byAttribute: 'h2[data-legacy-thread-id], h2[data-thread-perm-id]',
  },
  /** A row of the thread list: a row of a table until 2026, and perhaps of a grid afterwards. */
  row: { byClass: '.zA', byAttribute: '[role="row"]' },
  /** Senders of a row. `.zF` is unread, `.yP` read. */
  rowSender: { byClass: '.yP, .zF', byAttribute: '[email]' },
  /** The element of a row that knows the ids. */
  rowThread: {
    byClass: '.bog > [data-thread-id], .bqe > [data-thread-id]',
    byAttribute: '[data-legacy-thread-id]:not(h2), [data-thread-id]:not(h2)',
  },
} as const satisfies Record<string, Landmark>;

/** The log attribute of a body; star (20511) and list (20686) have numbers of their own. */
const LOGGED_BODY = '[jslog^="20277;"]:not([role])';

/**
 * What people wrote, not Gmail: the body (`.ii > .a3s`, in the same document, with the sender's own class names), the
 * clipped or quoted part (`.ajA`), and anything being composed (`.M9`, since 2026 `[data-compose-id]`, editable). The
 * jslog number is the body's own and helps when its classes change.
 */
export const FOREIGN = `.a3s, .ii, [contenteditable], .M9, .ajA, [g_editable], [data-compose-id], ${LOGGED_BODY}, inkan-seal, inkan-mark`;

/** A compose box: beside a body it is a reply being written, without one the message is a draft. */
export const COMPOSE =
  '[g_editable], .M9, [contenteditable="true"], [role="textbox"], [data-compose-id]';

/** The rendered body of a message. */
export const BODY = `.a3s, .ii, ${LOGGED_BODY}`;

/** Says of a message in the list of a thread that it is collapsed. Without a word of either it is not known. */
export const COLLAPSED = '.kv, .ky, .kQ, .kx, [aria-expanded="false"]';
export const EXPANDED = '.h7, [aria-expanded="true"]';

/** The picture beside the sender: repeats the address. */
export const PORTRAIT = '[jid*="@"], img[data-hovercard-id*="@"]';

/** The list of an open thread (2023 on; also of chips and menus, so a parent of messages proves nothing by itself). */
export const MESSAGE_LIST = '[role="list"]';

/** The chip of an attachment (`span.aZo`): what browsers read when it is dragged out, `type:name:address`. */
export const ATTACHMENT = '[download_url]';

/** The second copy of sender and subject that Gmail keeps in a row for screen readers. */
export const ROW_DUPLICATE = '.afn';

/** Rows that are not mail: advertisements and promotion cards. */
export const ROW_NOT_MAIL = '.am0, .bvA';

/**
 * What Gmail shows in place of the portrait of a sender it could not authenticate, a question mark. Nobody has written
 * down its markup; the name of the picture is the best guess there is, and without a match nothing is said.
 */
export const QUESTION_PICTURE = 'img[src*="unknown_avatar"]';

/**
 * What Gmail says of a message, in the region between header and text whose slots are empty without anything. Its
 * markup was never written down: an alert there may be a warning, and may be something else.
 */
export const NOTICE = '[role="alert"]';

/** Alerts that are known to be no warning: the offer to translate, and live regions that repeat what happened. */
export const NOT_ABOUT_MAIL = '.wl4W9b, [aria-live], [role="status"], [role="progressbar"]';

/** The button "Not spam" of an open thread: Gmail numbers its actions, in every language alike. */
export const NOT_SPAM = '[act="18"]';

/** The actions above an open thread: numbered, and since 2026 real buttons in a bar of their own. */
export const TOOLBAR = '[act], [gh="mtb"] button';

/** The entry of the folder that is shown, in the navigation. Assumed, never written down by anybody. */
export const SPAM_ENTRY =
  '[role="navigation"] .ain a[href$="#spam"], [role="navigation"] a[aria-current][href$="#spam"]';

/** The account button in the top bar; its label holds name and address in the reader's language. */
export const ACCOUNT_LINK = '[role="banner"] a[aria-label*="@"], header a[aria-label*="@"]';

/** The account that Google's bar shows, in the head of the page (seen 2026). No mail reaches a page's head. */
export const ACCOUNT_META = 'head > meta[name="og-profile-acct"]';

/** Compact density shows in the height of the navigation entries. */
export const NAVIGATION_ENTRY = '.aim';

/** True for an element inside something that people wrote. */
export function isForeign(element: Element): boolean {
  return element.closest(FOREIGN) !== null;
}

/** Both ways to find a landmark as one selector. */
export function either(landmark: Landmark): string {
  return `${landmark.byClass}, ${landmark.byAttribute}`;
}

/** The first match below `root` that is Gmail's own and on screen. */
export function firstShown(
  root: ParentNode,
  selector: string,
  isWanted: (found: HTMLElement) => boolean = () => true,
): HTMLElement | null {
  for (const found of root.querySelectorAll<HTMLElement>(selector))
    if (isWanted(found) && !isForeign(found) && isShown(found)) return found;
  return null;
}

/** Stands before, and not around. */
export const precedes = (element: Node, other: Node): boolean =>
  element.compareDocumentPosition(other) === 4;

/** How many levels an element stands below one of its ancestors. */
export function levelsBelow(element: Element, ancestor: Element): number {
  let levels = 0;
  for (let at: Element | null = element; at && at !== ancestor; at = at.parentElement) levels += 1;
  return levels;
}

/** Rendered at all: hidden view panes stay in the document with `display: none`. */
export function isShown(element: Element): boolean {
  if (!element.isConnected) return false;
  return element.checkVisibility?.() ?? element.getClientRects().length > 0;
}
