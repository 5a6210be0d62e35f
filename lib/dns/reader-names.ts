// Labels that carry the reader's own address or name: whoever asks for them says who opened the mail, however short.
import { splitAddress, withoutTag } from '../text/addresses.ts';
import { spelledOut } from '../text/letters.ts';
import { isTerm } from './label-bits.ts';
import { ownLabels } from './unique.ts';

/** Shorter parts are looked for as a whole label only: `bob` is in `bobcat`. */
const SHORTEST_WITHIN = 5;
const SHORTEST = 3;

/** Who reads. Addresses in lower case. */
export interface ReaderNames {
  addresses: readonly string[];
  name: string;
}

/** Letters and digits alone: `hiroko.reader+shop` and `hiroko-reader` fold alike. */
const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * A test for lower-case names: true where a label is a part of the reader's address or name, or the labels in a row
 * hold the whole local part. What stands on the registered label is nobody's to choose for one reader; names under
 * the reader's own domain tell only its owner. Words such as `info` and `sales` stand in any name.
 */
export function namesReader({ addresses, name }: ReaderNames): (asked: string) => boolean {
  const parts = new Set<string>();
  const wholes = new Set<string>();
  const domains: string[] = [];
  for (const address of addresses) {
    const { localPart, domain } = splitAddress(address);
    const local = withoutTag(localPart);
    if (local === '' || domain === '') continue;
    domains.push(domain.toLowerCase());
    wholes.add(letters(local));
    for (const part of local.split(/[._-]+/)) parts.add(letters(part));
  }
  for (const spelling of spelledOut(name)) {
    const words = spelling.split(/[\s.,]+/).map(letters);
    for (const word of words) parts.add(word);
    if (words.length < 2) continue;
    wholes.add(words.join(''));
    wholes.add(words.toReversed().join(''));
  }
  const isTelling = (part: string) => part.length >= SHORTEST && !isTerm(part);
  const telling = [...parts, ...wholes].filter(isTelling);
  const within = [...wholes].filter((part) => part.length >= SHORTEST_WITHIN && isTelling(part));
  return (asked) => {
    if (domains.some((domain) => asked === domain || asked.endsWith(`.${domain}`))) return false;
    const labels = ownLabels(asked);
    const row = labels.map(letters).join('');
    return (
      within.some((part) => row.includes(part)) ||
      labels.some((label) => label.split(/[-_]+/).some((part) => telling.includes(part))) ||
      labels.some((label) => telling.includes(letters(label)))
    );
  };
}
