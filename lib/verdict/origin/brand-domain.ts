// Whose domain the reader is meant to believe.
import type { Context } from '../../model.ts';
import { ownerKnownTo } from '../claims/circle.ts';

/** A domain of a listed brand, or of one that the reader or the policy added. */
export function isBrandDomain({
  authorDomain,
  context,
}: {
  authorDomain: string | null;
  context: Pick<Context, 'extraBrands'>;
}): boolean {
  if (authorDomain === null) return false;
  return ownerKnownTo({ extra: context.extraBrands }, authorDomain) !== null;
}
