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

/** Stands before, and not around. */
const precedes = (element: Element, other: Element): boolean =>
  element.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING;

const isGmails = (element: Element) => !isForeign(element) && isShown(element);
const isNear = (element: Element, message: Element) =>
  levelsBelow(element, message) <= DEEPEST_MARK;

/** What Gmail says of a message between header and text: a warning, or in Spam the notice why it is there. */
export function findBanner(message: Element, header: Element): Element | null {
  // The star and the buttons of the header may be logged under the body's number.
  const body = [...message.querySelectorAll(BODY)].find((found) => precedes(header, found));
  for (const banner of message.querySelectorAll(WARNING)) {
    const isAbove = body ? precedes(banner, body) : isNear(banner, message);
    const isFilled = banner.childElementCount > 0 || banner.textContent !== '';
    if (isAbove && precedes(header, banner) && isFilled && isGmails(banner)) return banner;
  }
  return null;
}

/**
 * Gmail's mark on an open message, read from roles and places: its words are in the reader's language, and its class
 * names change. `warned`: it has a banner outside Spam, where every message has one that says no more than where it is.
 */
export function readMark(message: Element, header: Element, warned: boolean): GmailMark {
  for (const picture of message.querySelectorAll(QUESTION_PICTURE)) {
    const isPortrait = isNear(picture, message) && precedes(picture, header);
    if (isPortrait && isGmails(picture)) return 'unauthenticated';
  }
  return warned ? 'warning' : null;
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
