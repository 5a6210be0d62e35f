// An SPF record that holds what the published ones hold and some terms more. RFC 7208 sections 4.6.1 and 12.

const NUMBER = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const DOMAIN = '[^\\s:/]+';
const LENGTH = '(?:/\\d{1,2})?(?://\\d{1,3})?';
const TERM = new RegExp(
  `^[+~?-]?(?:all|include:${DOMAIN}|exists:${DOMAIN}|ptr(?::${DOMAIN})?|(?:a|mx)(?::${DOMAIN})?${LENGTH}|ip4:${NUMBER}(?:\\.${NUMBER}){3}(?:/\\d{1,2})?|ip6:[0-9a-f:.]+(?:/\\d{1,3})?|[a-z][a-z0-9_.-]*=\\S*)$`,
  'i',
);

/** The term that lists one address. */
export const addressTerm = (address: string): string =>
  `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`;

/**
 * One record out of all that were published: what stands first is found first, so new terms do, and the limit of ten
 * lookups cannot reach them. Terms that no receiver understands are left out; of several `all`, the first stays.
 */
export function amendSpf(published: readonly string[], added: readonly string[]): string {
  const terms = published
    .flatMap((record) => record.split(/[ \t]+/).slice(1))
    .filter((term) => TERM.test(term));
  const isAll = (term: string) => /^[+~?-]?all$/i.test(term);
  const isRedirect = (term: string) => /^redirect=/i.test(term);
  const all = terms.find(isAll);
  const redirect = terms.find(isRedirect);
  const rest = terms.filter((term) => !isAll(term) && !isRedirect(term));
  const end = all ?? redirect ?? '~all';
  return ['v=spf1', ...new Set([...added, ...rest]), end].join(' ');
}
