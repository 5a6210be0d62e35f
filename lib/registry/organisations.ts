// The organisations of the table. Nothing is read before the first question, and each organisation when it is asked for.

import { ofNumber, ofObject, once } from '../text/once.ts';
import { decodeDomain, type ListedDomain } from './domain-format.ts';
import {
  BAR,
  decodeRegion,
  decodeSorted,
  decodeStep,
  digitAt,
  FAR,
  FLAG,
  LANGUAGES,
  languageOf,
  NAME,
  numberAt,
  readLetters,
} from './format.ts';
import type { ExtraOrganisation, Organisation } from './model.ts';
import * as table from './table.ts';

interface Read {
  /** sorted by skeleton */
  names: string[];
  /** organisation of each name */
  owners: Uint16Array;
  /** names of organisation i: `namesOf[first[i]]` to `namesOf[first[i + 1]]`, its first name first */
  first: Uint16Array;
  namesOf: Uint16Array;
  reasons: string[];
  /** category and flags of organisation i: those of its digit */
  kinds: { category: string; flags: number }[];
  regions: string[];
  ids: string[];
  domains: string[];
  /** evidence of the domains of organisation i: from `evidence[i]` on */
  evidence: Uint16Array;
  suffixes: string[];
}

const open = once((): Read => {
  const names = decodeSorted(table.SHARED, readLetters(table.LETTERS, table.NAMES));
  const owners = new Uint16Array(names.length);
  const count = table.KIND.length;
  const first = new Uint16Array(count + 1);
  const isFirst = new Uint8Array(names.length);
  let last = -1;
  let further = 0;
  let far = 0;
  const ownerOfFurther = () => {
    const step = digitAt(table.STEPS, further++);
    return step === FAR ? numberAt(table.OWNERS, far++) : decodeStep(step, last);
  };
  for (let i = 0; i < names.length; i++) {
    isFirst[i] = digitAt(table.TAGS, i) & NAME.first;
    const owner = isFirst[i] ? ++last : ownerOfFurther();
    owners[i] = owner;
    first[owner + 1]!++;
  }
  for (let i = 0; i < count; i++) first[i + 1]! += first[i]!;
  const next = first.map((start) => start + 1);
  const namesOf = new Uint16Array(names.length);
  for (let i = 0; i < names.length; i++) {
    const owner = owners[i]!;
    namesOf[isFirst[i] ? first[owner]! : next[owner]!++] = i;
  }
  const domains = table.DOMAINS.split(BAR);
  const evidence = new Uint16Array(count);
  for (let i = 1; i < count; i++)
    evidence[i] = evidence[i - 1]! + domains[i - 1]!.split(' ').length;
  return {
    names,
    owners,
    first,
    namesOf,
    reasons: table.REASONS.split(BAR),
    kinds: table.KINDS.split(BAR).map((kind) => {
      const [category, flags] = kind.split(' ');
      return { category: category!, flags: Number(flags) };
    }),
    regions: table.REGIONS.split(BAR),
    ids: table.IDS.split(BAR),
    domains,
    evidence,
    suffixes: table.SUFFIXES.split(' '),
  };
});

/** All names, sorted by skeleton. */
export const listedNames = (): readonly string[] => open().names;

/** Organisation number of a name. */
export const ownerOfName = (name: number): number => open().owners[name]!;

/** Why a name is weak; '' for a strict one. */
export const reasonOf = (name: number): string =>
  open().reasons[Math.floor(digitAt(table.TAGS, name) / NAME.reason)]!;

export const organisationCount = (): number => table.KIND.length;

const kindOf = (organisation: number) => open().kinds[digitAt(table.KIND, organisation)]!;

export const isFlagged = (organisation: number, flag: number): boolean =>
  (kindOf(organisation).flags & flag) !== 0;

const nameNumbers = (organisation: number): Uint16Array => {
  const { first, namesOf } = open();
  return namesOf.subarray(first[organisation]!, first[organisation + 1]!);
};

/** The domains of an organisation with their marks. */
export const listedDomains = ofNumber((organisation): readonly ListedDomain[] => {
  const numbers = nameNumbers(organisation);
  const { names, domains, evidence, suffixes } = open();
  const letters = table.EVIDENCE.slice(evidence[organisation]!);
  return domains[organisation]!.split(' ').map((text, i) =>
    decodeDomain(text, letters[i]!, (name) => names[numbers[name]!]!, suffixes),
  );
});

/** Where names are written in letters of their own: 삼성 is called by them, PayPal is not called by its Chinese name. */
const OTHER_LETTERS = new Set(
  'ae bg by cn eg gr hk il in ir kr kz mk mo rs ru sa th tw ua'.split(' '),
);

function namesToCallBy(organisation: number, region: readonly string[]): Organisation['names'] {
  const { names } = open();
  const own = [...nameNumbers(organisation)];
  const called: Organisation['names'] = { en: names[own[0]!]! };
  for (const language of LANGUAGES) {
    if (language === 'native' && !OTHER_LETTERS.has(region[0] ?? '')) continue;
    const those = own.filter((i) => languageOf(names[i]!, region) === language);
    const chosen = those.find((i) => digitAt(table.TAGS, i) & NAME.shown) ?? those[0];
    if (chosen !== undefined) called[language] = names[chosen]!;
  }
  return called;
}

/** Families by organisation number, and their members. Few organisations have one. */
const families = once(() => {
  const of = new Map<number, string>();
  const byFamily = new Map<string, number[]>();
  for (const line of table.FAMILIES.split(BAR)) {
    const [family, ...list] = line.split(' ');
    const members = list.map(Number);
    byFamily.set(family!, members);
    for (const member of members) of.set(member, family!);
  }
  return { of, members: byFamily };
});

/** Numbers of the organisations of a family. */
export const membersOf = (family: string): readonly number[] =>
  families().members.get(family) ?? [];

const numbers = new WeakMap<Organisation, number>();

/** Number of an organisation of the table; undefined for one that reader or policy added. */
export const numberOf = (organisation: Organisation): number | undefined =>
  numbers.get(organisation);

export const organisationAt = ofNumber((number): Organisation => {
  const { regions, ids } = open();
  const domains = listedDomains(number);
  const main = domains[0]!.domain;
  const id = ids[number] || main.slice(0, main.indexOf('.'));
  const { category, flags } = kindOf(number);
  const region = decodeRegion(regions[number]!, category, flags, main);
  const known: Organisation = {
    id,
    names: namesToCallBy(number, region),
    category,
    region,
    stakes: isFlagged(number, FLAG.high) ? 'high' : 'ordinary',
    confirmed: isFlagged(number, FLAG.confirmed),
    family: families().of.get(number) ?? null,
    usersWrite: isFlagged(number, FLAG.usersWrite),
    federated: isFlagged(number, FLAG.federated),
    domains: domains.map(({ domain, evidence }) => ({
      domain,
      evidence,
      checked: table.CHECKED,
    })),
    source: 'registry',
  };
  numbers.set(known, number);
  return known;
});

/** An organisation that reader or policy added: taken at their word, as if its own DNS had said so. */
export const addedOrganisation = ofObject(
  (extra: ExtraOrganisation): Organisation => ({
    id: extra.id,
    names: { en: extra.names[0] ?? extra.id },
    category: 'own',
    region: [],
    stakes: 'high',
    confirmed: extra.domains.length > 0,
    family: null,
    usersWrite: false,
    federated: false,
    domains: extra.domains.map((domain) => ({ domain, evidence: 'V', checked: '' })),
    source: extra.source ?? 'reader',
  }),
);
