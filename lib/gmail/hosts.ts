// Elements of ours in Gmail's page: each is there once and in its place, and none stands there that is not ours.

/** Behind `after`, or at the end of `parent` where that is null. */
export interface Spot {
  parent: Element;
  after: ChildNode | null;
}

/**
 * The one element `name` of this spot; made where there is none. Of those `found` there, the first that `fits` stays and
 * the others go: copied by Gmail, left by an earlier version of the extension, or drawn by somebody else.
 */
export function placeHost(
  name: string,
  { parent, after }: Spot,
  found: Iterable<HTMLElement>,
  fits: (host: HTMLElement) => boolean,
): HTMLElement {
  let kept: HTMLElement | null = null;
  for (const host of found) {
    if (kept === null && fits(host)) kept = host;
    else host.remove();
  }
  if (kept) return kept;
  const host = parent.ownerDocument.createElement(name);
  if (after) after.after(host);
  else parent.append(host);
  return host;
}

/** Removes every element `name` that is not one of these: of what is gone from the screen, and ones drawn by others. */
export function removeOtherHosts(
  document: Document,
  name: string,
  keep: ReadonlySet<Element>,
): void {
  for (const host of document.querySelectorAll(name)) if (!keep.has(host)) host.remove();
}
