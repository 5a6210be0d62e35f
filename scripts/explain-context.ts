// The reader's part of the context, from the file that --context names.
import { readFileSync } from 'node:fs';
import type { Confirmation, Context, Correspondent } from '../lib/model.ts';

/** What the command line cannot work with: told without a stack. */
export class Unusable extends Error {}

type Check = (value: unknown) => boolean;
type Entry = Record<string, unknown>;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isYesOrNo: Check = (value) => typeof value === 'boolean';
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const TEXT_LISTS = [
  'protectedNames',
  'ownDomains',
  'trustedSealers',
  'trustedForwarders',
  'knownLists',
  'learnedLists',
  'learnedForwarders',
];

/** What an entry must have; a name with `?` may be left out. `answered` and `replied` are one. */
const ME: Record<string, Check> = { 'name?': isText, 'addresses?': isTexts };
const CORRESPONDENT: Record<string, Check> = {
  name: isText,
  address: isText,
  days: isCount,
  'answered?': isYesOrNo,
  'replied?': isYesOrNo,
};
const CONFIRMATION: Record<string, Check> = {
  rule: isText,
  address: isText,
  name: isText,
  domain: (value) => value === null || isText(value),
};

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Unknown keys are refused everywhere, so that a typing error is seen. */
function checkEntry(value: unknown, shape: Record<string, Check>, where: string): Entry {
  if (!isEntry(value)) throw new Unusable(`--context: ${where} must be an object`);
  const names = Object.keys(shape).map((name) => name.replace('?', ''));
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  if (unknown.length) throw new Unusable(`--context: unknown ${unknown.join(', ')} in ${where}`);
  for (const [name, check] of Object.entries(shape)) {
    const given = value[name.replace('?', '')];
    if (given === undefined && name.endsWith('?')) continue;
    if (!check(given))
      throw new Unusable(`--context: ${name.replace('?', '')} of ${where} is missing or unusable`);
  }
  return value;
}

function checkEntries(value: unknown, shape: Record<string, Check>, where: string): Entry[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Unusable(`--context: ${where} must be a list`);
  return value.map((entry, index) => checkEntry(entry, shape, `${where}[${index}]`));
}

const lower = (texts: unknown): string[] =>
  ((texts ?? []) as string[]).map((text) => text.toLowerCase());

/**
 * Reads who reads, whom they know and what they trust. Throws `Unusable` with the place of what is wrong.
 */
export function readContext(path: string | undefined): Partial<Context> {
  if (path === undefined) return {};
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Unusable(`--context: ${(error as Error).message}`);
  }
  if (!isEntry(read)) throw new Unusable('--context: must be an object');
  const { me: reader, correspondents, taught, ...lists } = read;
  const unknown = Object.keys(lists).filter((key) => !TEXT_LISTS.includes(key));
  if (unknown.length) throw new Unusable(`--context: unknown ${unknown.join(', ')}`);
  for (const [key, list] of Object.entries(lists)) {
    if (!isTexts(list)) throw new Unusable(`--context: ${key} must be a list of texts`);
  }
  const me = checkEntry(reader ?? {}, ME, 'me');
  return {
    ...(lists as Partial<Context>),
    me: { name: (me.name as string | undefined) ?? '', addresses: lower(me.addresses) },
    correspondents: checkEntries(correspondents, CORRESPONDENT, 'correspondents').map(
      ({ answered, ...person }) => ({
        ...(person as unknown as Correspondent),
        ...(answered === undefined ? {} : { replied: answered as boolean }),
      }),
    ),
    taught: checkEntries(taught, CONFIRMATION, 'taught').map((one) => {
      const { address, domain, ...rest } = one as unknown as Confirmation;
      return { ...rest, address: address.toLowerCase(), domain: domain?.toLowerCase() ?? null };
    }),
  };
}
