// What an organisation sets for its readers through the browser's own policies (`storage.managed`).
import { browser } from 'wxt/browser';
import type { Recollection } from '../model.ts';
import {
  DEFAULT_SETTINGS,
  POLICY_READS,
  type Read,
  readFields,
  SETTING_NAMES,
  type SettingName,
  type Settings,
} from './settings-file.ts';

type Values = {
  [Key in keyof typeof POLICY_READS]: NonNullable<ReturnType<(typeof POLICY_READS)[Key]>>;
};

/** All of it optional. `public/managed-schema.json` says the same to Chromium, docs/policy.md to administrators. */
export interface Policy extends Partial<Values> {
  /** names of settings that the reader cannot change although no value is set here */
  lock?: SettingName[];
}

export interface ReadPolicy {
  policy: Policy;
  /** names of what is there and cannot be used */
  unusable: string[];
}

const readLock: Read<SettingName[]> = (value) =>
  Array.isArray(value) && value.every((name) => SETTING_NAMES.includes(name)) ? value : null;

/** Reads a policy field by field: what cannot be used is named and left out, the rest counts. */
export function parsePolicy(value: unknown): ReadPolicy {
  const unusable: string[] = [];
  const policy = readFields(value, { ...POLICY_READS, lock: readLock }, unusable);
  return { policy, unusable };
}

/** The browser's policy for this extension; empty where there is none. */
export async function readPolicy(): Promise<ReadPolicy> {
  try {
    return parsePolicy(await browser.storage.managed.get());
  } catch {
    // Firefox rejects where no policy was installed.
    return parsePolicy({});
  }
}

/** The lists to which an organisation adds; everything else it replaces. */
const LISTS = [
  'ownDomains',
  'protectedNames',
  'trustedSealers',
  'trustedForwarders',
  'knownLists',
  'extraBrands',
] as const;
export type ListName = (typeof LISTS)[number];
const isList = (name: string): boolean => (LISTS as readonly string[]).includes(name);

/**
 * True when the reader cannot change this setting: the organisation locked it, or set it. A list that it set takes the
 * reader's own entries too, unless it is locked.
 */
export function isLocked(policy: Policy, name: SettingName): boolean {
  if (policy.lock?.includes(name)) return true;
  return !isList(name) && name in policy;
}

/** The settings that count, and which of them the reader cannot change. */
export interface Governed extends Settings {
  locked: SettingName[];
}

/** The reader's own settings with the policy on top. A locked setting without a value has its default. */
export function applyPolicy(own: Settings, policy: Policy): Governed {
  type Reader = Settings['reader'];
  const free = <Name extends Exclude<keyof Settings & SettingName, 'reader'>>(name: Name) =>
    isLocked(policy, name) ? DEFAULT_SETTINGS[name] : own[name];
  const mine = <Name extends keyof Reader>(name: Name): Reader[Name] =>
    isLocked(policy, name) ? DEFAULT_SETTINGS.reader[name] : own.reader[name];
  const both = (name: Exclude<ListName, 'extraBrands'>): string[] => [
    ...new Set([...(policy[name] ?? []), ...mine(name)]),
  ];
  return {
    version: 1,
    locked: SETTING_NAMES.filter((name) => isLocked(policy, name)),
    lookups: policy.lookups ?? free('lookups'),
    resolver: policy.resolver ?? free('resolver'),
    show: policy.show ?? free('show'),
    personalSeal: free('personalSeal'),
    memory: free('memory'),
    reader: {
      ownAddresses: mine('ownAddresses'),
      ownName: mine('ownName'),
      protectedNames: both('protectedNames'),
      ownDomains: both('ownDomains'),
      trustedSealers: both('trustedSealers'),
      trustedForwarders: both('trustedForwarders'),
      knownLists: both('knownLists'),
      extraBrands: [...(policy.extraBrands ?? []), ...mine('extraBrands')],
    },
  };
}

/** What memory tells of a mailbox, without what the organisation does not let its readers teach. */
export function withinPolicy(
  told: Recollection,
  { locked }: Pick<Governed, 'locked'>,
): Recollection {
  const isFree = (name: SettingName) => !locked.includes(name);
  return {
    ...told,
    taught: isFree('taught') ? told.taught : [],
    trustedForwarders: isFree('trustedForwarders') ? told.trustedForwarders : [],
    knownLists: isFree('knownLists') ? told.knownLists : [],
    ownAddresses: isFree('ownAddresses') ? told.ownAddresses : [],
    ownName: isFree('ownName') ? told.ownName : '',
  };
}
