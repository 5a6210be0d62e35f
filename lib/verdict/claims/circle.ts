// The circle of a reader: their own people and domains. People are indexed once for every message and row: there may be thousands.

import type { Context, Correspondent } from '../../model.ts';
import {
  addedOrganisation,
  type ExtraOrganisation,
  highStakesOwnerOf,
  type Organisation,
} from '../../registry/index.ts';
import { domainOf } from '../../text/addresses.ts';
import { isUnder } from '../../text/domains.ts';
import { ofObject } from '../../text/once.ts';
import { organizationalDomain } from '../../text/organization.ts';
import { skeleton } from '../../text/skeleton.ts';
import { freeMailDomain } from './free-mail.ts';
import { findPerson, indexNames, type Names, readPerson, writtenName } from './people.ts';
import { isFullName, personKey } from './person-key.ts';

/** The correspondents, by everything they are looked for. */
interface People {
  byAddress: Map<string, Correspondent>;
  /** registrable domains of correspondents */
  domains: Set<string>;
  /** those of whom the reader may have answered somebody */
  answeredDomains: Set<string>;
  /** by `personKey` of the name */
  byName: Map<string, Correspondent[]>;
  /** every way to write them */
  names: Names;
  /** skeletons of their names */
  skeletons: Map<string, string>;
}

/** Whom the reader knows, what is theirs, and whom they or their organisation guard. */
export interface Circle extends People {
  me: Set<string>;
  /** organisational domains of the reader: the policy's, and those of the own addresses that are no free mail */
  ownDomains: Set<string>;
  protectedNames: Set<string>;
  /** the ways to write the reader, and the protected names */
  self: Names;
  guarded: Names;
  protectedSkeletons: Map<string, string>;
  /** organisations that reader or policy added, always the same array */
  extra: readonly ExtraOrganisation[];
}

const circles = new WeakMap<
  readonly Correspondent[],
  { context: Context; told: string; circle: Circle }
>();

/** The small part of a context that a circle is made of: told anew with every request, and hardly ever another. */
const tellCircle = ({ me, protectedNames, ownDomains }: Context): string =>
  JSON.stringify([me, protectedNames, ownDomains]);

/** Indexes a context; the answer is kept for the same people and organisations, as long as the rest says the same. */
export function circleOf(context: Context): Circle {
  const kept = circles.get(context.correspondents);
  if (kept?.context === context) return kept.circle;
  const told = tellCircle(context);
  const isSame = kept?.told === told && kept.context.extraBrands === context.extraBrands;
  const circle = isSame ? kept.circle : index(context);
  circles.set(context.correspondents, { context, told, circle });
  return circle;
}

/** A correspondent as the index takes it: whoever joins or leaves, the others are not read again. */
const readCorrespondent = ofObject((person: Correspondent) => {
  const { key, isFull } = readPerson(person);
  return {
    key,
    address: person.address.toLowerCase(),
    organization: organizationalDomain(domainOf(person.address)),
    form: isFull ? skeletonKey(key) : null,
  };
});

const indexPeople = ofObject((correspondents: readonly Correspondent[]): People => {
  const byAddress = new Map<string, Correspondent>();
  const byName = new Map<string, Correspondent[]>();
  const domains = new Set<string>();
  const answeredDomains = new Set<string>();
  const skeletons = new Map<string, string>();
  for (const person of correspondents) {
    const { key, address, organization, form } = readCorrespondent(person);
    byAddress.set(address, person);
    if (organization !== null) {
      domains.add(organization);
      if (person.replied !== false) answeredDomains.add(organization);
    }
    if (key === '') continue;
    const namesakes = byName.get(key);
    if (namesakes) {
      namesakes.push(person);
      continue;
    }
    byName.set(key, [person]);
    if (form !== null) skeletons.set(form, key);
  }
  const names = indexNames(correspondents);
  return { byAddress, domains, answeredDomains, byName, names, skeletons };
});

function index(context: Context): Circle {
  const own = new Set(context.ownDomains.map((domain) => organizationalDomain(domain) ?? domain));
  const me = new Set(context.me.addresses.map((address) => address.toLowerCase()));
  for (const address of me) {
    const domain = domainOf(address);
    const organization = organizationalDomain(domain);
    if (organization !== null && freeMailDomain(domain) === null) own.add(organization);
  }
  const protectedNames = new Set(context.protectedNames.map(personKey).filter((key) => key !== ''));
  return {
    ...indexPeople(context.correspondents),
    me,
    ownDomains: own,
    protectedNames,
    self: indexNames([{ name: context.me.name, address: '' }]),
    guarded: indexNames(context.protectedNames.map((name) => ({ name, address: '' }))),
    protectedSkeletons: skeletonsOf(protectedNames),
    extra: context.extraBrands,
  };
}

/** Somebody the reader knows whom a name speaks of. */
export interface PersonHit {
  /** `personKey` */
  key: string;
  kind: 'protected' | 'self' | 'correspondent';
  /** by family name and rank alone */
  familyOnly: boolean;
}

/** Whom of the reader's own people a name speaks of, the best guarded first; `person`: the key of the first or of the name. */
export function peopleIn(name: string, circle: Circle): { person: string; people: PersonHit[] } {
  if (circle.names.keys.size + circle.guarded.keys.size + circle.self.keys.size === 0)
    return { person: personKey(name), people: [] };
  const written = writtenName(name);
  const hits: PersonHit[] = [];
  const look = (kind: PersonHit['kind'], names: Names) => {
    const found = findPerson(written, names);
    // Everybody knows some director Sato: by rank only a protected one is meant.
    if (found && (kind === 'protected' || !found.familyOnly)) hits.push({ kind, ...found });
  };
  look('protected', circle.guarded);
  look('self', circle.self);
  look('correspondent', circle.names);
  return { person: hits[0]?.key ?? written.key, people: hits };
}

/** Words in the order of their skeletons: a foreign letter would sort elsewhere. */
const skeletonKey = (person: string) => person.split(' ').map(skeleton).sort().join(' ');

/** Full names by their skeleton. */
function skeletonsOf(names: Iterable<string>): Map<string, string> {
  return new Map([...names].filter(isFullName).map((key) => [skeletonKey(key), key]));
}

/** Kanji that hardly stand in a name of today: whoever writes them imitates 藤, 楽, 関 … */
const RARE = /[籐滕樂乐银證证關关丼曰劵]/u;

/** 木村 and 本村 look alike and are two families: ordinary kanji beside ordinary kanji disguise nobody. */
function isOtherFamily(person: string, known: string): boolean {
  const written = [...person];
  const meant = [...known];
  const isOrdinary = (letter: string) => /\p{Script=Han}/u.test(letter) && !RARE.test(letter);
  return (
    written.length === meant.length &&
    written.every((one, i) => one === meant[i] || (isOrdinary(one) && isOrdinary(meant[i]!)))
  );
}

/** A known name that this one only looks like; null when it is the name itself or looks like none. */
export function namesakeBySkeleton(person: string, circle: Circle): string | null {
  const { skeletons, protectedSkeletons } = circle;
  if (person === '' || skeletons.size + protectedSkeletons.size === 0) return null;
  const form = skeletonKey(person);
  const known = protectedSkeletons.get(form) ?? skeletons.get(form);
  if (known === undefined || known === person || isOtherFamily(person, known)) return null;
  return known;
}

/** Who owns a domain, among those whom the reader added and those with high stakes and a confirmed domain. */
export function ownerKnownTo(circle: Pick<Circle, 'extra'>, domain: string): Organisation | null {
  const added = circle.extra.find(({ domains }) => domains.some((own) => isUnder(domain, own)));
  return added ? addedOrganisation(added) : highStakesOwnerOf(domain);
}
