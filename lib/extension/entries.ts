// What a reader, an administrator or a file may put into the settings: each entry read once, as it is stored.
import { visible } from '../text/normalise.ts';
import { organizationalDomain } from '../text/organization.ts';

/**
 * A domain of at least two labels in lower-case A-labels, as the context wants it. Null when it is none, or what everybody
 * registers under (`co.jp`).
 */
export function readDomain(text: string): string | null {
  const bare = text.trim().replace(/^@|\.$/g, '');
  // What URL parsers forgive (paths, ports, numbers for addresses) is no domain here.
  if (bare === '' || /[\s/\\?#:@[\]%<>"'()]/.test(bare) || !URL.canParse(`https://${bare}`)) {
    return null;
  }
  const { hostname } = new URL(`https://${bare}`);
  const labels = hostname.split('.');
  const fits = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label));
  const isNumber = /^\d+$/.test(labels.at(-1) ?? '');
  const isWhole = fits && labels.length >= 2 && hostname.length <= 253 && !isNumber;
  return isWhole && organizationalDomain(hostname) !== null ? hostname : null;
}

/** An address in lower case, its domain in A-labels. Null when it is none. */
export function readAddress(text: string): string | null {
  const [, localPart = '', rest = ''] = /^([^\s@<>"(),:;]{1,64})@([^@]+)$/u.exec(text.trim()) ?? [];
  const domain = readDomain(rest);
  const isPlain = localPart !== '' && !/\p{C}/u.test(localPart);
  return isPlain && domain !== null ? `${localPart.toLowerCase()}@${domain}` : null;
}

/** A name as it is written, spaces made single. Null when nothing of it can be seen, or when it is no name. */
export function readName(text: string): string | null {
  const name = text.replace(/[\s\u3000]+/gu, ' ').trim();
  const isVisible = /[\p{L}\p{N}]/u.test(visible(name)) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name);
  return isVisible && name.length <= 100 ? name : null;
}

/** The first character a reader sees in the text; null when there is none that shows anything. */
export function readGlyph(text: string): string | null {
  const [first] = new Intl.Segmenter().segment(text.trim());
  const glyph = first?.segment.normalize('NFC') ?? '';
  const isVisible = /[\p{L}\p{N}\p{S}\p{P}]/u.test(glyph);
  // A joiner holds the parts of an emoji together; everything else without a shape would only hide.
  const isHiding = /(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(glyph);
  return isVisible && !isHiding && glyph.length <= 16 ? glyph : null;
}

/** `#rrggbb` in lower case, or '' for the usual colour; null for anything else. */
export function readColor(text: string): string | null {
  return text === '' || /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null;
}

export interface Brand {
  id: string;
  names: string[];
  domains: string[];
  /** set where it is not the reader's own */
  source?: 'policy';
}

/** A brand of the reader's own. Without an id its first domain is one. Null without a name or without a domain. */
export function readBrand(value: unknown): Brand | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, names, domains } = value as Partial<Record<keyof Brand, unknown>>;
  const readNames = readList(names, readName);
  const readDomains = readList(domains, readDomain);
  const [first] = readDomains ?? [];
  if (!readNames?.length || first === undefined || !readDomains) return null;
  const ownId = typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? id : first;
  return { id: ownId, names: readNames, domains: readDomains };
}

/** Each entry read, doubles left out; null when this is no list, is too long, or holds something else. */
export function readList(value: unknown, read: (text: string) => string | null): string[] | null {
  if (!Array.isArray(value) || value.length > 2000) return null;
  const entries = value.map((one: unknown) => (typeof one === 'string' ? read(one) : null));
  return entries.some((entry) => entry === null) ? null : [...new Set(entries as string[])];
}
