// Free-mail domains: anybody has an address there, so the domain says nothing about who writes.

import { isUnder } from '../../text/domains.ts';
import data from '../data/free-mail.json' with { type: 'json' };

const list = new Set(data.domains);

/** The listed free-mail domain that covers this one; null for any other. Takes lower-case A-labels. */
export function freeMailDomain(domain: string): string | null {
  if (list.has(domain)) return domain;
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    const parent = domain.slice(dot + 1);
    if (list.has(parent) && isUnder(domain, parent)) return parent;
  }
  return null;
}
