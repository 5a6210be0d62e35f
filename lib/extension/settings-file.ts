// Settings in storage and in a file: read field by field, nothing believed.
import { DEFAULT_SETTINGS, fields, namesOf, readFields, type Settings } from './settings-table.ts';

function overlay(base: Settings, value: unknown, unusable: string[]): Settings {
  const reader = fields(value)?.reader;
  if (reader !== undefined && fields(reader) === null) unusable.push('reader');
  return {
    ...base,
    ...readFields(value, namesOf('browser'), unusable, ['kind', 'version', 'reader']),
    reader: { ...base.reader, ...readFields(reader, namesOf('reader'), unusable) },
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

/** Why a file holds no settings; `field` names the first one that cannot be read or is none of ours. */
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
  if (version < 1 || !Number.isInteger(version)) return { problem: 'kind' };
  if (version > 1) return { problem: 'newer' };
  const unusable: string[] = [];
  const settings = overlay(own, value, unusable);
  const [field] = unusable;
  return field === undefined ? settings : { problem: 'field', field };
}
