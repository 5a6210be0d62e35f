// What the background fetches for a tab that CORS keeps from the octets: "download original" of the tab's own mailbox.
import { accountBase } from './account.ts';
import { type Download, download, LIMITS, type Limits, NOT_REACHED } from './download.ts';

/** Gmail redirects "download original" to the second one. */
const HOSTS = new Set(['mail.google.com', 'mail-attachment.googleusercontent.com']);

/** Every parameter such an address may have, and what may stand in it. */
const PARAMETERS: Record<string, RegExp> = {
  ik: /^[0-9a-z]{1,16}$/,
  view: /^att$/,
  th: /^[0-9a-f]{12,16}$/,
  permmsgid: /^msg-[af]:[\w:-]{1,100}$/,
  attid: /^0$/,
  disp: /^comp$/,
  safe: /^1$/,
  zw: /^$/,
  cacheCounter: /^\d{1,30}$/,
};

/**
 * True for an address under which the mailbox of the tab at `tab` hands out one original: another host, another
 * mailbox, an attachment or a parameter that does not belong there is refused, because the request carries the
 * reader's cookies.
 */
export function isOriginalAddress(address: string, tab: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(tab)) return false;
  const url = new URL(address);
  const asker = new URL(tab);
  if (asker.origin !== 'https://mail.google.com') return false;
  const base = new URL(accountBase(asker));
  // Gmail's own menu leaves the slash out.
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  if (url.origin !== base.origin || path !== base.pathname) return false;
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  const given = [...url.searchParams];
  const names = new Set(given.map(([name]) => name));
  return (
    names.size === given.length &&
    given.every(
      ([name, value]) => Object.hasOwn(PARAMETERS, name) && PARAMETERS[name]?.test(value),
    ) &&
    ['view', 'disp'].every((name) => names.has(name)) &&
    names.has('th') !== names.has('permmsgid')
  );
}

/**
 * Downloads one original for a tab. An address that the tab has no business with, and an answer of any other host, is
 * a failure of the network, like every thing that must not be told apart there.
 */
export async function relayOriginal(
  address: string,
  tab: string,
  signal: AbortSignal,
  options: { fetch?: typeof fetch; limits?: Limits; isOnline?: () => boolean } = {},
): Promise<Download> {
  const {
    fetch: send = (...asked) => fetch(...asked),
    limits = LIMITS,
    isOnline = () => navigator.onLine,
  } = options;
  if (!isOriginalAddress(address, tab)) return NOT_REACHED;
  const guarded: typeof fetch = async (...asked) => {
    const response = await send(...asked);
    const { protocol, host } = new URL(response.url);
    if (protocol === 'https:' && HOSTS.has(host)) return response;
    void response.body?.cancel().catch(() => undefined);
    throw new TypeError('another host answered');
  };
  return download(address, { fetch: guarded, credentials: 'include', signal, limits, isOnline });
}
