// Addresses and domains that stand inside a display name.
import { withinBounds } from '../../text/bounds.ts';
import { BRACKETS } from '../../text/characters.ts';
import { toAscii } from '../../text/domains.ts';
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

const CANDIDATE = new RegExp(
  String.raw`(?:([^\s@<>${BRACKETS}"',;:]{1,64})[ \t]*@[ \t]*)?` +
    String.raw`((?:[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?[.。．]){1,8}[\p{L}][\p{L}\p{N}-]*)`,
  'gu',
);

/** No suffix mixes alphabets or bears a hyphen: what stands behind its letters is a word of the sentence. */
function cutTail(domain: string, isKnown: (organization: string) => boolean): string {
  const dot = domain.lastIndexOf('.') + 1;
  const last = domain.slice(dot);
  if (!/^[a-z]/i.test(last) || last.toLowerCase().startsWith('xn--')) return domain;
  const letters = /^[a-z]+/i.exec(last)![0];
  const cut = domain.slice(0, dot) + letters;
  if (cut !== domain) return cut;
  // `amazon.comsupport`: only where what comes out is somebody's.
  if (letters.length < 4 || hasKnownSuffix(toAscii(domain))) return domain;
  for (let length = letters.length - 1; length >= 2; length--) {
    const shorter = domain.slice(0, dot + length);
    const organization = hasKnownSuffix(toAscii(shorter))
      ? organizationalDomain(toAscii(shorter))
      : null;
    if (organization !== null && isKnown(organization)) return shorter;
  }
  return domain;
}

/** The letters of the local part that stand at the @: `お問い合わせinfo` is info behind a word. */
const cutHead = (local: string): string => /[\x21-\x7e]+$/.exec(local)?.[0] ?? local;

/**
 * Every address and every registrable domain in the name, from the left. Without an @, what has no
 * suffix that the Public Suffix List knows is an ordinary word with a dot, unless `isKnown` has heard of it. Words of
 * another alphabet stuck to either end are cut off.
 */
export function findMentions(
  name: string,
  isKnown: (organization: string) => boolean = () => false,
): Mention[] {
  if (!/[@＠]|[.。．｡][^\s\d]/.test(name)) return [];
  const found: Mention[] = [];
  const add = (local: string | undefined, written: string, isSure: boolean) => {
    const domain = toAscii(written);
    const organization = organizationalDomain(domain);
    if (organization === null) return;
    const known = isKnown(organization);
    if (!(known || (isSure && (local !== undefined || hasKnownSuffix(domain))))) return;
    found.push({
      kind: local === undefined ? 'domain' : 'address',
      text: local === undefined ? written : `${cutHead(local)}@${written}`,
      domain,
      organization,
    });
  };
  for (const [, local, written] of plain(withinBounds(name)).matchAll(CANDIDATE)) {
    const domain = cutTail(written!.replace(/[。．]/g, '.'), isKnown);
    add(local, domain, true);
    // `amazon.com.support`: somebody's domain, and a word behind it. What would be registered there is `com.support`.
    const ahead = domain.replace(/\.[^.]+$/, '');
    const label = organizationalDomain(toAscii(domain))?.split('.')[0];
    if (local === undefined && label !== undefined && ahead.endsWith(`.${label}`))
      add(undefined, ahead, false);
    // `からamazon.co.jp` may be one international name, or a word before somebody's domain.
    const behind = /^[^.]*[^\x00-\x7f]([\x21-\x2d\x2f-\x7e][^.]*\..+)$/u.exec(domain)?.[1];
    if (local === undefined && behind !== undefined) add(undefined, behind, false);
  }
  return found;
}
