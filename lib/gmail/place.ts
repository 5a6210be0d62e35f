// Where the seal stands: one host beside each sender, kept there while Gmail rebuilds the page around it.
import { placeHost, type Spot } from './hosts.ts';
import { NAVIGATION_ENTRY } from './selectors.ts';
import type { OpenMessage } from './thread.ts';

export const SEAL_HOST = 'inkan-seal';

export interface Surroundings {
  /** by the background behind the seal: Gmail's theme has nothing to do with the system's */
  theme: 'light' | 'dark';
  compact: boolean;
}

/**
 * Last inside the heading of the sender line, beside `.qu`, whose content Gmail rewrites. In a layout without a heading
 * right after the sender: misplaced is acceptable, missing is not.
 */
function spot({ element, sender }: OpenMessage): Spot {
  const heading = sender.closest('h3');
  if (heading && element.contains(heading)) return { parent: heading, after: null };
  // A line that was found without a sender's element in it.
  if (sender.matches('[role="gridcell"], [role="heading"]')) return { parent: sender, after: null };
  return { parent: sender.parentElement ?? element, after: sender.parentElement && sender };
}

/**
 * The one seal of this message, in its place; made when there is none. `isOwn` knows those made here: any other is
 * replaced, and so is the seal of another message in an element that Gmail re-used.
 */
export function placeSeal(
  message: OpenMessage,
  isOwn: (host: HTMLElement) => boolean,
): HTMLElement {
  const at = spot(message);
  const host = placeHost(
    SEAL_HOST,
    at,
    message.element.querySelectorAll<HTMLElement>(SEAL_HOST),
    (known) =>
      isOwn(known) && known.dataset.for === message.id && known.parentElement === at.parent,
  );
  // Written once: what watches the page would hear it each time.
  if (host.dataset.for !== message.id) host.dataset.for = message.id;
  return host;
}

/** Relative luminance from a computed colour `rgb(r, g, b)` or `rgba(r, g, b, a)`; null where it is see-through. */
function luminance(color: string): number | null {
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [];
  const [red, green, blue, alpha = 1] = numbers;
  if (!/^rgb/.test(color) || red === undefined || green === undefined || blue === undefined)
    return null;
  return alpha < 0.5 ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/** Whether the first background behind an element that is not see-through is a light or a dark one. */
export function readTheme(element: Element): Surroundings['theme'] {
  const view = element.ownerDocument.defaultView;
  for (let at = element.parentElement; at && view; at = at.parentElement) {
    const behind = luminance(view.getComputedStyle(at).backgroundColor);
    if (behind !== null) return behind < 0.5 ? 'dark' : 'light';
  }
  return 'light';
}

/** Milliseconds. To measure, the browser has to lay out the whole page at once; and readers change the density seldom. */
const DENSITY_LASTS = 10_000;
const densities = new WeakMap<Document, { height: number; readAt: number }>();

function isCompact(document: Document): boolean {
  const known = densities.get(document);
  const now = performance.now();
  if (known && now - known.readAt < DENSITY_LASTS) return known.height <= 24;
  const height = document.querySelector(NAVIGATION_ENTRY)?.getBoundingClientRect().height ?? 0;
  // Gmail may not have drawn its navigation yet.
  if (height > 0) densities.set(document, { height, readAt: now });
  return height > 0 && height <= 24;
}

/** What the seal has to fit: the ground behind it, and the density of the list. */
export function readSurroundings(host: Element): Surroundings {
  return { theme: readTheme(host), compact: isCompact(host.ownerDocument) };
}
