// The open messages of a Gmail document: which are on screen, who they are, and who sent them as Gmail shows it.
import { type Box, bodyOf, findBoxes, isCollapsed } from './boxes.ts';
import { readFolder } from './folder.ts';
import { findBanner, type GmailMark, readGmailMark } from './gmail-mark.ts';
import { type IdSource, identify } from './identity.ts';
import type { MessageIds } from './ids.ts';
import { type Folder, isMailbox } from './route.ts';
import { BODY, COMPOSE, firstShown, LANDMARKS, type Way } from './selectors.ts';
import { type AddressSource, readSender, type SenderLine, waysToSender } from './sender.ts';

/** What found the landmarks of one message, for the self-check; more than one way each where all is well. */
export interface Found {
  box: Way[];
  place: Way[];
  header: Way[];
  sender: Way[];
  address: AddressSource[];
  id: IdSource[];
  /** sources of the id that contradicted each other */
  idsDisagree: boolean;
}

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
  /** which ways led to the message; looked for only when asked */
  found(): Found;
}

/** A message on screen without a seal, and why: for the self-check. */
export type Miss = 'id' | 'idsDisagree' | 'sender' | 'sendersDisagree' | 'box';

export interface OpenThread {
  messages: OpenMessage[];
  missed: Miss[];
  /** something on screen looks like an open thread */
  isShown: boolean;
}

/** A compose box without a body beside it. A reply being written below a message does not make it a draft. */
function isBeingWritten(element: Element): boolean {
  const outside = (selector: string, unwanted: string) =>
    [...element.querySelectorAll(selector)].some((found) => !found.closest(unwanted));
  return outside(COMPOSE, BODY) && !outside(BODY, COMPOSE);
}

const waysOf = (element: Element, landmark: { byClass: string; byAttribute: string }): Way[] => [
  ...(element.matches(landmark.byClass) ? (['class'] as const) : []),
  ...(element.matches(landmark.byAttribute) ? (['attribute'] as const) : []),
];

function survey({ element, item, way }: Box, line: SenderLine): Omit<Found, 'id' | 'idsDisagree'> {
  const withOwn = (ways: Way[], used: Way) => (ways.includes(used) ? ways : [...ways, used]);
  const sender = Object.entries(waysToSender(element))
    .filter(
      ([, at]) => at === line.element || at.contains(line.element) || line.element.contains(at),
    )
    .map(([name]) => name as Way);
  return {
    box: withOwn(waysOf(element, LANDMARKS.message), way),
    place: item ? withOwn(waysOf(item, LANDMARKS.item), way === 'structure' ? way : 'class') : [],
    header: [line.headerWay],
    sender,
    address: line.told,
  };
}

function read(box: Box, folder: Folder): OpenMessage | Miss {
  const { element } = box;
  const { ids, told, disagreed } = identify(box);
  const line = readSender(element);
  if (!ids) return disagreed ? 'idsDisagree' : 'id';
  if (line === 'disagreed') return 'sendersDisagree';
  if (!line) return 'sender';
  const { header, author } = line;
  // In any other view a message with a permanent id of this side is one the reader sent.
  const place = folder === 'inbox' && ids.permId?.startsWith('msg-a:') ? 'sent' : folder;
  const banner = findBanner(element, header);
  return {
    ...ids,
    element,
    banner,
    sender: line.element,
    author,
    folder: place,
    mark: readGmailMark(element, header, place !== 'spam'),
    isDraft: isBeingWritten(element),
    found: () => ({ ...survey(box, line), id: told, idsDisagree: disagreed }),
  };
}

/**
 * The expanded messages on screen, in document order, each id once; and what looks like one and could not be read.
 * Collapsed and hidden ones, drafts without a sender line, other panes, and anything inside a body are left out.
 */
export function readThread(document: Document): OpenThread {
  if (!isMailbox(document.location)) return { messages: [], missed: [], isShown: false };
  const { boxes, places } = findBoxes(document);
  const messages = new Map<string, OpenMessage>();
  const missed: Miss[] = [];
  const folder = boxes.length > 0 ? readFolder(document) : 'inbox';
  for (const box of boxes) {
    const message = read(box, folder);
    if (typeof message === 'object') {
      if (!messages.has(message.id)) messages.set(message.id, message);
    } else if (!isBeingWritten(box.element)) missed.push(message);
  }
  const isLeft = (place: HTMLElement) =>
    !isCollapsed(place) &&
    bodyOf(place) !== null &&
    !boxes.some(({ element }) => place.contains(element) || element.contains(place));
  missed.push(...places.filter(isLeft).map(() => 'box' as const));
  const around = [...places, ...boxes.map(({ element }) => element)];
  // A list item alone may be of any list: in a thread there is a message, its subject, or a body.
  const isShown =
    messages.size > 0 || hasSubject(document) || around.some((each) => bodyOf(each) !== null);
  return { messages: [...messages.values()], missed: isShown ? missed : [], isShown };
}

const hasSubject = (document: Document): boolean =>
  [LANDMARKS.subject.byClass, LANDMARKS.subject.byAttribute].some(
    (selector) => firstShown(document, selector) !== null,
  );

/** The messages alone. */
export const findOpenMessages = (document: Document): OpenMessage[] =>
  readThread(document).messages;
