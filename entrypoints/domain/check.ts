// Domains checked one after the other by the background, through the reader's resolver and its gate.
import { readDomain } from '../../lib/evidence/published/index.ts';
import { ask } from '../../lib/extension/messaging.ts';
import type { DomainReport } from '../../lib/model.ts';

/** More domains than this are asked only after a second press. */
export const MANY = 20;

interface Asked {
  /** domains in the order typed, each once */
  domains: string[];
  /** what is none */
  wrong: string[];
}

/** What was typed: one a line, or with commas between. */
export function readList(typed: string): Asked {
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '');
  const domains = new Set<string>();
  const wrong: string[] = [];
  for (const word of words) {
    const domain = readDomain(word);
    if (domain === null) wrong.push(word);
    else domains.add(domain);
  }
  return { domains: [...domains], wrong };
}

/** Selectors of DNS characters only, each once. */
export const readSelectors = (typed: string): string[] => [
  ...new Set(
    typed.split(/[\s,;]+/).filter((word) => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(word)),
  ),
];

/** Typed by hand, names are asked at once; taken from mail, those that could be one reader's are held and shown. */
export const checkOne = (
  domain: string,
  selectors: string[],
  consented: boolean,
): Promise<DomainReport> => ask('domain', { domain, selectors, consented });
