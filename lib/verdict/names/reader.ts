// The reader's own people and domains, indexed once and used for every message and row.

import type { Context, Correspondent } from '../../model.ts';
import { organizationalDomain } from '../domains.ts';
import { type BrandEntry, type BrandIndex, extraEntries, indexBrands } from './brands.ts';
import { freeMailDomain } from './free-mail.ts';
import { fold } from './normalise.ts';
import { skeleton } from './skeleton.ts';

export interface Reader {
  me: Set<string>;
  name: string;
  /** organisational domains of the reader: the policy's, and those of the own addresses that are no free mail */
  ownDomains: Set<string>;
  byAddress: Map<string, Correspondent>;
  /** registrable domains of correspondents */
  domains: Set<string>;
  /** by `personKey` of the name */
  byName: Map<string, Correspondent[]>;
  /** skeletons of known and protected names */
  skeletons: Map<string, string>;
  protectedNames: Set<string>;
  brands: BrandEntry[];
  brandIndex: BrandIndex;
  lists: Set<string>;
}

/**
 * One key for the ways to write a person: folded, without quotes, titles and order (`Yamada, Taro` and `Taro
 * Yamada`, `山田 太郎` and `山田太郎様`).
 */
export function personKey(name: string): string {
  const folded = fold(name)
    .replace(/\(.*?\)|\[.*?\]|（.*?）|【.*?】/gu, ' ')
    .replace(/(様|さま|サマ|さん|サン|先生|氏|殿)$/u, '');
  if (/[\u3040-\u9fff]/.test(folded)) return folded.replace(/[\s・,、."'“”]+/gu, '');
  const words = folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.sort().join(' ');
}

/** Two words or three CJK characters: less names too many people. */
export function isFullName(key: string): boolean {
  return /[\u3040-\u9fff]/.test(key) ? [...key].length >= 3 : key.includes(' ');
}

const readers = new WeakMap<readonly Correspondent[], { context: Context; reader: Reader }>();

/** Indexes a context; the answer is kept as long as its lists are the same arrays. */
export function readerOf(context: Context): Reader {
  const kept = readers.get(context.correspondents);
  if (
    kept &&
    kept.context.me === context.me &&
    kept.context.protectedNames === context.protectedNames &&
    kept.context.ownDomains === context.ownDomains &&
    kept.context.extraBrands === context.extraBrands &&
    kept.context.knownLists === context.knownLists
  ) {
    return kept.reader;
  }
  const reader = index(context);
  readers.set(context.correspondents, { context, reader });
  return reader;
}

function index(context: Context): Reader {
  const byAddress = new Map<string, Correspondent>();
  const byName = new Map<string, Correspondent[]>();
  const domains = new Set<string>();
  for (const person of context.correspondents) {
    byAddress.set(person.address.toLowerCase(), person);
    const organization = organizationalDomain(
      person.address.slice(person.address.lastIndexOf('@') + 1),
    );
    if (organization !== null) domains.add(organization);
    const key = personKey(person.name);
    if (key !== '') byName.set(key, [...(byName.get(key) ?? []), person]);
  }
  const own = new Set(context.ownDomains.map((domain) => organizationalDomain(domain) ?? domain));
  const me = new Set(context.me.addresses.map((address) => address.toLowerCase()));
  for (const address of me) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const organization = organizationalDomain(domain);
    if (organization !== null && freeMailDomain(domain) === null) own.add(organization);
  }
  const protectedNames = new Set(context.protectedNames.map(personKey).filter((key) => key !== ''));
  const skeletons = new Map<string, string>();
  for (const key of [...byName.keys(), ...protectedNames]) {
    if (isFullName(key)) skeletons.set(skeletonKey(key), key);
  }
  const brands = extraEntries(context.extraBrands);
  return {
    me,
    name: personKey(context.me.name),
    ownDomains: own,
    byAddress,
    domains,
    byName,
    skeletons,
    protectedNames,
    brands,
    brandIndex: indexBrands(brands),
    lists: new Set(context.knownLists),
  };
}

/** Words in the order of their skeletons: a foreign letter would sort elsewhere. */
const skeletonKey = (person: string) => person.split(' ').map(skeleton).sort().join(' ');

/** A known name that this one only looks like; null when it is the name itself or looks like none. */
export function namesakeBySkeleton(person: string, reader: Reader): string | null {
  if (reader.skeletons.size === 0 || person === '') return null;
  const known = reader.skeletons.get(skeletonKey(person));
  return known === undefined || known === person ? null : known;
}
