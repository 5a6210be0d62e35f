// Is this window a private one? There nothing is kept, so nothing can be taught.
import { browser } from 'wxt/browser';

/** For content scripts and pages; the background asks the sender of a message. */
export function isPrivateWindow(): boolean {
  return browser.extension.inIncognitoContext;
}
