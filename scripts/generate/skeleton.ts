// UTS #39 confusables.txt → lib/text/skeleton.json, the compact table behind text/skeleton.ts.
// Usage: node scripts/generate/skeleton.ts PATH-OF-confusables.txt
//
// confusables.txt is © Unicode, Inc., used under the Unicode License v3 (https://www.unicode.org/license.txt).
// The table keeps only what the code can meet: names are NFKC-normalised first, so every character that NFKC
// changes is left out, and so is every mapping that lower-casing already does.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Reads `source ; target ; type # comment` lines into character → prototype. */
export function parseConfusables(text: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const fields = (line.split('#')[0] ?? '').split(';');
    if (fields.length < 3) continue;
    const read = (field = '') =>
      field
        .trim()
        .split(/\s+/)
        .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
        .join('');
    map.set(read(fields[0]), read(fields[1]));
  }
  return map;
}

/**
 * The sources in the order of their code points, as steps from one to the next, and the prototype of each: what lies
 * together in Unicode packs well. Han characters that only look like other Han characters (compatibility ideographs) and
 * marks are left out.
 */
export function compact(map: Map<string, string>): { steps: string; prototypes: string } {
  const kept: [code: number, prototype: string][] = [];
  for (const [source, target] of map) {
    if (/\p{M}|\p{Default_Ignorable_Code_Point}|\p{White_Space}/u.test(source)) continue;
    if (source.normalize('NFKC') !== source || [...source].length !== 1) continue;
    const wanted = target.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    if (wanted === '' || wanted === source.toLowerCase()) continue;
    kept.push([source.codePointAt(0)!, wanted]);
  }
  kept.sort(([a], [b]) => a - b);
  return {
    steps: kept.map(([code], i) => code - (kept[i - 1]?.[0] ?? 0)).join(' '),
    prototypes: kept.map(([, prototype]) => prototype).join(' '),
  };
}

function main(): void {
  const source = process.argv[2];
  if (!source) {
    console.error('usage: node scripts/generate/skeleton.ts confusables.txt');
    process.exit(2);
  }
  const text = readFileSync(source, 'utf8');
  const version = /Version: ([\d.]+)/.exec(text)?.[1] ?? 'unknown';
  const table = {
    notice: `Derived from Unicode confusables.txt ${version}. © Unicode, Inc. Unicode License v3, https://www.unicode.org/license.txt`,
    ...compact(parseConfusables(text)),
  };
  const target = new URL('../../lib/text/skeleton.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify(table)}\n`);
  console.log(`${table.prototypes.split(' ').length} characters`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
