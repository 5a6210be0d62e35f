// Addresses and domains inside a text: names are not looked for in them.

import { behindAt } from '../text/addresses.ts';
import { hasKnownSuffix } from '../text/organization.ts';
import { isVocabulary } from './words.ts';

export interface Span {
  start: number;
  end: number;
}

const RUN = /[a-z0-9._%+@\uff20\u3002\uff0e-]{4,}/gi;

/** Behind a name these are words as much as suffixes: `PayPal.Support`, `Amazon.com.Online`. */
const isWord = (suffix: string): boolean =>
  /^(?:app|live|zone)$/.test(suffix) || (suffix.length > 3 && isVocabulary(suffix));

/** `paypal` of `paypal.support`: what stands there as a domain, without the words behind it. */
function withoutWords(domain: string): string {
  const labels = domain.split('.');
  while (labels.length > 1 && isWord(labels.at(-1)!)) labels.pop();
  return labels.join('.');
}

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
    const shown = isAddress ? domain : withoutWords(domain);
    const end = match.index + run.length - (domain.length - shown.length);
    if (isAddress || (shown.includes('.') && hasKnownSuffix(shown)))
      spans.push({ start: match.index, end });
  }
  return spans;
}
