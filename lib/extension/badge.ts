// The toolbar button tells why no seal is shown, so that a missing seal is not taken for calm.
import { browser } from 'wxt/browser';
import { followPause } from './pause.ts';
import { hasHostAccess, onAccessChanged } from './permissions.ts';

const GMAIL = 'https://mail.google.com/';
/** The reader paused everything; the reader or the browser keeps Gmail from us, and the popup has a button that asks. */
const BADGES = { paused: 'II', locked: '!', none: '' };

/** Keeps the badge right from now on. */
export function followBadge(): void {
  let paused = false;
  const show = async () => {
    const state = !(await hasHostAccess(GMAIL)) ? 'locked' : paused ? 'paused' : 'none';
    await browser.action.setBadgeText({ text: BADGES[state] });
    if (state !== 'none') await browser.action.setBadgeBackgroundColor({ color: '#5b5f66' });
  };
  followPause((now) => {
    paused = now;
    void show();
  });
  onAccessChanged(() => void show());
}
