// The reader's addresses that Gmail's pages told in this session: a pop-out without any other source may choose among them.
import type { Handlers } from './messaging.ts';
import { sessionStore } from './store.ts';

const PREFIX = 'account:';
/** More mailboxes than anybody has open; what comes later is not kept. */
const MOST = 50;

/** In the background. Kept in session memory, never on the disk; nothing of a private window, and nothing told to it. */
export function createAccounts(): Handlers['accounts'] {
  const store = sessionStore(PREFIX);
  return async ({ told }, { isPrivate }) => {
    if (isPrivate) return [];
    const known = (await store.list()).map(([key]) => key.slice(PREFIX.length));
    if (told === null || known.includes(told) || known.length >= MOST) return known;
    await store.write(PREFIX + told, true);
    return [...known, told];
  };
}
