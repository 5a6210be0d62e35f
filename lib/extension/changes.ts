// What the browser tells every tab and page: that settings changed.
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
