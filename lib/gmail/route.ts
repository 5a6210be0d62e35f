// What the address bar says: which folder, whether a thread is open, and which pages are not ours.
import { decodeToken } from './ids.ts';

export type Folder = 'inbox' | 'spam' | 'sent' | 'draft';

interface Route {
  /** first part of the fragment: `inbox`, `search`, `label`, … */
  view: string;
  folder: Folder;
  /** the address names an open thread (or the window is a pop-out of one) */
  readonly expectsThread: boolean;
}

/** Print view, original, attachment, clipped message, old compose window: Gmail's pages without Gmail's interface. */
const OTHER_VIEWS = new Set(['pt', 'om', 'att', 'lg', 'btop', 'cm']);
const FOLDERS = new Map<string, Folder>([
  ['spam', 'spam'],
  ['sent', 'sent'],
  ['drafts', 'draft'],
]);

/** False for pages on Gmail's host that are not the mailbox: nothing is read or shown there. */
export function isMailbox(location: { pathname: string; search: string }): boolean {
  if (!/^\/(mail|a\/[^/]+)(\/|$)/.test(location.pathname)) return false;
  if (/\/feed\//.test(location.pathname)) return false;
  return !OTHER_VIEWS.has(new URLSearchParams(location.search).get('view') ?? '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** A search can be one for the spam folder; the reader sees spam either way. */
function folderOf(view: string, query: string): Folder {
  if (view !== 'search' && view !== 'advanced-search') return FOLDERS.get(view) ?? 'inbox';
  const place = /(?:^| )(?:in|is|label):(spam|sent|drafts?)(?= |$)/.exec(decode(query))?.[1];
  return FOLDERS.get(place === 'draft' ? 'drafts' : (place ?? '')) ?? 'inbox';
}

/** Reads the route of `#inbox/TOKEN`, `#search/QUERY/TOKEN?compose=new`, `/popout?th=%23thread-f%3A…&search=spam`. */
export function readRoute(location: { pathname: string; search: string; hash: string }): Route {
  const parameters = new URLSearchParams(location.search);
  if (/\/popout\/?$/.test(location.pathname)) {
    const view = parameters.get('search') ?? 'inbox';
    const thread = /^#?thread-[fa]:/.test(parameters.get('th') ?? '');
    return { view, folder: folderOf(view, ''), expectsThread: thread };
  }
  const parts = (location.hash.slice(1).split('?')[0] ?? '').split('/');
  const view = parts[0] || 'inbox';
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  return {
    view,
    folder: folderOf(view, parts[1] ?? ''),
    // Most of those who ask want to know the folder only.
    get expectsThread() {
      return decodeToken(last) !== null;
    },
  };
}
