// How the page behaves: the moods of Gmail's single-page application that a test can choose before it loads.

import type { Language } from '../mailbox.ts';
import type { Change } from './drift.ts';

export interface PageOptions {
  theme: 'light' | 'dark';
  density: 'default' | 'compact';
  /** the thread opens beside the list, and the fragment stays */
  readingPane: boolean;
  /** off: every message is a thread of its own */
  conversationView: boolean;
  /** next and previous keep the `.adn` nodes and give them new ids */
  reuseNodes: boolean;
  /** what expanding a collapsed message does: new `.adn` after 400 ms, only new classes, or the header drawn twice */
  expand: 'replace' | 'flip' | 'twice';
  /** milliseconds after insertion until `data-message-id` is there; 0: at once */
  lateIds: number;
  /** milliseconds between two drawings of every sender line; 0: never */
  rerenderEvery: number;
  /** `jslog`: the data attributes are missing; `thread`: data-thread-perm-id is the text "undefined" */
  missingIds: 'none' | 'jslog' | 'thread';
  /** the next redesign: other class names, other attribute names, or both */
  renamed: 'none' | 'classes' | 'attributes' | 'both';
  /** another language than the account's; null: the account's */
  language: Language | null;
  /** changes of the markup on top, as they may come */
  drift: Change[];
  /** where the ids of a message stand: on it, on its place in the list (2026), on both, or on neither */
  idsOn: 'message' | 'item' | 'both' | 'log';
  /** base64 in log attributes ends in `.` instead of `=` (2023, 2025) */
  paddedLog: boolean;
  /**
   * 2023: a table around the whole thread, another portrait class, a sixth slot; 2025: today's; 2026: buttons of the third
   * Material design, an AI row, a card that offers a summary, places that say whether they are expanded
   */
  shape: '2023' | '2025' | '2026';
  /** the list is a grid of `div`s, not a table */
  gridRows: boolean;
  /** "External" beside the subject (Workspace) */
  externalMark: boolean;
  /** filled live regions and the offer to translate, both with the role of an alert */
  alerts: boolean;
  /** a reply is being written below the last message, the mail quoted in an attribute (September 2026) */
  replyBox: boolean;
  /** `og-profile-acct` in the page's head: the account, another one (an address), or none */
  profileMeta: 'own' | 'none' | string;
  /** the bar at the top, with the account button */
  banner: boolean;
  /** milliseconds until body classes and the first pane appear */
  bootDelay: number;
  /** milliseconds until a pane that is displayed gets role=main; Gmail may take a second */
  mainDelay: number;
  /** milliseconds until the toolbar stands above an open thread */
  toolbarDelay: number;
  /** milliseconds until the body of a message arrives */
  bodyDelay: number;
  /** the page's own service worker stands between it and the network */
  serviceWorker: boolean;
}

export const DEFAULT_PAGE: PageOptions = {
  theme: 'light',
  density: 'default',
  readingPane: false,
  conversationView: true,
  reuseNodes: false,
  expand: 'replace',
  lateIds: 0,
  rerenderEvery: 0,
  missingIds: 'none',
  renamed: 'none',
  language: null,
  drift: [],
  idsOn: 'message',
  paddedLog: false,
  shape: '2025',
  gridRows: false,
  externalMark: false,
  alerts: false,
  replyBox: false,
  profileMeta: 'none',
  banner: true,
  bootDelay: 300,
  mainDelay: 30,
  toolbarDelay: 0,
  bodyDelay: 0,
  serviceWorker: false,
};

/** Class names of the next redesign. */
export const RENAMED_CLASSES: Record<string, string> = {
  gD: 'xQ1',
  h7: 'zz',
  kv: 'zy',
  kQ: 'zx',
  adn: 'q',
  adf: 'qf',
  iw: 'rv2',
  hP: 'sU3',
};

/** Attribute names of the next redesign. */
export const RENAMED_ATTRIBUTES: Record<string, string> = {
  'data-message-id': 'data-mid',
  'data-legacy-message-id': 'data-lmid',
  'data-thread-perm-id': 'data-tid',
  'data-legacy-thread-id': 'data-ltid',
  'data-thread-id': 'data-rtid',
  'data-legacy-last-message-id': 'data-llm',
  'data-legacy-last-non-draft-message-id': 'data-llnd',
  'data-hovercard-id': 'data-hc',
  email: 'data-e',
};
