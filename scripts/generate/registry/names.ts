// The names of the registry: those of the source and how Japanese ones are also written, in the order of the table.
import { LANGUAGES, languageOf } from '../../../lib/registry/format.ts';
import { spell } from '../../../lib/registry/spelling.ts';
import { isHigh, readList, type SourceLine } from './source.ts';

export interface ListedName {
  name: string;
  why: string;
  line: SourceLine;
  skeleton: string;
  letters: string;
  shown: boolean;
}

/** The first name of each language, as the source has them: to call it by. */
function shownNames(line: SourceLine): Set<string> {
  const all = Object.keys(line.names);
  const region = line.region?.split(' ') ?? [];
  const found = LANGUAGES.map((language) =>
    all.find((name) => languageOf(name, region) === language),
  );
  if (line.called) found[0] = line.called;
  return new Set(found.filter((name) => name !== undefined));
}

/** `ING [AU]`: the bracket tells lists apart and is no part of a name. */
export const bare = (name: string) => name.replace(/ \[[A-Z]{2}\]$/, '');

/** Japanese names with one part, or every part, written as it is read: name → why it is weak. */
function readings(line: SourceLine, parts: readonly [string, string][]): [string, string][] {
  if (!isHigh(line) || !line.region?.split(' ').includes('jp')) return [];
  return Object.entries(line.names).flatMap(([name, why]) => {
    if (why !== '' && why !== 'chosen') return [];
    const known = parts.filter(([part]) => name.includes(part));
    const single = known.map(([part, reading]) => name.replace(part, reading));
    const all = known.reduce((text, [part, reading]) => text.replace(part, reading), name);
    return [...single, all]
      .filter((one) => !/^[a-z]+$/.test(one))
      .map((one): [string, string] => [one, why]);
  });
}

export function listedNames(lines: readonly SourceLine[]): ListedName[] {
  const parts = readList('readings.txt').map((one) => one.split(' ') as [string, string]);
  const list = lines.flatMap((line) => {
    const shown = shownNames(line);
    const seen = new Set<string>();
    const kana = readings(line, parts);
    return [...Object.entries(line.names), ...kana].flatMap(([given, why]) => {
      const name = bare(given);
      if (seen.has(name)) return [];
      seen.add(name);
      const { skeleton, letters } = spell(name, false);
      return [{ name, why, line, skeleton, letters: letters.join(''), shown: shown.has(given) }];
    });
  });
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return list.sort(
    (a, b) => order(a.skeleton, b.skeleton) || order(a.name, b.name) || order(a.line.id, b.line.id),
  );
}
