// The source of the registry: what it says of an organisation, and what of it is shipped.
//
// organisations.jsonl holds one organisation a line. `names`: name → why it is weak, '' for a strict one. `domains`:
// domain → evidence letter and the sources that name it. docs/registry.en.md tells what the fields mean.
import { readFileSync } from 'node:fs';
import type { ListedDomain } from '../../../lib/registry/domain-format.ts';
import { isPublic } from '../../../lib/registry/format.ts';
import type { EvidenceLetter } from '../../../lib/registry/model.ts';
import { organizationalLabel } from '../../../lib/text/organization.ts';
import { FEDERATED, HIGH_ACCOUNTS, HIGH_CATEGORIES } from './additions.ts';

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
  readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/** The lines of a list, without its notes. */
export const readList = (name: string) => read(name).filter((line) => !line.startsWith('#'));

export const readSource = (): SourceLine[] =>
  read('organisations.jsonl').map((line) => JSON.parse(line));

/** Lists of one author count once. */
const AUTHORS: Record<string, string> = { inkan: 'us', curated: 'us' };
const authorOf = (source: string) => AUTHORS[source] ?? source.split(/[:-]/)[0]!;

function listedDomains(line: SourceLine): ListedDomain[] {
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

const KANJI = /\p{Script=Han}/u;
const FOREIGN = /[^\p{Script=Latin}\p{Script=Common}]/u;

/** So many countries are the world. */
const WORLD = 6;

/** Of the organisations written down last, those with ordinary stakes and no confirmed domain: only their names matter. */
const isNameOnly = (line: SourceLine): boolean =>
  line.tier === 3 &&
  !isHigh(line) &&
  !Object.values(line.domains).some((text) => /^[DSPV]/.test(text));

export const isConfirmed = ({ partial, domains }: SourceLine): boolean =>
  !partial && Object.values(domains).some((text) => /^[DSPV]/.test(text));

/** Who bills everybody month by month is one group. */
const GROUPS: Record<string, string> = { telco: 'contract', insurance: 'contract' };

/** The category where the verdict asks for it. */
export const shippedCategory = ({ category }: SourceLine): string =>
  HIGH_CATEGORIES.has(category) || isPublic(category) ? category : (GROUPS[category] ?? 'other');

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
 * further ones is left out. Mostly the label is the name itself, and mail from there proves itself by that; where a
 * name is in letters that no label has, each label is kept once.
 */
export function shippedDomains(line: SourceLine): ListedDomain[] {
  const listed = listedDomains(line);
  if (!isNameOnly(line)) return listed;
  const labels = new Set<string>();
  const isForeign = Object.keys(line.names).some((name) => FOREIGN.test(name));
  return listed.filter(({ domain, evidence, agreed, userMail, tenants, customers }, i) => {
    const label = organizationalLabel(domain) ?? domain;
    const isNew = !labels.has(label);
    labels.add(label);
    return (
      i === 0 ||
      (isForeign && isNew) ||
      evidence !== 'W' ||
      agreed ||
      userMail ||
      tenants ||
      customers
    );
  });
}

export const isHigh = (line: SourceLine): boolean =>
  line.tier === 0 || HIGH_CATEGORIES.has(line.category) || HIGH_ACCOUNTS.has(line.id);

export const isFederated = (line: SourceLine): boolean =>
  Object.keys(line.names).some((name) =>
    Object.values(FEDERATED).some((pattern) => pattern.test(name)),
  );
