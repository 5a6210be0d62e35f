// Addresses and domains that stand inside a display name.
import { toUnicode as decodeDomain, toASCII } from 'punycode/punycode.es6.js';
import { plain } from '../../text/normalise.ts';
import { hasKnownSuffix, organizationalDomain } from '../../text/organization.ts';

export interface Mention {
  kind: 'address' | 'domain';
  /** as a reader sees it, NFKC-normalised */
  text: string;
  /** lower-case A-labels */
  domain: string;
  organization: string;
}

const CANDIDATE =
  /(?:([^\s@<>()[\]"',;:【】「」（）]{1,64})[ \t]*@[ \t]*)?((?:[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?[.。．]){1,8}[\p{L}][\p{L}\p{N}-]*)/gu;

/** Lower-case A-labels of a domain as somebody wrote it; '' when there is no way to write it so. */
export function toAscii(domain: string): string {
  const plainDomain = domain
    .normalize('NFKC')
    .replace(/[。．｡]/g, '.')
    .toLowerCase();
  try {
    return toASCII(plainDomain).replace(/\.$/, '');
  } catch {
    return '';
  }
}

/** What a reader sees of a domain in A-labels. */
export function toUnicode(domain: string): string {
  try {
    return decodeDomain(domain);
  } catch {
    return domain;
  }
}

/**
 * Every address and every registrable domain in the name, from the left. Without an @, what has no
 * suffix that the Public Suffix List knows is an ordinary word with a dot, unless `isKnown` has heard of it.
 */
export function findMentions(
  name: string,
  isKnown: (organization: string) => boolean = () => false,
): Mention[] {
  if (!/[.。．｡@＠]/.test(name)) return [];
  const text = plain(name);
  const found: Mention[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const domain = toAscii(match[2]!);
    const organization = organizationalDomain(domain);
    if (organization === null) continue;
    const certain = match[1] !== undefined || hasKnownSuffix(domain) || isKnown(organization);
    if (!certain) continue;
    found.push({
      kind: match[1] === undefined ? 'domain' : 'address',
      text: match[0].replace(/[ \t]+/g, ''),
      domain,
      organization,
    });
  }
  return found;
}
