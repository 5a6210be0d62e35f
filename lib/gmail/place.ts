// Where the seal stands: one host beside each sender, kept there while Gmail rebuilds the page around it.
import { NAVIGATION_ENTRY } from './selectors.ts';
import type { OpenMessage } from './thread.ts';

const HOST = 'inkan-seal';

export interface Surroundings {
  /** by the background behind the seal: Gmail's theme has nothing to do with the system's */
  theme: 'light' | 'dark';
  compact: boolean;
}

/**
 * Last inside the heading of the sender line, beside `.qu`, whose content Gmail rewrites. In a layout without a heading
 * right after the sender: misplaced is acceptable, missing is not.
 */
function spot({ element, sender }: OpenMessage): { parent: Element; before: Node | null } {
  const heading = sender.closest('h3');
  if (heading && element.contains(heading)) return { parent: heading, before: null };
  // A line that was found without a sender's element in it.
  if (sender.matches('[role="gridcell"], [role="heading"]'))
    return { parent: sender, before: null };
  return { parent: sender.parentElement ?? element, before: sender.nextSibling };
}

/**
 * The one host of this message, in its place; made when there is none. `isOwn` knows the hosts made here: one copied by
 * Gmail, left by an earlier version of the extension or drawn by somebody else is replaced, and so is the host of
 * another message in an element that Gmail re-used.
 */
export function placeHost(
  message: OpenMessage,
  isOwn: (host: HTMLElement) => boolean,
): HTMLElement {
  const { parent, before } = spot(message);
  let kept: HTMLElement | null = null;
  for (const host of message.element.querySelectorAll<HTMLElement>(HOST)) {
    const fits = isOwn(host) && host.dataset.for === message.id && host.parentElement === parent;
    if (fits && kept === null) kept = host;
    else host.remove();
  }
  if (kept) return kept;
  const host = parent.ownerDocument.createElement(HOST);
  host.dataset.for = message.id;
  parent.insertBefore(host, before);
  return host;
}

/** Removes every host that is not one of these: of messages collapsed, hidden or gone, and ones drawn by somebody else. */
export function removeOtherHosts(document: Document, keep: ReadonlySet<Element>): void {
  for (const host of document.querySelectorAll(HOST)) if (!keep.has(host)) host.remove();
}

/** Relative luminance from a computed colour `rgb(r, g, b)` or `rgba(r, g, b, a)`; null where it is see-through. */
function luminance(color: string): number | null {
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [];
  const [red, green, blue, alpha = 1] = numbers;
  if (!/^rgb/.test(color) || red === undefined || green === undefined || blue === undefined)
    return null;
  return alpha < 0.5 ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/** What the seal has to fit: the first background behind it that is not see-through, and the density of the list. */
export function readSurroundings(host: Element): Surroundings {
  const view = host.ownerDocument.defaultView;
  let theme: Surroundings['theme'] = 'light';
  for (let at: Element | null = host.parentElement; at && view; at = at.parentElement) {
    const behind = luminance(view.getComputedStyle(at).backgroundColor);
    if (behind === null) continue;
    theme = behind < 0.5 ? 'dark' : 'light';
    break;
  }
  const entry = host.ownerDocument.querySelector(NAVIGATION_ENTRY);
  const height = entry?.getBoundingClientRect().height ?? 0;
  return { theme, compact: height > 0 && height <= 24 };
}
