// What the popup knows of the tab in front, looked at again and again while it is open.
import { useEffect, useState } from 'preact/hooks';
import { isPausedEverywhere } from '../../lib/extension/pause.ts';
import { hasGmailAccess } from '../../lib/extension/permissions.ts';
import { askTab, frontTab, type TabState } from '../../lib/extension/tab.ts';

/** `asleep`: Gmail is open, but our script does not run in it. */
type Situation =
  | { kind: 'notGmail' | 'noAccess' | 'asleep' }
  | { kind: 'running'; state: TabState };

export interface Front {
  tab: number;
  situation: Situation;
  /** the reader paused every tab */
  everywhere: boolean;
}

const AGAIN = 700;

const isGmail = (url: string | null): boolean =>
  url?.startsWith('https://mail.google.com/') ?? false;

async function look(): Promise<Front> {
  const [front, everywhere, access] = await Promise.all([
    frontTab(),
    isPausedEverywhere(),
    hasGmailAccess(),
  ]);
  const tab = front?.id ?? -1;
  const state = front ? await askTab(tab, 'state') : null;
  if (state) return { tab, everywhere, situation: { kind: 'running', state } };
  // Without access the browser does not tell which page the tab shows.
  if (!access) return { tab, everywhere, situation: { kind: 'noAccess' } };
  const kind = isGmail(front?.url ?? null) ? 'asleep' : 'notGmail';
  return { tab, everywhere, situation: { kind } };
}

/** Null until the tab was asked once. `lookNow` is for after a click. */
export function useFront(): { front: Front | null; lookNow(): void } {
  const [front, setFront] = useState<Front | null>(null);
  const lookNow = () => void look().then(setFront);
  useEffect(() => {
    lookNow();
    const timer = setInterval(lookNow, AGAIN);
    return () => clearInterval(timer);
  }, []);
  return { front, lookNow };
}
