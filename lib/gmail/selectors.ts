// Every selector for Gmail's markup in one table. Gmail promises none of it, so each row names what was seen.

/**
 * Two independent ways to find the same thing: by class (short, obfuscated, renamed several times a year) and by
 * attribute or role (rarer to change). Either may be gone; when both are, the layout is "not recognised" and the page
 * is left alone.
 */
export interface Landmark {
  byClass: string;
  byAttribute: string;
}

export type Tier = 'class' | 'attribute';

export const LANDMARKS = {
  /** An expanded message. Collapsed ones are `.adf.ads` without any id; a hidden `.adn` may stand beside them. */
  message: {
    byClass: 'div.adn.ads',
    byAttribute: '[data-message-id], [data-legacy-message-id]',
  },
  /** The box around sender line, recipients and buttons: `.gs > .gE > table`. */
  header: { byClass: '.gE', byAttribute: 'table' },
  /** The sender: carries `email`, `name` and `data-hovercard-id`. */
  sender: { byClass: '.gD', byAttribute: '[email], [data-hovercard-id*="@"]' },
  /** The address as text, `<a@x>` with the brackets in spans of their own; below `.qu` beside the sender. */
  senderAddress: { byClass: '.go', byAttribute: '[role="gridcell"] [aria-hidden="true"] ~ *' },
  /** One message in the list of a thread, expanded (h7) or not (kv, ky) or behind the "5 more" bubble (kQ, kx). */
  item: { byClass: '.h7, .kv, .ky, .kQ, .kx', byAttribute: '[role="listitem"]' },
  /** The subject line of an open thread. */
  subject: {
    byClass: 'h2.hP',
    byAttribute: 'h2[data-legacy-thread-id], h2[data-thread-perm-id]',
  },
  /** A row of the thread list. The attribute stands inside the row, on the subject. */
  row: { byClass: 'tr.zA', byAttribute: 'tr[role="row"]' },
  /** Senders of a row. `.zF` is unread, `.yP` read. */
  rowSender: { byClass: '.yP, .zF', byAttribute: '[email]' },
  /** The element of a row that knows the ids. */
  rowThread: {
    byClass: '.bog > [data-thread-id], .bqe > [data-thread-id]',
    byAttribute: '[data-legacy-thread-id], [data-thread-id]',
  },
} as const satisfies Record<string, Landmark>;

/**
 * What people wrote, not Gmail: the body (`.ii > .a3s`, in the same document, with the sender's own class names), the
 * clipped or quoted part (`.ajA`), and anything being composed (`.M9`, editable). The jslog number is the body's own
 * and helps when its classes change.
 */
export const FOREIGN =
  '.a3s, .ii, [contenteditable], .M9, .ajA, [g_editable], [jslog^="20277;"], inkan-seal, inkan-mark';

/** A compose box: beside a body it is a reply being written, without one the message is a draft. */
export const COMPOSE = '[g_editable], .M9, [contenteditable="true"], [role="textbox"]';

/** The rendered body of a message. */
export const BODY = '.a3s, .ii, [jslog^="20277;"]';

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

/** Gmail's warning to a message, in the region between header and text whose slots are empty without one. */
export const WARNING = '[role="alert"]';

/** The button "Not spam" of an open thread: Gmail numbers its actions, in every language alike. */
export const NOT_SPAM = '[act="18"]';

/** The account button in the top bar; its label holds name and address in the reader's language. */
export const ACCOUNT_LINK = '[role="banner"] a[aria-label*="@"], header a[aria-label*="@"]';

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

/**
 * The first match below `root` that is Gmail's own and not deeper than `deepest` levels, by class, else by attribute;
 * with the way it was found, so that diagnostics can tell which half of the table still holds.
 */
export function find(
  root: Element,
  landmark: Landmark,
  deepest = Number.POSITIVE_INFINITY,
): { element: HTMLElement; tier: Tier } | null {
  for (const [tier, selector] of [
    ['class', landmark.byClass],
    ['attribute', landmark.byAttribute],
  ] as const) {
    for (const element of root.querySelectorAll<HTMLElement>(selector)) {
      if (!isForeign(element) && levelsBelow(element, root) <= deepest) return { element, tier };
    }
  }
  return null;
}

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
