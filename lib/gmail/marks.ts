// How Gmail itself marks a message: a question mark in place of the portrait, or a warning between header and text.
import type { Context } from '../model.ts';
import {
  BODY,
  either,
  FOREIGN,
  isForeign,
  isShown,
  LANDMARKS,
  levelsBelow,
  NOT_SPAM,
  QUESTION_PICTURE,
  WARNING,
} from './selectors.ts';

export type GmailMark = NonNullable<Context['gmailMark']> | null;

/**
 * The portrait stands three levels below the message, a warning four, the content of a body five: where the body's
 * classes are not known any more, nothing deeper counts.
 */
const DEEPEST_MARK = 4;

const precedes = (element: Element, other: Element): boolean =>
  (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/**
 * Gmail's mark on an open message, read from roles and places: its words are in the reader's language, and its class
 * names change. A warning counts only outside Spam, where every message has one that says no more than where it is.
 */
export function readMark(message: Element, header: Element, folder: Context['folder']): GmailMark {
  const isGmails = (element: Element) => !isForeign(element) && isShown(element);
  const isNear = (element: Element) => levelsBelow(element, message) <= DEEPEST_MARK;
  for (const picture of message.querySelectorAll(QUESTION_PICTURE)) {
    if (isGmails(picture) && isNear(picture) && precedes(picture, header)) return 'unauthenticated';
  }
  if (folder === 'spam') return null;
  const body = message.querySelector(BODY);
  for (const banner of message.querySelectorAll(WARNING)) {
    const isBetween = precedes(header, banner) && (body ? precedes(banner, body) : isNear(banner));
    const isFilled = banner.childElementCount > 0 || banner.textContent !== '';
    if (isBetween && isFilled && isGmails(banner)) return 'warning';
  }
  return null;
}

/**
 * True where Gmail offers to take the open thread out of Spam: it lies there, although the address bar says a search
 * or a label.
 */
export function offersNotSpam(document: Document): boolean {
  return [...document.querySelectorAll(NOT_SPAM)].some(
    (button) => !button.closest(`${FOREIGN}, ${either(LANDMARKS.item)}`) && isShown(button),
  );
}
