// Free-mail domains: anybody has an address there, so the domain says nothing about who writes.

import { andAbove } from '../../text/domains.ts';
import labels from '../data/free-mail.json' with { type: 'json' };

/** Written by scripts/generate/free-mail.ts: labels by suffix. */
const list = new Set(
  Object.entries(labels).flatMap(([suffix, all]) =>
    all.split(' ').map((label) => `${label}.${suffix}`),
  ),
);

/** The domain itself is listed; what stands below one is left to `freeMailDomain`. */
export const isFreeMail = (domain: string): boolean => list.has(domain);

/** The listed free-mail domain that covers this one; null for any other. Takes lower-case A-labels. */
export function freeMailDomain(domain: string): string | null {
  for (const name of andAbove(domain)) if (list.has(name)) return name;
  return null;
}
