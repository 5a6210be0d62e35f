// Messages attached to messages: the chips Gmail shows below a body, and the file behind each of them.
import type { DownloadFailure } from './download.ts';
import { placeHost } from './hosts.ts';
import { readPageKind } from './pages.ts';
import { type Attempt, createRequests, type RequestOptions } from './requests.ts';
import { ATTACHMENT, either, isForeign, isShown, LANDMARKS } from './selectors.ts';
import { readShape } from './shape.ts';

/** Where a message may be: by its own names, or by its place in the list. */
const AROUND = `${either(LANDMARKS.message)}, ${either(LANDMARKS.item)}`;

export interface AttachedMessage {
  chip: HTMLElement;
  /** the same for the same file of the same message, however often Gmail draws its chip anew */
  id: string;
  /** name of the file, as the chip says it */
  name: string;
  /** where Gmail's own page fetches it */
  url: string;
}

/** The hosts that hand out attachments, the second by redirect only. */
const HOSTS = new Set(['mail.google.com', 'mail-attachment.googleusercontent.com']);

/** Gmail's address of one attachment; null for anything else, so that a press can never ask for something else. */
function readAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const { protocol, hostname, port, username, password, pathname, searchParams: query } = url;
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
  const isPart = query.get('view') === 'att' && /^0\.[\d.]{1,20}$/.test(query.get('attid') ?? '');
  const isMailbox = hostname !== 'mail.google.com' || /^\/(?:mail|a\/[^/]+)\//.test(pathname);
  return isPlain && isPart && isMailbox && HOSTS.has(hostname) ? url : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads the `download_url` of a chip: media type, name and address with colons between them. The name may hold colons
 * of its own. Null unless it is a message: by its type, or by a name ending in .eml, because many programs attach
 * those as something else.
 */
export function readChip(written: string): Omit<AttachedMessage, 'chip'> | null {
  const [, type = '', name = '', address = ''] = /^([^:]*):(.*):(https:.*)$/s.exec(written) ?? [];
  const url = readAddress(address);
  const isMessage = /^message\/rfc822\b/i.test(type.trim()) || /\.eml$/i.test(name);
  if (!url || !isMessage) return null;
  const query = url.searchParams;
  const message = query.get('permmsgid') ?? query.get('th') ?? '';
  return { id: `${message}/${query.get('attid')}`, name: decode(name), url: url.href };
}

/** The attached messages on screen, each once. Chips that a mail draws in its own body are left out. */
export function findAttachedMessages(document: Document): AttachedMessage[] {
  const found = new Map<string, AttachedMessage>();
  for (const chip of document.querySelectorAll<HTMLElement>(ATTACHMENT)) {
    if (isForeign(chip) || !chip.closest(AROUND) || !isShown(chip)) continue;
    const read = readChip(chip.getAttribute('download_url') ?? '');
    if (read && !found.has(read.id)) found.set(read.id, { ...read, chip });
  }
  return [...found.values()];
}

/** Where the button of a chip stands: right behind it. */
export const CHECK_HOST = 'inkan-check';

/** The one host of this chip, in its place; made when there is none. `isOwn` knows the hosts made here. */
export function placeCheck(
  { chip }: AttachedMessage,
  isOwn: (host: HTMLElement) => boolean,
): HTMLElement {
  const next = chip.nextElementSibling;
  const found = next instanceof HTMLElement && next.localName === CHECK_HOST ? [next] : [];
  return placeHost(CHECK_HOST, { parent: chip, after: chip }, found, isOwn);
}

export type FetchAttached = (
  attached: Pick<AttachedMessage, 'url'>,
  signal: AbortSignal,
) => Promise<{ bytes: Uint8Array<ArrayBuffer> } | Pick<DownloadFailure, 'failure'>>;

/**
 * Makes the function through which a tab fetches attached messages, with the page's own session. It is called when the
 * reader presses the button, and never before. Rejects only when its signal aborts.
 */
export function createAttachments(options: RequestOptions): FetchAttached {
  const requests = createRequests(options);
  return async ({ url }, signal) => {
    if (!readAddress(url)) return { failure: 'missing' };
    const attempts: Attempt[] = [];
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 512 * 1024));
    // A file may be anything its sender attached; only a page of Gmail in its place is a failure. What it says may be the
    // sender's: nobody else's requests wait for it.
    const accept = (bytes: Uint8Array<ArrayBuffer>) => {
      if (readShape(bytes).kind !== 'html') return null;
      return readPageKind(text(bytes)) === 'signedOut' ? 'signedOut' : 'missing';
    };
    return requests.climb('att', url, accept, attempts, signal);
  };
}
