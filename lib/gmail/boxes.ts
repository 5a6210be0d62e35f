// Where a message begins and ends: its box, in the list of an open thread, by class, by attribute, by structure.
import {
  BODY,
  COLLAPSED,
  COMPOSE,
  EXPANDED,
  either,
  firstShown,
  isForeign,
  isShown,
  LANDMARKS,
  levelsBelow,
  MESSAGE_LIST,
  PORTRAIT,
  type Way,
} from './selectors.ts';

export interface Box {
  /** holds the whole message, and nothing of another one */
  element: HTMLElement;
  /** its place in the list of the thread; null where no list was recognised */
  item: HTMLElement | null;
  way: Way;
}

/**
 * A message stands five or six levels below its list item (2023 to 2026), what a mail draws at least ten. The bound
 * leaves room for wrappers, and keeps a container drawn by a mail apart even when every class of the body is new.
 */
const DEEPEST = 9;

const CONTAINER = either(LANDMARKS.message);
const ITEM = either(LANDMARKS.item);
const SENDERS = `${either(LANDMARKS.sender)}, ${PORTRAIT}`;
const SUBJECT = either(LANDMARKS.subject);

/** The outermost ancestor, or the element itself, that a selector matches. */
function outermost(element: Element, selector: string): HTMLElement | null {
  let found = element.closest<HTMLElement>(selector);
  for (let next = found; next; next = next.parentElement?.closest<HTMLElement>(selector) ?? null) {
    found = next;
  }
  return found;
}

/** The widest ancestor that holds no other of `parts` and neither the subject nor the whole page. */
function widen(element: HTMLElement, parts: readonly HTMLElement[]): HTMLElement {
  let widest = element;
  for (let at = element.parentElement; at; at = at.parentElement) {
    const isWhole = at.matches(`body, [role="main"], ${MESSAGE_LIST}`);
    if (isWhole || at.querySelector(SUBJECT)) break;
    const parent = at;
    if (parts.some((part) => part !== element && parent.contains(part))) break;
    widest = at;
  }
  return widest;
}

/**
 * Gmail's header stands before everything a mail says: whoever does not hold the first sender line of its place in the
 * list was drawn by a mail.
 */
function holdsFirstSender(element: HTMLElement, scope: HTMLElement): boolean {
  const first = firstShown(scope, SENDERS);
  return first === null || element.contains(first);
}

/** Found in every way there is, from the list item down: then no bound is needed. */
function isWhollyKnown(element: HTMLElement, item: HTMLElement): boolean {
  const matches = (
    at: Element,
    { byClass, byAttribute }: { byClass: string; byAttribute: string },
  ) => at.matches(byClass) && at.matches(byAttribute);
  return matches(item, LANDMARKS.item) && matches(element, LANDMARKS.message);
}

function namedBoxes(document: Document): Box[] {
  const found = [...document.querySelectorAll<HTMLElement>(CONTAINER)].filter(
    (element) => !isForeign(element) && !element.parentElement?.closest(CONTAINER),
  );
  return found.flatMap((element) => {
    if (!isShown(element)) return [];
    const item = outermost(element, ITEM);
    if (item && levelsBelow(element, item) > DEEPEST && !isWhollyKnown(element, item)) return [];
    if (!holdsFirstSender(element, item ?? widen(element, found))) return [];
    const way = element.matches(LANDMARKS.message.byClass) ? 'class' : 'attribute';
    return [{ element, item, way }];
  });
}

/** Places in the list of a thread, each once: by class or role, else the children of a list, else around a body. */
function findPlaces(document: Document): HTMLElement[] {
  const isOutermost = (element: Element) => !element.parentElement?.closest(ITEM);
  const items = [...document.querySelectorAll<HTMLElement>(ITEM)].filter(
    (item) => !isForeign(item) && isOutermost(item) && isShown(item),
  );
  if (items.length > 0) return items;
  const bodies = [...document.querySelectorAll<HTMLElement>(BODY)].filter(
    (body) => !body.parentElement?.closest(BODY) && !body.closest(COMPOSE) && isShown(body),
  );
  return bodies.map((body) => widen(body, bodies));
}

/** Says of itself that it is collapsed, or does not say that it is expanded and shows no body. */
export function isCollapsed(place: HTMLElement): boolean {
  if (place.matches(COLLAPSED)) return true;
  return !place.matches(EXPANDED) && !hasBody(place);
}

/** The first body on screen inside an element; not one that is quoted in a compose box. */
export function bodyOf(element: Element): HTMLElement | null {
  for (const body of element.querySelectorAll<HTMLElement>(BODY))
    if (!body.closest(COMPOSE) && isShown(body)) return body;
  return null;
}

/** Items of other lists may be expanded too: a message has a body, or a sender. */
const saysSomething = (place: HTMLElement): boolean =>
  hasBody(place) || firstShown(place, SENDERS) !== null;

const hasBody = (place: HTMLElement): boolean => bodyOf(place) !== null;

/**
 * The boxes of the messages on screen, in document order. Where neither class nor attribute names one, the place in the
 * list is the box, if it is expanded; an element named by Gmail inside it would be taken first.
 */
export function findBoxes(document: Document): { boxes: Box[]; places: HTMLElement[] } {
  const named = namedBoxes(document);
  const places = findPlaces(document);
  const isTaken = (place: HTMLElement) =>
    named.some(({ element }) => place.contains(element) || element.contains(place));
  const structural = places
    .filter((place) => !isTaken(place) && !isCollapsed(place) && saysSomething(place))
    .map((place): Box => ({ element: place, item: place, way: 'structure' }));
  const boxes = [...named, ...structural]
    .filter(({ item }) => !item?.matches(COLLAPSED))
    .sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1));
  return { boxes, places };
}
