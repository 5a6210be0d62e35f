// What the browser tells every tab and page: that settings changed, and which language it speaks.
// Apart from the settings themselves, whose reading and checking a tab of Gmail need not carry.
import { browser } from 'wxt/browser';

/** Calls back whenever the settings or the policy change, here or in another page. Returns the undo. */
export function onSettingsChanged(changed: () => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if ((area === 'local' && 'settings' in changes) || area === 'managed') changed();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

/** The language in which the browser shows this extension's name, as a BCP 47 tag: all of it then speaks the same. */
export function uiLanguage(): string {
  // The build adds this message, so WXT's list of names does not have it.
  const messages: { getMessage(name: string): string } = browser.i18n;
  return messages.getMessage('language') || browser.i18n.getUILanguage();
}
