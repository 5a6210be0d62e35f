// What the settings are, and how they are read from storage or from a file: field by field, nothing believed.
import type { Context, LookupMode } from '../model.ts';
import {
  readAddress,
  readBrand,
  readColor,
  readDomain,
  readGlyph,
  readList,
  readName,
} from './entries.ts';

export interface Settings {
  version: 1;
  lookups: LookupMode;
  /** 'auto' falls over from one resolver of the table to the next; an id or an https URL is asked alone */
  resolver: string;
  show: 'problems' | 'line' | 'everything';
  /** '' is vermilion */
  personalSeal: { color: string; glyph: string };
  /** days: what was of no use for so long is forgotten; null keeps everything */
  memory: { keep: boolean; days: number | null };
  /** for every mailbox; what was taught in one mailbox lies in memory, apart by account */
  reader: Pick<
    Context,
    | 'protectedNames'
    | 'ownDomains'
    | 'trustedSealers'
    | 'trustedForwarders'
    | 'knownLists'
    | 'extraBrands'
  > & { ownAddresses: string[]; ownName: string };
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  lookups: 'careful',
  resolver: 'auto',
  show: 'line',
  personalSeal: { color: '', glyph: '印' },
  memory: { keep: true, days: 730 },
  reader: {
    ownAddresses: [],
    ownName: '',
    protectedNames: [],
    ownDomains: [],
    trustedSealers: [],
    trustedForwarders: [],
    knownLists: [],
    extraBrands: [],
  },
};

/** A value as the settings hold it, or null when it cannot be one. */
export type Read<Value> = (value: unknown) => Value | null;
export type Reads<Values> = { [Key in keyof Values]: Read<Values[Key]> };

const fields = (value: unknown): Record<string, unknown> | null =>
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

/** `auto`, the id of a row of the resolver table, or an https URL. Whether it answers is another question. */
const readResolver: Read<string> = (value) => {
  if (typeof value !== 'string') return null;
  if (/^[a-z][a-z0-9]{0,31}$/.test(value)) return value;
  return value.startsWith('https://') && URL.canParse(value) ? value : null;
};

const readSeal: Read<Settings['personalSeal']> = (value) => {
  const { color, glyph } = fields(value) ?? {};
  if (typeof color !== 'string' || typeof glyph !== 'string') return null;
  const read = { color: readColor(color), glyph: readGlyph(glyph) };
  return read.color === null || read.glyph === null
    ? null
    : { color: read.color, glyph: read.glyph };
};

const readMemory: Read<Settings['memory']> = (value) => {
  const { keep, days } = fields(value) ?? {};
  const isSpan = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 36_500;
  return typeof keep === 'boolean' && (days === null || isSpan) ? { keep, days } : null;
};

const readOwnName: Read<string> = (value) =>
  value === '' ? '' : typeof value === 'string' ? readName(value) : null;

const SETTINGS: Reads<Omit<Settings, 'version' | 'reader'>> = {
  lookups: oneOf('always', 'careful', 'ask', 'off'),
  resolver: readResolver,
  show: oneOf('problems', 'line', 'everything'),
  personalSeal: readSeal,
  memory: readMemory,
};

const READER: Reads<Settings['reader']> = {
  ownAddresses: listOf(readAddress),
  ownName: readOwnName,
  protectedNames: listOf(readName),
  ownDomains: listOf(readDomain),
  trustedSealers: listOf(readDomain),
  trustedForwarders: listOf(readDomain),
  knownLists: listOf(readDomain),
  extraBrands: objectsOf(readBrand),
};

/** How each value that a policy may set is read: the same way as the reader's own. */
export const POLICY_READS = {
  lookups: SETTINGS.lookups,
  resolver: SETTINGS.resolver,
  show: SETTINGS.show,
  ownDomains: READER.ownDomains,
  protectedNames: READER.protectedNames,
  trustedSealers: READER.trustedSealers,
  trustedForwarders: READER.trustedForwarders,
  knownLists: READER.knownLists,
  extraBrands: READER.extraBrands,
};

/** Everything the reader can change, by name: what a policy can lock. `taught` is what "it is really them" keeps. */
export type SettingName = keyof typeof SETTINGS | keyof typeof READER | 'taught';
export const SETTING_NAMES = [
  ...Object.keys(SETTINGS),
  ...Object.keys(READER),
  'taught',
] as SettingName[];

/** The fields that are there and can be read; the names of those that cannot are added to `unusable`. */
export function readFields<Values>(
  value: unknown,
  reads: Reads<Values>,
  unusable: string[],
): Partial<Values> {
  const given = fields(value) ?? {};
  const read: Partial<Values> = {};
  for (const name of Object.keys(reads) as (keyof Values & string)[]) {
    if (given[name] === undefined) continue;
    const one = reads[name](given[name]);
    if (one === null) unusable.push(name);
    else read[name] = one;
  }
  return read;
}

function overlay(base: Settings, value: unknown, unusable: string[]): Settings {
  const reader = fields(value)?.reader;
  return {
    ...base,
    ...readFields(value, SETTINGS, unusable),
    reader: { ...base.reader, ...readFields(reader, READER, unusable) },
  };
}

/** Settings from storage: what is missing or damaged there has its default. */
export function readStored(value: unknown): Settings {
  return overlay(DEFAULT_SETTINGS, value, []);
}

/** The text of a settings file. */
export function writeSettingsFile(settings: Settings): string {
  return `${JSON.stringify({ kind: 'inkan-settings', ...settings }, null, 2)}\n`;
}

/** Why a file holds no settings; `field` names the first one that cannot be read. */
export type FileRefusal =
  | { problem: 'json' | 'kind' | 'newer' }
  | { problem: 'field'; field: string };

/** The reader's settings with those of a file on top: all of the file or nothing of it. */
export function readSettingsFile(text: string, own: Settings): Settings | FileRefusal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  const { kind, version } = fields(value) ?? {};
  if (kind !== 'inkan-settings' || typeof version !== 'number') return { problem: 'kind' };
  if (version > 1) return { problem: 'newer' };
  const unusable: string[] = [];
  const settings = overlay(own, value, unusable);
  const [field] = unusable;
  return field === undefined ? settings : { problem: 'field', field };
}
