// The registry: scripts/generate/registry/ → lib/registry/table.ts. Run it after a change there, of the skeleton or of
// the spelling: node scripts/generate/registry.ts
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { encodeDomain, encodeEvidence, MOST_SUFFIXES } from '../../lib/registry/domain-format.ts';
import {
  BAR,
  encodeDigit,
  encodeLetters,
  encodeNumber,
  encodeRegion,
  encodeSorted,
  encodeStep,
  FAR,
  FLAG,
  languageOf,
  NAME,
  SIGNS,
} from '../../lib/registry/format.ts';
import { foldWord } from '../../lib/text/letters.ts';
import { CLOSED_SUFFIXES, USERS_WRITE } from './registry/additions.ts';
import { bare, type ListedName, listedNames } from './registry/names.ts';
import {
  isConfirmed,
  isFederated,
  isHigh,
  readList,
  readSource,
  type SourceLine,
  shippedCategory,
  shippedDomains,
  shippedRegion,
} from './registry/source.ts';

/** The day on which its domains were looked through. */
const CHECKED = '2026-11-26';

/** `kind: word word …` of all languages together; a word of several kinds has the one that weighs most. */
function wordLists(): string[] {
  const kinds = new Map<string, Set<string>>(WEIGHT.map((kind) => [kind, new Set()]));
  for (const line of readList('words.txt')) {
    const [head, list] = line.split(': ');
    const kind = head!.split(' ')[1]!;
    for (const word of list!.split(' ')) kinds.get(kind)!.add(foldWord(word));
  }
  const taken = new Set<string>();
  return [...kinds].map(([kind, words]) => {
    const own = [...words].filter((word) => !taken.has(word)).sort();
    for (const word of own) taken.add(word);
    return `${kind}: ${own.join(' ')}`;
  });
}

/** Kinds of words, the one that weighs most first. */
const WEIGHT = ['pressure', 'desk', 'legal', 'role', 'relation'];

/** The texts of a list, the most frequent first. */
function mostFrequent(list: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of list) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
}

/** Letters worth a sign: those that are one of the signs themselves, and what comes most often, in order. */
function lettersOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const letter of text)
    if (letter.length === 1 && letter.charCodeAt(0) >= SIGNS.first)
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const isSign = (letter: string) => letter.charCodeAt(0) < SIGNS.first + SIGNS.count;
  const rank = ([letter, count]: [string, number]) => (isSign(letter) ? Number.MAX_VALUE : count);
  return [...counts]
    .sort((one, other) => rank(other) - rank(one))
    .slice(0, SIGNS.count)
    .map(([letter]) => letter)
    .sort();
}

/** Every column of the table, as text. */
function columns(): Record<string, unknown> {
  const lines = readSource();
  const names = listedNames(lines);
  const byLine = new Map<SourceLine, ListedName[]>();
  for (const one of names) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
  const firstOf = new Map(
    [...byLine].map(([line, own]) => {
      const wanted = bare(Object.keys(line.names)[0]!);
      return [line, own.find(({ name }) => name === wanted)!];
    }),
  );
  // Organisations are numbered by the place of their first name, so that a first name needs no number.
  const organisations = names.filter((one) => firstOf.get(one.line) === one).map((o) => o.line);
  const numberOf = new Map(organisations.map((line, i) => [line, i]));
  const reasons = ['', ...new Set(names.map((one) => one.why).filter(Boolean))];
  let last = -1;
  const owners = names.flatMap((one) => {
    const owner = numberOf.get(one.line)!;
    if (firstOf.get(one.line) === one) last = owner;
    return firstOf.get(one.line) === one ? [] : [{ owner, step: encodeStep(owner, last) }];
  });
  const namesOf = (line: SourceLine) => {
    const first = firstOf.get(line)!;
    return [first, ...byLine.get(line)!.filter((one) => one !== first)];
  };
  const isMarked = (one: ListedName) => {
    if (!one.shown) return false;
    const region = shippedRegion(one.line).split(' ');
    const language = languageOf(one.name, region);
    return namesOf(one.line).find(({ name }) => languageOf(name, region) === language) !== one;
  };
  const tag = (one: ListedName) =>
    reasons.indexOf(one.why) * NAME.reason +
    (firstOf.get(one.line) === one ? NAME.first : 0) +
    (isMarked(one) ? NAME.shown : 0);
  const flags = (line: SourceLine) =>
    (isHigh(line) ? FLAG.high : 0) +
    (USERS_WRITE.has(line.id) ? FLAG.usersWrite : 0) +
    (isFederated(line) ? FLAG.federated : 0) +
    (line.partial ? FLAG.partial : 0) +
    (isConfirmed(line) ? FLAG.confirmed : 0);
  const kind = (line: SourceLine) => `${shippedCategory(line)} ${flags(line)}`;
  const kinds = mostFrequent(organisations.map(kind));
  const domains = organisations.map(shippedDomains);
  const suffixes = mostFrequent(
    domains.flat().map(({ domain }) => domain.slice(domain.indexOf('.'))),
  )
    .filter((suffix) => suffix !== '.com')
    .slice(0, MOST_SUFFIXES);
  const byFamily = new Map<string, number[]>();
  for (const [i, { family }] of organisations.entries()) {
    if (family) byFamily.set(family, [...(byFamily.get(family) ?? []), i]);
  }
  const firstLabel = (line: SourceLine) => Object.keys(line.domains)[0]!.split('.')[0]!;
  const sorted = encodeSorted(names.map((one) => one.name));
  const words = wordLists().join(BAR);
  const letters = lettersOf(sorted.rests + words);
  const signs = new Map(letters.map((letter, i) => [letter, String.fromCharCode(SIGNS.first + i)]));
  const inSigns = (text: string) => [...text].map((one) => signs.get(one) ?? one).join('');
  return {
    CHECKED,
    REASONS: reasons.join(BAR),
    KINDS: kinds.join(BAR),
    SUFFIXES: suffixes.join(' '),
    LETTERS: encodeLetters(letters),
    SHARED: sorted.shared,
    NAMES: inSigns(sorted.rests),
    TAGS: names.map((one) => encodeDigit(tag(one))).join(''),
    STEPS: owners.map(({ step }) => encodeDigit(step)).join(''),
    OWNERS: owners
      .filter(({ step }) => step === FAR)
      .map(({ owner }) => encodeNumber(owner))
      .join(''),
    KIND: organisations.map((line) => encodeDigit(kinds.indexOf(kind(line)))).join(''),
    REGIONS: organisations
      .map((line) =>
        encodeRegion(
          shippedRegion(line),
          line.category,
          flags(line),
          Object.keys(line.domains)[0]!,
        ),
      )
      .join(BAR),
    IDS: organisations.map((l) => (l.id === firstLabel(l) ? '' : l.id)).join(BAR),
    EVIDENCE: domains.flat().map(encodeEvidence).join(''),
    DOMAINS: organisations
      .map((line, i) => {
        const own = namesOf(line).map(({ name }) => name);
        return domains[i]!.map((one) => encodeDomain(one, own, suffixes)).join(' ');
      })
      .join(BAR),
    FAMILIES: [...byFamily].map(([family, of]) => `${family} ${of.join(' ')}`).join(BAR),
    SERVICES: readList('services.txt').join(BAR),
    CLOSED: Object.entries(CLOSED_SUFFIXES)
      .map(([country, suffixes]) => `${country}: ${suffixes}`)
      .join(BAR),
    WORDS: inSigns(words),
  };
}

export function writeTable(): string {
  const head =
    '// Written by scripts/generate/registry.ts. The columns are explained in format.ts, the sources in docs/licences.md.\n';
  const body = Object.entries(columns())
    .map(([name, value]) => `export const ${name} =\n  ${JSON.stringify(value)};\n`)
    .join('');
  return head + body;
}

if (import.meta.main) {
  const text = writeTable();
  writeFileSync(new URL('../../lib/registry/table.ts', import.meta.url), text);
  for (const [name, value] of Object.entries(columns())) {
    const size = gzipSync(String(value), { level: 9 }).length;
    console.log(
      name.padEnd(12),
      String(String(value).length).padStart(8),
      String(size).padStart(8),
    );
  }
  console.log(`${(gzipSync(text, { level: 9 }).length / 1000).toFixed(1)} kB gzipped`);
}
