import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findNames } from '../../lib/registry/index.ts';
import {
  listedDomains,
  organisationAt,
  organisationCount,
} from '../../lib/registry/organisations.ts';
import { isUnder } from '../../lib/text/domains.ts';
import { hasKnownSuffix, organizationalDomain, publicSuffix } from '../../lib/text/organization.ts';
import { freeMailDomain } from '../../lib/verdict/claims/free-mail.ts';
import {
  readSource,
  shippedCategory,
  shippedDomains,
  shippedRegion,
} from '../../scripts/generate/registry/source.ts';
import { writeTable } from '../../scripts/generate/registry.ts';
import brands from './first-list.json' with { type: 'json' };

const source = readSource();
const all = Array.from({ length: organisationCount() }, (_, i) => organisationAt(i));
const byId = new Map(all.map((one) => [one.id, one]));

test('the table is what the generator writes of its source', () => {
  const shipped = readFileSync(new URL('../../lib/registry/table.ts', import.meta.url), 'utf8');
  expect(writeTable() === shipped).toBe(true);
});

test('every organisation is read as the source has it', () => {
  expect(all.length).toBe(source.length);
  expect(byId.size).toBe(source.length);
  for (const line of source) {
    const one = byId.get(line.id)!;
    expect(one, line.id).toBeDefined();
    expect(one.category).toBe(shippedCategory(line));
    expect(one.region).toEqual(shippedRegion(line).split(' ').filter(Boolean));
    expect(one.family).toBe(line.family ?? null);
    const domains = shippedDomains(line).map(({ domain, evidence }) => [domain, evidence]);
    expect(one.domains.map(({ domain, evidence }) => [domain, evidence])).toEqual(domains);
    expect(one.confirmed).toBe(
      !line.partial && domains.some(([, letter]) => /[DSPV]/.test(letter!)),
    );
    expect(Object.keys(line.names).map((name) => name.replace(/ \[[A-Z]{2}\]$/, ''))).toContain(
      one.names.en,
    );
  }
});

test('every domain can be registered and stands below a suffix of the list', () => {
  for (const { id, domains } of all)
    for (const { domain } of domains) {
      expect(domain, id).toMatch(/^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/);
      expect(publicSuffix(domain), `${id} ${domain}`).not.toBe(domain);
      expect(organizationalDomain(domain), `${id} ${domain}`).not.toBeNull();
      expect(hasKnownSuffix(domain), `${id} ${domain}`).toBe(true);
    }
});

test('a domain of free mail is marked as mail of everybody', () => {
  for (const [i, { id }] of all.entries())
    for (const { domain, userMail } of listedDomains(i))
      if (freeMailDomain(domain) === domain) expect(userMail, `${id} ${domain}`).toBe(true);
});

test('a domain has one owner, or owners of one family', () => {
  const owners = new Map<string, string[]>();
  for (const { id, family, domains } of all)
    for (const { domain } of domains)
      owners.set(domain, [...(owners.get(domain) ?? []), family ?? id]);
  const shared = [...owners].filter(([, of]) => new Set(of).size > 1);
  expect(shared).toEqual([]);
});

test('every name finds its organisation', () => {
  const lost: string[] = [];
  for (const line of source)
    for (const given of Object.keys(line.names)) {
      const name = given.replace(/ \[[A-Z]{2}\]$/, '');
      const hit = findNames(name).find(({ organisations }) =>
        organisations.some(({ id }) => id === line.id),
      );
      if (!hit) lost.push(`${line.id}: ${name}`);
    }
  expect(lost).toEqual([]);
});

test('the first list of brands has lost neither name nor domain nor evidence', () => {
  for (const brand of brands.brands as unknown as {
    id: string;
    names: string[];
    weakNames?: string[];
    domains: string[];
    evidence: Record<string, string>;
  }[]) {
    const one = byId.get(brand.id)!;
    expect(one.stakes, brand.id).toBe('high');
    for (const domain of brand.domains) {
      const owned = one.domains.find((own) => own.domain === domain);
      expect(owned, `${brand.id} ${domain}`).toBeDefined();
      if (/[DSV]/.test(brand.evidence[domain]!)) expect(owned!.evidence, domain).toMatch(/[DSV]/);
    }
    const line = source.find(({ id }) => id === brand.id)!;
    for (const name of brand.names) expect(line.names[name], `${brand.id} ${name}`).toBe('');
    for (const name of brand.weakNames ?? []) expect(line.names, brand.id).toHaveProperty([name]);
  }
  expect(isUnder('a.example', 'example')).toBe(true);
});
