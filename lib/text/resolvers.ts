// The table of DNS-over-HTTPS resolvers (RFC 8484), and which of them a text means. Adding a resolver is one row.

/** One resolver. `url` is the RFC 8484 endpoint without the `{?dns}` of a URI template. */
export interface Provider {
  /** stable: it is stored in the settings */
  id: string;
  /** proper name, the same in every language */
  name: string;
  url: string;
}

/** Asked in this order; the manifest's host permissions are derived from this table. */
export const PROVIDERS: readonly Provider[] = [
  { id: 'cloudflare', name: 'Cloudflare', url: 'https://cloudflare-dns.com/dns-query' },
  { id: 'google', name: 'Google Public DNS', url: 'https://dns.google/dns-query' },
  { id: 'quad9', name: 'Quad9', url: 'https://dns.quad9.net/dns-query' },
  { id: 'iij', name: 'IIJ Public DNS', url: 'https://public.dns.iij.jp/dns-query' },
];

/** Why an address cannot be a resolver: a key for the words, see `checkResolverUrl`. */
export type UrlRefusal = 'syntax' | 'scheme' | 'plain' | 'credentials' | 'fragment';

/** An endpoint without the variable of RFC 8484's URI template, which may stand at its end. */
export const bareUrl = (url: string): string => url.replace(/\{[?&]dns\}$/, '');

/**
 * Null when the URL can be a resolver, else why not: `syntax` no URL at all, `scheme` neither http nor
 * https, `plain` http to another machine, `credentials` user or password inside, `fragment` a #.
 * The variable of RFC 8484's URI template (`{?dns}`) may stand at the end.
 */
export function checkResolverUrl(url: string): UrlRefusal | null {
  if (!URL.canParse(bareUrl(url))) return 'syntax';
  const parsed = new URL(bareUrl(url));
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return 'scheme';
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname);
  if (parsed.protocol === 'http:' && !loopback) return 'plain';
  // An empty user name leaves no trace in the parsed URL, but the at sign was written.
  const authority = /^https?:[\\/]*([^\\/?#]*)/i.exec(bareUrl(url).trim())?.[1] ?? '';
  if (authority.includes('@')) return 'credentials';
  if (url.includes('#')) return 'fragment';
  return null;
}

/** `auto`, the id of a row, or an https URL that can be a resolver; null for anything else. */
export function readResolver(text: string): string | null {
  if (text === 'auto' || PROVIDERS.some(({ id }) => id === text)) return text;
  return /^https:\/\//i.test(text) && checkResolverUrl(text) === null ? text : null;
}
