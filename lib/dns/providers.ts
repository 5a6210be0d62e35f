// The table of DNS-over-HTTPS resolvers (RFC 8484). Adding a resolver is adding one row.

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

/**
 * The resolvers a setting stands for: `auto` is the whole table in order, an id that one row, anything
 * else the URL of one custom resolver. Exactly one is exactly one: nobody else is ever asked.
 */
export function chooseProviders(setting: string): readonly Provider[] {
  if (setting === 'auto') return PROVIDERS;
  const row = PROVIDERS.find((provider) => provider.id === setting);
  return [row ?? { id: 'custom', name: setting, url: setting }];
}
