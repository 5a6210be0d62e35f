// Which mailbox this tab shows: the base of its addresses, and the reader's own address.
import { BRACKETS, HIDDEN_IN_ADDRESS } from '../text/characters.ts';
import { ACCOUNT_LINK, ACCOUNT_META, isForeign } from './selectors.ts';

/** The account button of the top bar; the bar's own word in the head of the page (2026); the title of the page. */
export type AccountSource = 'banner' | 'page' | 'title';

export interface Account {
  /** absolute, with a final slash: `https://mail.google.com/mail/u/0/` */
  base: string;
  /** the reader's address; null while no source tells it, and where two tell different ones */
  address: string | null;
  /** tells the mailboxes of one browser apart: the address (and the delegation), else the path of the base */
  key: string;
  /** which sources told an address */
  told: AccountSource[];
  /** what banner and page say differs: nobody knows whose mailbox this is, so nothing is remembered for it */
  disagreed: boolean;
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

/**
 * Characters of an address as Gmail prints it; what stands around it (brackets, bidi marks) belongs to no address. The
 * apostrophe belongs to one (RFC 5322 section 3.2.3), to the local part alone, and a pair of them stands around it.
 */
const OF_DOMAIN = String.raw`[^ \t\r\n"',:;<>＜＞@${BRACKETS}${HIDDEN_IN_ADDRESS}]`;
const OF_LOCAL_PART = `(?:'|${OF_DOMAIN})`;
const ADDRESS = new RegExp(`(?<!${OF_LOCAL_PART})${OF_LOCAL_PART}+@${OF_DOMAIN}+'?`, 'gu');
const IN_BRACKETS = new RegExp(
  `[${BRACKETS}]([^@${BRACKETS}]*@[^${BRACKETS}]*)[${BRACKETS}]`,
  'gu',
);

/** Every address in a text, lower case. Linear in its length. */
const addressesIn = (text: string): string[] =>
  [...text.matchAll(ADDRESS)].map(([found]) =>
    found
      .replace(/^'(.*)'$/, '$1')
      .replace(/'$/, '')
      .toLowerCase(),
  );

/**
 * The reader's address in the label of the account button. The label is a sentence in the reader's language, and the
 * name in it may itself look like an address; the address stands last, in brackets.
 */
export function addressOfLabel(label: string): string | null {
  const bracketed = [...label.matchAll(IN_BRACKETS)].at(-1)?.[1];
  return addressesIn(bracketed ?? label).at(-1) ?? null;
}

function wholeAddress(text: string): string | null {
  const [found, second] = addressesIn(text);
  return second === undefined && found === text.trim().toLowerCase() ? found : null;
}

function readBanner(document: Document): string | null {
  for (const link of document.querySelectorAll(ACCOUNT_LINK)) {
    if (isForeign(link)) continue;
    const address = addressOfLabel(link.getAttribute('aria-label') ?? '');
    if (address) return address;
  }
  return null;
}

/**
 * The last ` - reader@… - ` of a title such as `Subject - reader@gmail.example - Gmail`. The subject before it can look
 * just so, and a page of Gmail may have a title without any address: whoever asks has to know the address already.
 */
export function addressOfTitle(title: string): string | null {
  const parts = title.split(' - ');
  for (let at = parts.length - 2; at >= 1; at -= 1) {
    const address = wholeAddress(parts[at] ?? '');
    if (address) return address;
  }
  return null;
}

/**
 * Makes the reader of one document's account. Banner and page tell an address by themselves and have to agree. The
 * title holds the subject of a mail, so it adds no address and contradicts none: where both others are silent it chooses
 * among those that they told before. `known` are addresses they told in other tabs of this session; `tell` hears each
 * address that this tab is told, once.
 */
export function createAccountReader(
  document: Document,
  known: ReadonlySet<string> = new Set(),
  tell: (address: string) => void = () => {},
): () => Account {
  /** by base: what this document was told */
  const before = new Map<string, Set<string>>();
  return () => {
    const base = accountBase(document.location);
    const banner = readBanner(document);
    const meta = document.querySelector(ACCOUNT_META);
    const page = wholeAddress(meta?.getAttribute('content') ?? '');
    const title = addressOfTitle(document.title);
    const told: AccountSource[] = [];
    if (banner) told.push('banner');
    if (page) told.push('page');
    if (title) told.push('title');
    const heard = before.get(base) ?? new Set();
    before.set(base, heard);
    const disagreed = banner !== null && page !== null && banner !== page;
    const firm = disagreed ? null : (banner ?? page);
    if (firm !== null && !heard.has(firm)) {
      heard.add(firm);
      tell(firm);
    }
    const isKnown = title !== null && (heard.has(title) || known.has(title));
    const address = disagreed ? null : (firm ?? (isKnown ? title : null));
    const path = base.slice(document.location.origin.length);
    const delegation = /\/[bd]\/[^/]+/.exec(path)?.[0] ?? '';
    return { base, address, key: address ? `${address}${delegation}` : path, told, disagreed };
  };
}

/** The account of a document at this moment alone. */
export const readAccount = (document: Document): Account => createAccountReader(document)();
