// Domains that imitate another: compared only with brands, the reader's correspondents and the reader's own domain.

import { isOrdinaryWord, isVocabulary, listedOwnerOf } from '../../registry/index.ts';
import { isUnder, toUnicode } from '../../text/domains.ts';
import { editBetween } from '../../text/edits.ts';
import { ofLate, ofObject } from '../../text/once.ts';
import {
  organizationalDomain,
  organizationalLabel,
  tenantDomain,
} from '../../text/organization.ts';
import { skeleton } from '../../text/skeleton.ts';
import words from '../data/words.json' with { type: 'json' };
import { type Circle, ownerKnownTo } from './circle.ts';
import { freeMailDomain } from './free-mail.ts';
import {
  indexesFor,
  indexTargets,
  isOrdinary,
  SHORTEST_TYPO,
  type Target,
  type TargetIndex,
  targetOf,
} from './targets.ts';
import { withoutRoles } from './vocabulary.ts';

/** Honest domains that contain or nearly equal a brand's label. */
const INNOCENT = new Set(words.innocentLabels);

export type Imitation = 'homograph' | 'typo' | 'combo' | 'suffix' | 'subdomain' | 'tenant';

export interface LookAlike {
  how: Imitation;
  target: Target;
}

const digitsOnly = (one: string, other: string) =>
  one.replace(/\d/g, '') === other.replace(/\d/g, '');

function findTypo(label: string, index: TargetIndex): Target | null {
  if (label.length < SHORTEST_TYPO - 1) return null;
  for (const length of [label.length, label.length - 1, label.length + 1]) {
    for (const target of index.byLength.get(length) ?? []) {
      if (editBetween(target.label, label) === null) continue;
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
    if (ahead && ahead.kind !== 'contact' && !isOrdinary(ahead) && isRole(label.slice(cut)))
      return ahead;
    const behind = index.byLabel.get(label.slice(label.length - cut));
    if (
      behind &&
      behind.kind !== 'contact' &&
      !isOrdinary(behind) &&
      isRole(label.slice(0, label.length - cut))
    )
      return behind;
  }
  return null;
}

/** `paypa1-secure`: a part of the label only looks like a target's. */
function findDisguisedPart(label: string, index: TargetIndex): Target | null {
  const parts = label.split('-');
  if (parts.length < 2) return null;
  for (const part of parts) {
    if (part.length < 5 || isSaid(part)) continue;
    const target = index.bySkeleton.get(skeleton(part));
    if (target && target.label !== part && target.kind !== 'contact' && !isOrdinary(target))
      return target;
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
      const written = part.length > 1 ? part.join('.') : part[0]!.replace(/-/g, '.');
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
  if (tenant !== null && tenant !== organization) return tenant.split('.')[0]!;
  const host = TENANT_HOSTS.find((candidate) => domain !== candidate && isUnder(domain, candidate));
  return host === undefined
    ? null
    : domain
        .slice(0, -host.length - 1)
        .split('.')
        .pop()!;
}

const VOWELLESS = /^[^aeiouy]+$/;

/** `goggle`, `openair`, `squaredup`: a word of our languages, or two of them in one, imitates nobody. */
function isSaid(label: string): boolean {
  if (isOrdinaryWord(label) || isVocabulary(label)) return true;
  for (let cut = 2; cut <= label.length - 2; cut++) {
    const [one, other] = [label.slice(0, cut), label.slice(cut)];
    if (VOWELLESS.test(one) || VOWELLESS.test(other)) continue;
    if (Math.max(one.length, other.length) < 4) continue;
    if (isOrdinaryWord(one) && isOrdinaryWord(other)) return true;
  }
  return false;
}

/** A role word of one or two letters is a syllable: rakutendo is no rakuten. */
const isRole = (part: string): boolean => part.length > 2 && withoutRoles(part) === '';

/** Answers for domains of late: the rows of a list come again and again. */
const answers = ofObject((circle: Circle) =>
  ofLate(500, (domain) => {
    const found = compare(domain, circle, indexesFor(circle));
    // `epost.go.kr` is the Korean post, no other suffix of the Canadian one.
    const isOthers =
      found?.target.kind === 'brand' &&
      found.how !== 'subdomain' &&
      found.how !== 'tenant' &&
      listedOwnerOf(organizationalDomain(domain)!) !== null;
    return isOthers ? null : found;
  }),
);

/**
 * What this domain imitates, the surest way first; null for a domain that is a brand's, a correspondent's, free mail
 * or simply another one.
 */
export const findLookAlike = (domain: string, circle: Circle): LookAlike | null =>
  answers(circle)(domain);

/** As `findLookAlike`, with one more target: the sender's own domain, for an address that answers go to. */
export function findImitationOf(
  original: string,
  domain: string,
  circle: Circle,
): LookAlike | null {
  return compare(domain, circle, [
    indexTargets(targetOf(original, 'contact')),
    ...indexesFor(circle),
  ]);
}

/** No word is as long as a brand with an office: the filter of words is wrong about one made-up label in 64. */
const LONGEST_WORD = 10;
const isOneWord = (label: string) => label.length <= LONGEST_WORD && isOrdinaryWord(label);

function compare(domain: string, circle: Circle, indexes: TargetIndex[]): LookAlike | null {
  const organization = organizationalDomain(domain);
  if (organization === null || freeMailDomain(domain) !== null) return null;
  if (circle.ownDomains.has(organization) || circle.domains.has(organization)) return null;
  if (ownerKnownTo(circle, domain) !== null) return null;
  const label = organizationalLabel(organization)!;
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
  if (INNOCENT.has(label)) return null;
  const shown = toUnicode(label);
  const form = skeleton(shown);
  for (const index of indexes) {
    const target = index.bySkeleton.get(form);
    if (target && target.label !== label && label.length >= (shown === label ? 5 : 3)) {
      // `team5` beside a correspondent's `teams` is a number, not a disguise.
      const isNumber =
        target.kind === 'contact' && /[2-9]/.test(label) !== /[2-9]/.test(target.label);
      if (shown !== label || !isNumber) return { how: 'homograph', target };
    }
  }
  for (const index of indexes) {
    const target = index.byLabel.get(label);
    if (target && target.label.length >= 5 && !isOrdinary(target)) return { how: 'suffix', target };
  }
  for (const index of indexes) {
    const target = findDisguisedPart(shown, index);
    if (target) return { how: 'homograph', target };
  }
  for (const index of indexes) {
    const target = findTypo(label, index);
    if (target && !(target.kind === 'brand' && isSaid(label))) return { how: 'typo', target };
  }
  for (const index of indexes) {
    const target = findCombo(label, index);
    if (target && !(target.kind === 'brand' && isOneWord(label))) return { how: 'combo', target };
  }
  return null;
}
