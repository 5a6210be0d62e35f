// Every setting: one row. Settings, their reading, the policy, its schema, the lists of the options page and the table
// of the administrators' page follow from it.
import type { LookupMode } from '../model.ts';
import { readResolver } from '../text/resolvers.ts';
import {
  type Brand,
  readAddress,
  readBrand,
  readColor,
  readDomain,
  readGlyph,
  readList,
  readName,
} from './entries.ts';

/** A value as the settings hold it, or null when it cannot be one. */
export type Read<Value> = (value: unknown) => Value | null;

export const fields = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

const oneOf =
  <Value extends string>(...values: Value[]): Read<Value> =>
  (value) =>
    values.find((one) => one === value) ?? null;

const listOf =
  (read: (text: string) => string | null): Read<string[]> =>
  (value) =>
    readList(value, read);

const objectsOf =
  <Value>(read: Read<Value>): Read<Value[]> =>
  (value) => {
    if (!Array.isArray(value) || value.length > 2000) return null;
    const entries = value.map(read);
    return entries.some((entry) => entry === null) ? null : (entries as Value[]);
  };

const readSeal: Read<PersonalSeal> = (value) => {
  const { color, glyph } = fields(value) ?? {};
  if (typeof color !== 'string' || typeof glyph !== 'string') return null;
  const read = { color: readColor(color), glyph: glyph === '' ? '' : readGlyph(glyph) };
  return read.color === null || read.glyph === null
    ? null
    : { color: read.color, glyph: read.glyph };
};

const readMemory: Read<Retention> = (value) => {
  const { keep, days } = fields(value) ?? {};
  const isSpan = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 36_500;
  return typeof keep === 'boolean' && (days === null || isSpan) ? { keep, days } : null;
};

const readOwnName: Read<string> = (value) =>
  value === '' ? '' : typeof value === 'string' ? readName(value) : null;

interface PersonalSeal {
  /** '' is the usual one of the language, here and below */
  color: string;
  glyph: string;
}

interface Retention {
  keep: boolean;
  /** what was of no use for so long is forgotten; null keeps everything */
  days: number | null;
}

/** What an administrator writes, and how the schema says it. */
export type Kind = 'domains' | 'names' | 'addresses' | 'brands' | 'resolver' | readonly string[];

interface Row<Value, Of extends 'browser' | 'reader'> {
  initial: Value;
  /** of this browser's extension, or of whoever reads (part of the context of a judgement) */
  of: Of;
  /** `replaces`: a policy sets it and so locks it. `adds`: to the reader's own. `locks`: it can be locked only */
  policy: 'replaces' | 'adds' | 'locks';
  kind: Kind | null;
  read: Read<Value>;
}

const row = <Value, Of extends 'browser' | 'reader'>(
  of: Of,
  policy: Row<Value, Of>['policy'],
  kind: Kind | null,
  initial: Value,
  read: Read<Value>,
): Row<Value, Of> => ({ of, policy, kind, initial, read });

const LISTED = {
  domains: listOf(readDomain),
  names: listOf(readName),
  addresses: listOf(readAddress),
};
const listRow = (policy: 'adds' | 'locks', kind: keyof typeof LISTED) =>
  row('reader', policy, kind, [] as string[], LISTED[kind]);
const choice = <Value extends string>(initial: Value, values: readonly Value[]) =>
  row('browser', 'replaces', values, initial, oneOf(...values));

const LOOKUPS: readonly LookupMode[] = ['always', 'careful', 'ask', 'off'];
const SHOW = ['problems', 'line', 'everything'] as const;

export const TABLE = {
  ownDomains: listRow('adds', 'domains'),
  protectedNames: listRow('adds', 'names'),
  trustedSealers: listRow('adds', 'domains'),
  trustedForwarders: listRow('adds', 'domains'),
  knownLists: listRow('adds', 'domains'),
  extraBrands: row('reader', 'adds', 'brands', [] as Brand[], objectsOf(readBrand)),
  ownAddresses: listRow('locks', 'addresses'),
  ownName: row('reader', 'locks', null, '', readOwnName),
  lookups: choice('careful' as LookupMode, LOOKUPS),
  /** 'auto' falls over from one resolver of the table to the next; an id or an https URL is asked alone */
  resolver: row('browser', 'replaces', 'resolver', 'auto', (value) =>
    typeof value === 'string' ? readResolver(value) : null,
  ),
  show: choice('line' as (typeof SHOW)[number], SHOW),
  personalSeal: row('browser', 'locks', null, { color: '', glyph: '' } as PersonalSeal, readSeal),
  memory: row('browser', 'locks', null, { keep: true, days: 730 } as Retention, readMemory),
};

type Table = typeof TABLE;
type Value<Name extends keyof Table> = Table[Name]['initial'];
type NamesOf<Of extends 'browser' | 'reader'> = {
  [Name in keyof Table]: Table[Name]['of'] extends Of ? Name : never;
}[keyof Table];

/** The settings as they are stored and as they count. */
export type Settings = { version: 1 } & { [Name in NamesOf<'browser'>]: Value<Name> } & {
  /** for every mailbox; what was taught in one mailbox lies in memory, apart by account */
  reader: { [Name in NamesOf<'reader'>]: Value<Name> };
};

export type RowName = keyof Table;
/** The lists of single texts. */
export type ListName = Exclude<NamesOf<'reader'>, 'extraBrands' | 'ownName'>;
/** Everything the reader can change, by name: what a policy can lock. `taught` is what "it is really them" keeps. */
export type SettingName = RowName | 'taught';

const NAMES = Object.keys(TABLE) as RowName[];
export const SETTING_NAMES: readonly SettingName[] = [...NAMES, 'taught'];
export const namesOf = (of: 'browser' | 'reader'): RowName[] =>
  NAMES.filter((name) => TABLE[name].of === of);
/** What a policy can set. */
export const POLICY_NAMES: readonly RowName[] = NAMES.filter(
  (name) => TABLE[name].policy !== 'locks',
);

const initial = (of: 'browser' | 'reader') =>
  Object.fromEntries(namesOf(of).map((name) => [name, TABLE[name].initial]));

export const DEFAULT_SETTINGS = {
  version: 1,
  ...initial('browser'),
  reader: initial('reader'),
} as unknown as Settings;

/**
 * The fields of `names` that are there and can be read; the names of those that cannot are added to `unusable`, and
 * those of fields that are neither here nor among `others`: whoever misspells a setting believes that it counts. Each is
 * read the same way, whoever wrote it: reader, file or organisation.
 */
export function readFields(
  value: unknown,
  names: readonly RowName[],
  unusable: string[],
  others: readonly string[] = [],
): { [Name in RowName]?: Value<Name> } {
  const given = fields(value) ?? {};
  const read: Record<string, unknown> = {};
  for (const name of names) {
    if (given[name] === undefined) continue;
    const one = TABLE[name].read(given[name]);
    if (one === null) unusable.push(name);
    else read[name] = one;
  }
  const known: readonly string[] = [...names, ...others];
  unusable.push(...Object.keys(given).filter((name) => !known.includes(name)));
  return read;
}
