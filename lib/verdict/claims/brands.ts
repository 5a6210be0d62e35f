// The brands: who they are, which domains are theirs, and where a name speaks of one.

import { isUnder } from '../../text/domains.ts';
import { fold } from '../../text/normalise.ts';
import { organizationalDomain } from '../../text/organization.ts';
import data from '../data/brands.json' with { type: 'json' };
import { type Spelling, spell } from './spelling.ts';
import { withoutRoles } from './vocabulary.ts';

/**
 * One entry of brands.json. `evidence` of a domain: D confirmed by a public list of signing domains, S seen as
 * the real sender in independent public code or archives, V confirmed by its own DNS, K general knowledge.
 */
export interface BrandEntry {
  id: string;
  category: string;
  names: string[];
  /** ordinary words or given names: count only as the whole name or beside a pressure word */
  weakNames?: string[];
  domains: string[];
  /** the name itself carries mail of ordinary users; names below it are the brand's */
  userMailDomains?: string[];
  /** carry mail of customers; never the brand's own */
  tenantDomains?: string[];
  evidence: Record<string, string>;
  note?: string;
}

export const BRANDS: readonly BrandEntry[] = data.brands;

/** A domain of this brand that more than general knowledge speaks for. */
export function isConfirmed(brand: BrandEntry, domain: string): boolean {
  return /^[DSV]$/.test(brand.evidence[domain]!);
}

/** With no confirmed domain the list may be wrong about who the brand is: caution at most. */
export function hasConfirmedDomain(brand: BrandEntry): boolean {
  return brand.domains.some((domain) => isConfirmed(brand, domain));
}

/** The listed domain of the brand that covers this one; null when it is not the brand's own. */
export function ownedBy(brand: BrandEntry, domain: string): string | null {
  if (brand.userMailDomains?.includes(domain)) return null;
  if (brand.tenantDomains?.some((tenant) => isUnder(domain, tenant))) return null;
  return brand.domains.find((own) => isUnder(domain, own)) ?? null;
}

/** A brand found in a name. */
export interface BrandHit {
  /** several when they share a name */
  brands: BrandEntry[];
  /** as listed */
  name: string;
  weak: boolean;
  /** the letters as they stand in the name */
  written: string;
  /** only looks like the name: other letters, digits for letters */
  disguised: boolean;
  /** runs of letters beside the brands that say more than role words do */
  residue: string[];
  /** nothing but brands stands in the name */
  whole: boolean;
}

interface Key {
  skeleton: string;
  folded: string;
  name: string;
  weak: boolean;
  cjk: boolean;
  length: number;
  /** separators inside the listed name */
  gaps: number;
  brands: BrandEntry[];
}

/** Skeleton keys by their first two characters, longest first. */
export type BrandIndex = Map<string, Key[]>;

/** Builds the search index of some brands. */
export function indexBrands(brands: readonly BrandEntry[]): BrandIndex {
  const byForm = new Map<string, Key>();
  for (const brand of brands) {
    for (const weak of [false, true]) {
      for (const name of (weak ? brand.weakNames : brand.names) ?? []) {
        const spelling = spell(name);
        const folded = spelling.letters.join('');
        const known = byForm.get(folded);
        if (known) {
          if (!known.brands.includes(brand)) known.brands.push(brand);
          known.weak &&= weak;
        } else {
          byForm.set(folded, {
            skeleton: spelling.skeleton,
            folded,
            name,
            weak,
            cjk: /[^\x20-\x7e]/.test(folded),
            length: spelling.letters.length,
            gaps: spelling.apart.slice(1, -1).filter(Boolean).length,
            brands: [brand],
          });
        }
      }
    }
  }
  const index: BrandIndex = new Map();
  for (const key of byForm.values()) {
    const start = key.skeleton.slice(0, 2);
    index.set(
      start,
      [...(index.get(start) ?? []), key].sort((a, b) => b.skeleton.length - a.skeleton.length),
    );
  }
  return index;
}

const own = indexBrands(BRANDS);

interface Place {
  key: Key;
  from: number;
  to: number;
}

/** A short name that only appears when a blank inside it is overlooked: `E. Bay`. Letters spaced one by one are a disguise. */
function isTornApart(key: Key, spelling: Spelling, from: number, to: number): boolean {
  if (key.length >= (key.cjk ? 3 : 5)) return false;
  const gaps = spelling.apart.slice(from + 1, to).filter(Boolean).length;
  return gaps > key.gaps && !(gaps === to - from - 1 && key.length === 4);
}

const KATAKANA = /[\u30a1-\u30fa\u30fc]/;

/** In the middle of a word of katakana, as ライン in オンライン. */
function isWithinWord({ letters, apart }: Spelling, from: number): boolean {
  if (from === 0 || apart[from]) return false;
  return KATAKANA.test(letters[from]!) && KATAKANA.test(letters[from - 1]!);
}

/** The key that matches at skeleton position `i`, with the letters it covers. */
function matchAt(spelling: Spelling, index: BrandIndex, i: number): Place | null {
  const from = spelling.letterOf[i]!;
  for (const key of index.get(spelling.skeleton.slice(i, i + 2)) ?? []) {
    if (!spelling.skeleton.startsWith(key.skeleton, i)) continue;
    const end = i + key.skeleton.length;
    const to = spelling.letterOf[end] ?? spelling.letters.length;
    if (spelling.letterOf[end - 1] === to) continue;
    if (!spelling.before[from] || !spelling.before[to]) continue;
    if (key.weak && isWithinWord(spelling, from)) continue;
    const exact = spelling.letters.slice(from, to).join('') === key.folded;
    if (exact) {
      if (isTornApart(key, spelling, from, to)) continue;
      return { key, from, to };
    }
    if (key.length < (key.weak && !key.cjk ? 5 : key.cjk ? 3 : 4)) continue;
    return { key, from, to };
  }
  return null;
}

/** Runs of letters that no brand covers and that are more than role words or a number (`AB-1029`). */
function residueOf(spelling: Spelling, places: Place[]): string[] {
  const covered = new Set<number>();
  for (const { from, to } of places) for (let i = from; i < to; i++) covered.add(i);
  const runs = [''];
  let wasJapanese = false;
  for (let i = 0; i < spelling.letters.length; i++) {
    const letter = spelling.letters[i]!;
    const isJapanese = letter.charCodeAt(0) > 0x2e7f;
    const breaks = isJapanese
      ? !wasJapanese
      : spelling.apart[i] ||
        wasJapanese ||
        (spelling.before[i] && !/\d/.test(runs.at(-1) + letter));
    if (covered.has(i) || breaks) runs.push('');
    if (!covered.has(i)) runs.push(runs.pop()! + letter);
    wasJapanese = isJapanese;
  }
  const said = runs.filter((run) => run !== '');
  return said.filter((run, i) => {
    const isPrefix = /^[a-z]{1,3}$/.test(run) && /^\d+$/.test(said[i + 1] ?? '');
    return !isPrefix && withoutRoles(run) !== '';
  });
}

/** Every brand a name speaks of, from the left, longest first. */
export function findBrands(spelling: Spelling, extra?: BrandIndex): BrandHit[] {
  const places: Place[] = [];
  for (let i = 0; i < spelling.skeleton.length - 1; ) {
    const place =
      (spelling.letterOf[i - 1] === spelling.letterOf[i] ? null : matchAt(spelling, own, i)) ??
      (extra ? matchAt(spelling, extra, i) : null);
    if (!place) {
      i++;
      continue;
    }
    places.push(place);
    i += place.key.skeleton.length;
  }
  if (places.length === 0) return [];
  const residue = residueOf(spelling, places);
  const covered = places.reduce((sum, place) => sum + place.to - place.from, 0);
  return places.map(({ key, from, to }) => {
    const written = spelling.letters.slice(from, to).join('');
    return {
      brands: key.brands,
      name: key.name,
      weak: key.weak,
      written,
      disguised: written !== key.folded,
      residue,
      whole: covered === spelling.letters.length,
    };
  });
}

const byDomain = new Map<string, BrandEntry[]>();
for (const brand of BRANDS) {
  for (const domain of brand.domains) {
    const organization = organizationalDomain(domain)!;
    byDomain.set(organization, [...(byDomain.get(organization) ?? []), brand]);
  }
}

/** The listed brands a domain belongs to. */
export function brandsOfDomain(domain: string): BrandEntry[] {
  const organization = organizationalDomain(domain);
  const candidates = organization === null ? [] : (byDomain.get(organization) ?? []);
  return candidates.filter((brand) => ownedBy(brand, domain) !== null);
}

/** Brands added by reader or policy, in the format of the list: taken at their word. */
export function extraEntries(
  extra: readonly { id: string; names: string[]; domains: string[] }[],
): BrandEntry[] {
  return extra.map((brand) => ({
    ...brand,
    category: 'own',
    names: brand.names.filter((name) => fold(name).length > 1),
    evidence: Object.fromEntries(brand.domains.map((domain) => [domain, 'V'])),
  }));
}
