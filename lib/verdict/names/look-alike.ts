// Domains that imitate another: compared only with brands, the reader's correspondents and the reader's own domain.

import words from '../data/words.json' with { type: 'json' };
import { isUnder, organizationalDomain, organizationalLabel, tenantDomain } from '../domains.ts';
import { BRANDS, type BrandEntry, brandsOfDomain } from './brands.ts';
import { freeMailDomain } from './free-mail.ts';
import { toUnicode } from './mentions.ts';
import type { Reader } from './reader.ts';
import { skeleton } from './skeleton.ts';
import { withoutRoles } from './vocabulary.ts';

export interface Target {
  /** registrable domain, lower-case A-labels */
  domain: string;
  label: string;
  kind: 'brand' | 'contact' | 'own';
  brand: BrandEntry | null;
}

export type Imitation = 'homograph' | 'typo' | 'combo' | 'suffix' | 'subdomain' | 'tenant';

export interface LookAlike {
  how: Imitation;
  target: Target;
}

interface TargetIndex {
  byLabel: Map<string, Target>;
  bySkeleton: Map<string, Target>;
  /** each label of six or more letters with one letter left out, and the label itself */
  byDeletion: Map<string, Target[]>;
  byDomain: Map<string, Target>;
}

/** Brand labels that are ordinary words or names: companies of other trades bear them, or something close. */
export const ORDINARY_LABELS = new Set(words.ordinaryLabels);
/** Honest domains that contain or nearly equal a brand's label. */
const INNOCENT = new Set(words.innocentLabels);
const SHORTEST_TYPO = 6;

const isOrdinary = (target: Target) => target.kind === 'brand' && ORDINARY_LABELS.has(target.label);

const shortened = (label: string) =>
  Array.from(label, (_, i) => label.slice(0, i) + label.slice(i + 1));

function indexTargets(targets: Target[]): TargetIndex {
  const index: TargetIndex = {
    byLabel: new Map(),
    bySkeleton: new Map(),
    byDeletion: new Map(),
    byDomain: new Map(),
  };
  for (const target of targets) {
    index.byDomain.set(target.domain, target);
    if (!index.byLabel.has(target.label)) index.byLabel.set(target.label, target);
    const form = skeleton(toUnicode(target.label));
    if (!index.bySkeleton.has(form)) index.bySkeleton.set(form, target);
    if (target.label.length < SHORTEST_TYPO || isOrdinary(target)) continue;
    for (const form of [target.label, ...shortened(target.label)]) {
      const list = index.byDeletion.get(form) ?? [];
      if (!list.some(({ label }) => label === target.label)) list.push(target);
      index.byDeletion.set(form, list);
    }
  }
  return index;
}

function targetOf(domain: string, kind: Target['kind'], brand: BrandEntry | null): Target[] {
  const organization = organizationalDomain(domain);
  const label = organization === null ? null : organizationalLabel(organization);
  if (organization === null || label === null || freeMailDomain(organization) !== null) return [];
  return [{ domain: organization, label, kind, brand }];
}

let brandTargets: TargetIndex | null = null;
const readerTargets = new WeakMap<Reader, TargetIndex>();

function indexesFor(reader: Reader): TargetIndex[] {
  brandTargets ??= indexTargets(
    BRANDS.flatMap((brand) => brand.domains.flatMap((domain) => targetOf(domain, 'brand', brand))),
  );
  let own = readerTargets.get(reader);
  if (!own) {
    own = indexTargets([
      ...[...reader.ownDomains].flatMap((domain) => targetOf(domain, 'own', null)),
      ...reader.brands.flatMap((brand) =>
        brand.domains.flatMap((domain) => targetOf(domain, 'brand', brand)),
      ),
      ...[...reader.domains].flatMap((domain) => targetOf(domain, 'contact', null)),
    ]);
    readerTargets.set(reader, own);
  }
  return [own, brandTargets];
}

/** One insertion, deletion, substitution or transposition of neighbours apart. */
export function isOneEdit(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end++;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  if (a.length <= 1 && b.length <= 1) return true;
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}

const digitsOnly = (one: string, other: string) =>
  one.replace(/\d/g, '') === other.replace(/\d/g, '');

function findTypo(label: string, index: TargetIndex): Target | null {
  if (label.length < SHORTEST_TYPO - 1) return null;
  for (const form of [label, ...shortened(label)]) {
    for (const target of index.byDeletion.get(form) ?? []) {
      if (!isOneEdit(label, target.label)) continue;
      if (target.kind === 'contact' && digitsOnly(label, target.label)) continue;
      return target;
    }
  }
  return null;
}

/** `paypal-secure`, `amazon-co-jp`, `paypalsupport`: a brand's label with something around it. */
function findCombo(label: string, index: TargetIndex): Target | null {
  const parts = label.split('-');
  if (parts.length > 1) {
    for (let from = 0; from < parts.length; from++) {
      for (let to = parts.length; to > from; to--) {
        if (to - from === parts.length) continue;
        const target = index.byLabel.get(parts.slice(from, to).join('-'));
        if (target && target.label.length >= 5 && target.kind !== 'contact' && !isOrdinary(target))
          return target;
      }
    }
  }
  for (let cut = SHORTEST_TYPO; cut <= label.length - 2; cut++) {
    const ahead = index.byLabel.get(label.slice(0, cut));
    if (
      ahead &&
      ahead.kind !== 'contact' &&
      !isOrdinary(ahead) &&
      withoutRoles(label.slice(cut)) === ''
    )
      return ahead;
    const behind = index.byLabel.get(label.slice(label.length - cut));
    if (
      behind &&
      behind.kind !== 'contact' &&
      !isOrdinary(behind) &&
      withoutRoles(label.slice(0, label.length - cut)) === ''
    )
      return behind;
  }
  return null;
}

/** `amazon.co.jp.secure.example`: a target's whole domain to the left of the part that counts. */
function findSubdomain(
  domain: string,
  organization: string,
  indexes: TargetIndex[],
): Target | null {
  if (domain.length <= organization.length + 1) return null;
  const labels = domain.slice(0, domain.length - organization.length - 1).split('.');
  for (let from = 0; from < labels.length; from++) {
    for (let to = labels.length; to > from; to--) {
      const part = labels.slice(from, to);
      const written = part.length > 1 ? part.join('.') : (part[0] ?? '').replace(/-/g, '.');
      if (!written.includes('.')) continue;
      for (const index of indexes) {
        const target = index.byDomain.get(written);
        if (target) return target;
      }
    }
  }
  return null;
}

/** Hosts beyond the Public Suffix List's private section where anybody opens a name. */
const TENANT_HOSTS = ['onmicrosoft.com'];

function tenantLabel(domain: string, organization: string): string | null {
  const tenant = tenantDomain(domain);
  if (tenant !== null && tenant !== organization) return tenant.split('.')[0] ?? null;
  const host = TENANT_HOSTS.find((candidate) => domain !== candidate && isUnder(domain, candidate));
  return host === undefined
    ? null
    : (domain
        .slice(0, -host.length - 1)
        .split('.')
        .pop() ?? null);
}

/** Answers for domains of late: the rows of a list come again and again. */
const answers = new WeakMap<Reader, Map<string, LookAlike | null>>();
const MOST_ANSWERS = 500;

/**
 * What this domain imitates, the surest way first; null for a domain that is a brand's, a correspondent's, free mail
 * or simply another one.
 */
export function findLookAlike(domain: string, reader: Reader): LookAlike | null {
  let known = answers.get(reader);
  if (!known || known.size > MOST_ANSWERS) {
    known = new Map();
    answers.set(reader, known);
  }
  let found = known.get(domain);
  if (found === undefined) {
    found = compare(domain, reader, indexesFor(reader));
    known.set(domain, found);
  }
  return found;
}

/** As `findLookAlike`, with one more target: the sender's own domain, for an address that answers go to. */
export function findImitationOf(
  original: string,
  domain: string,
  reader: Reader,
): LookAlike | null {
  return compare(domain, reader, [
    indexTargets(targetOf(original, 'contact', null)),
    ...indexesFor(reader),
  ]);
}

function compare(domain: string, reader: Reader, indexes: TargetIndex[]): LookAlike | null {
  const organization = organizationalDomain(domain);
  if (organization === null || freeMailDomain(domain) !== null) return null;
  if (reader.ownDomains.has(organization) || reader.domains.has(organization)) return null;
  if (
    brandsOfDomain(domain).length > 0 ||
    reader.brands.some((b) => b.domains.some((d) => isUnder(domain, d)))
  )
    return null;
  const label = organizationalLabel(organization);
  if (label === null) return null;
  if (indexes.some((index) => index.byDomain.has(organization))) return null;

  const subdomain = findSubdomain(domain, organization, indexes);
  if (subdomain) return { how: 'subdomain', target: subdomain };
  const tenant = tenantLabel(domain, organization);
  if (tenant !== null) {
    for (const index of indexes) {
      const target = index.byLabel.get(tenant) ?? index.bySkeleton.get(skeleton(toUnicode(tenant)));
      if (target && target.label.length > 2 && target.kind !== 'contact')
        return { how: 'tenant', target };
    }
    return null;
  }
  if (BRANDS.some((brand) => brand.tenantDomains?.includes(organization)) || INNOCENT.has(label))
    return null;
  const shown = toUnicode(label);
  const form = skeleton(shown);
  for (const index of indexes) {
    const target = index.bySkeleton.get(form);
    if (target && target.label !== label && label.length >= (shown === label ? 5 : 3))
      return { how: 'homograph', target };
  }
  for (const index of indexes) {
    const target = index.byLabel.get(label);
    if (target && target.label.length >= 5 && !isOrdinary(target)) return { how: 'suffix', target };
  }
  for (const index of indexes) {
    const target = findTypo(label, index);
    if (target) return { how: 'typo', target };
  }
  for (const index of indexes) {
    const target = findCombo(label, index);
    if (target) return { how: 'combo', target };
  }
  return null;
}
