// An SPF record that holds what the published ones hold and some terms more. RFC 7208 sections 4.6.1 and 12.

/** The term that lists one address. */
export const addressTerm = (address: string): string =>
  `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`;

/**
 * One record out of the usable terms of all that were published: what stands first is found first, so new terms do, and
 * the limit of ten lookups cannot reach them. Of several `all`, the first stays.
 */
export function amendSpf(terms: readonly string[], added: readonly string[]): string {
  const isAll = (term: string) => /^[+~?-]?all$/i.test(term);
  const isRedirect = (term: string) => /^redirect=/i.test(term);
  const all = terms.find(isAll);
  const redirect = terms.find(isRedirect);
  const rest = terms.filter((term) => !isAll(term) && !isRedirect(term));
  const end = all ?? redirect ?? '~all';
  return ['v=spf1', ...new Set([...added, ...rest]), end].join(' ');
}
