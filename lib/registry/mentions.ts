// Addresses and domains inside a text: names are not looked for in them.

import { behindAt } from '../text/addresses.ts';
import { hasKnownSuffix } from '../text/organization.ts';

export interface Span {
  start: number;
  end: number;
}

const RUN = /[a-z0-9._%+@\uff20\u3002\uff0e-]{4,}/gi;

/**
 * Runs of ASCII that are an address or a domain with a listed suffix: `info@shop.example`, `smbc-card.com` of
 * `smbc-card.comからの`.
 */
export function findMentionSpans(text: string): Span[] {
  if (!/[.@\uff20\u3002\uff0e]/.test(text)) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(RUN)) {
    const run = match[0].replace(/[.\u3002\uff0e-]+$/, '');
    const plain = run
      .normalize('NFKC')
      .replace(/\u3002/g, '.')
      .toLowerCase();
    const domain = behindAt(plain);
    if (!/^[a-z0-9][a-z0-9.-]*\.[a-z0-9-]{2,}$/.test(domain)) continue;
    const isAddress = plain.length > domain.length + 1;
    if (isAddress || hasKnownSuffix(domain))
      spans.push({ start: match.index, end: match.index + run.length });
  }
  return spans;
}
