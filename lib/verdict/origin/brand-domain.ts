// Whose domain the reader is meant to believe.
import { isUnder } from '../../text/domains.ts';
import { brandsOfDomain } from '../claims/brands.ts';
import type { Facts } from './facts.ts';

/** A domain of a listed brand, or of one that the reader or the policy added. */
export function isBrandDomain({
  authorDomain,
  context,
}: Pick<Facts, 'authorDomain' | 'context'>): boolean {
  if (authorDomain === null) return false;
  if (brandsOfDomain(authorDomain).length > 0) return true;
  return context.extraBrands.some(({ domains }) =>
    domains.some((own) => isUnder(authorDomain, own)),
  );
}
