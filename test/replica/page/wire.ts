// What the server tells the page: the boot record in the document, and the threads of an account.
import type { Language, Person } from '../mailbox.ts';
import type { Words } from '../words.ts';
import type { PageOptions } from './options.ts';

export interface Boot {
  /** account base, for example `/mail/u/0/` */
  base: string;
  address: string;
  name: string;
  language: Language;
  words: Words;
  options: PageOptions;
  nonce: string;
  themes: { light: string; dark: string };
  /** permanent thread id of a pop-out window, else null */
  popout: string | null;
  accounts: { index: number; address: string }[];
}

export interface WireMessage {
  permId: string;
  legacyId: string;
  from: Person;
  to: Person[];
  subject: string;
  date: number;
  snippet: string;
  unread: boolean;
  draft: boolean;
  via: string | null;
  banner: 'spam' | 'phishing' | null;
  questioned: boolean;
  attachments: { name: string; type: string }[];
}

export interface WireThread {
  permId: string;
  legacyId: string;
  token: string;
  subject: string;
  label: 'inbox' | 'spam' | 'sent';
  messages: WireMessage[];
}
