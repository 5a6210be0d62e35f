// Whose domain the reader is meant to believe.
import { ownerKnownTo } from '../claims/reader.ts';
import type { Facts } from './facts.ts';

/** A domain of a listed brand, or of one that the reader or the policy added. */
export function isBrandDomain({
  authorDomain,
  context,
}: Pick<Facts, 'authorDomain' | 'context'>): boolean {
  if (authorDomain === null) return false;
  return ownerKnownTo({ extra: context.extraBrands }, authorDomain) !== null;
}
