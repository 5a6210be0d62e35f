// Whose domain the reader is meant to believe.
import type { Context } from '../../model.ts';
import { ownerKnownTo } from '../claims/circle.ts';
import { freeMailDomain } from '../claims/free-mail.ts';

interface Author {
  authorDomain: string | null;
  context: Pick<Context, 'extraBrands'>;
}

/** A domain of a listed brand, or of one that the reader or the policy added. */
export function isBrandDomain({ authorDomain, context }: Author): boolean {
  if (authorDomain === null) return false;
  return ownerKnownTo({ extra: context.extraBrands }, authorDomain) !== null;
}

/** One that gives nobody an address: no list is believed about it. */
export const isForgedOften = (author: Author): boolean =>
  isBrandDomain(author) && freeMailDomain(author.authorDomain ?? '') === null;
