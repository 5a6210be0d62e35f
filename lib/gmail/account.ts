// Which mailbox this tab shows: the base of its addresses, and the reader's own address.
import { ACCOUNT_LINK, isForeign } from './selectors.ts';

export interface Account {
  /** absolute, with a final slash: `https://mail.google.com/mail/u/0/` */
  base: string;
  /** the reader's address as the account button tells it, null when unknown */
  address: string | null;
  /** tells the mailboxes of one browser apart: the address (and the delegation), else the path of the base */
  key: string;
}

/**
 * `/mail/u/1/`, a delegated mailbox as `/mail/b/ID/u/0/` or `/mail/u/0/d/ID/`, the old Workspace form `/a/DOMAIN/`. In a
 * pop-out the path goes on with `popout`, so the path itself is never the base. Another base is another mailbox.
 */
const BASE = /^\/(mail|a\/[^/]+)(\/b\/[^/]+)?(\/u\/\d+)?(\/d\/[^/]+)?(?=\/|$)/;

/** The base of the mailbox at this address; a single account has no `/u/N` and is number 0. */
export function accountBase(location: { origin: string; pathname: string }): string {
  const [, root = 'mail', legacyDelegate = '', number = '/u/0', delegate = ''] =
    BASE.exec(location.pathname) ?? [];
  return `${location.origin}/${root}${legacyDelegate}${number}${delegate}/`;
}

/** Characters of an address as Gmail prints it; what stands around it (brackets, bidi marks) belongs to no address. */
const ADDRESS =
  /[^ \t\r\n\u00a0\u3000"',:;<>()[\]（）「」＜＞\u200b-\u200f\u202a-\u202e\u2066-\u2069@]+@[^ \t\r\n\u00a0\u3000"',:;<>()[\]（）「」＜＞\u200b-\u200f\u202a-\u202e\u2066-\u2069@]+/g;

/**
 * The reader's address in the label of the account button. The label is a sentence in the reader's language, and the
 * name in it may itself look like an address; the address stands last, in brackets.
 */
export function addressOfLabel(label: string): string | null {
  const bracketed = [...label.matchAll(/[(（]([^()（）]*@[^()（）]*)[)）]/g)].at(-1)?.[1];
  const found = [...(bracketed ?? label).matchAll(ADDRESS)].at(-1)?.[0];
  return found?.toLowerCase() ?? null;
}

/** Reads the account of a Gmail document. The page's own variables are out of reach of an extension, and not needed. */
export function readAccount(document: Document): Account {
  const base = accountBase(document.location);
  let address: string | null = null;
  for (const link of document.querySelectorAll(ACCOUNT_LINK)) {
    if (isForeign(link)) continue;
    address = addressOfLabel(link.getAttribute('aria-label') ?? '');
    if (address) break;
  }
  const path = new URL(base).pathname;
  const delegation = /\/[bd]\/[^/]+/.exec(path)?.[0] ?? '';
  return { base, address, key: address ? `${address}${delegation}` : path };
}
