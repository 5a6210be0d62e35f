// The registry: scripts/generate/registry/ → lib/registry/table.ts. Run it after a change there, of the skeleton or of
// the spelling: node scripts/generate/registry.ts
//
// organisations.jsonl holds one organisation a line. `names`: name → why it is weak, '' for a strict one. `domains`:
// domain → evidence letter and the sources that name it. docs/registry.en.md tells what the fields mean.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import {
  encodeDomain,
  encodeEvidence,
  type ListedDomain,
  MOST_SUFFIXES,
} from '../../lib/registry/domain-format.ts';
import {
  BAR,
  encodeDigit,
  encodeNumber,
  encodeRegion,
  encodeSorted,
  encodeStep,
  FAR,
  FLAG,
  isPublic,
  LANGUAGES,
  languageOf,
  NAME,
} from '../../lib/registry/format.ts';
import type { EvidenceLetter } from '../../lib/registry/model.ts';
import { spell } from '../../lib/registry/spelling.ts';
import { foldWord } from '../../lib/text/letters.ts';
import {
  CLOSED_SUFFIXES,
  FEDERATED,
  HIGH_ACCOUNTS,
  HIGH_CATEGORIES,
  USERS_WRITE,
} from './registry/additions.ts';

/** The day on which the domains below were looked through. */
const CHECKED = '2026-11-26';

export interface SourceLine {
  id: string;
  tier: number;
  category: string;
  region?: string;
  names: Record<string, string>;
  /** which of them to call it by in Latin letters; the first one unless said */
  called?: string;
  domains: Record<string, string>;
  userMail?: string;
  tenant?: string;
  customers?: string;
  family?: string;
  partial?: boolean;
}

const read = (name: string) =>
  readFileSync(new URL(`./registry/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const withoutNotes = (lines: string[]) => lines.filter((line) => !line.startsWith('#'));

export const readSource = (): SourceLine[] =>
  read('organisations.jsonl').map((line) => JSON.parse(line));

/** Lists of one author count once. */
const AUTHORS: Record<string, string> = { inkan: 'us', curated: 'us' };
const authorOf = (source: string) => AUTHORS[source] ?? source.split(/[:-]/)[0]!;

export function listedDomains(line: SourceLine): ListedDomain[] {
  const has = (list: string | undefined, domain: string) => !!list?.split(' ').includes(domain);
  return Object.entries(line.domains).map(([domain, text]) => {
    const [evidence, ...sources] = text.split(' ');
    return {
      domain,
      evidence: evidence as EvidenceLetter,
      // The first list was looked through domain by domain; of the others two authors have to agree.
      agreed:
        /[DSPV]/.test(evidence!) ||
        (line.tier === 0 && sources.includes('inkan')) ||
        new Set(sources.map(authorOf)).size > 1,
      userMail: has(line.userMail, domain),
      tenants: has(line.tenant, domain),
      customers: has(line.customers, domain),
    };
  });
}

/** So many countries are the world. */
const WORLD = 6;

/** Of the organisations written down last, those with ordinary stakes and no confirmed domain: only their names matter. */
const isNameOnly = (line: SourceLine): boolean =>
  line.tier === 3 &&
  !isHigh(line) &&
  !Object.values(line.domains).some((text) => /^[DSPV]/.test(text));

const isConfirmed = ({ partial, domains }: SourceLine): boolean =>
  !partial && Object.values(domains).some((text) => /^[DSPV]/.test(text));

/** The category where the verdict asks for it. */
export const shippedCategory = ({ category }: SourceLine): string =>
  HIGH_CATEGORIES.has(category) || isPublic(category) ? category : 'other';

/** Where an organisation works, if somebody asks; '' for everywhere. Japan tells how kanji are read. */
export function shippedRegion(line: SourceLine): string {
  const countries = line.region?.split(' ') ?? [];
  if (countries.length >= WORLD && !isNameOnly(line)) return '';
  if (isPublic(line.category) || isConfirmed(line)) return countries.join(' ');
  const hasKanji = Object.keys(line.names).some((name) => KANJI.test(name));
  return hasKanji && countries.includes('jp') ? 'jp' : '';
}

/**
 * The domains that are shipped: of those whose names alone matter, what a directory alone says of a second domain and
 * further ones is left out. Mostly the label is the name itself, and mail from there proves itself by that.
 */
export function shippedDomains(line: SourceLine): ListedDomain[] {
  const listed = listedDomains(line);
  if (!isNameOnly(line)) return listed;
  return listed.filter(
    ({ evidence, agreed, userMail, tenants, customers }, i) =>
      i === 0 || evidence !== 'W' || agreed || userMail || tenants || customers,
  );
}

export const isHigh = (line: SourceLine): boolean =>
  line.tier === 0 || HIGH_CATEGORIES.has(line.category) || HIGH_ACCOUNTS.has(line.id);

export const isFederated = (line: SourceLine): boolean =>
  Object.keys(line.names).some((name) =>
    Object.values(FEDERATED).some((pattern) => pattern.test(name)),
  );

interface ListedName {
  name: string;
  why: string;
  line: SourceLine;
  skeleton: string;
  letters: string;
  shown: boolean;
}

const KANJI = /\p{Script=Han}/u;

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
const bare = (name: string) => name.replace(/ \[[A-Z]{2}\]$/, '');

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
  const parts = withoutNotes(read('readings.txt')).map((one) => one.split(' ') as [string, string]);
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

/** `kind: word word …` of all languages together; a word of several kinds has the one that weighs most. */
export function wordLists(): string[] {
  const kinds = new Map<string, Set<string>>(WEIGHT.map((kind) => [kind, new Set()]));
  for (const line of withoutNotes(read('words.txt'))) {
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

/** Every column of the table, as text. */
export function columns(): Record<string, unknown> {
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
  return {
    CHECKED,
    REASONS: reasons.join(BAR),
    KINDS: kinds.join(BAR),
    SUFFIXES: suffixes.join(' '),
    SHARED: sorted.shared,
    NAMES: sorted.rests,
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
    SERVICES: withoutNotes(read('services.txt')).join(BAR),
    CLOSED: Object.entries(CLOSED_SUFFIXES)
      .map(([country, suffixes]) => `${country}: ${suffixes}`)
      .join(BAR),
    WORDS: wordLists().join(BAR),
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
