// How Gmail itself marks a message: a question mark in place of the portrait, or a notice between header and text.
import type { Context } from '../model.ts';
import {
  BODY,
  either,
  FOREIGN,
  isForeign,
  isShown,
  LANDMARKS,
  levelsBelow,
  NOT_ABOUT_MAIL,
  NOT_SPAM,
  NOTICE,
  precedes,
  QUESTION_PICTURE,
} from './selectors.ts';

export type GmailMark = NonNullable<Context['gmailMark']> | null;

/**
 * The portrait stands three levels below the message, a notice four, the content of a body five: where the body's
 * classes are not known any more, nothing deeper counts.
 */
const DEEPEST_MARK = 4;

const isGmails = (element: Element) => !isForeign(element) && isShown(element);
const isNear = (element: Element, message: Element) =>
  levelsBelow(element, message) <= DEEPEST_MARK;

/** Everything Gmail says of a message between header and text, in order. */
function noticesOf(message: Element, header: Element): Element[] {
  // The star and the buttons of the header may be logged under the body's number.
  const body = [...message.querySelectorAll(BODY)].find((found) => precedes(header, found));
  return [...message.querySelectorAll(NOTICE)].filter((notice) => {
    const isAbove = body ? precedes(notice, body) : isNear(notice, message);
    const isFilled = notice.childElementCount > 0 || notice.textContent !== '';
    return isAbove && precedes(header, notice) && isFilled && isGmails(notice);
  });
}

/** The first of them, whatever it says: nothing may cover it. */
export function findBanner(message: Element, header: Element): Element | null {
  return noticesOf(message, header)[0] ?? null;
}

/**
 * Gmail's mark on an open message, read from roles and places: its words are in the reader's language, and its class
 * names change. Whether a notice is a warning nobody can tell from that; the offer to translate and what live regions
 * repeat are known to be none. In Spam (`counts` false) every message has a notice that says where it is.
 */
export function readGmailMark(message: Element, header: Element, counts: boolean): GmailMark {
  for (const picture of message.querySelectorAll(QUESTION_PICTURE)) {
    const isPortrait = isNear(picture, message) && precedes(picture, header);
    if (isPortrait && isGmails(picture)) return 'unauthenticated';
  }
  const isNotice = (notice: Element) => {
    const around = notice.closest(NOT_ABOUT_MAIL);
    return !around || !message.contains(around);
  };
  return counts && noticesOf(message, header).some(isNotice) ? 'notice' : null;
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
