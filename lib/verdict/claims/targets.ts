// Domains worth imitating: the brands', the reader's own, the correspondents'. Indexed once; the correspondents' as long as they are the same.

import {
  addedOrganisation,
  type ImitatedDomain,
  imitatedDomains,
  type Organisation,
} from '../../registry/index.ts';
import { toUnicode } from '../../text/domains.ts';
import { ofObject, once } from '../../text/once.ts';
import { organizationalDomain, organizationalLabel } from '../../text/organization.ts';
import { skeleton } from '../../text/skeleton.ts';
import words from '../data/words.json' with { type: 'json' };
import type { Circle } from './circle.ts';
import { freeMailDomain, isFreeMail } from './free-mail.ts';

export interface Target {
  /** registrable domain, lower-case A-labels */
  domain: string;
  label: string;
  kind: 'brand' | 'contact' | 'own';
  organisation(): Organisation | null;
}

export interface TargetIndex {
  byLabel: Map<string, Target>;
  bySkeleton: Map<string, Target>;
  /** labels of six or more letters, by their length: candidates for one edit */
  byLength: Map<number, Target[]>;
  byDomain: Map<string, Target>;
}

/** Brand labels that are ordinary words or names: companies of other trades bear them, or something close. */
export const ORDINARY_LABELS = new Set(words.ordinaryLabels);
/** Shorter labels have too many honest neighbours. */
export const SHORTEST_TYPO = 6;

export const isOrdinary = (target: Target) =>
  target.kind === 'brand' && ORDINARY_LABELS.has(target.label);

/** Indexes targets for every way of comparing; the first of equal labels counts. */
export function indexTargets(targets: Target[]): TargetIndex {
  const index: TargetIndex = {
    byLabel: new Map(),
    bySkeleton: new Map(),
    byLength: new Map(),
    byDomain: new Map(),
  };
  for (const target of targets) {
    index.byDomain.set(target.domain, target);
    if (!index.byLabel.has(target.label)) index.byLabel.set(target.label, target);
    const form = skeleton(toUnicode(target.label));
    if (!index.bySkeleton.has(form)) index.bySkeleton.set(form, target);
    if (target.label.length < SHORTEST_TYPO || isOrdinary(target)) continue;
    const list = index.byLength.get(target.label.length);
    if (!list) index.byLength.set(target.label.length, [target]);
    else list.push(target);
  }
  return index;
}

/** A domain as a target; none for free mail, whose families never look alike, and for what nobody registered. */
export function targetOf(
  domain: string,
  kind: Target['kind'],
  organisation: Target['organisation'] = () => null,
): Target[] {
  const organization = organizationalDomain(domain);
  const label = organization === null ? null : organizationalLabel(organization);
  if (organization === null || label === null || freeMailDomain(organization) !== null) return [];
  return [{ domain: organization, label, kind, organisation }];
}

/** As `targetOf`. A listed domain of two labels is one that somebody registered: the first label is its name. */
function brandTargetOf({ domain, organisation }: ImitatedDomain): Target[] {
  const [label, ...above] = domain.split('.');
  if (above.length !== 1) return targetOf(domain, 'brand', organisation);
  return isFreeMail(domain) ? [] : [{ domain, label: label!, kind: 'brand', organisation }];
}

const brandTargets = once(() => indexTargets(imitatedDomains().flatMap(brandTargetOf)));
const ownTargets = ofObject(({ ownDomains, extra }: Circle) =>
  indexTargets([
    ...[...ownDomains].flatMap((domain) => targetOf(domain, 'own')),
    ...extra.flatMap((one) =>
      one.domains.flatMap((domain) => targetOf(domain, 'brand', () => addedOrganisation(one))),
    ),
  ]),
);
const contactTargets = ofObject((domains: Circle['domains']) =>
  indexTargets([...domains].flatMap((domain) => targetOf(domain, 'contact'))),
);

/** The reader's own targets first, then the correspondents', then the brands'. */
export const indexesFor = (circle: Circle): TargetIndex[] => [
  ownTargets(circle),
  contactTargets(circle.domains),
  brandTargets(),
];
