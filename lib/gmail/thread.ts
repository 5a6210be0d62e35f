// The open messages of a Gmail document: which are on screen, who they are, and who sent them as Gmail shows it.
import {
  legacyFromPerm,
  type MessageIds,
  parseLegacyId,
  parsePermId,
  permIdsOfJslog,
} from './ids.ts';
import { findBanner, type GmailMark, offersNotSpam, readMark } from './marks.ts';
import { type Folder, isMailbox, readRoute } from './route.ts';
import {
  BODY,
  COMPOSE,
  either,
  find,
  isForeign,
  isShown,
  LANDMARKS,
  levelsBelow,
  type Tier,
} from './selectors.ts';

export interface OpenMessage extends MessageIds {
  /** the element that holds the whole message */
  element: HTMLElement;
  /** the sender's element: the seal goes beside it */
  sender: HTMLElement;
  /** the sender as Gmail shows it */
  author: { name: string; address: string };
  folder: Folder;
  /** how Gmail itself marks it */
  mark: GmailMark;
  /** Gmail's own warning or notice above the text, which nothing may cover */
  banner: Element | null;
  /** being written, not sent */
  isDraft: boolean;
  /** which half of the selector table found container and sender */
  tiers: { message: Tier; sender: Tier };
}

/**
 * A message stands five levels below its list item, its body's content at least ten. The bound keeps a container drawn
 * by a mail apart from Gmail's own even when every class of the body has been renamed.
 */
const DEEPEST_CONTAINER = 7;
/** The header box stands two levels below the message and its table three, the content of a body at least five. */
const DEEPEST_HEADER = 4;

const CONTAINER = either(LANDMARKS.message);

function outermostItem(element: Element): Element | null {
  let item = element.closest(LANDMARKS.item.byAttribute);
  for (
    let next = item;
    next;
    next = next.parentElement?.closest(LANDMARKS.item.byAttribute) ?? null
  ) {
    item = next;
  }
  return item;
}

/** Gmail's own container: not in a body, not in another message, and where Gmail puts one. */
function isContainer(element: Element): boolean {
  if (isForeign(element) || element.parentElement?.closest(CONTAINER)) return false;
  const item = outermostItem(element);
  if (item) return levelsBelow(element, item) <= DEEPEST_CONTAINER;
  // Without a list around it both halves of the table have to agree.
  return (
    element.matches(LANDMARKS.message.byClass) && element.matches(LANDMARKS.message.byAttribute)
  );
}

/** Ids repeated in the logging attributes of star, reply button and body; null unless all of them agree. */
function loggedPermId(element: Element) {
  const ids = new Set<string>();
  for (const logged of element.querySelectorAll('[jslog]')) {
    if (logged.parentElement && isForeign(logged.parentElement)) continue;
    for (const id of permIdsOfJslog(logged.getAttribute('jslog'))) ids.add(id);
  }
  const [only, another] = ids;
  return only && another === undefined ? parsePermId(only) : null;
}

/**
 * Who a container is. While Gmail re-uses a node its two ids may disagree for a moment: then the logging attributes
 * decide, and without them nobody is there yet. An id is never taken from a neighbour.
 */
function identify(element: Element): MessageIds | null {
  let permId = parsePermId(element.getAttribute('data-message-id'));
  let legacyId = parseLegacyId(element.getAttribute('data-legacy-message-id'));
  const computed = legacyFromPerm(permId);
  if (computed && legacyId && computed !== legacyId) {
    const logged = loggedPermId(element);
    const settled = legacyFromPerm(logged);
    if (settled !== computed && settled !== legacyId) return null;
    permId = logged;
    legacyId = settled;
  }
  if (!permId && !legacyId) permId = loggedPermId(element);
  legacyId ??= legacyFromPerm(permId);
  const id = legacyId ?? permId;
  return id ? { id, legacyId, permId } : null;
}

function addressIn(text: string | null): string {
  const inner = (text ?? '').replace(/[<>\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return /^[^ @]+@[^ @]+$/.test(inner) ? inner : '';
}

/** The sender as shown. Attributes first: the visible text may be shortened. */
function readAuthor(sender: HTMLElement, header: HTMLElement): OpenMessage['author'] {
  const address =
    addressIn(sender.getAttribute('email')) ||
    addressIn(sender.getAttribute('data-hovercard-id')) ||
    addressIn(find(header, LANDMARKS.senderAddress)?.element.textContent ?? null) ||
    addressIn(sender.textContent);
  return { name: sender.getAttribute('name') ?? sender.textContent ?? '', address };
}

/** A compose box without a body beside it. A reply being written below a message does not make it a draft. */
function isBeingWritten(element: Element): boolean {
  const outside = (selector: string, unwanted: string) =>
    [...element.querySelectorAll(selector)].some((found) => !found.closest(unwanted));
  return outside(COMPOSE, BODY) && !outside(BODY, COMPOSE);
}

function read(element: HTMLElement, folder: Folder): OpenMessage | null {
  if (!isContainer(element) || !isShown(element)) return null;
  const ids = identify(element);
  const header = ids && find(element, LANDMARKS.header, DEEPEST_HEADER)?.element;
  const sender = header && find(header, LANDMARKS.sender);
  if (!ids || !sender || !isShown(sender.element)) return null;
  // In any other view a message with a permanent id of this side is one the reader sent.
  const place = folder === 'inbox' && ids.permId?.startsWith('msg-a:') ? 'sent' : folder;
  const banner = findBanner(element, header);
  return {
    ...ids,
    element,
    banner,
    sender: sender.element,
    author: readAuthor(sender.element, header),
    folder: place,
    mark: readMark(element, header, banner !== null && place !== 'spam'),
    isDraft: isBeingWritten(element),
    tiers: {
      message: element.matches(LANDMARKS.message.byClass) ? 'class' : 'attribute',
      sender: sender.tier,
    },
  };
}

/**
 * The expanded messages on screen, in document order, each id once. Collapsed and hidden ones, drafts without a sender
 * line, other panes, and anything inside a body are left out.
 */
export function findOpenMessages(document: Document): OpenMessage[] {
  if (!isMailbox(document.location)) return [];
  const route = readRoute(document.location).folder;
  const folder = route === 'inbox' && offersNotSpam(document) ? 'spam' : route;
  const messages = new Map<string, OpenMessage>();
  for (const element of document.querySelectorAll<HTMLElement>(CONTAINER)) {
    const message = read(element, folder);
    if (message && !messages.has(message.id)) messages.set(message.id, message);
  }
  return [...messages.values()];
}
