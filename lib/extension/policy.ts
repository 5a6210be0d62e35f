// What an organisation sets for its readers through the browser's own policies (`storage.managed`).
import { browser } from 'wxt/browser';
import type { Recollection } from '../model.ts';
import type { Brand } from './entries.ts';
import {
  DEFAULT_SETTINGS,
  fields,
  namesOf,
  POLICY_NAMES,
  type RowName,
  readFields,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  TABLE,
} from './settings-table.ts';

/** All of it optional. The schema for Chromium follows from the table too; docs/policy.md tells administrators. */
export type Policy = ReturnType<typeof readFields> & {
  /** names of settings that the reader cannot change although no value is set here */
  lock?: SettingName[];
};

export interface ReadPolicy {
  policy: Policy;
  /** names of what is there and cannot be used */
  unusable: string[];
}

const isName = (name: unknown): name is SettingName =>
  (SETTING_NAMES as readonly unknown[]).includes(name);

/** Reads a policy field by field: what cannot be used, or is no setting, is named and left out, the rest counts. */
export function parsePolicy(value: unknown): ReadPolicy {
  const unusable: string[] = [];
  const policy: Policy = readFields(value, POLICY_NAMES, unusable, ['lock']);
  const lock = fields(value)?.lock;
  if (Array.isArray(lock) && lock.every(isName)) policy.lock = lock;
  else if (lock !== undefined) unusable.push('lock');
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

/**
 * True when the reader cannot change this setting: the organisation locked it, or set it. A list that it set takes the
 * reader's own entries too, unless it is locked.
 */
export function isLocked(policy: Policy, name: SettingName): boolean {
  if (policy.lock?.includes(name)) return true;
  return name !== 'taught' && TABLE[name].policy === 'replaces' && name in policy;
}

/** The card tells whose word it is that a domain is somebody's. */
const fromPolicy = (brand: Brand): Brand => ({ ...brand, source: 'policy' });

/** The settings that count, and which of them the reader cannot change. */
export interface Governed extends Settings {
  locked: SettingName[];
}

/** A list with the organisation's entries before the reader's; texts stand once. */
const joined = (theirs: readonly unknown[], own: readonly unknown[]): unknown[] => [
  ...new Set([...theirs, ...own]),
];

/** The reader's own settings with the policy on top. A locked setting without a value has its default. */
export function applyPolicy(own: Settings, policy: Policy): Governed {
  const value = (name: RowName): unknown => {
    const mine: unknown = { ...own, ...own.reader }[name];
    const free = isLocked(policy, name) ? TABLE[name].initial : mine;
    const set: unknown =
      name === 'extraBrands' ? policy.extraBrands?.map(fromPolicy) : policy[name];
    if (set === undefined || TABLE[name].policy === 'locks') return free;
    return TABLE[name].policy === 'adds' ? joined(set as [], free as []) : set;
  };
  const all = (of: 'browser' | 'reader') =>
    Object.fromEntries(namesOf(of).map((name) => [name, value(name)]));
  return {
    ...DEFAULT_SETTINGS,
    ...all('browser'),
    reader: all('reader') as unknown as Settings['reader'],
    locked: SETTING_NAMES.filter((name) => isLocked(policy, name)),
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
